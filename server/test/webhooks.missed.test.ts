import type { Redeliveries } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';
import { Webhooks } from './support/webhooks.ts';

// What is looked through for events without a delivery, among many that have one.
const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
const [BEFORE, SINCE] = ['2026-03-02T10:00:00Z', '2026-03-03T10:00:00Z'];
/** Events of two days that have a delivery. The numbers of the others are far apart. */
const [OLD, RECENT] = [20_000, 5_000];
const MISSED = [100_000, 600_000, 1_100_000];

for (const table of ['event', 'webhook_delivery'])
  await server.pool.query(
    `create table ${table}_20260302 partition of ${table} for values from ('2026-03-02') to ('2026-03-03')`,
  );
// Without the trigger, which would create the deliveries of all.
await server.pool.query('alter table event disable trigger event_deliveries');

async function delivered(webhook: string, at: string, count: number): Promise<void> {
  await server.pool.query(
    `with recorded as (
       insert into event (event_type, partner_id, subject_id, data, occurred_at)
       select 'order.created', $2, 'OR00001', '{}', $3 from generate_series(1, $4::integer) returning *
     )
     insert into webhook_delivery (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, status,
       created_at)
     select $1, $2, id, occurred_at, event_type, partner_id, 'succeeded', occurred_at from recorded`,
    [Number(webhook.slice(2)), Number(acme.id.slice(2)), at, count],
  );
}

it('recovers missed events however far apart, and reads no deliveries of before', async () => {
  const { webhook_id } = await webhooks.create('https://hooks.example/', { events: ['order.created'] });
  await delivered(webhook_id, BEFORE, OLD);
  await delivered(webhook_id, SINCE, RECENT);
  await server.pool.query(
    `insert into event (id, event_type, partner_id, subject_id, data, occurred_at)
     select id, 'order.created', $2, 'OR00001', '{}', $3 from unnest($1::bigint[]) id`,
    [MISSED, Number(acme.id.slice(2)), SINCE],
  );
  await server.pool.query('analyze event');
  await server.pool.query('analyze webhook_delivery');
  const recover = () =>
    server.call<Redeliveries>(`/webhooks/${webhook_id}/recover`, { body: { since: SINCE }, key: acme.key });
  const read = await rowsRead(server, 'webhook_delivery', async () =>
    expect(await recover()).toMatchObject({ status: 202, body: { deliveries: MISSED.length, has_more: false } }),
  );
  expect(read).toBeLessThan(OLD);
  expect((await recover()).body).toEqual({ deliveries: 0, has_more: false });
});
