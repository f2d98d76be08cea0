import { describe, expect, it } from 'vitest';
import { AuthenticationError, ConnectionError, type Event, type EventStream } from '../src/index.ts';
import { MessageParser } from '../src/internal/events/message-parser.ts';
import { broken, clientOf, problem } from './support/fake-api.ts';

const eventOf = (number: number) => ({
  event_id: `EV${String(number).padStart(5, '0')}`,
  event_type: 'customer.created',
  data: { customer_id: 'CU00001' },
});
/** Makes reconnections immediate. */
const START = 'retry: 1\n\n: still here\nid: start\n\n';
const message = (number: number) =>
  `id: p${number}\nevent: customer.created\ndata: ${JSON.stringify(eventOf(number))}\n\n`;

/** A response of these pieces, which then ends, breaks, or stays open. */
function streamed(pieces: string[], then: 'end' | 'break' | 'stay' = 'end'): Response {
  const bytes = pieces.map((piece) => new TextEncoder().encode(piece));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = bytes.shift();
      if (piece) return controller.enqueue(piece);
      if (then === 'end') controller.close();
      if (then === 'break') controller.error(new TypeError('terminated'));
      return undefined;
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** The numbers of the first events of a stream. */
async function first(stream: EventStream, count: number): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { event_id } of stream) {
    numbers.push(Number(event_id.slice(2)));
    if (numbers.length === count) break;
  }
  return numbers;
}

describe('messages', () => {
  const text = `\uFEFF: a comment\n\nid: 1\r\ndata:  é and 🦊 \r\ndata:second line\n\nretry: 5\rid\r\rdata\n\nid: nobody ends this\ndata: lost`;
  const expected = [
    { id: '1', data: ' é and 🦊 \nsecond line', retryMs: undefined },
    { id: '', data: undefined, retryMs: 5 },
    { id: undefined, data: '', retryMs: undefined },
  ];

  it('are the same for any split of the bytes', () => {
    const bytes = new TextEncoder().encode(text);
    for (let size = 1; size <= bytes.length; size += 1) {
      const [decoder, parser] = [new TextDecoder(), new MessageParser()];
      const messages = [];
      for (let at = 0; at < bytes.length; at += size)
        messages.push(...parser.push(decoder.decode(bytes.subarray(at, at + size), { stream: true })));
      expect(messages, `in pieces of ${size} bytes`).toEqual(expected);
    }
  });

  it('are complete when the next one begins', () => {
    const parser = new MessageParser();
    const endless = () => {
      for (let count = 0; count < 10; count += 1) parser.push('x'.repeat(1024 * 1024)).next();
    };
    expect(endless).toThrow('longer than');
  });
});

