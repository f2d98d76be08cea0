import type { OperationsBatch } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER_CONCURRENCY: '2' });
const jobs = new Jobs(server);
const feed = (price: number) => `sku,product_name,price,currency\nA,One,${price},EUR\n`;

/** A partner with one product, for 1 EUR. */
async function partnerWithProduct(name: string) {
  const partner = await server.partner(name);
  await server.load(feed(1), { fields: { partner_name: name } });
  const [product] = await server.products(`&partner_name=${encodeURIComponent(name)}`);
  return { ...partner, product: product?.product_id ?? '', call: { fields: { partner_name: name } } };
}

describe('the loads of one partner', () => {
  it('run one after the other, in the order in which they were uploaded and requested', async () => {
    const { product, call } = await partnerWithProduct('In order');
    const products = await holdProducts(server, product);
    const ids: string[] = [];
    for (const price of [2, 3, 4, 5]) ids.push(await jobs.ask(feed(price), call));
    const [first = '', ...others] = ids;
    await jobs.running(first);
    for (const id of others) {
      expect(await jobs.get(id)).toMatchObject({ status: 'queued', attempt: 0, message: 'ETL processing queued.' });
    }
    await products.release();
    const done = await Promise.all(ids.map((id) => jobs.finished(id)));
    expect(done).toMatchObject(ids.map(() => ({ status: 'completed', attempt: 1, result: { updated: 1 } })));
    done.slice(1).forEach(({ started_at = '' }, before) => {
      expect(Date.parse(started_at)).toBeGreaterThanOrEqual(Date.parse(done[before]?.finished_at ?? ''));
    });
    expect((await server.products(`&partner_name=In%20order`))[0]?.price).toBe(5);
  });

  it('that ran before precede those uploaded later', async () => {
    const { product, call } = await partnerWithProduct('Again');
    const again = await jobs.ask(feed(2), call);
    await jobs.finished(again);
    const products = await holdProducts(server, product);
    const running = await jobs.ask(feed(3), call);
    await jobs.running(running);
    const later = await jobs.ask(feed(4), call);
    await jobs.askAgain(again);
    await products.release();
    await Promise.all([running, again, later].map((id) => jobs.finished(id)));
    expect((await server.products(`&partner_name=Again`))[0]?.price).toBe(4);
  });
});

describe('the jobs of two partners', () => {
  it('run in parallel', async () => {
    const held = await partnerWithProduct('Held');
    const free = await partnerWithProduct('Free');
    const products = await holdProducts(server, held.product);
    const waiting = await jobs.ask(feed(2), held.call);
    await jobs.running(waiting);
    expect(await jobs.finished(await jobs.ask(feed(2), free.call))).toMatchObject({ status: 'completed' });
    expect((await jobs.get(waiting)).status).toBe('running');
    await products.release();
    expect(await jobs.finished(waiting)).toMatchObject({ status: 'completed' });
  });
});

describe('the batches of one partner', () => {
  it('run one after the other, in order of creation', async () => {
    const { product, ...partner } = await partnerWithProduct('Batches in order');
    const own = new Batches(server, partner);
    const products = await holdProducts(server, product);
    const batches: OperationsBatch[] = [];
    for (const price of [5, 6, 7]) {
      const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'EUR' }];
      const operation = { '@type': 'ProductValidFromPriceUpdate', product: { id: product }, price_list };
      batches.push(await own.create(zipOfOperations({ op: operation })));
    }
    const [first, ...others] = batches.map(({ job_id }) => job_id);
    await jobs.running(first ?? '');
    for (const id of others) {
      expect(await jobs.get(id)).toMatchObject({ status: 'queued', attempt: 0, message: 'Operations batch queued.' });
    }
    await products.release();
    for (const batch of batches) expect(await own.finished(batch)).toMatchObject({ succeeded: 1 });
    const set = await server.pool.query(
      `select (entries -> 0 ->> 'price')::integer as price from price_list_version order by id`,
    );
    expect(set.rows).toEqual([{ price: 5 }, { price: 6 }, { price: 7 }]);
  });
});
