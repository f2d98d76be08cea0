import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AbortError, JobFailedError, type WaitForJobOptions, WaitTimeoutError } from '../src/index.ts';
import {
  type Answerer,
  broken,
  clientOf,
  jobOf,
  json,
  never,
  outcomeOf,
  problem,
  type Seen,
} from './support/fake-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const running = (headers = {}) => json(jobOf({ message: 'Loading.' }), 200, headers);
const completed = () => json(jobOf({ status: 'completed' }));

/** An API that responds immediately, whatever wait is requested; or one that waits as requested. */
const hasty = (answer: Answerer): Answerer => answer;
const holding =
  (answer: Answerer): Answerer =>
  async (seen, number) => {
    await new Promise((resolve) => setTimeout(resolve, Number(seen.url.searchParams.get('wait')) * 1_000));
    return answer(seen, number);
  };

/** Waits with this API; `looks` are the times of the requests in milliseconds, `waits` the requested waits. */
function waitOn(answer: Answerer, options: WaitForJobOptions = {}) {
  const startedAt = Date.now();
  const looks: number[] = [];
  const waits: number[] = [];
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const record = (seen: Seen, number: number) => {
    if (seen.url.pathname.endsWith('JV00001')) {
      looks.push(Date.now() - startedAt);
      waits.push(Number(seen.url.searchParams.get('wait')) * 1_000);
    }
    return answer(seen, number);
  };
  const { client, seen } = clientOf(record, { logger, logLevel: 'warn' });
  return { outcome: outcomeOf(client.jobs.waitForJob('JV00001', options)), looks, waits, logger, seen };
}

describe('waiting for a job', () => {
  it('that has already ended takes one request', async () => {
    const { outcome, looks } = waitOn(completed);
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(looks).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets the API hold its requests, one after another, for growing times', async () => {
    const { outcome, looks, waits } = waitOn(holding((_, n) => (n === 8 ? completed() : running())));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
    expect(looks).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 25_500, 35_500]);
  });

  it('sleeps for the same times if the API does not hold', async () => {
    const { outcome, looks } = waitOn(hasty((_, n) => (n === 8 ? completed() : running())));
    await vi.runAllTimersAsync();
    await outcome;
    expect(looks).toEqual([0, 1_000, 3_000, 7_000, 15_000, 25_000, 35_000, 45_000]);
  });

  it('does not poll more often than allowed, nor in step with others', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { outcome, looks } = waitOn(
      hasty((_, n) => (n === 5 ? completed() : running())),
      { minDelayMs: 900, maxDelayMs: 1_000 },
    );
    await vi.runAllTimersAsync();
    await outcome;
    expect(looks).toEqual([0, 900, 1_800, 2_700, 3_600]);
  });

  it("never requests a longer wait than the API's maximum", async () => {
    const { outcome, waits } = waitOn(
      holding((_, n) => (n === 9 ? completed() : running())),
      { maxDelayMs: 120_000 },
    );
    await vi.runAllTimersAsync();
    await outcome;
    expect(Math.max(...waits)).toBe(30_000);
  });
});

describe('Retry-After', () => {
  it("takes precedence over the SDK's pause if the API does not hold", async () => {
    const { outcome, looks } = waitOn(hasty((_, n) => (n === 4 ? completed() : running({ 'retry-after': '3' }))));
    await vi.runAllTimersAsync();
    await outcome;
    expect(looks).toEqual([0, 3_000, 6_000, 9_000]);
  });

  it('is the minimum wait to request', async () => {
    const { outcome, waits } = waitOn(holding((_, n) => (n === 4 ? completed() : running({ 'retry-after': '3' }))));
    await vi.runAllTimersAsync();
    await outcome;
    expect(waits).toEqual([500, 3_000, 3_000, 4_000]);
  });

  it.each(['0', '-5', 'NaN', '1e400'])('of %s does not make it poll without a pause', async (value) => {
    const { outcome, looks } = waitOn(hasty((_, n) => (n === 4 ? completed() : running({ 'retry-after': value }))));
    await vi.runAllTimersAsync();
    await outcome;
    expect(looks.every((ms, i) => i === 0 || ms - (looks[i - 1] ?? 0) >= 500)).toBe(true);
  });

  it('of a day is limited to a minute', async () => {
    const { outcome, looks } = waitOn(hasty((_, n) => (n === 2 ? completed() : running({ 'retry-after': '86400' }))));
    await vi.runAllTimersAsync();
    await outcome;
    expect(looks).toEqual([0, 60_000]);
  });
});

