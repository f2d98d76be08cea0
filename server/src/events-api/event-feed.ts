import { Problem } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { EVENT_CHANNEL } from '../database/announcer.ts';
import { Notifications } from '../database/notifications.ts';
import { outsideOfReads } from '../database/reads.ts';
import { sql } from '../database/sql.ts';
import { currentSnapshot, type EventPage, eventsBetween, type Window } from './new-events.queries.ts';

/** Receives what became visible, window by window without gaps. */
export interface FeedListener {
  /** @param window the window that the page belongs to */
  page(page: EventPage, window: Window): void;
  /** Called at the end of each window. */
  seen(snapshot: string): void;
  /** Called when a window could not be read to its end: the listener must start again from its position. */
  broken(): void;
}

/** Polling interval for events without an announcement. */
const POLL_MS = 1_000;
const OF_LISTS = [sql`not is_test`];

/** Reads the events of all partners as they become visible, once for all streams of this process. */
export class EventFeed {
  readonly #pool: Pool;
  readonly #notifications: Notifications;
  readonly #listeners = new Set<FeedListener>();
  #seen = '';
  #reading: Promise<void> = Promise.resolve();
  #isReading = false;
  #isDirty = false;
  /** Callbacks that wait for the end of the next window. */
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #opened: Promise<void> | undefined;

  constructor(pool: Pool, databaseUrl: string) {
    this.#pool = pool;
    this.#notifications = new Notifications(databaseUrl, EVENT_CHANNEL, {
      notified: () => {
        if (this.#listeners.size > 0) this.#look();
      },
    });
  }

  /** The snapshot up to which the listeners have received events. */
  get snapshot(): string {
    return this.#seen;
  }

  /**
   * Reads up to now. While others write, there is always more to read: it stops between two windows.
   *
   * @throws Problem `service_unavailable` where nothing could be read yet
   */
  async refresh(): Promise<void> {
    // The first stream opens the connection that receives announcements.
    this.#opened ??= outsideOfReads(() => this.#notifications.open());
    await this.#opened;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#look();
    });
    if (this.#seen === '') throw new Problem('service_unavailable', 'The database cannot be reached just now.');
  }

  /** Adds a listener that receives everything after {@link snapshot}. Call it directly after {@link refresh}. */
  add(listener: FeedListener): void {
    this.#listeners.add(listener);
    this.#timer ??= outsideOfReads(() => setInterval(() => this.#look(), POLL_MS)).unref();
  }

  remove(listener: FeedListener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#notifications.close();
    await this.#reading;
  }

  #look(): void {
    this.#isDirty = true;
    if (!this.#isReading) this.#reading = outsideOfReads(() => this.#read());
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    while (this.#isDirty) {
      this.#isDirty = false;
      const waiting = this.#waiting;
      this.#waiting = [];
      try {
        await this.#readWindow();
      } catch {
        // The database is unreachable. The next window will differ, so no listener can continue in the middle of this
        // one.
        for (const listener of [...this.#listeners]) listener.broken();
      }
      // The callbacks run before the next window begins, since that queries the database first.
      for (const resolve of waiting) resolve();
    }
    this.#isReading = false;
  }

  async #readWindow(): Promise<void> {
    const until = await currentSnapshot(this.#pool);
    const window = { seen: this.#seen, until };
    if (until === window.seen) return;
    if (window.seen !== '' && this.#listeners.size > 0) {
      for await (const page of eventsBetween(this.#pool, window, OF_LISTS))
        for (const listener of this.#listeners) listener.page(page, window);
    }
    this.#seen = until;
    for (const listener of this.#listeners) listener.seen(until);
  }
}
