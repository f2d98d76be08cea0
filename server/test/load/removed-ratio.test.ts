import type { Feed, Page, ProblemBody, ProductChange } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

let partners = 0;
/** A partner of its own, with a number of products. */
async function catalogueOf(products: number, more = '') {
  partners += 1;
  const call = { fields: { partner_name: `Partner ${partners}` } };
  await server.load(rowsOf(products) + more, call);
  const of = `&partner_name=${encodeURIComponent(call.fields.partner_name)}`;
  return {
    full: (file: string, fields: Record<string, string> = {}) =>
      server.load(file, { fields: { ...call.fields, mode: 'full', ...fields } }),
    count: async (availability: string) => (await server.products(`${of}&availability=${availability}`)).length,
    products: () => server.products(of),
  };
}

function rowsOf(products: number): string {
  const rows = Array.from({ length: products }, (_, row) => `S-${row},Product ${row},in stock\n`);
  return `sku,product_name,availability\n${rows.join('')}`;
}

describe('a full feed with less than half of the products', () => {
  it('fails, says how to allow it, and changes nothing', async () => {
    const { full, products } = await catalogueOf(40);
    const before = await products();
    const cut = await full(`${rowsOf(19)}N-1,New,in stock\n`);
    expect(cut).toMatchObject({
      status: 'failed',
      message:
        'ETL processing failed: The feed would discontinue 21 of 40 products, more than max_removed_ratio 0.5 allows. ' +
        'If it names all products that you sell, upload it again with max_removed_ratio=1.',
    });
    expect(await products()).toEqual(before);
    const history = await server.call<Page<ProductChange>>(`/products/${before[30]?.product_id}/history`);
    expect(history.body.count).toBe(0);
  });

  it('also fails in validation', async () => {
    const { full } = await catalogueOf(40);
    const cut = await full(rowsOf(19), { validate_only: 'true' });
    expect(cut).toMatchObject({ status: 'failed', message: expect.stringContaining('max_removed_ratio=1') });
    const allowed = await full(rowsOf(19), { validate_only: 'true', max_removed_ratio: '1' });
    expect(allowed).toMatchObject({ status: 'completed', result: { removed: 21 } });
  });

  it('is loaded if its upload allows it', async () => {
    const { full, count } = await catalogueOf(40);
    expect(await full(rowsOf(1), { max_removed_ratio: '1' })).toMatchObject({ result: { unchanged: 1, removed: 39 } });
    expect(await count('discontinued')).toBe(39);
  });

  it('is loaded if it has half of them', async () => {
    const { full } = await catalogueOf(40);
    expect(await full(rowsOf(20))).toMatchObject({ status: 'completed', result: { removed: 20 } });
  });

  it('is measured against products that are not discontinued, without its own new ones', async () => {
    const gone = Array.from({ length: 30 }, (_, row) => `G-${row},Gone ${row},discontinued\n`).join('');
    const fresh = Array.from({ length: 30 }, (_, row) => `N-${row},New ${row},in stock\n`).join('');
    const { full } = await catalogueOf(40, gone);
    const cut = await full(rowsOf(19) + fresh);
    expect(cut.message).toContain('would discontinue 21 of 40 products');
  });

  it('is loaded into a catalogue of up to 20 products, and refused for 21', async () => {
    const small = await catalogueOf(20);
    expect(await small.full(rowsOf(1))).toMatchObject({ status: 'completed', result: { removed: 19 } });
    const larger = await catalogueOf(21);
    expect(await larger.full(rowsOf(1))).toMatchObject({ status: 'failed' });
  });
});

describe('max_removed_ratio', () => {
  it('may be lower than the default', async () => {
    const { full } = await catalogueOf(40);
    expect(await full(rowsOf(37), { max_removed_ratio: '0.05' })).toMatchObject({ status: 'failed' });
    expect(await full(rowsOf(38), { max_removed_ratio: '0.05' })).toMatchObject({ result: { removed: 2 } });
  });

  it('applies only to full feeds', async () => {
    const { full, count } = await catalogueOf(40);
    expect(await full(rowsOf(1), { mode: 'incremental', max_removed_ratio: '0' })).toMatchObject({
      result: { unchanged: 1, removed: 0 },
    });
    expect(await count('discontinued')).toBe(0);
  });

  it('is stored with the feed, however it is uploaded', async () => {
    const shown = async (id: string) => (await server.call<Feed>(`/feeds/${id}`)).body.max_removed_ratio;
    const usual = await server.upload(rowsOf(1));
    const own = await server.upload(rowsOf(1), { fields: { partner_name: 'Acme Corp', max_removed_ratio: '0.25' } });
    expect([await shown(usual.body.feed_id), await shown(own.body.feed_id)]).toEqual([0.5, 0.25]);
    const body = { partner_name: 'Acme Corp', file_name: 'a.csv', max_removed_ratio: 0.75 };
    const opened = await server.call<{ feed_id: string }>('/feeds/upload-url', { body });
    expect(await shown(opened.body.feed_id)).toBe(0.75);
  });

  it.each(['-0.1', '1.1', 'most'])('is refused as %s', async (ratio) => {
    const fields = { partner_name: 'Acme Corp', max_removed_ratio: ratio };
    const { status, body } = await server.upload<ProblemBody>(rowsOf(1), { fields });
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'max_removed_ratio']);
  });
});
