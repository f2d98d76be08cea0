import type { Attention, Order, Overview, OverviewCount, Page, Product, Webhook } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const GOOD = 'sku,product_name,price,currency,availability\nA,One,1,EUR,in stock\nB,Two,2,EUR,\n';
const BAD = 'sku,product_name\n"A,One\n';

async function overview(key?: string, query = ''): Promise<Overview> {
  const { status, body } = await server.call<Overview>(`/overview${query}`, key === undefined ? {} : { key });
  if (status !== 200) throw new Error(`The overview answered ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** The counts of a stage by name, as value and level. */
function countsOf({ stages }: Overview, stage: string): Record<string, [number, string]> {
  const counts: OverviewCount[] = stages.find((one) => one.stage === stage)?.counts ?? [];
  return Object.fromEntries(counts.map(({ name, value, level }) => [`${name}`, [value, level]]));
}

const kinds = ({ needs_attention }: Overview) => needs_attention.map(({ kind, action }) => [kind, action]);
const find = ({ needs_attention }: Overview, kind: string): Attention | undefined =>
  needs_attention.find((one) => one.kind === kind);

describe('the overview of a partner', async () => {
  const { id, key } = await server.partner('Overseen');
  const other = await server.partner('Not overseen');
  await server.load(GOOD, { key: other.key, fields: {} });

  it('counts its own objects, stage by stage', async () => {
    await server.load(GOOD, { key, fields: {} });
    await server.upload(GOOD.replace('One', 'Uno'), { key, fields: {} });
    await server.call('/feeds/upload-url', { key, body: { file_name: 'announced.csv' } });
    const [product] = (await server.call<Page<Product>>('/products?sku=A', { key })).body.items;
    const items = [{ product_id: product?.product_id, quantity: 1 }];
    await server.call<Order>('/orders', { key, body: { items } });
    const seen = await overview(key);
    expect(seen.stages.map(({ stage }) => stage)).toEqual([
      'uploads',
      'processing',
      'products',
      'orders',
      'fulfilment',
      'webhooks',
    ]);
    expect(countsOf(seen, 'uploads')).toEqual({ uploaded: [2, 'ok'], open: [1, 'waiting'], rejected: [0, 'ok'] });
    expect(countsOf(seen, 'processing')).toMatchObject({
      not_run: [1, 'waiting'],
      queued: [0, 'ok'],
      running: [0, 'ok'],
      completed: [3, 'ok'],
      failed: [0, 'ok'],
      batches: [0, 'ok'],
    });
    expect(countsOf(seen, 'products')).toEqual({ all: [2, 'ok'] });
    expect(countsOf(seen, 'orders')).toEqual({ all: [1, 'ok'], created: [1, 'ok'] });
    expect(seen.needs_attention).toEqual([]);
    expect(seen.components).toEqual(
      ['database', 'storage', 'queue'].map((component) => ({ component, status: 'ok', detail: null })),
    );
    expect(seen.recent_activity.map(({ event_type }) => event_type)).toContain('order.created');
    expect(seen.recent_activity.every(({ partner_id }) => partner_id === id)).toBe(true);
  });

  it('counts the requested range, and current objects in any case', async () => {
    const seen = await overview(key, '?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:00Z');
    expect([seen.from, seen.to]).toEqual(['2020-01-01T00:00:00.000Z', '2020-02-01T00:00:00.000Z']);
    expect(countsOf(seen, 'uploads')).toMatchObject({ uploaded: [0, 'ok'], open: [1, 'waiting'] });
    expect(countsOf(seen, 'processing')).toMatchObject({ completed: [0, 'ok'], not_run: [1, 'waiting'] });
    expect(countsOf(seen, 'orders')).toMatchObject({ all: [1, 'ok'], created: [0, 'ok'] });
    const refused = await server.call('/overview?from=2020-02-01T00:00:00Z&to=2020-01-01T00:00:00Z', { key });
    expect([refused.status, refused.body.detail]).toEqual([400, 'from is after to.']);
    const long = await server.call('/overview?from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:01Z', { key });
    expect([long.status, long.body.detail]).toEqual([400, 'from is more than 31 days before to.']);
  });

  it('lists a failed load until a later one succeeds', async () => {
    const failed = await server.load(BAD, { key, fields: {} });
    expect(failed.status).toBe('failed');
    const seen = await overview(key);
    expect(countsOf(seen, 'processing').failed).toEqual([1, 'failing']);
    expect(find(seen, 'job_failed')).toEqual({
      kind: 'job_failed',
      title: `ETL processing of ${failed.feed_id} failed.`,
      detail: failed.error,
      level: 'failing',
      subject: { type: 'job', id: failed.job_id },
      partner_id: id,
      partner_name: 'Overseen',
      since: failed.finished_at,
      action: 'view',
      action_label: 'Show the errors',
    });
    // A failure without errors of rows may be gone when it is run again.
    await server.pool.query('delete from job_error');
    expect(find(await overview(key), 'job_failed')).toMatchObject({ action: 'run_job', action_label: 'Run again' });
    expect(kinds(await overview(other.key))).toEqual([]);
    await server.load(GOOD, { key, fields: {} });
    expect(kinds(await overview(key))).toEqual([]);
  });

  it('lists a batch with failed operations until it is retried', async () => {
    const batches = new Batches(server, { id, key });
    const { batch_id } = await batches.run({
      a: {
        '@type': 'ProductValidFromPriceUpdate',
        product: { sku: 'none' },
        price_list: [{ valid_from: '2020-01-01T00:00:00Z', price: 1, currency: 'EUR' }],
      },
    });
    const seen = await overview(key);
    expect(countsOf(seen, 'processing')).toMatchObject({ batches: [1, 'ok'], batches_with_failures: [1, 'failing'] });
    expect(find(seen, 'batch_operations_failed')).toMatchObject({
      title: `1 of 1 operations of batch ${batch_id} failed.`,
      subject: { type: 'operations_batch', id: batch_id },
      action: 'retry_failed_operations',
    });
    await server.call(`/org/${id}/operations-batches/${batch_id}/retry-failed`, { key, method: 'POST' });
    expect(find(await overview(key), 'batch_operations_failed')?.subject.id).not.toBe(batch_id);
  });

  it('lists subscriptions that fail, are paused or were disabled, and the fix', async () => {
    const body = { url: 'https://overseen.example/hook', events: ['partner.updated'] };
    const { webhook_id } = (await server.call<Webhook>('/webhooks', { key, body })).body;
    const number = Number(webhook_id.slice(2));
    const set = (change: string) => server.pool.query(`update webhook set ${change} where id = $1`, [number]);
    expect(countsOf(await overview(key), 'webhooks')).toMatchObject({ active: [1, 'ok'], failing: [0, 'ok'] });
    await set(`failing_since = now(), failure_count = 3, last_error = 'The receiver responded with 500.'`);
    expect(find(await overview(key), 'webhook_failing')).toMatchObject({
      detail: 'The receiver responded with 500.',
      action: 'view',
      subject: { type: 'webhook', id: webhook_id },
    });
    await set(`circuit = 'open'`);
    expect(find(await overview(key), 'webhook_circuit_open')).toMatchObject({ action: 'enable_webhook' });
    expect(countsOf(await overview(key), 'webhooks')).toMatchObject({ failing: [1, 'failing'] });
    await set(`status = 'disabled', disabled_reason = 'failing'`);
    expect(find(await overview(key), 'webhook_disabled')).toMatchObject({ action: 'enable_webhook' });
    expect(countsOf(await overview(key), 'webhooks')).toMatchObject({ active: [0, 'ok'], disabled: [1, 'failing'] });
    await set(`disabled_reason = 'request'`);
    expect(kinds(await overview(key)).map(([kind]) => kind)).not.toContain('webhook_disabled');
  });

  it('shows what the scopes of its key allow', async () => {
    const { key: limited } = await server.partner('Overseen in part', ['orders:read']);
    const seen = await overview(limited);
    expect(seen.stages.map(({ stage }) => stage)).toEqual(['orders', 'fulfilment']);
    expect([seen.needs_attention, seen.recent_activity]).toEqual([[], []]);
  });
});

describe("the operator's overview", () => {
  it('covers all partners, and the health of workers and deliveries', async () => {
    await server.partner('One more');
    const seen = await overview();
    expect(countsOf(seen, 'partners').active?.[0]).toBeGreaterThanOrEqual(2);
    expect(seen.components.map(({ component, status }) => [component, status]).sort()).toEqual([
      ['database', 'ok'],
      ['queue', 'ok'],
      ['storage', 'ok'],
      ['webhook_dispatch', 'ok'],
      ['workers', 'ok'],
    ]);
    const names = new Set(seen.recent_activity.map(({ partner_name }) => partner_name));
    expect(names.has('Overseen')).toBe(true);
  });

  it('warns about jobs that wait without workers, and names the job', async () => {
    const idle = await startTestServer({ WORKER: 'off' });
    const { key } = await idle.partner('Waiting');
    const { validation_job_id } = (await idle.upload(GOOD, { key, fields: {} })).body;
    await idle.call(`/jobs/${validation_job_id}/run`, { key, method: 'POST' });
    const look = async () => (await idle.call<Overview>('/overview')).body;
    const before = await look();
    expect(countsOf(before, 'processing').queued).toEqual([1, 'waiting']);
    expect(kinds(before)).toEqual([]);
    await idle.pool.query(`update job set run_requested_at = now() - interval '16 minutes' where status = 'queued'`);
    const after = await look();
    expect(after.components).toContainEqual({
      component: 'workers',
      status: 'warning',
      detail: 'Jobs wait for more than a minute and none runs: is a worker running?',
    });
    expect(find(after, 'job_waiting')).toMatchObject({
      level: 'waiting',
      subject: { type: 'job', id: validation_job_id },
      partner_name: 'Waiting',
      action: 'view',
    });
  });
});

describe('counts of large tables', () => {
  it("stop at a bound, then use the database's estimate", async () => {
    const { id } = await server.partner('Large');
    const { key } = await server.partner('Small');
    await server.pool.query(
      `insert into product (partner_id, sku, product_name, created_at, updated_at)
       select $1, 'L' || n, 'Large', now(), now() from generate_series(1, 12000) n`,
      [Number(id.slice(2))],
    );
    await server.pool.query('analyze product');
    const all = async (by?: string) =>
      (await overview(by)).stages.find(({ stage }) => stage === 'products')?.counts.find(({ name }) => name === 'all');
    const counted = await all();
    expect(counted?.precision).toBe('estimate');
    expect(counted?.value).toBeGreaterThan(11_900);
    expect(await all(key)).toMatchObject({ value: 0, precision: 'exact' });
  });

  it('have no earliest time if not all rows were read', async () => {
    const { id, key } = await server.partner('Failing everywhere');
    const failing = async () =>
      (await overview(key)).stages
        .find(({ stage }) => stage === 'webhooks')
        ?.counts.find(({ name }) => name === 'failing');
    const insert = (count: number) =>
      server.pool.query(
        `insert into webhook (partner_id, url, events, ordered, max_in_flight, header_names, secret, status, failing_since,
           created_at, updated_at)
         select $1, 'https://failing.example/' || n, '{*}', false, 5, '{}', 'none', 'active',
           timestamptz '2026-04-06T00:00:00Z' + make_interval(secs => n), now(), now()
         from generate_series(1, $2::integer) n`,
        [Number(id.slice(2)), count],
      );
    await insert(1);
    expect(await failing()).toMatchObject({ value: 1, precision: 'exact', since: '2026-04-06T00:00:01.000Z' });
    await insert(10_000);
    expect(await failing()).toMatchObject({ value: 10_000, precision: 'at_least', since: null });
  });
});