describe('the time limit', () => {
  it('ends after the whole time and a last request, with the last state in the error', async () => {
    const { outcome, looks } = waitOn(
      holding(() => running()),
      { timeoutMs: 5_000 },
    );
    await vi.runAllTimersAsync();
    expect(looks).toEqual([0, 500, 1_500, 3_500, 5_000]);
    const error = await outcome;
    expect(error).toBeInstanceOf(WaitTimeoutError);
    expect(error).toMatchObject({ attempts: 5, observed: { running: 5 }, lastJob: { status: 'running' } });
    expect((error as WaitTimeoutError).elapsedMs).toBe(5_000);
    expect((error as Error).message).toContain(
      'JV00001 had not ended after 5000 ms and 5 polls (running 5×). Last: "Loading."',
    );
  });

  it.each([
    [
      'a load that nobody has run',
      { job_type: 'validation' },
      'The job was not started: start it with POST /jobs/JV00001/run',
    ],
    [
      'a load in the queue',
      { job_type: 'validation', queue_position: 3 },
      'The job continues: wait again, or cancel it.',
    ],
    ['a job that starts by itself', { job_type: 'export' }, 'The job continues: wait again, or cancel it.'],
  ] as const)('says how to continue with %s', async (_, more, advice) => {
    const { outcome } = waitOn(
      holding(() => json(jobOf({ status: 'queued', ...more }))),
      { timeoutMs: 2_000 },
    );
    await vi.runAllTimersAsync();
    expect(((await outcome) as WaitTimeoutError).message).toContain(advice);
  });

  it('includes a job that ends just before it', async () => {
    const { outcome } = waitOn(
      hasty((_, n) => (n === 3 ? completed() : running())),
      { timeoutMs: 3_000 },
    );
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
  });

  it('ends a hanging request, half a second later', async () => {
    const { outcome } = waitOn(never, { timeoutMs: 3_000 });
    await vi.advanceTimersByTimeAsync(3_500);
    expect(await outcome).toMatchObject({ name: 'WaitTimeoutError', attempts: 1, observed: {}, lastJob: undefined });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be short', async () => {
    const { outcome, looks } = waitOn(
      hasty(() => running()),
      { timeoutMs: 1 },
    );
    await vi.runAllTimersAsync();
    expect(await outcome).toBeInstanceOf(WaitTimeoutError);
    expect(looks).toEqual([0, 1]);
  });
});

