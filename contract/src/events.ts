import type { z } from 'zod';
import { BATCH_EVENTS } from './batches/events.ts';
import { CUSTOMER_EVENTS } from './customers/events.ts';
import { FEED_EVENTS } from './feeds/events.ts';
import { JOB_EVENTS } from './jobs/events.ts';
import { ORDER_EVENTS } from './orders/events.ts';
import { PARTNER_EVENTS } from './partners/events.ts';
import { PRICE_EVENTS } from './prices/events.ts';
import type { EventDefinition } from './shared/define-event.ts';

/** Everything that the platform announces: the events of all features. */
export const EVENTS = [
  ...PARTNER_EVENTS,
  ...FEED_EVENTS,
  ...JOB_EVENTS,
  ...PRICE_EVENTS,
  ...ORDER_EVENTS,
  ...BATCH_EVENTS,
  ...CUSTOMER_EVENTS,
] as const satisfies readonly EventDefinition[];

type Definition = (typeof EVENTS)[number];
export type EventType = Definition['type'];
/** The `data` of an event of a type, as it is sent and received. */
export type EventData<T extends EventType> = z.infer<Extract<Definition, { type: T }>['data']>;

export const EVENT_TYPES: readonly EventType[] = EVENTS.map(({ type }) => type);

/** What events of a type tell: its sentence, its schema, an example. */
export function eventDefinition<T extends EventType>(type: T): Extract<Definition, { type: T }> {
  return EVENTS.find((event) => event.type === type) as Extract<Definition, { type: T }>;
}

export type { EventDefinition } from './shared/define-event.ts';
