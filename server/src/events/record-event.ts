import { type EventData, type EventType, subjectOfEvent } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { createAnnouncer, EVENT_CHANNEL } from '../database/announcer.ts';
import { afterCommit } from '../database/in-transaction.ts';
import { kept } from '../database/kept-statements.ts';
import type { Queryable } from '../database/queryable.ts';
import { currentTraceParent } from '../tracing/span.ts';
import { react } from './reactions.ts';

export interface NewEvent<T extends EventType> {
  readonly type: T;
  /** Null if the subject belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
}

/** An event of any type. */
export type AnyNewEvent = { [T in EventType]: NewEvent<T> }[EventType];

/** Records one event: see {@link recordEvents}. */
export function recordEvent<T extends EventType>(sql: Queryable, event: NewEvent<T>): Promise<void> {
  return recordEvents(sql, [event as unknown as AnyNewEvent]);
}

/**
 * Records events in the transaction of the change, in order: the events exist if, and only if, the change does. The
 * same statement writes webhook deliveries (by a trigger of the table), and the reactions of features run here as well.
 * Call it last, since reactions may take locks that concurrent calls also need.
 *
 * @param sql the connection with the open transaction
 */
export async function recordEvents(sql: Queryable, events: readonly AnyNewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { rows } = await sql.query<{ occurred_at: string }>(RECORD, [
    events.map(({ type }) => type),
    events.map(({ partnerId }) => partnerId),
    events.map(({ type, data }) => subjectOfEvent(type, data as never).id),
    events.map(({ data }) => JSON.stringify(data)),
    currentTraceParent() ?? null,
  ]);
  if (rows.length < events.length) throw new Error('PostgreSQL returned fewer rows than events were inserted');
  afterCommit(sql, announceSoon);
  const recorded = events.map((event, place) => ({ ...event, occurredAt: new Date(rows[place]?.occurred_at ?? 0) }));
  await react(sql, recorded);
}

/** The arrays determine the order of the rows, and so their numbers. */
const RECORD = kept(`insert into event (event_type, partner_id, subject_id, data, occurred_at, trace_parent)
  select event_type, partner_id, subject_id, data, clock_timestamp(), $5
  from unnest($1::text[], $2::bigint[], $3::text[], $4::jsonb[]) given (event_type, partner_id, subject_id, data)
  returning occurred_at`);

/** The pools of the servers in this process: only tests have more than one. */
const pools = new Set<Pool>();

/** Makes a pool announce the events of this process, until the returned function is called. */
export function announceWith(pool: Pool): () => void {
  pools.add(pool);
  return () => pools.delete(pool);
}

/** Announces that events were recorded. */
export const announceSoon = createAnnouncer(() => {
  // If this fails, nothing is lost: polling finds the events.
  for (const pool of pools) pool.query(`notify ${EVENT_CHANNEL}`).catch(() => undefined);
});