describe('a signal', () => {
  it('that has already fired sends nothing', async () => {
    const { outcome, looks } = waitOn(completed, { signal: AbortSignal.abort('no') });
    expect(await outcome).toMatchObject({ name: 'AbortError', cause: 'no' });
    expect(looks).toEqual([]);
  });

  it.each([
    ['a request', never],
    ['a pause', () => running()],
  ])('ends the wait immediately during %s, and cancels no job', async (_, answer) => {
    const controller = new AbortController();
    const { outcome, seen } = waitOn(answer, { signal: controller.signal });
    await vi.advanceTimersByTimeAsync(300);
    controller.abort();
    expect(await outcome).toBeInstanceOf(AbortError);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(new Set(seen.map(({ method }) => method))).toEqual(new Set(['GET']));
  });

  it('keeps no listener of a completed wait', async () => {
    const { signal } = new AbortController();
    const { outcome } = waitOn(
      hasty((_, n) => (n === 5 ? completed() : running())),
      { signal },
    );
    await vi.runAllTimersAsync();
    await outcome;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('a job that does not complete', () => {
  const failed = jobOf({ status: 'failed', error: 'ETL processing failed: all rows were rejected.' });
  const rowError = {
    line: 3,
    column: 'price',
    code: 'invalid_price',
    message: 'price must be a plain decimal.',
    severity: 'error',
  };
  const withErrors: Answerer = ({ url }) =>
    url.pathname.endsWith('/errors') ? json({ count: 4, items: Array(4).fill(rowError) }) : json(failed);

  it('is an error with its first rejected values', async () => {
    const { outcome, seen } = waitOn(withErrors);
    const error = await outcome;
    expect(error).toBeInstanceOf(JobFailedError);
    expect(seen.at(-1)?.url.searchParams.get('limit')).toBe('10');
    expect(error).toMatchObject({ job: { status: 'failed' }, errors: [rowError, rowError, rowError, rowError] });
    expect((error as Error).message).toMatch(
      /^Job JV00001 failed: ETL processing failed: all rows were rejected\. Line 3, price: price must .* More with client\.jobs\.listErrors\(\)\.$/,
    );
  });

  it('is that error even if its rejected values cannot be read', async () => {
    const { outcome } = waitOn(({ url }) =>
      url.pathname.endsWith('/errors') ? problem(403, 'forbidden') : json(failed),
    );
    expect(await outcome).toMatchObject({ name: 'JobFailedError', errors: [] });
  });

  it('is an error if it was cancelled', async () => {
    const { outcome } = waitOn(() => json(jobOf({ status: 'cancelled' })));
    expect(await outcome).toMatchObject({ name: 'JobFailedError', message: 'Job JV00001 was cancelled.' });
  });

  it.each(['failed', 'cancelled'] as const)('is the result when throwOnFailure is false: %s', async (status) => {
    const { outcome } = waitOn(() => json(jobOf({ status })), { throwOnFailure: false });
    expect(await outcome).toMatchObject({ status });
  });
});

describe('a temporary failure', () => {
  it('is ignored if it is short', async () => {
    const { outcome } = waitOn((_, n) => (n <= 5 ? broken() : completed()));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
  });

  it.each([401, 403, 404])('of %i ends the wait immediately', async (status) => {
    const { outcome, looks } = waitOn((_, n) => (n === 1 ? running() : new Response('', { status })));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status });
    expect(looks).toHaveLength(2);
  });

  it('of an unknown status is ignored, and logged once', async () => {
    const paused = () => json(jobOf({ status: 'paused' as never }));
    const { outcome, looks, logger } = waitOn(hasty((_, n) => (n === 4 ? completed() : paused())));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'completed' });
    expect(looks).toEqual([0, 1_000, 3_000, 7_000]);
    expect(logger.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('unknown status "paused"'));
  });
});

describe('onProgress', () => {
  it('is called for every response in order, including the last', async () => {
    const heard: unknown[] = [];
    const { outcome } = waitOn(
      hasty((_, n) => (n === 3 ? completed() : running())),
      { onProgress: ({ status }, progress) => heard.push([status, ...Object.values(progress)]) },
    );
    await vi.runAllTimersAsync();
    await outcome;
    expect(heard).toEqual([
      ['running', 1, 0, 1_000],
      ['running', 2, 1_000, 2_000],
      ['completed', 3, 3_000, 0],
    ]);
  });

  it('ends the wait by throwing', async () => {
    const stop = new Error('seen enough');
    const { outcome } = waitOn(() => running(), {
      onProgress: () => {
        throw stop;
      },
    });
    expect(await outcome).toBe(stop);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('wait options', () => {
  it.each([
    [{ timeout: 5 }, /Unknown wait option: timeout/],
    [{ timeoutMs: -1 }, /timeoutMs must be a number of at least 1, not -1/],
    [{ minDelayMs: 0 }, /minDelayMs must be a number of at least 1, not 0/],
    [{ maxDelayMs: '9' }, /maxDelayMs must be a number of at least 1, not "9"/],
    [{ minDelayMs: 500, maxDelayMs: 100 }, /minDelayMs \(500\) must not be over maxDelayMs \(100\)/],
    [{ onProgress: 1 }, /onProgress must be a function/],
    [{ signal: 1 }, /signal must be an AbortSignal/],
  ])('%o are refused', async (options, message) => {
    const { outcome, looks } = waitOn(completed, options as never);
    expect(((await outcome) as Error).message).toMatch(message);
    expect(looks).toEqual([]);
  });
});
