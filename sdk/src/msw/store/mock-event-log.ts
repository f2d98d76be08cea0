import { type EventData, type EventType, formatId, subjectOfEvent } from '@commerce-integration/contract';
import { deliveryBody } from '@commerce-integration/contract/rules';
import type { CommerceEvent } from '../../internal/types/wire-types.ts';
import type { EventRow } from './mock-rows.ts';
import { keep, type MockTables } from './mock-tables.ts';

interface NewEvent<T extends EventType> {
  type: T;
  /** Null where the subject belongs to the operator. */
  partnerId: number | null;
  data: EventData<T>;
}

/** Records an event, and tells all who listen; of work that may be taken back, once it is kept. */
export function recordEvent<T extends EventType>(tables: MockTables, event: NewEvent<T>): void {
  if (tables.heldEvents) {
    tables.heldEvents.push(() => recordEvent(tables, event));
    return;
  }
  const row = keep(eventsOf(tables), newEvent(tables, event));
  for (const listener of tables.eventListeners) listener.recorded(row);
}

/** An event that is in no list: one that tests a subscription. */
export function newEvent<T extends EventType>(tables: MockTables, { type, partnerId, data }: NewEvent<T>): EventRow {
  const subjectId = subjectOfEvent(type, data).id;
  return { id: tables.next('event'), partnerId, type, subjectId, data, at: new Date(tables.now()).toISOString() };
}

export function eventsOf(tables: MockTables): Map<number, EventRow> {
  return tables.own<EventRow>('event');
}

/** An event as a webhook carries it. */
export function carriedEvent({ id, type, at, data }: EventRow): CommerceEvent {
  const event = { event_id: formatId('event', id), event_type: type, occurred_at: at, data };
  return JSON.parse(deliveryBody(event)) as CommerceEvent;
}
