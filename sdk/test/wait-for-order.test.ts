import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AbortError,
  NotFoundError,
  OrderEndedError,
  type WaitForOrderOptions,
  WaitTimeoutError,
} from '../src/index.ts';
import { type Answerer, broken, clientOf, json, never, outcomeOf, problem } from './support/fake-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const order = (status: string) => json({ order_id: 'OR00001', status });

/** Waits with an API that returns these statuses in order, and then repeats the last one. */
function waitOn(answer: Answerer | readonly string[], options?: WaitForOrderOptions) {
  const startedAt = Date.now();
  const looks: number[] = [];
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const answers: Answerer =
    typeof answer === 'function' ? answer : (_, number) => order(answer[Math.min(number, answer.length) - 1] ?? '');
  const { client, seen } = clientOf(
    (one, number) => {
      looks.push(Date.now() - startedAt);
      return answers(one, number);
    },
    { logger, logLevel: 'warn' },
  );
  return { outcome: outcomeOf(client.orders.waitForOrder('OR00001', options)), looks, seen, logger };
}

describe('waiting for an order', () => {
  it('polls immediately, then after growing pauses, until it is completed', async () => {
    const { outcome, looks, seen } = waitOn([
      'created',
      'in_progress',
      'in_progress',
      'partially_shipped',
      'completed',
    ]);
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ order_id: 'OR00001', status: 'completed' });
    expect(looks).toEqual([0, 500, 1_500, 3_500, 7_500]);
    expect(new Set(seen.map(({ method, url }) => `${method} ${url.pathname}${url.search}`))).toEqual(
      new Set(['GET /orders/OR00001']),
    );
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends with any requested status', async () => {
    const { outcome } = waitOn(['created', 'partially_shipped'], { until: ['completed', 'partially_shipped'] });
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'partially_shipped' });
  });

  it('is an error if the order ended otherwise, and continues if the status can still be reached', async () => {
    const cancelled = await waitOn(['cancelled']).outcome;
    expect(cancelled).toBeInstanceOf(OrderEndedError);
    expect(cancelled).toMatchObject({
      message: 'Order OR00001 is cancelled, and will not become completed.',
      order: { status: 'cancelled' },
    });
    const passed = await waitOn(['in_progress'], { until: ['created', 'waiting_approval'] }).outcome;
    expect(passed).toMatchObject({
      message: 'Order OR00001 is in_progress, and will not become created or waiting_approval.',
    });
    const { outcome } = waitOn(['completed', 'partially_returned', 'returned'], { until: ['returned'] });
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'returned' });
  });

  it('ends after its time limit, with the last state in the error', async () => {
    const { outcome } = waitOn(['in_progress'], { timeoutMs: 4_000 });
    await vi.runAllTimersAsync();
    const error = await outcome;
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({
      message:
        'Order OR00001 was not completed after 4000 ms and 5 polls (in_progress 5×). The order continues: wait again.',
      lastOrder: { status: 'in_progress' },
      lastJob: undefined,
      observed: { in_progress: 5 },
    });
    const silent = waitOn(never, { timeoutMs: 4_000 });
    await vi.runAllTimersAsync();
    expect(await silent.outcome).toMatchObject({ name: 'WaitTimeoutError', attempts: 1, lastOrder: undefined });
  });

  it('ends with its signal, during a pause and during a request', async () => {
    for (const answer of [['in_progress'], never] as const) {
      const controller = new AbortController();
      const { outcome } = waitOn(answer, { signal: controller.signal });
      await vi.advanceTimersByTimeAsync(100);
      controller.abort(new Error('enough'));
      expect(await outcome).toBeInstanceOf(AbortError);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it('survives a short outage, and fails if the order does not exist', async () => {
    const { outcome } = waitOn((_, number) => (number < 5 ? broken() : order('completed')));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
    const missing = await waitOn(() => problem(404, 'not_found')).outcome;
    expect(missing).toBeInstanceOf(NotFoundError);
  });

  it('warns once of an unknown status, and continues', async () => {
    const { outcome, logger } = waitOn(['on_the_moon', 'on_the_moon', 'completed']);
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(logger.warn).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('Order OR00001 has the unknown status "on_the_moon"'),
    );
  });

  it('reports every response', async () => {
    const onProgress = vi.fn();
    waitOn(['created', 'completed'], { onProgress });
    await vi.runAllTimersAsync();
    expect(
      onProgress.mock.calls.map(([{ status }, { attempt, nextDelayMs }]) => [status, attempt, nextDelayMs]),
    ).toEqual([
      ['created', 1, 500],
      ['completed', 2, 0],
    ]);
  });

  it.each([
    [{ until: [] }, /until must be a list of statuses/],
    [{ until: 'completed' }, /until must be a list of statuses/],
    [{ until: ['done'] }, /Unknown status in until: "done"\. Statuses: created, /],
    [{ throwOnFailure: false }, /throwOnFailure/],
    [{ timeoutMs: -1 }, /timeoutMs/],
    [{ minDelayMs: 20, maxDelayMs: 10 }, /minDelayMs \(20\) must not be over maxDelayMs \(10\)/],
  ])('refuses invalid options before its first request: %j', async (options, message) => {
    const { outcome, seen } = waitOn(['completed'], options as WaitForOrderOptions);
    expect(await outcome).toMatchObject({ name: 'TypeError', message: expect.stringMatching(message) });
    expect(seen).toEqual([]);
  });
});
