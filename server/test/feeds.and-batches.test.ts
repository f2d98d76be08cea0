import { idNumber, type Job, type Page, type Product, type ProductChange } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { startTestServer } from './support/server.ts';

// Feeds and batches that change the same products, sequentially and concurrently.

const server = await startTestServer();

let partners = 0;
async function catalogue() {
  partners += 1;
  const partner = await server.partner(`Partner ${partners}`);
  const { key } = partner;
  const batches = new Batches(server, partner);
  const products = async () => (await server.call<Page<Product>>('/products', { key })).body.items;
  return {
    key,
    products,
    load: (file: string, fields: Record<string, string> = {}) => server.load(file, { key, fields }),
    update: (...operations: Record<string, unknown>[]) =>
      batches.run(Object.fromEntries(operations.map((one, place) => [`o${place}`, one])), {}, 'product-updates'),
    /** Changes of a product's availability or price, newest first. */
    history: async (sku: string) => {
      const found = (await products()).find((product) => product.sku === sku);
      const { body } = await server.call<Page<ProductChange>>(`/products/${found?.product_id}/history`, { key });
      return body.items.map((change) => ({
        by: change.feed_id ?? 'batch',
        job: change.job_id,
        change: `${change.price_from} ${change.availability_from} > ${change.price_to} ${change.availability_to}`,
      }));
    },
  };
}

const availability = (sku: string, state: string) => ({
  '@type': 'ProductAvailabilityUpdate',
  product: { sku },
  availability: state,
});
const attributes = (sku: string, changes: Record<string, string | null>) => ({
  '@type': 'ProductAttributesUpdate',
  product: { sku },
  attributes: changes,
});
const FEED = `sku,product_name,price,availability,Size
A,One,1,in_stock,S
B,Two,2,in_stock,M
C,Three,3,in_stock,L
`;
const counts = (updated: number, unchanged: number, more: object = {}) => ({
  processed: 3,
  inserted: 0,
  updated,
  unchanged,
  skipped: 0,
  duplicates: 0,
  removed: 0,
  ...more,
});

describe('a feed that is loaded, changed by a batch and loaded again', () => {
  it('counts and records restored values, and inserts nothing', async () => {
    const { load, update, history, products } = await catalogue();
    const first = await load(FEED);
    expect(first.result).toEqual(counts(0, 0, { inserted: 3 }));
    const before = await products();
    const batch = await update(
      availability('A', 'preorder'),
      attributes('B', { Size: 'XL', colour: 'red' }),
      availability('C', 'out_of_stock'),
      availability('C', 'in_stock'),
    );
    expect(batch).toMatchObject({ status: 'completed', succeeded: 4 });

    const again = await server.run(first.job_id);
    expect(again).toMatchObject({ status: 'completed', attempt: 2, result: counts(2, 1) });
    expect(await history('A')).toEqual([
      { by: first.feed_id, job: first.job_id, change: '1 preorder > 1 in_stock' },
      { by: 'batch', job: batch.job_id, change: '1 in_stock > 1 preorder' },
    ]);
    // Only its attributes.
    expect((await history('B')).map(({ by }) => by)).toEqual(['FD00001', 'batch']);
    expect((await history('C')).map(({ change }) => change)).toEqual([
      '3 out_of_stock > 3 in_stock',
      '3 in_stock > 3 out_of_stock',
    ]);
    const after = await products();
    expect(after.map(({ attributes }) => attributes)).toEqual([
      { Size: 'S' },
      { Size: 'M', colour: 'red' },
      { Size: 'L' },
    ]);
    for (const [place, { created_at, updated_at, product_id }] of after.entries()) {
      expect([product_id, created_at]).toEqual([before[place]?.product_id, before[place]?.created_at]);
      if (place < 2) expect(updated_at > created_at).toBe(true);
    }
    expect((await server.run(first.job_id)).result).toEqual(counts(0, 3));
    expect((await history('A')).length).toBe(2);
  });

  it('as a full feed discontinues once, and reverts what a batch reactivated', async () => {
    const { load, update, history } = await catalogue();
    await load(FEED);
    const full = await load('sku,product_name,availability\nA,One,in_stock\nB,Two,in_stock\n', { mode: 'full' });
    expect(full.result).toMatchObject({ unchanged: 2, removed: 1 });
    await update(availability('C', 'in_stock'));
    expect((await server.run(full.job_id)).result).toMatchObject({ processed: 2, unchanged: 2, removed: 1 });
    expect((await server.run(full.job_id)).result).toMatchObject({ processed: 2, unchanged: 2, removed: 0 });
    expect((await history('C')).map(({ by, change }) => `${by === 'batch' ? by : 'feed'} ${change}`)).toEqual([
      'feed 3 in_stock > 3 discontinued',
      'batch 3 discontinued > 3 in_stock',
      'feed 3 in_stock > 3 discontinued',
    ]);
  });
});

