import { formatId } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { allOf, sql, textAndValues } from '../src/database/sql.ts';
import { deliveryConditions } from '../src/webhooks/deliveries.queries.ts';
import { chooseDeliveries } from '../src/webhooks/redeliver.ts';
import { startTestServer } from './support/server.ts';

// The rows of the delivery log that are read when few of them match.
const server = await startTestServer({});
/** Few deliveries of one subscription failed, many of its partner, and many of others; most succeeded. */
const [PARTNER, OTHER] = [1, 2];
const [FEW, MANY, THEIRS] = [91, 92, 93];
await log(FEW, PARTNER, 'failed', 30);
await log(MANY, PARTNER, 'failed', 2_000);
await log(THEIRS, OTHER, 'failed', 2_000);
await log(FEW, PARTNER, 'succeeded', 20_000);
await log(MANY, PARTNER, 'pending', 1);
await server.pool.query('analyze webhook_delivery');

function log(webhook: number, partner: number, status: string, count: number) {
  return server.pool.query(
    `with logged as (
       insert into webhook_delivery
         (webhook_id, partner_id, event_id, event_at, event_type, status, failed_at, created_at)
       select $1, $2, 1, now(), 'order.created', $3, case when $3 = 'failed' then now() end, now()
       from generate_series(1, $4::integer) returning *
     )
     insert into webhook_queue (delivery_id, webhook_id, partner_id, event_id, event_at, due_at, created_at)
     select id, webhook_id, partner_id, event_id, event_at, now() + interval '1 hour', created_at
     from logged where status = 'pending'`,
    [webhook, partner, status, count],
  );
}

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** The number of delivery rows that a statement reads. */
async function rowsRead(text: string, values: unknown[] = []): Promise<number> {
  const { rows } = await server.pool.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (analyze, timing off, format json) ${text}`,
    values,
  );
  const read = (plan: Plan): number => {
    const own = plan['Relation Name']?.startsWith('webhook_delivery')
      ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
      : 0;
    return (plan.Plans ?? []).reduce((sum, one) => sum + read(one), own);
  };
  return rows[0]?.['QUERY PLAN'].reduce((sum, { Plan }) => sum + read(Plan), 0) ?? Number.NaN;
}

it.each([
  ['failed ones of a subscription', 'failed', sql`true`, { webhook_id: formatId('webhook', FEW) }],
  ['failed ones of a partner', 'failed', sql`partner_id = ${PARTNER}`, {}],
  ['failed ones of all partners', 'failed', sql`true`, {}],
  ['pending ones of a partner', 'pending', sql`partner_id = ${PARTNER}`, {}],
  ['pending ones of all partners', 'pending', sql`true`, {}],
] as const)('lists %s without reading others', async (_, status, visible, filter) => {
  const where = allOf([visible, ...deliveryConditions({ status, ...filter })]);
  const { text, values } = textAndValues(sql`select * from webhook_delivery where ${where} order by id desc limit 11`);
  expect(await rowsRead(text, values)).toBeLessThan(100);
});

it('chooses the deliveries of a job without reading others', async () => {
  let read = Number.NaN;
  const explaining = {
    query: async (text: string, values?: unknown[]) => {
      read = await rowsRead(text, values);
      return { rows: [] };
    },
  };
  await chooseDeliveries(explaining, FEW, [...deliveryConditions({ status: 'failed' }), sql`id > ${0}`], 1_000);
  expect(read).toBeLessThan(100);
});
