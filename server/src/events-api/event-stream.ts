import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { allOf, type Sql, sql } from '../database/sql.ts';
import type { EventFeed, FeedListener } from './event-feed.ts';
import { type EventFilter, type EventRow, eventConditions, presentEvent } from './events.queries.ts';
import { KeptPages } from './kept-pages.ts';
import { type EventPage, eventsBetween, type Window } from './new-events.queries.ts';
import { positionText, type StreamPosition } from './stream-position.ts';

/** The parameters of a stream. */
export interface StreamRequest {
  /** The number of the reader's partner; null for the operator, who gets the events of all. */
  partnerId: number | null;
  filter: EventFilter;
  /** The reader's position; undefined to start now. */
  position: StreamPosition | undefined;
  /** Whether the reader's key is still valid. */
  isAllowed(): Promise<boolean>;
}

const COMMENT_MS = 15_000;
const CHECK_MS = 2_000;
/** The stream is closed after this time, and the reader reconnects. */
const LONGEST_MS = 15 * 60_000;
/** Bytes that may be buffered for a reader. A slower one is disconnected, and resumes where it was. */
const MOST_WAITING = 1024 * 1024;
/** Milliseconds after which a disconnected reader reconnects. */
const RETRY_MS = 1_000;

/** One response of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export class EventStream implements FeedListener {
  readonly #res: ServerResponse;
  readonly #request: StreamRequest;
  /**
   * The snapshot up to which the reader has read, if no event carried it: events that it filters out are not read
   * again.
   */
  #untold: string | undefined;

  constructor(res: ServerResponse, request: StreamRequest) {
    this.#res = res;
    this.#request = request;
  }

  /**
   * Sends the events that the reader has missed, then new ones as they happen, until the reader disconnects or is cut
   * off.
   */
  async run(pool: Pool, feed: EventFeed, stop: AbortSignal): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#res.once('close', resolve));
    // The position is read before the headers are sent: a client that has received them misses nothing.
    await feed.refresh();
    const position = this.#request.position ?? { seen: feed.snapshot };
    const headers = {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    };
    this.#res.writeHead(200, headers);
    this.#res.write(`retry: ${RETRY_MS}\n\n`);
    const comments = setInterval(() => this.#comment(), COMMENT_MS);
    const checks = setInterval(() => void this.#check(), CHECK_MS);
    const end = setTimeout(() => this.#res.end(), LONGEST_MS);
    const ended = () => this.#res.end();
    stop.addEventListener('abort', ended, { once: true });
    try {
      await this.#catchUp(pool, feed, position);
      if (this.#res.closed) return;
      // A stream that breaks before its first event resumes from here instead of starting over.
      this.#comment();
      await closed;
    } finally {
      feed.remove(this);
      stop.removeEventListener('abort', ended);
      clearInterval(comments);
      clearInterval(checks);
      clearTimeout(end);
    }
  }

  page(page: EventPage, window: Window): void {
    for (const row of this.#wanted(page)) this.#send(row, this.#positionAfter(row, page, window));
  }

  seen(snapshot: string): void {
    this.#untold = snapshot || undefined;
  }

  broken(): void {
    this.#res.destroy();
  }

  /** Ends the stream of a key that has been revoked or has expired. */
  async #check(): Promise<void> {
    // If the database is unreachable now, the next check decides.
    if (!(await this.#request.isAllowed().catch(() => true))) this.#res.end();
  }

  /**
   * Sends what became visible since the reader's position, then registers as a listener. Events that happen meanwhile
   * are buffered: querying for them again and again would never end while others write.
   */
  async #catchUp(pool: Pool, feed: EventFeed, from: StreamPosition): Promise<void> {
    let position: StreamPosition = from;
    while (!this.#res.closed) {
      const meanwhile = new KeptPages(feed.snapshot);
      feed.add(meanwhile);
      try {
        const window = { seen: position.seen, until: position.until ?? meanwhile.from };
        if (window.seen !== window.until) await this.#sendWindow(pool, window, position.after);
        position = { seen: window.until };
        // A reader that broke off in the middle of a window first reads that window to its end.
        const standing = position.seen === meanwhile.from ? await this.#sendKept(meanwhile, feed) : position;
        if (!standing) return;
        position = standing;
      } finally {
        feed.remove(meanwhile);
      }
      await feed.refresh();
    }
  }

  async #sendWindow(pool: Pool, window: Window, after: number | undefined): Promise<void> {
    for await (const page of eventsBetween(pool, window, this.#conditions(), after)) {
      await this.#sendSlowly(page.rows, page, window);
      if (this.#res.closed) return;
    }
  }

  /** Sends the buffered events and registers as a listener. @returns the reader's position if something is missing */
  async #sendKept(kept: KeptPages, feed: EventFeed): Promise<StreamPosition | undefined> {
    let position: StreamPosition = { seen: kept.from };
    this.seen(kept.from);
    for (let told = kept.take(); told && !this.#res.closed; told = kept.take()) {
      if ('seen' in told) {
        position = told;
        this.seen(told.seen);
      } else {
        await this.#sendSlowly(this.#wanted(told.page), told.page, told.window);
        const last = told.page.rows.at(-1);
        if (last) position = this.#positionAfter(last, told.page, told.window);
      }
    }
    if (!kept.isComplete) return position;
    // No page arrives between the last look and this.
    feed.add(this);
    return undefined;
  }

  /** Sends events of a page, and waits for a slow reader. */
  async #sendSlowly(rows: readonly EventRow[], page: EventPage, window: Window): Promise<void> {
    for (const row of rows) {
      this.#send(row, this.#positionAfter(row, page, window));
      // After each event: a page of large ones exceeds the buffer limit, however fast the reader is.
      if (this.#isFull()) await this.#drained();
      if (this.#res.closed) return;
    }
  }

  #conditions(): Sql[] {
    const { partnerId, filter } = this.#request;
    return [allOf(partnerId === null ? [] : [sql`partner_id = ${partnerId}`]), ...eventConditions(filter)];
  }

  #wanted({ rows }: EventPage): EventRow[] {
    return rows.filter((row) => this.#wants(row));
  }

  #wants({ partner_id, event_type, subject_id }: EventRow): boolean {
    const { partnerId, filter } = this.#request;
    return (
      (partnerId === null || Number(partner_id) === partnerId) &&
      (filter.event_type === undefined || filter.event_type === event_type) &&
      (filter.subject === undefined || filter.subject === subject_id)
    );
  }

  #positionAfter(row: EventRow, { rows, isLast }: EventPage, window: Window): StreamPosition {
    return isLast && row === rows.at(-1) ? { seen: window.until } : { ...window, after: Number(row.id) };
  }

  #send(row: EventRow, position: StreamPosition): void {
    const data = JSON.stringify(presentEvent(row));
    this.#untold = undefined;
    this.#write(`id: ${positionText(position)}\nevent: ${row.event_type}\ndata: ${data}\n\n`);
  }

  /** Keeps the connection open and sends the position: a message without data is no event. */
  #comment(): void {
    const position = this.#untold === undefined ? '' : `id: ${positionText({ seen: this.#untold })}\n`;
    this.#write(`: still here\n${position}\n`);
    this.#untold = undefined;
  }

  #write(text: string): void {
    if (this.#res.writableEnded || this.#res.destroyed) return;
    this.#res.write(text);
    if (this.#res.writableLength > MOST_WAITING) this.#res.destroy();
  }

  /** Waits until a reader that is catching up has taken most of what was sent. */
  async #drained(): Promise<void> {
    while (this.#isFull() && !this.#res.closed) await delay(20);
  }

  #isFull(): boolean {
    return this.#res.writableLength > MOST_WAITING / 4;
  }
}