describe('a batch that changes products which a load has read but not written yet', () => {
  /** Loads a file, and runs a function when all of it is read but nothing is written. */
  async function whileLoading(key: string, file: string, fields: Record<string, string>, work: () => Promise<unknown>) {
    const [held] = (await server.call<Page<Product>>('/products', { key })).body.items;
    const rows = await holdRows(server, 'select from product where id = $1 for share', [
      idNumber(held?.product_id ?? ''),
    ]);
    const uploaded = await server.upload(file, { key, fields });
    const running = server.run(uploaded.body.validation_job_id);
    await lockWaiters(server, /product_to_write/);
    await work();
    await rows.release();
    return running;
  }

  it('loses nothing, and the history has no gap', async () => {
    const { key, load, update, history, products } = await catalogue();
    await load(FEED);
    const file = `sku,product_name,price,availability,Weight
A,One,9,in_stock,1
B,Two,9,in_stock,2
C,Three,9,discontinued,3
`;
    const loaded = await whileLoading(key, file, {}, () =>
      update(availability('B', 'preorder'), attributes('C', { Size: null, Colour: 'red' })),
    );
    expect(loaded.result).toEqual(counts(3, 0));
    expect((await history('B')).map(({ change }) => change)).toEqual([
      '2 preorder > 9 in_stock',
      '2 in_stock > 2 preorder',
    ]);
    const spellings = (await products()).map(({ attributes }) => attributes);
    expect(spellings).toEqual([
      { Size: 'S', Weight: '1' },
      { Size: 'M', Weight: '2' },
      { Colour: 'red', Weight: '3' },
    ]);
  });

  it('is the state that an undo of a full feed restores, if the feed discontinues the product', async () => {
    const { key, load, update, history, products } = await catalogue();
    await load(FEED);
    const file = 'sku,product_name,price\nA,One,9\n';
    const full = await whileLoading(key, file, { mode: 'full', max_removed_ratio: '1' }, () =>
      update(availability('B', 'preorder'), availability('C', 'discontinued')),
    );
    expect(full.result).toMatchObject({ updated: 1, removed: 1 });
    expect((await history('B')).map(({ change }) => change)).toEqual([
      '2 preorder > 2 discontinued',
      '2 in_stock > 2 preorder',
    ]);
    expect((await history('C')).map(({ by }) => by)).toEqual(['batch']);

    const undo = await server.call<Job>(`/jobs/${full.job_id}/undo`, { key, body: {} });
    const undone = await server.call<Job>(`/jobs/${undo.body.job_id}?wait=30`, { key });
    expect(undone.body).toMatchObject({ status: 'completed', result: { reversed: 2, kept: 0 } });
    expect((await products()).map((product) => product.availability)).toEqual(['in_stock', 'preorder', 'discontinued']);
  });

  it('is in the history even if its commit began before the load', async () => {
    const { key, load, history, products } = await catalogue();
    await load(FEED);
    const [, product] = await products();
    const values = [idNumber(product?.product_id ?? ''), idNumber(product?.partner_id ?? '')];
    const batch = await server.pool.connect();
    await batch.query('begin');
    await batch.query(
      `with changed as (
         update product set availability = 'preorder', updated_at = change_moment() where id = $1 returning *
       ), recorded as (
         insert into product_change (product_id, partner_id, job_id, changed_at, price_from, price_to, currency_from,
           currency_to, availability_from, availability_to)
         select id, partner_id, 1, updated_at, price, price, currency, currency, 'in_stock', availability from changed
       )
       insert into catalogue_change (partner_id, changed_at) select $2, updated_at from changed`,
      values,
    );
    // Runs the deferred triggers, which a commit runs before its changes become visible.
    await batch.query('set constraints all immediate');
    const file = 'sku,product_name,price,availability\nB,Two,2,out_of_stock\n';
    const uploaded = await server.upload(file, { key, fields: {} });
    const running = server.run(uploaded.body.validation_job_id);
    await lockWaiters(server, /product_to_write/);
    await batch.query('commit');
    batch.release();
    expect((await running).result).toMatchObject({ updated: 1 });
    expect((await history('B')).map(({ change }) => change)).toEqual([
      '2 preorder > 2 out_of_stock',
      '2 in_stock > 2 preorder',
    ]);
  });

  it("to the file's values leaves nothing to change", async () => {
    const { key, load, update, history } = await catalogue();
    await load(FEED);
    const file = 'sku,product_name,price,availability\nA,One,9,in_stock\nB,Two,2,preorder\nC,Three,3,in_stock\n';
    const loaded = await whileLoading(key, file, {}, () => update(availability('B', 'preorder')));
    expect(loaded.result).toEqual(counts(1, 2));
    expect((await history('B')).map(({ by }) => by)).toEqual(['batch']);
  });
});
