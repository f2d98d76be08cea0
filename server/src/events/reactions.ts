import type { EventData, EventType } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';

/** A recorded event. */
interface RecordedEvent<T extends EventType = EventType> {
  readonly type: T;
  /** Null if the subject belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
  readonly occurredAt: Date;
}

/** An event of any type. */
export type AnyRecordedEvent = { [T in EventType]: RecordedEvent<T> }[EventType];

/**
 * The functions that a feature runs in the transaction of events, by event type: each gets the events of its type that
 * were recorded together, in order. A function registered for several types gets the events of all of them.
 */
export type Reactions = {
  readonly [T in EventType]?: (sql: Queryable, events: readonly RecordedEvent<T>[]) => Promise<void>;
};

let registered: readonly Reactions[] = [];

/**
 * Registers the reactions of all features. Call it once, before the first event; {@link FEATURES} is the only source.
 */
export function registerReactions(reactions: readonly Reactions[]): void {
  registered = reactions;
}

/** Runs the reactions of all features to events, one after the other, in the order of the features. */
export async function react(sql: Queryable, events: readonly AnyRecordedEvent[]): Promise<void> {
  for (const reactions of registered) {
    const work = Map.groupBy(events, ({ type }) => reactions[type]);
    // The compiler cannot tell that the events match the function's types.
    for (const [reaction, ofReaction] of work) await reaction?.(sql, ofReaction as never);
  }
}
