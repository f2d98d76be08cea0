import type { z } from 'zod';
import { operationsBatchCompleted } from './batches/events.ts';
import { customerAddressCreated, customerCreated } from './customers/events.ts';
import { feedUploaded, feedValidationCompleted, feedValidationFailed } from './feeds/events.ts';
import { jobCancelled, jobCompleted, jobFailed } from './jobs/events.ts';
import { orderCreated } from './orders/events.ts';
import { partnerUpdated } from './partners/events.ts';
import { priceListChanged, productPriceChanged } from './prices/events.ts';
import type { EventDefinition } from './shared/define-event.ts';

/** All types of events. */
export const EVENTS = [
  partnerUpdated,
  feedUploaded,
  feedValidationCompleted,
  feedValidationFailed,
  jobCompleted,
  jobFailed,
  jobCancelled,
  productPriceChanged,
  priceListChanged,
  orderCreated,
  operationsBatchCompleted,
  customerCreated,
  customerAddressCreated,
] as const satisfies readonly EventDefinition[];

type Definition = (typeof EVENTS)[number];
export type EventType = Definition['type'];
/** The `data` of an event of a type, as sent and received. */
export type EventData<T extends EventType> = z.infer<Extract<Definition, { type: T }>['data']>;

export const EVENT_TYPES: readonly EventType[] = EVENTS.map(({ type }) => type);

/** The definition of an event type: its description, schema and example. */
export function eventDefinition<T extends EventType>(type: T): Extract<Definition, { type: T }> {
  return EVENTS.find((event) => event.type === type) as Extract<Definition, { type: T }>;
}

export type { EventDefinition } from './shared/define-event.ts';
