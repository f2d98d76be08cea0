import type { EventData, EventType } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';

/** An event as it was recorded. */
export interface RecordedEvent<T extends EventType = EventType> {
  readonly type: T;
  /** Null for what belongs to the operator. */
  readonly partnerId: number | null;
  readonly data: EventData<T>;
  readonly occurredAt: Date;
}

/** What a feature does in the transaction of an event, for each type that it reacts to. */
export type Reactions = { readonly [T in EventType]?: (sql: Queryable, event: RecordedEvent<T>) => Promise<void> };

let registered: readonly Reactions[] = [];

/** Sets the reactions of all features. Once, before the first event: {@link FEATURES} is the only list of them. */
export function registerReactions(reactions: readonly Reactions[]): void {
  registered = reactions;
}

/** Has every feature react that wants to, one after the other, in the order of the features. */
export async function react<T extends EventType>(sql: Queryable, event: RecordedEvent<T>): Promise<void> {
  for (const reactions of registered) await reactions[event.type]?.(sql, event);
}
