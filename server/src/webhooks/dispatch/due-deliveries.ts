import type { PoolClient } from 'pg';
import { type InFlight, partnerOf } from '../../outbound/in-flight.ts';
import type { DueRow, WebhookRow } from './claimed-delivery.ts';

// Tenancy of this file: deliveries of all partners are sent; each belongs to its subscription.

/** Limits of a claim. */
export interface DueOptions {
  /** The largest number of deliveries. */
  room: number;
  /** What this process is already sending. */
  sending: InFlight;
  leaseSeconds: number;
}

/** Consecutive failures after which a subscription gets one delivery at a time. */
const FAILURES_UNTIL_ONE_AT_A_TIME = 3;

/**
 * The due deliveries within the limits of the locked subscriptions, in turn order. Compares with `now()`, which allows
 * an index scan: `clock_timestamp()` would be compared with every queued delivery.
 */
export async function dueDeliveries(
  client: PoolClient,
  webhooks: readonly WebhookRow[],
  { room, sending, leaseSeconds }: DueOptions,
): Promise<DueRow[]> {
  const { rows } = await client.query<DueRow>(DUE, [
    webhooks.map(({ id }) => id),
    webhooks.map((webhook) => (sending.more(partnerOf(webhook), room) === 0 ? 0 : roomOf(webhook))),
    leaseSeconds,
    room,
  ]);
  return rows;
}

const DUE = `select d.* from unnest($1::bigint[], $2::integer[]) w (id, room)
  cross join lateral (
    select count(*) as sent from (
      select 1 from webhook_queue q where q.webhook_id = w.id and q.due_at > now()
        and q.due_at <= now() + make_interval(secs => $3) and q.claimed_until = q.due_at limit w.room
    ) in_flight
  ) busy
  cross join lateral (
    select delivery_id as id, created_at, webhook_id, event_id, event_at, sequence, attempts, tries,
      extract(epoch from due_at)::float8 as due_seconds, row_number() over (order by due_at, delivery_id)::integer as turn
    from (
      select * from webhook_queue q where q.webhook_id = w.id and q.due_at <= now()
      order by due_at, delivery_id limit greatest(w.room - busy.sent, 0)
    ) first
  ) d
  order by d.turn, d.webhook_id limit $4`;

/**
 * The due deliveries that fit the partners' shares. If a partner has more, those due first are taken, so that each of
 * its subscriptions gets its turn.
 */
export function withinShares(
  due: readonly DueRow[],
  webhooks: readonly WebhookRow[],
  { room, sending }: DueOptions,
): DueRow[] {
  const partners = new Map(webhooks.map((webhook) => [webhook.id, partnerOf(webhook)]));
  const kept = new Set<DueRow>();
  for (const [partnerId, own] of Map.groupBy(due, ({ webhook_id }) => partners.get(webhook_id) ?? null)) {
    const share = sending.more(partnerId, room);
    const first = own.toSorted((one, other) => one.turn - other.turn || one.due_seconds - other.due_seconds);
    for (const row of share < own.length ? first.slice(0, share) : own) kept.add(row);
  }
  return due.filter((row) => kept.has(row));
}

function roomOf({ ordered, max_in_flight, circuit, failure_count }: WebhookRow): number {
  return ordered || circuit === 'open' || failure_count >= FAILURES_UNTIL_ONE_AT_A_TIME ? 1 : max_in_flight;
}
