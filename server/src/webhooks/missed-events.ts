import { CLOCKS_DIFFER_HOURS } from '../database/created-range.ts';
import { afterCommit } from '../database/in-transaction.ts';
import type { Queryable } from '../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { announceSoon } from '../events/record-event.ts';
import { QUEUE_NEW_DELIVERIES } from './deliveries.queries.ts';
import type { Webhook } from './webhook.entity.ts';

// Tenancy of this file: of subscriptions that were read for the caller.

/** Events that one statement looks through. */
const STEP = 250_000;

/** A delivery or an event, by its number and the time that selects its partition. */
export interface Dated {
  id: string;
  at: string;
}

/** The condition that selects these rows. @param time the partition key column of their table */
export function amongThem(rows: readonly Dated[], time: Sql): Sql {
  return sql`id = any(${rows.map(({ id }) => id)}::bigint[])
    and ${time} between ${timeOf(rows, Math.min)} and ${timeOf(rows, Math.max)}`;
}

function timeOf(rows: readonly Dated[], chosen: (one: number, other: number) => number): Date {
  return new Date(rows.map(({ at }) => new Date(at).getTime()).reduce((one, other) => chosen(one, other)));
}

/** The events `e` that a subscription may have: those of its partner, or of all. */
export function mayHave({ partnerId }: Webhook): Sql {
  return partnerId ? sql`e.partner_id = ${partnerId}` : sql`true`;
}

function wanted({ events }: Webhook): Sql {
  return events.includes('*') ? sql`true` : sql`e.event_type = any(${events}::text[])`;
}

/**
 * Chooses events since a time that the subscription wants and has no delivery of, oldest first. Call it before locking
 * the subscription: it looks through all events since then, in steps, so that no statement takes long.
 *
 * @param limit the largest number of events
 */
export async function chooseMissedSince(
  connection: Queryable,
  webhook: Webhook,
  since: Date,
  limit: number,
): Promise<Dated[]> {
  const missed: Dated[] = [];
  const { first, last } = await numbersSince(connection, since);
  for (let from = first; from <= last && missed.length < limit; from += STEP) {
    const range = { from, to: from + STEP, since };
    const conditions = [
      sql`e.occurred_at >= ${since} and e.id >= ${range.from} and e.id < ${range.to}`,
      wanted(webhook),
    ];
    missed.push(...(await chooseAmong(connection, webhook, conditions, limit - missed.length, range)));
  }
  return missed;
}

async function numbersSince(connection: Queryable, since: Date): Promise<{ first: number; last: number }> {
  const [row] = await rowsOf<{ first: string | null; last: string | null }>(
    connection,
    sql`select min(e.id) as first, max(e.id) as last from event e where e.occurred_at >= ${since}`,
  );
  return { first: Number(row?.first ?? 0), last: Number(row?.last ?? -1) };
}

/** Chooses those of certain events that the subscription may have and has no delivery of. */
export function chooseMissed(connection: Queryable, webhook: Webhook, numbers: readonly number[]): Promise<Dated[]> {
  return chooseAmong(connection, webhook, [sql`e.id = any(${numbers}::bigint[])`], numbers.length);
}

function chooseAmong(
  connection: Queryable,
  webhook: Webhook,
  conditions: readonly Sql[],
  limit: number,
  range?: DeliveriesOf,
): Promise<Dated[]> {
  return rowsOf<Dated>(
    connection,
    sql`select e.id, e.occurred_at as at from event e
      where not e.is_test and ${mayHave(webhook)} and ${allOf(conditions)} and ${hasNoDelivery(webhook, range)} order by e.id limit ${limit}`,
  );
}

/** The events whose deliveries are looked at: by number, and since when they occurred. */
interface DeliveriesOf {
  readonly from?: number;
  readonly to?: number;
  readonly since?: Date;
}

/** No delivery is older than its event: partitions of earlier days are not read. */
function hasNoDelivery({ id }: Webhook, { from, to, since }: DeliveriesOf = {}): Sql {
  const range = [
    ...when(from, (number) => sql`d.event_id >= ${number}`),
    ...when(to, (number) => sql`d.event_id < ${number}`),
    ...when(since, (time) => sql`d.created_at >= ${new Date(time.getTime() - CLOCKS_DIFFER_HOURS * 3_600_000)}`),
  ];
  return sql`not exists (
    select 1 from webhook_delivery d where d.event_id = e.id and d.webhook_id = ${id} and ${allOf(range)}
  )`;
}

/** Creates deliveries for events that have none for the locked subscription. @returns how many */
export async function deliverEvents(
  connection: Queryable,
  webhook: Webhook,
  missed: readonly Dated[],
): Promise<number> {
  if (missed.length === 0) return 0;
  const since = timeOf(missed, Math.min);
  const rows = await rowsOf<{ id: string }>(
    connection,
    sql`with new_delivery as (
        insert into webhook_delivery
          (webhook_id, partner_id, event_id, event_at, event_type, event_partner_id, due_at, created_at)
        select ${webhook.id}::bigint, ${webhook.partnerId ?? null}::bigint, e.id, e.occurred_at, e.event_type,
          e.partner_id, clock_timestamp(), clock_timestamp()
        from event e where ${amongThem(missed, sql`e.occurred_at`)} and ${hasNoDelivery(webhook, { since })} order by e.id
        returning id, webhook_id, partner_id, event_id, event_at, created_at
      ) ${sql.raw(QUEUE_NEW_DELIVERIES)} returning delivery_id as id`,
  );
  if (rows.length > 0) afterCommit(connection, announceSoon);
  return rows.length;
}