describe('a stream of events', () => {
  it('continues after an interruption, also inside a message', async () => {
    const cut = message(3).slice(0, -20);
    const answers = [
      () => streamed([START, message(1), message(2) + cut], 'break'),
      broken,
      () => streamed([message(3)]),
      () => problem(503, 'service_unavailable', { 'retry-after': '0' }),
      () => streamed([message(4)], 'stay'),
    ];
    const { client, seen } = clientOf((_, number) => (answers[number - 1] ?? broken)());
    const stream = client.events.stream({ event_type: 'customer.created' });
    expect(await first(stream, 4)).toEqual([1, 2, 3, 4]);
    expect(seen.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, 'p2', 'p2', 'p3', 'p3']);
    expect(seen.map(({ url }) => url.search)).toEqual(Array(5).fill('?event_type=customer.created'));
    expect(stream.lastEventId).toBe('p4');
  });

  it('continues from its start if it broke before its first event', async () => {
    const answers = [() => streamed([START], 'break'), () => streamed([message(1)])];
    const { client, seen } = clientOf((_, number) => (answers[number - 1] ?? broken)());
    expect(await first(client.events.stream(), 1)).toEqual([1]);
    expect(seen[1]?.headers.get('last-event-id')).toBe('start');
  });

  it('reports when it is interrupted and why, and when it is open again', async () => {
    const answers = [
      () => streamed([START], 'break'),
      broken,
      () => streamed([message(1)]),
      () => streamed([message(2)]),
    ];
    const { client } = clientOf((_, number) => (answers[number - 1] ?? broken)());
    const told: unknown[] = [];
    const onPause = (failure: unknown, pauseMs: number) =>
      told.push(pauseMs > 0 && (failure === undefined ? 'ended' : failure instanceof ConnectionError));
    const stream = client.events.stream({}, { onOpen: () => told.push('open'), onPause });
    expect(await first(stream, 2)).toEqual([1, 2]);
    expect(told).toEqual(['open', true, true, 'open', 'ended', 'open']);
  });

  it('is resumed by another program after the last event that was read', async () => {
    const answers = [() => streamed([START, message(1) + message(2)], 'stay'), () => streamed([message(2)])];
    const { client, seen } = clientOf((_, number) => (answers[number - 1] ?? broken)());
    const stream = client.events.stream();
    expect(await first(stream, 1)).toEqual([1]);
    const { lastEventId } = stream;
    expect(await first(client.events.stream({}, { lastEventId }), 1)).toEqual([2]);
    expect(seen[1]?.headers.get('last-event-id')).toBe('p1');
  });

  it('ends with its signal if more was received, and resumes with the first unread event', async () => {
    const stop = new AbortController();
    const all = [1, 2, 3, 4, 5].map(message).join('');
    const { client } = clientOf(() => streamed([START + all], 'stay'));
    const stream = client.events.stream({}, { signal: stop.signal });
    const read: string[] = [];
    for await (const { event_id } of stream) {
      read.push(event_id);
      if (read.length === 3) stop.abort();
    }
    expect([read, stream.lastEventId]).toEqual([['EV00001', 'EV00002', 'EV00003'], 'p3']);
  });

  it('ends with its signal: before it is open, while it waits, and between two connections', async () => {
    const stop = new AbortController();
    const answers = [() => streamed([START, message(1)], 'break'), () => streamed([message(2)], 'stay')];
    const { client, seen } = clientOf((_, number) => (answers[number - 1] ?? broken)());
    const events: Event[] = [];
    for await (const event of client.events.stream({}, { signal: stop.signal })) {
      events.push(event);
      if (events.length === 2) setTimeout(() => stop.abort());
    }
    expect(events.map(({ event_id }) => event_id)).toEqual(['EV00001', 'EV00002']);
    expect(seen).toHaveLength(2);
    for await (const event of client.events.stream({}, { signal: stop.signal })) events.push(event);
    expect(seen).toHaveLength(2);
    const between = new AbortController();
    const waiting = clientOf(() => streamed(['retry: 1000000\n\n', message(1)], 'break'), {
      logLevel: 'info',
      logger: { ...console, info: () => between.abort() },
    });
    expect(await first(waiting.client.events.stream({}, { signal: between.signal }), 9)).toEqual([1]);
  });

  it('fails if it cannot be opened or continued', async () => {
    const refused = clientOf(() => problem(401, 'unauthorized'));
    await expect(first(refused.client.events.stream(), 1)).rejects.toBeInstanceOf(AuthenticationError);
    const away = clientOf(broken, { maxRetries: 0 });
    await expect(first(away.client.events.stream(), 1)).rejects.toBeInstanceOf(ConnectionError);
    expect(away.seen).toHaveLength(1);
    const revoked = clientOf((_, number) =>
      number === 1 ? streamed([START, message(1)]) : problem(401, 'unauthorized'),
    );
    await expect(first(revoked.client.events.stream(), 2)).rejects.toBeInstanceOf(AuthenticationError);
    expect(revoked.seen).toHaveLength(2);
  });

  it('reads no further than requested', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new TextEncoder().encode(message(pulled)));
      },
    });
    const { client } = clientOf(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    expect(await first(client.events.stream(), 1_000)).toHaveLength(1_000);
    expect(pulled).toBeLessThan(1_010);
  });

  it('closes its connection when the loop over it ends', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(message(1))),
      cancel: () => {
        cancelled = true;
      },
    });
    const { client } = clientOf(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } }));
    await first(client.events.stream(), 1);
    expect(cancelled).toBe(true);
  });
});
