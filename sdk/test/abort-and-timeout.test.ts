import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AbortError, ConnectionError, TimeoutError } from '../src/index.ts';
import { sleep, timerDelay } from '../src/internal/transport/sleep.ts';
import { broken, clientOf, json, never, outcomeOf } from './support/fake-api.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

/** A body that sends one piece, and then nothing more. */
function stalledBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([1])) });
}

describe('a signal', () => {
  it('that has already fired sends nothing', async () => {
    const { client, seen } = clientOf(() => json({}));
    const reason = new Error('enough');
    const error = await outcomeOf(client.jobs.get('JV00001', {}, { signal: AbortSignal.abort(reason) }));
    expect(error).toBeInstanceOf(AbortError);
    expect(error).toMatchObject({ name: 'AbortError', cause: reason });
    expect(seen).toHaveLength(0);
  });

  it.each([
    ['a fetch that minds it', never],
    ['a fetch that does not', () => new Promise<Response>(() => {})],
  ])('ends a call during %s', async (_, answer) => {
    const controller = new AbortController();
    const { client } = clientOf(answer);
    const outcome = outcomeOf(client.jobs.get('JV00001', {}, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(10);
    expect(listeners(controller.signal)).toBe(1);
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    expect(listeners(controller.signal)).toBe(0);
  });

  it('ends the wait before the next try', async () => {
    const controller = new AbortController();
    const { client, seen } = clientOf(broken);
    const outcome = outcomeOf(client.jobs.get('JV00001', {}, { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    expect(seen).toHaveLength(1);
    expect(listeners(controller.signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps no listener of calls that ended, successful or not', async () => {
    const { signal } = new AbortController();
    const { client } = clientOf((_, n) => (n % 2 === 1 ? broken() : json({})));
    for (let call = 0; call < 20; call++) {
      const outcome = outcomeOf(client.jobs.get('JV00001', {}, { signal }));
      await vi.runAllTimersAsync();
      await outcome;
    }
    expect(listeners(signal)).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends a download in the middle', async () => {
    const controller = new AbortController();
    const { client } = clientOf(() => new Response(stalledBody()));
    const response = await client.products.export({}, { signal: controller.signal });
    const text = outcomeOf(response.text());
    await vi.advanceTimersByTimeAsync(10);
    controller.abort();
    expect(await text).toBeInstanceOf(AbortError);
    expect(listeners(controller.signal)).toBe(0);
  });
});

describe('a try', () => {
  it('that takes too long is repeated, and finally reported with its limit', async () => {
    const { client, seen } = clientOf(never, { timeoutMs: 1_000 });
    const outcome = outcomeOf(client.jobs.get('JV00001'));
    await vi.runAllTimersAsync();
    expect(await outcome).toBeInstanceOf(TimeoutError);
    expect(await outcome).toMatchObject({
      timeoutMs: 1_000,
      message: 'GET /jobs/JV00001 took longer than 1000 ms.',
      requestId: seen[0]?.headers.get('x-request-id'),
    });
    expect(seen).toHaveLength(3);
  });

  it('includes the body in its time limit', async () => {
    const { client } = clientOf(() => new Response(stalledBody()), { timeoutMs: 1_000, maxRetries: 0 });
    const outcome = outcomeOf(client.jobs.get('JV00001'));
    await vi.runAllTimersAsync();
    expect(await outcome).toBeInstanceOf(TimeoutError);
  });

  it('has the requested wait of the API added to its limit', async () => {
    const hold = () => new Promise<Response>((resolve) => setTimeout(() => resolve(json({})), 29_000));
    const { client } = clientOf(hold, { timeoutMs: 1_000, maxRetries: 0 });
    const outcome = outcomeOf(client.jobs.get('JV00001', { wait: 30 }));
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({});
  });
});

describe('a download', () => {
  it('may take any time while data arrives', async () => {
    let piece = 0;
    const slow = new ReadableStream<Uint8Array>({
      pull: (controller) =>
        new Promise((resolve) =>
          setTimeout(() => {
            if (++piece > 5) controller.close();
            else controller.enqueue(new TextEncoder().encode('x'));
            resolve();
          }, 900),
        ),
    });
    const { client } = clientOf(() => new Response(slow), { timeoutMs: 1_000 });
    const text = outcomeOf(client.products.export().then((response) => response.text()));
    await vi.runAllTimersAsync();
    expect(await text).toBe('xxxxx');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('without data ends with an error', async () => {
    const { client } = clientOf(() => new Response(stalledBody()), { timeoutMs: 1_000 });
    const text = outcomeOf(client.products.export().then((response) => response.text()));
    await vi.runAllTimersAsync();
    expect(await text).toBeInstanceOf(TimeoutError);
  });

  it('that is cut off ends with an error', async () => {
    const body = new ReadableStream({ pull: () => Promise.reject(new Error('terminated')) });
    const { client } = clientOf(() => new Response(body));
    expect(await outcomeOf(client.products.export().then((response) => response.text()))).toBeInstanceOf(
      ConnectionError,
    );
  });
});

describe('sleep', () => {
  it.each([
    [5, 5],
    [-1, 0],
    [Number.NaN, 0],
    [Number.POSITIVE_INFINITY, 2 ** 31 - 1],
    [2 ** 40, 2 ** 31 - 1],
  ])('of %d ms sets a timer of %d ms', (ms, expected) => {
    expect(timerDelay(ms)).toBe(expected);
  });

  it('leaves no listener or timer', async () => {
    const { signal } = new AbortController();
    const slept = sleep(1_000, signal);
    expect(listeners(signal)).toBe(1);
    await vi.runAllTimersAsync();
    await slept;
    expect([listeners(signal), vi.getTimerCount()]).toEqual([0, 0]);
  });
});
