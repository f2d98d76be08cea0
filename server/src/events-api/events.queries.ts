import { type Event, formatId, idNumber, type Page, Problem, subjectOf } from '@commerce-integration/contract';
import { cursorNumber } from '@commerce-integration/contract/rules';
import type { CreatedRange } from '../database/created-range.ts';
import { lookThrough, pageOf } from '../database/look-through.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql, when } from '../database/sql.ts';
import { tenancyOf, visibleTo } from '../database/visible-rows.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** An event as it is stored. */
export interface EventRow {
  id: string;
  event_type: string;
  partner_id: string | null;
  partner_name: string | null;
  subject_id: string;
  data: unknown;
  occurred_at: string;
}

export const EVENT_COLUMNS = sql.raw(
  `id, event_type, partner_id, ${partnerNameSql('partner_id')} as partner_name, subject_id, data, occurred_at`,
);

/** The events that a reader wants. */
export interface EventFilter {
  event_type?: string | undefined;
  subject?: string | undefined;
}

/** The conditions of a filter; test events of a subscription are in no list. */
export function eventConditions({ event_type, subject }: EventFilter): Sql[] {
  return [
    sql`not is_test`,
    ...when(event_type, (type) => sql`event_type = ${type}`),
    ...when(subject, (id) => sql`subject_id = ${id}`),
  ];
}

/** Newest first. A page ends early where few of very many events match. */
export async function listEvents(
  em: UnitOfWork,
  query: EventFilter & CreatedRange & { limit: number; cursor?: string | undefined },
): Promise<Page<Event>> {
  const before = cursorNumber(query.cursor, 'event');
  const { event_type, subject } = query;
  const ofType = when(event_type, (type) => sql`event_type = ${type}`);
  // The index of types covers the events of all partners.
  const isIndexed = tenancyOf(em).partnerId === null;
  const found = await lookThrough<EventRow>(em, {
    table: 'event',
    select: EVENT_COLUMNS,
    among: [
      ...eventConditions({ subject }),
      ...when(query.created_from, (from) => sql`occurred_at >= ${new Date(from)}`),
      ...when(query.created_to, (to) => sql`occurred_at < ${new Date(to)}`),
      ...when(before, (id) => sql`id < ${id}`),
      ...(isIndexed ? ofType : []),
    ],
    others: isIndexed ? [] : ofType,
    limit: query.limit + 1,
  });
  return pageOf(found, query.limit, presentEvent, (id) => formatId('event', id));
}

/** @throws Problem `not_found`, as for an event that is not the caller's */
export async function getEvent(em: UnitOfWork, eventId: string): Promise<Event> {
  const [row] = await rowsOf<EventRow>(
    sqlOf(em),
    sql`select ${EVENT_COLUMNS} from event where ${visibleTo(em)} and id = ${idNumber(eventId)} and not is_test`,
  );
  if (!row) throw new Problem('not_found', `Event ${eventId} not found.`);
  return presentEvent(row);
}

/** An event as the API shows it. Its data was checked by its type when it was recorded. */
export function presentEvent(row: EventRow): Event {
  return {
    event_id: formatId('event', Number(row.id)),
    event_type: row.event_type,
    occurred_at: new Date(row.occurred_at).toISOString(),
    partner_id: row.partner_id === null ? null : formatId('partner', Number(row.partner_id)),
    partner_name: row.partner_name,
    subject: subjectOf(row.subject_id),
    data: row.data,
  } as Event;
}
