import { LIMITS } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { isSmallExtent } from '../src/jobs/job-class.ts';
import { holdProducts } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

/** As few connections as the workers need: with fewer, jobs would wait for each other's connections. */
const one = { WORKER_CONCURRENCY: '1', WORKER_SMALL_CONCURRENCY: '1', DATABASE_POOL_SIZE: '10' };
const server = await startTestServer(one);
const jobs = new Jobs(server);

const small = (price: number) => `sku,product_name,price,currency\nA,One,${price},EUR\n`;
/** A feed whose file is too large for a small job. */
const large = (price: number) => {
  const rows = Array.from({ length: 1_200 }, (_, row) => `B${row},Two,1,EUR,${'x'.repeat(9_000)}\n`);
  const text = `sku,product_name,price,currency,description\nA,One,${price},EUR,\n${rows.join('')}`;
  expect(text.length).toBeGreaterThan(LIMITS.smallJobBytes);
  return text;
};

/** A partner with one product, for 1 EUR, that can be locked so that its loads do not end. */
async function partnerWithProduct(name: string) {
  const call = { fields: { partner_name: name } };
  await server.load(small(1), call);
  const product = async () => (await server.products(`&q=One&partner_name=${encodeURIComponent(name)}`))[0];
  return {
    ask: (file: string) => jobs.ask(file, call),
    price: async () => (await product())?.price,
    hold: async () => holdProducts(server, (await product())?.product_id ?? ''),
  };
}

describe('small jobs', () => {
  it('run while large jobs of others occupy all workers for large jobs', async () => {
    const [a, b, c] = await Promise.all(['A', 'B', 'C'].map(partnerWithProduct));
    const products = await a?.hold();
    const running = (await a?.ask(large(2))) ?? '';
    await jobs.running(running);
    const waiting = (await b?.ask(large(2))) ?? '';
    // More small jobs of A wait behind its own large one, without occupying a worker for small jobs.
    const behind = (await a?.ask(small(3))) ?? '';
    expect(await jobs.finished((await c?.ask(small(2))) ?? '')).toMatchObject({ status: 'completed' });
    expect(await c?.price()).toBe(2);
    for (const id of [waiting, behind]) expect(await jobs.get(id)).toMatchObject({ status: 'queued', attempt: 0 });
    await products?.release();
    for (const id of [running, waiting, behind]) {
      expect(await jobs.finished(id)).toMatchObject({ status: 'completed', attempt: 1 });
    }
    expect(await a?.price()).toBe(3);
  }, 120_000);

  it('with one key run in order with its large ones, and all run', async () => {
    const partner = await partnerWithProduct('In order');
    const products = await partner.hold();
    const files = [small(2), small(3), large(4), small(5), large(6), small(7)];
    const ids: string[] = [];
    for (const file of files) ids.push(await partner.ask(file));
    await jobs.running(ids[0] ?? '');
    await products.release();
    const done = await Promise.all(ids.map((id) => jobs.finished(id)));
    expect(done).toMatchObject(ids.map(() => ({ status: 'completed', attempt: 1 })));
    done.slice(1).forEach(({ started_at = '' }, before) => {
      expect(Date.parse(started_at)).toBeGreaterThanOrEqual(Date.parse(done[before]?.finished_at ?? ''));
    });
    expect(await partner.price()).toBe(7);
  }, 120_000);
});

it('workers for small jobs do not take large ones', async () => {
  const only = await startTestServer({ ...one, WORKER: 'off' });
  const own = new Jobs(only);
  const id = await own.ask(large(1), { fields: { partner_name: 'Large' } });
  const { rows } = await only.pool.query('select size_class, queue_class from job where number = 1 and job_type = $1', [
    'validation',
  ]);
  expect(rows).toEqual([{ size_class: 'large', queue_class: 'large' }]);
  // As if the workers for small jobs had received its message, as with one sent before the large job was requested.
  await only.pool.query(`update pgboss.job set name = 'small_jobs'`);
  const worker = await startTestServer({ ...only.environment, WORKER: 'on' });
  expect(await own.finished(id)).toMatchObject({ status: 'completed', attempt: 1 });
  const messages = `select name from pgboss.job where state = 'completed' order by created_on`;
  // The message is completed a moment after its job.
  const done = await until(async () => {
    const { rows } = await only.pool.query<{ name: string }>(messages);
    return rows.length >= 2 && rows;
  });
  expect(done).toEqual([{ name: 'small_jobs' }, { name: 'large_jobs' }]);
  await worker.stop();
}, 120_000);

it('a compressed file counts as ten times its size', () => {
  const most = LIMITS.smallJobBytes;
  expect(isSmallExtent({ bytes: most })).toBe(true);
  expect(isSmallExtent({ bytes: most + 1 })).toBe(false);
  expect(isSmallExtent({ bytes: most / 10, isCompressed: true })).toBe(true);
  expect(isSmallExtent({ bytes: most / 10 + 1, isCompressed: true })).toBe(false);
  expect(isSmallExtent({ rows: LIMITS.smallJobRows })).toBe(true);
  expect(isSmallExtent({ rows: LIMITS.smallJobRows + 1 })).toBe(false);
  expect(isSmallExtent({})).toBe(false);
});
