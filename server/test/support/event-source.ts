import type { Event } from '@commerce-integration/contract';
import { atEnd } from './at-end.ts';

import type { TestServer } from './server.ts';
import { until } from './until.ts';

interface Message {
  id: string;
  event: string;
  data: Event;
}

/** A reader of an event stream. */
export class EventSource {
  readonly messages: Message[] = [];
  /** Resolves when the server has ended the stream. */
  ended: Promise<void> = Promise.resolve();
  readonly #abort = new AbortController();

  /** Opens a stream and waits until it has begun. */
  static async open(
    server: Pick<TestServer, 'url'>,
    key: string,
    query = '',
    lastEventId?: string,
  ): Promise<EventSource> {
    const source = new EventSource();
    const response = await fetch(`${server.url}/events/stream${query}`, {
      headers: { 'x-api-key': key, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
      signal: source.#abort.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`The stream answered ${response.status}`);
    source.ended = source.#read(response.body);
    atEnd(() => source.close());
    return source;
  }

  /** Waits for the first `count` events. */
  async first(count: number): Promise<Message[]> {
    await until(async () => this.messages.length >= count);
    return this.messages.slice(0, count);
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    try {
      for await (const chunk of body.pipeThrough(
        new TextDecoderStream() as never,
      ) as unknown as AsyncIterable<string>) {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.#take(part);
      }
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }

  #take(part: string): void {
    const fields = Object.fromEntries(
      part.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
    );
    if (fields.data !== undefined)
      this.messages.push({ id: fields.id ?? '', event: fields.event ?? '', data: JSON.parse(fields.data) });
  }
}
