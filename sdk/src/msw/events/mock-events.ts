import { type Event, formatId, Problem, subjectOf } from '@commerce-integration/contract';
import { cursorNumber, toPage } from '@commerce-integration/contract/rules';
import type { FeatureHandlers } from '../http/mock-call.ts';
import { eventsOf } from '../store/mock-event-log.ts';
import { createdWithin } from '../store/mock-lists.ts';
import type { EventRow } from '../store/mock-rows.ts';
import { getRow, type MockTables, visibleRows } from '../store/mock-tables.ts';
import { eventStream } from './mock-event-stream.ts';

export const eventHandlers: FeatureHandlers<'events'> = {
  listEvents: ({ tables, caller, query }) => {
    const before = cursorNumber(query.cursor, 'event') ?? Number.POSITIVE_INFINITY;
    const rows = visibleRows(eventsOf(tables), caller).filter(
      (row) => row.id < before && isWanted(row, query) && createdWithin(query, new Date(row.at)),
    );
    const page = toPage(
      rows.reverse(),
      query.limit,
      (row) => presentEvent(tables, row),
      ({ id }) => formatId('event', id),
    );
    return { status: 200, body: page };
  },

  streamEvents: ({ tables, caller, query, headers, request }) => {
    const last = headers['last-event-id'];
    const position = last === undefined || last === '' ? undefined : positionOf(last);
    const wants = (row: EventRow) =>
      (caller.partner === null || row.partnerId === caller.partner.id) && isWanted(row, query);
    const present = (row: EventRow) => presentEvent(tables, row);
    const stream = eventStream(tables, { position, wants, present, signal: request.signal });
    return { status: 200, body: '', stream, contentType: 'text/event-stream' };
  },

  getEvent: ({ tables, caller, params: { event_id } }) => {
    const row = getRow(eventsOf(tables), caller, event_id, `Event ${event_id} not found.`);
    return { status: 200, body: presentEvent(tables, row) };
  },
};

function isWanted(row: EventRow, filter: { event_type?: string | undefined; subject?: string | undefined }): boolean {
  return (
    (filter.event_type === undefined || filter.event_type === row.type) &&
    (filter.subject === undefined || filter.subject === row.subjectId)
  );
}

export function presentEvent(tables: MockTables, { id, partnerId, type, subjectId, data, at }: EventRow): Event {
  return {
    event_id: formatId('event', id),
    event_type: type,
    occurred_at: at,
    partner_id: partnerId === null ? null : formatId('partner', partnerId),
    partner_name: partnerId === null ? null : tables.partnerName(partnerId),
    subject: subjectOf(subjectId),
    data,
  } as Event;
}

/** @throws Problem `invalid_parameter` */
function positionOf(text: string): number {
  const number = /^e(\d{1,15})$/.exec(text)?.[1];
  if (number !== undefined) return Number(number);
  throw new Problem('invalid_parameter', 'Last-Event-ID is not the id of an event of this stream: omit it.');
}
