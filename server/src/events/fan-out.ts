/**
 * What a feature writes with each event, in the statement that records it: an `insert … select` from `new_event`, which
 * has the columns `id`, `event_type`, `partner_id` and `occurred_at` of the event.
 */
export interface FanOut {
  /** The name of the step in the statement. */
  readonly name: string;
  readonly sql: string;
}

let registered: readonly FanOut[] = [];

/** Registers what the features write with each event. Call once, before the first event. */
export function registerFanOuts(fanOuts: readonly FanOut[]): void {
  registered = fanOuts;
}

/** The steps of all features, to be put behind the one that records the event. */
export function fanOutSteps(): string {
  return registered.map(({ name, sql }) => `, ${name} as (${sql})`).join('');
}
