import { formatId } from '@commerce-integration/contract';
import { deliveryBody } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { Queryable } from '../../database/queryable.ts';
import type { ClaimedDelivery, DueRow } from './claimed-delivery.ts';

/** An event in the form in which it is sent. */
export interface SentEvent {
  eventId: string;
  eventType: string;
  body: string;
  isTest: boolean;
  /** The trace position of what the event reports. */
  traceParent: string | null;
}

interface EventRow {
  id: string;
  event_type: string;
  data: unknown;
  is_test: boolean;
  occurred_at: string;
  trace_parent: string | null;
}

/**
 * Reads the events of due deliveries, by number. A missing one has expired.
 *
 * Tenancy: each delivery is of a subscription that may have the event.
 */
export async function readEvents(sql: Queryable, due: readonly DueRow[]): Promise<Map<number, SentEvent>> {
  const times = due.map(({ event_at }) => new Date(event_at).getTime());
  const { rows } = await sql.query<EventRow>(
    `select id, event_type, data, is_test, occurred_at, trace_parent from event
     where id = any($1::bigint[]) and occurred_at >= $2 and occurred_at <= $3`,
    [due.map(({ event_id }) => event_id), new Date(Math.min(...times)), new Date(Math.max(...times))],
  );
  return new Map(rows.map((row) => [Number(row.id), sentEvent(row)]));
}

function sentEvent({ id, event_type, data, is_test, occurred_at, trace_parent }: EventRow): SentEvent {
  const eventId = formatId('event', Number(id));
  const body = deliveryBody({ event_id: eventId, event_type, occurred_at: new Date(occurred_at).toISOString(), data });
  return { eventId, eventType: event_type, body, isTest: is_test, traceParent: trace_parent };
}

/**
 * Cancels claimed deliveries whose event has expired: they were sent again shortly before that. An ordered subscription
 * continues with the next delivery at once; one whose row is locked, when its lease ends.
 *
 * Tenancy: of deliveries that were claimed by their numbers.
 */
export async function cancelWithoutEvent(pool: Pool, claims: readonly ClaimedDelivery[]): Promise<void> {
  await pool.query(
    `with lost as (
       delete from webhook_queue where delivery_id = any($1::bigint[])
       returning delivery_id, created_at, webhook_id, claimed_until
     ), held as (
       select w.id from webhook w join lost on w.id = lost.webhook_id
       where w.ordered and w.held_until = lost.claimed_until::timestamptz(3) for update of w skip locked
     ), released as (
       update webhook set held_until = null where id in (select id from held)
     )
     update webhook_delivery d set status = 'cancelled', due_at = null, error = $2 from lost
     where d.id = lost.delivery_id and d.created_at = lost.created_at`,
    [claims.map(({ id }) => id), 'The event is no longer kept.'],
  );
}
