// Every type of the contract that callers meet. They are written out from the contract, so that the published
// declarations need neither the contract nor its libraries, and each field tells what it is.

import type { Event } from '../generated/wire-types.ts';

export type * from '../generated/wire-types.ts';

type Carried<E> = E extends Event ? Pick<E, 'event_id' | 'event_type' | 'occurred_at' | 'data'> : never;

/**
 * An event as sent to webhooks; `event_type` determines the type of `data`. An {@link Event} of a list or stream also
 * has this type, so that one function can handle both.
 */
export type CommerceEvent = Carried<Event>;
