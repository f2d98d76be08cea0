import { type EventData, type EventType, subjectOfEvent } from '@commerce-integration/contract';
import { afterCommit } from '../database/after-commit.ts';
import type { Queryable } from '../database/queryable.ts';
import { announceSoon } from './announce.ts';
import { fanOutSteps } from './fan-out.ts';
import { react } from './reactions.ts';

export interface NewEvent<T extends EventType> {
  readonly type: T;
  /** Null where the subject belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
}

/**
 * Records an event in the transaction of the change: the event exists if, and only if, the change does. What features
 * write with each event (the deliveries of webhooks) is written by the same statement, and the reactions of features
 * run here as well. Call it last, since reactions may take locks that concurrent calls also need.
 *
 * @param sql the connection with the open transaction
 */
export async function recordEvent<T extends EventType>(sql: Queryable, event: NewEvent<T>): Promise<void> {
  const { rows } = await sql.query<{ occurred_at: string }>(
    `with new_event as (
       insert into event (event_type, partner_id, subject_id, data, occurred_at)
       values ($1, $2, $3, $4, clock_timestamp())
       returning id, event_type, partner_id, occurred_at
     )${fanOutSteps()}
     select occurred_at from new_event`,
    [event.type, event.partnerId, subjectOfEvent(event.type, event.data).id, JSON.stringify(event.data)],
  );
  const occurredAt = rows[0]?.occurred_at;
  if (!occurredAt) throw new Error('An event was recorded at no time');
  afterCommit(sql, announceSoon);
  await react(sql, { ...event, occurredAt: new Date(occurredAt) });
}
