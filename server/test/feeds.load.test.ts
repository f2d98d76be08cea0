import { gzipSync } from 'node:zlib';
import type {
  Feed,
  FeedAccepted,
  Job,
  JobChange,
  JobError,
  Page,
  Product,
  ProductChange,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const HEADER = 'sku,product_name,description,brand,category,price,currency,availability\n';
const CATALOG = `${HEADER}A-1,One,First,Acme,Shoes,10.00,USD,in_stock
A-2,Two,,Acme,Shoes,20.50,USD,In Stock
A-3,Three,,Other,Hats,,,sold out
`;

/** A partner of its own for each scenario. */
let stories = 0;
function story() {
  stories += 1;
  return { fields: { partner_name: `Story ${stories}` } };
}
const of = (call: { fields: Record<string, string> }) =>
  `&partner_name=${encodeURIComponent(call.fields.partner_name ?? '')}`;

describe('a feed that is run', () => {
  it('creates products, changes nothing when sent again, and changes one for one edited price', async () => {
    const call = story();
    const first = await server.load(CATALOG, call);
    expect(first.message).toBe(
      'ETL processing completed. Products processed: 3. Inserted: 3. Updated: 0. Unchanged: 0. Skipped: 0.',
    );
    expect(first).toMatchObject({ status: 'completed', attempt: 1, progress: { rows_total: 3, rows_done: 3 } });
    expect(first.result).toEqual({
      processed: 3,
      inserted: 3,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      duplicates: 0,
      removed: 0,
    });
    const products = await server.products(of(call));
    expect(products).toMatchObject([
      { sku: 'A-1', product_name: 'One', description: 'First', price: 10, currency: 'USD', availability: 'in_stock' },
      { sku: 'A-2', description: null, price: 20.5, availability: 'in_stock' },
      { sku: 'A-3', price: null, currency: null, availability: 'out_of_stock', attributes: {} },
    ]);

    const second = await server.load(CATALOG, call);
    expect(second.message).toBe(
      'ETL processing completed. Products processed: 3. Inserted: 0. Updated: 0. Unchanged: 3. Skipped: 0.',
    );
    expect(await server.products(of(call))).toEqual(products);

    const third = await server.load(CATALOG.replace('20.50', '21.00'), call);
    expect(third.message).toBe(
      'ETL processing completed. Products processed: 3. Inserted: 0. Updated: 1. Unchanged: 2. Skipped: 0.',
    );
    const [one, two] = await server.products(of(call));
    expect(one).toEqual(products[0]);
    expect(two).toMatchObject({ price: 21, feed_id: third.feed_id });

    const history = await server.call<Page<ProductChange>>(`/products/${two?.product_id}/history`);
    expect(history.body.items).toMatchObject([
      { price_from: 20.5, price_to: 21, feed_id: third.feed_id, job_id: third.job_id },
    ]);
    const feed = await server.call<Feed>(`/feeds/${third.feed_id}`);
    expect(feed.body).toMatchObject({
      status: 'uploaded',
      validation_status: 'completed',
      validation_message: third.message,
    });
  });

  it('may be run again', async () => {
    const job = await server.load(CATALOG, story());
    const again = await server.run(job.job_id);
    expect(again).toMatchObject({ status: 'completed', attempt: 2, result: { unchanged: 3, inserted: 0 } });
  });

  it('may be gzip, and may have other columns, which become attributes', async () => {
    const call = story();
    await server.load(gzipSync('sku;product_name;Farbe;size\nA;One;rot;\nB;Two;;XL\n'), { ...call, name: 'a.csv.gz' });
    expect(await server.products(of(call))).toMatchObject([
      { sku: 'A', attributes: { Farbe: 'rot' } },
      { sku: 'B', attributes: { size: 'XL' } },
    ]);
  });

  it('reports rejected rows, and returns them for correction', async () => {
    const call = story();
    const feed = `${HEADER}A-1,One,,,,"1,299.00",USD,in_stock
A-2,,"two
lines",,,5,USD,perhaps
A-3,Three,,,,7,USD,in_stock
A-4,Four,,,,8,USD,in_stock,more
A-3,Three again,,,,9,USD,in_stock
`;
    const job = await server.load(feed, call);
    expect(job.result).toEqual({
      processed: 5,
      inserted: 1,
      updated: 0,
      unchanged: 0,
      skipped: 4,
      duplicates: 1,
      removed: 0,
    });
    expect(await server.products(of(call))).toMatchObject([{ sku: 'A-3', product_name: 'Three again', price: 9 }]);

    const errors = await server.call<Page<JobError>>(`/jobs/${job.job_id}/errors?limit=100`);
    expect(errors.body.items.map(({ line, column, severity }) => [line, column, severity])).toEqual([
      [2, 'price', 'error'],
      [3, 'product_name', 'error'],
      [3, 'availability', 'error'],
      [5, 'sku', 'warning'],
      [6, undefined, 'error'],
    ]);
    expect(errors.body.items[0]).toMatchObject({ sku: 'A-1', value: '1,299.00' });
    const first = await server.call<Page<JobError>>(`/jobs/${job.job_id}/errors?limit=2`);
    const rest = await server.call<Page<JobError>>(
      `/jobs/${job.job_id}/errors?limit=10&cursor=${first.body.next_cursor}`,
    );
    expect([...first.body.items, ...rest.body.items]).toEqual(errors.body.items);

    const file = await server.call<string>(`/jobs/${job.job_id}/errors.csv`);
    expect(file.headers.get('content-type')).toMatch('text/csv');
    expect(file.body).toContain('_line,_column,_code,_message,sku,product_name');
    const mended = file.body
      .replace('"1,299.00"', '1299.00')
      .replace(',A-2,,', ',A-2,Two,')
      .replace('perhaps', 'yes')
      .replace(',more\n', '\n');
    const resent = await server.load(mended, call);
    expect(resent.result).toMatchObject({ processed: 3, inserted: 3, skipped: 0 });
    expect((await server.products(of(call))).find((product) => product.sku === 'A-2')).toMatchObject({
      product_name: 'Two',
      description: 'two\nlines',
      attributes: {},
    });
  });
});

describe('a feed that cannot be loaded fails its job and changes nothing', () => {
  const run = async (text: string, fields: Record<string, string> = {}) => {
    const call = story();
    await server.load(`${HEADER}A-1,Old,,,,1,USD,in_stock\n`, call);
    const job = await server.load(text, { fields: { ...call.fields, ...fields } });
    expect(await server.products(of(call))).toMatchObject([
      { sku: 'A-1', product_name: 'Old', availability: 'in_stock' },
    ]);
    return job;
  };

  it('because every row is rejected', async () => {
    const job = await run('sku,product_name,price\nA-1,New,cheap\nA-2,New,-1\n');
    expect(job.status).toBe('failed');
    expect(job.message).toMatch(/^ETL processing failed: All 2 rows were rejected/);
    const errors = await server.call<Page<JobError>>(`/jobs/${job.job_id}/errors`);
    expect(errors.body.count).toBe(2);
  });

  it('because too many rows are rejected', async () => {
    const job = await run('sku,product_name,price\nA-1,New,2\nA-2,New,-1\nA-3,New,3\n', { max_error_ratio: '0.3' });
    expect(job.message).toMatch(/^ETL processing failed: 1 of 3 rows were rejected, more than max_error_ratio 0.3/);
  });

  it('because a line is endless', async () => {
    const job = await run(`sku,product_name\nA-1,New\nA-2,${'x'.repeat(4_200_000)}\nA-3,x\n`);
    expect(job.message).toBe('ETL processing failed: The row at line 3 is over 4194304 bytes long.');
  });

  it('because it is an empty full feed', async () => {
    const job = await run('sku,product_name\n', { mode: 'full' });
    expect(job.message).toMatch(/^ETL processing failed: The feed has no rows/);
  });

  it('and announces it', async () => {
    const job = await run('sku,product_name\nA-1,\n');
    const events = await server.pool.query(`select event_type from event where data ->> 'job_id' = $1 order by id`, [
      job.job_id,
    ]);
    expect(events.rows.map((row) => row.event_type)).toEqual(['job.failed', 'feed.validation.failed']);
  });
});

describe('load modes', () => {
  it('full: discontinues missing products', async () => {
    const call = story();
    await server.load(CATALOG, call);
    const job = await server.load(`${HEADER}A-1,One,First,Acme,Shoes,10.00,USD,in_stock\n`, {
      fields: { ...call.fields, mode: 'full' },
    });
    expect(job.result).toMatchObject({ processed: 1, unchanged: 1, removed: 2 });
    const availabilities = (await server.products(of(call))).map((product) => product.availability);
    expect(availabilities).toEqual(['in_stock', 'discontinued', 'discontinued']);
  });

  it('validate_only: counts and shows changes, and writes nothing', async () => {
    const call = story();
    await server.load(CATALOG, call);
    const before = await server.products(of(call));
    const text = CATALOG.replace('20.50', '21.00').concat('A-4,Four,,,,1,USD,in_stock\nA-5,,,,,,,\n');
    const job = await server.load(text, { fields: { ...call.fields, validate_only: 'true' } });
    expect(job.status).toBe('completed');
    expect(job.result).toMatchObject({ processed: 5, inserted: 1, updated: 1, unchanged: 2, skipped: 1 });
    expect(await server.products(of(call))).toEqual(before);
    const changes = await server.call<Page<JobChange>>(`/jobs/${job.job_id}/changes?limit=100`);
    expect(changes.body.items).toContainEqual({ sku: 'A-2', field: 'price', from: '20.5', to: '21' });
    expect(changes.body.items.filter((change) => change.sku === 'A-4').length).toBeGreaterThan(0);
    expect((await server.call<Page<JobError>>(`/jobs/${job.job_id}/errors`)).body.count).toBe(1);
  });

  it('with only a header: completes with zeros', async () => {
    const job = await server.load(HEADER, story());
    expect(job).toMatchObject({ status: 'completed', result: { processed: 0 } });
  });

  it("use the partner's currency for a price without one", async () => {
    const call = story();
    const partner = await server.call<{ partner_id: string }>('/partners', {
      body: { partner_name: call.fields.partner_name, default_currency: 'JPY' },
    });
    expect(partner.status).toBe(201);
    const job = await server.load('sku,product_name,price\nA,One,500\nB,Two,5.25\n', call);
    expect(job.result).toMatchObject({ inserted: 1, skipped: 1 });
    expect(await server.products(of(call))).toMatchObject([{ sku: 'A', price: 500, currency: 'JPY' }]);
  });
});

describe('a small feed', () => {
  it('is queryable within a second of its upload', async () => {
    const call = story();
    const rows = Array.from({ length: 100 }, (_, index) => `S-${index},Name ${index},1.00`).join('\n');
    const uploaded = await server.upload<FeedAccepted>(`sku,product_name,price\n${rows}\n`, call);
    const ran = await server.call<Job>(`/jobs/${uploaded.body.validation_job_id}/run`, { method: 'POST' });
    expect(ran.status).toBe(200);
    const page = await server.call<Page<Product>>(`/products/by-feed/${uploaded.body.feed_id}?limit=100`);
    expect(page.body.count).toBe(100);
  });
});
