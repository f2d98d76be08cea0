import type { EventData, EventType } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';

/** A recorded event. */
export interface RecordedEvent<T extends EventType = EventType> {
  readonly type: T;
  /** Null where the subject belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
  readonly occurredAt: Date;
}

/** The functions that a feature runs in the transaction of an event, by type of event. */
export type Reactions = { readonly [T in EventType]?: (sql: Queryable, event: RecordedEvent<T>) => Promise<void> };

let registered: readonly Reactions[] = [];

/** Registers the reactions of all features. Call once, before the first event; {@link FEATURES} is the only source. */
export function registerReactions(reactions: readonly Reactions[]): void {
  registered = reactions;
}

/** Runs the reactions of all features to an event, one after the other, in the order of the features. */
export async function react<T extends EventType>(sql: Queryable, event: RecordedEvent<T>): Promise<void> {
  for (const reactions of registered) await reactions[event.type]?.(sql, event);
}
