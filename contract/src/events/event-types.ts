import type { z } from 'zod';
import { BATCH_EVENTS } from '../batches/events.ts';
import { CUSTOMER_EVENTS } from '../customers/events.ts';
import { FEED_EVENTS } from '../feeds/events.ts';
import { IMPEX_EVENTS } from '../impex/events.ts';
import { IMPEX_EXPORT_EVENTS } from '../impex-exports/events.ts';
import { JOB_EVENTS } from '../jobs/events.ts';
import { ORDER_EVENTS } from '../orders/events.ts';
import { PARTNER_EVENTS } from '../partners/events.ts';
import { PRICE_EVENTS } from '../prices/events.ts';
import type { EventDefinition } from '../shared/define-event.ts';
import { type EventSubject, subjectOf } from './event-subject.ts';
import { ORDER_EXPORT_EVENTS } from './order-export-events.ts';
import { WEBHOOK_EVENTS } from './webhook-events.ts';

/** Everything that the platform announces: the events of all features. */
export const EVENTS = [
  ...PARTNER_EVENTS,
  ...FEED_EVENTS,
  ...JOB_EVENTS,
  ...PRICE_EVENTS,
  ...ORDER_EVENTS,
  ...ORDER_EXPORT_EVENTS,
  ...BATCH_EVENTS,
  ...CUSTOMER_EVENTS,
  ...IMPEX_EVENTS,
  ...IMPEX_EXPORT_EVENTS,
  ...WEBHOOK_EVENTS,
] as const satisfies readonly EventDefinition[];

type Definition = (typeof EVENTS)[number];
export type EventType = Definition['type'];
/** The `data` of an event of a type, as it is sent and received. */
export type EventData<T extends EventType> = z.infer<Extract<Definition, { type: T }>['data']>;

export const EVENT_TYPES = EVENTS.map(({ type }) => type) as [EventType, ...EventType[]];

/** The definition of an event type: its sentence, its schema, and an example. */
export function eventDefinition<T extends EventType>(type: T): Extract<Definition, { type: T }> {
  return EVENTS.find((event) => event.type === type) as Extract<Definition, { type: T }>;
}

/** The subject of an event: the object that it is about. */
export function subjectOfEvent<T extends EventType>(type: T, data: EventData<T>): EventSubject {
  const definition: EventDefinition = eventDefinition(type);
  return subjectOf(definition.subject(data));
}

export type { EventDefinition } from '../shared/define-event.ts';

/** The error for an unknown event type, which lists all of them. */
export function unknownEvent({ input }: { input?: unknown }): string {
  const what = typeof input === 'string' ? `Unknown event ${JSON.stringify(input)}` : 'An event is named by its type';
  return `${what}. Known events: ${EVENT_TYPES.join(', ')}`;
}
