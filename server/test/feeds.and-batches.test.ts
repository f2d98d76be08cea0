import type { Job, Page, Product, ProductChange } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

// Feeds and batches change the same products, one after the other and at the same time.

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
    /** Changes of a product's availability or price, the latest first. */
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

describe('a feed that is loaded, changed by a batch and run again', () => {
  it('counts and records what it puts back, and inserts nothing', async () => {
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
    // Its attributes alone.
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

  it('as a full feed discontinues once, and takes back what a batch brought back', async () => {
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

describe('a batch that changes what a load has read and not written yet', () => {
  it('loses nothing, and the history has no gap', async () => {
    const { key, load, update, history, products } = await catalogue();
    await load(FEED);
    const [held] = await products();
    const holder = await server.pool.connect();
    try {
      await holder.query('begin');
      await holder.query('select from product where id = $1 for share', [Number(held?.product_id.slice(2))]);
      const file = `sku,product_name,price,availability,Weight
A,One,9,in_stock,1
B,Two,9,in_stock,2
C,Three,9,discontinued,3
`;
      const uploaded = await server.upload(file, { key, fields: {} });
      const id = uploaded.body.validation_job_id;
      const running = server.run(id);
      await expect
        .poll(async () => (await server.call<Job>(`/jobs/${id}`)).body.progress?.rows_done, { timeout: 20_000 })
        .toBe(3);
      await update(availability('B', 'preorder'), attributes('C', { Size: null, Colour: 'red' }));
      await holder.query('commit');
      expect((await running).result).toEqual(counts(3, 0));
    } finally {
      holder.release();
    }
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
});
