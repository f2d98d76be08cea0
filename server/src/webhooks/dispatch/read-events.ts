import { formatId } from '@commerce-integration/contract';
import { deliveryBody } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import type { ClaimedDelivery } from './claim-deliveries.ts';

/** An event as it is sent. */
export interface SentEvent {
  eventId: string;
  eventType: string;
  body: string;
  isTest: boolean;
}

interface EventRow {
  id: string;
  event_type: string;
  data: unknown;
  is_test: boolean;
  occurred_at: string;
}

/**
 * Reads the events of claimed deliveries, by their numbers. One that is not found was kept for long enough.
 *
 * Tenancy: each delivery is of a subscription that may have the event.
 */
export async function readEvents(pool: Pool, claims: readonly ClaimedDelivery[]): Promise<Map<number, SentEvent>> {
  if (claims.length === 0) return new Map();
  const times = claims.map(({ eventAt }) => eventAt.getTime());
  const { rows } = await pool.query<EventRow>(
    `select id, event_type, data, is_test, occurred_at from event
     where id = any($1::bigint[]) and occurred_at >= $2 and occurred_at <= $3`,
    [claims.map(({ eventId }) => eventId), new Date(Math.min(...times)), new Date(Math.max(...times))],
  );
  return new Map(rows.map((row) => [Number(row.id), sentEvent(row)]));
}

function sentEvent({ id, event_type, data, is_test, occurred_at }: EventRow): SentEvent {
  const eventId = formatId('event', Number(id));
  const body = deliveryBody({ event_id: eventId, event_type, occurred_at: new Date(occurred_at).toISOString(), data });
  return { eventId, eventType: event_type, body, isTest: is_test };
}

/**
 * Cancels claimed deliveries whose event is gone: they were asked for again when it had been kept for nearly long enough.
 *
 * Tenancy: of deliveries that were claimed by their numbers.
 */
export async function cancelWithoutEvent(pool: Pool, claims: readonly ClaimedDelivery[]): Promise<void> {
  await pool.query(
    `update webhook_delivery set status = 'cancelled', due_at = null, claimed_until = null, error = $2
     where id = any($1::bigint[]) and status = 'pending'`,
    [claims.map(({ id }) => id), 'The event is no longer kept.'],
  );
}
