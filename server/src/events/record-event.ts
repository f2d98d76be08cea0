import type { EventData, EventType } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { react } from './reactions.ts';

export interface NewEvent<T extends EventType> {
  readonly type: T;
  /** Null where the subject belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
}

/**
 * Records an event in the transaction of the change: the event exists if, and only if, the change does. The reactions
 * of features run here as well. Call it last, since reactions may take locks that concurrent calls also need.
 *
 * @param sql the connection with the open transaction
 */
export async function recordEvent<T extends EventType>(sql: Queryable, event: NewEvent<T>): Promise<void> {
  const { rows } = await sql.query<{ occurred_at: string }>(
    `insert into event (event_type, partner_id, data, occurred_at) values ($1, $2, $3, clock_timestamp())
     returning occurred_at`,
    [event.type, event.partnerId, JSON.stringify(event.data)],
  );
  const occurredAt = rows[0]?.occurred_at;
  if (!occurredAt) throw new Error('An event was recorded at no time');
  await react(sql, { ...event, occurredAt: new Date(occurredAt) });
}
