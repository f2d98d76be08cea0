import { randomInt } from 'node:crypto';
import type { Job, JobError, Page } from '@commerce-integration/contract';
import { LIMITS } from '@commerce-integration/contract';
import { afterEach, describe, expect, it } from 'vitest';
import { Batches } from '../support/batches.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const batches = new Batches(server, acme);

/** Characters of three bytes that PostgreSQL cannot pack. */
const random = (length: number) =>
  Array.from({ length }, () => String.fromCodePoint(randomInt(0x4e00, 0x9fff))).join('');
const errorsOf = async ({ job_id }: Job) =>
  (await server.call<Page<JobError>>(`/jobs/${job_id}/errors`)).body.items.map(
    ({ line, column, code }) => `${line} ${column} ${code}`,
  );

describe('an indexed value', () => {
  it('is stored and found up to its limit', async () => {
    const [sku, name, brand, category, external] = [
      LIMITS.skuLength,
      LIMITS.productNameLength,
      LIMITS.brandLength,
      LIMITS.categoryLength,
      LIMITS.externalIdLength,
    ].map(random);
    const row = [sku, name, brand, category, external].join(',');
    const job = await server.load(`sku,product_name,brand,category,external_id\n${row}\n`);
    expect(job).toMatchObject({ status: 'completed', result: { inserted: 1 } });
    for (const sort of ['product_name', 'brand', 'category']) {
      expect(await server.products(`&sort_by=${sort}`)).toMatchObject([{ sku, attributes: { external_id: external } }]);
    }
  });

  it.each(['external_id', 'External_ID'])('over the limit rejects its row: %s', async (column) => {
    const job = await server.load(
      `sku,product_name,${column}\nL-1,Lamp,${random(9_000)}\nL-2,Light,${random(LIMITS.externalIdLength + 1)}\nL-3,Led,x\n`,
    );
    expect(job).toMatchObject({ status: 'completed', attempt: 1, result: { processed: 3, skipped: 2 } });
    expect(await errorsOf(job)).toEqual([`2 ${column} too_long`, `3 ${column} too_long`]);
  });

  it('may be longer in a column without an index', async () => {
    const job = await server.load(`sku,product_name,external_ids\nM-1,Mat,${random(LIMITS.attributeLength)}\n`);
    expect(job.result).toMatchObject({ inserted: 1 });
  });
});

describe('a price of any length', () => {
  it('is a number or rejects its row', async () => {
    const zeros = (count: number) => `1.${'0'.repeat(count)}`;
    const job = await server.load(`sku,product_name,price\nP-1,Pen,${zeros(17_000)}\nP-2,Pan,${zeros(48)}\n`);
    expect(job).toMatchObject({ status: 'completed', attempt: 1, result: { inserted: 1, skipped: 1 } });
    expect(await errorsOf(job)).toEqual(['2 price too_long']);
  });
});

describe('a value that the database refuses anyway', () => {
  const raise = (table: string, code: string) =>
    server.pool.query(`
      create function refuse() returns trigger language plpgsql as $$
        begin raise exception 'secret inner text' using errcode = '${code}'; end $$;
      create trigger refuse before insert or update on ${table} for each row execute function refuse()`);
  afterEach(() => server.pool.query('drop function if exists refuse() cascade'));

  it.each([
    ['22003', 'a number is too large'],
    ['22021', 'a text holds a character that cannot be stored'],
    ['23514', 'a value breaks a rule of the database'],
    ['54000', 'a value is too large to be stored or indexed'],
  ])('fails a load at once: %s', async (code, cause) => {
    await raise('product', code);
    const job = await server.load(`sku,product_name\nD-${code},Desk\n`);
    expect(job).toMatchObject({
      status: 'failed',
      attempt: 1,
      message: `ETL processing failed: the database refused the data: ${cause}. It has been logged; correct the data and send them again.`,
    });
  });

  it('fails a batch at once', async () => {
    await server.load('sku,product_name\nB-1,Bag\n');
    await raise('product', '54000');
    const operation = { '@type': 'ProductAvailabilityUpdate', product: { sku: 'B-1' }, availability: 'preorder' };
    const batch = await batches.run({ a: operation }, {}, 'product-updates');
    expect(batch).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('the database refused the data: a value is too large'),
    });
    const { body } = await server.call<Job>(`/jobs/${batch.job_id}`);
    expect(body.attempt).toBe(1);
  });
});
