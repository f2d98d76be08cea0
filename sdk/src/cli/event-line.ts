import type { Event } from '../internal/types/wire-types.ts';

/** An event on one line for people: when, which, about what. */
export function lineOfEvent({ occurred_at, event_id, event_type, subject }: Event): string {
  return `${occurred_at} ${event_id} ${event_type} ${subject.id}`;
}
