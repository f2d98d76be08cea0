import type { FeedListener } from './event-feed.ts';
import type { EventPage, Window } from './new-events.queries.ts';

/** The most events that are buffered. A reader that takes longer reads them from the database instead. */
const MOST_EVENTS = 5_000;

type Told = { page: EventPage; window: Window } | { seen: string };

/** Buffers what the feed sends to a listener that is not ready yet. */
export class KeptPages implements FeedListener {
  /** The snapshot after which the buffer begins. */
  readonly from: string;
  #told: Told[] = [];
  #events = 0;
  #isComplete = true;

  constructor(from: string) {
    this.from = from;
  }

  /** Whether nothing is missing between {@link from} and the end of what was received. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  page(page: EventPage, window: Window): void {
    this.#events += page.rows.length;
    if (this.#events > MOST_EVENTS) this.broken();
    if (this.#isComplete) this.#told.push({ page, window });
  }

  seen(snapshot: string): void {
    const last = this.#told.at(-1);
    if (last && 'seen' in last) last.seen = snapshot;
    else if (this.#isComplete) this.#told.push({ seen: snapshot });
  }

  broken(): void {
    this.#isComplete = false;
    this.#told = [];
  }

  /** Takes the oldest buffered entry. */
  take(): Told | undefined {
    const first = this.#told.shift();
    if (first && 'page' in first) this.#events -= first.page.rows.length;
    return first;
  }
}
