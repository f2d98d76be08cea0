import type { Event } from './wire-types.ts';

type Carried<E> = E extends Event ? Pick<E, 'event_id' | 'event_type' | 'occurred_at' | 'data'> : never;

/**
 * An event as a webhook carries it; `event_type` determines the type of `data`. An {@link Event} of a list or a stream
 * is one, too, so that one function handles both.
 */
export type CommerceEvent = Carried<Event>;
