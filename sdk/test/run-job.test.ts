import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConflictError, ConnectionError } from '../src/index.ts';
import { type Answerer, broken, clientOf, jobOf, json, outcomeOf, problem } from './support/fake-api.ts';

const START = Date.parse('2026-04-08T12:00:00.400Z');

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** Runs a job, with these responses in order. */
async function run(...answers: Answerer[]) {
  const { client, seen } = clientOf((request, n) => (answers[n - 1] ?? broken)(request, n));
  const outcome = outcomeOf(client.jobs.run('JV00001'));
  await vi.runAllTimersAsync();
  return { outcome: await outcome, calls: seen.map(({ method }) => method).join(' ') };
}

describe('running a job', () => {
  it.each([
    [undefined, null],
    [0, 'respond-async'],
    [2_500, 'wait=3'],
    [30_000, 'wait=30'],
  ])('with waitMs %s asks the API to wait accordingly', async (waitMs, prefer) => {
    const { client, seen } = clientOf(() => json(jobOf(), 202));
    await client.jobs.run('JV00001', { waitMs });
    expect(seen[0]?.headers.get('prefer')).toBe(prefer);
  });

  it('that is refused is an error', async () => {
    const { outcome, calls } = await run(() => problem(409, 'job_already_running'));
    expect(outcome).toBeInstanceOf(ConflictError);
    expect(calls).toBe('POST');
  });

  it('is repeated after a rate limit', async () => {
    const { outcome } = await run(
      () => problem(429, 'rate_limited'),
      () => json(jobOf(), 202),
    );
    expect(outcome).toMatchObject({ status: 'running' });
  });
});

describe('running a job after a lost response', () => {
  it('sends the same request again, with the same key', async () => {
    const { client, seen } = clientOf((_, n) => (n === 1 ? broken() : json(jobOf())));
    const outcome = outcomeOf(client.jobs.run('JV00001'));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'running' });
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toEqual([keys[0], keys[0]]);
    expect(keys[0]).toBeTruthy();
  });

  it('ends after its retries', async () => {
    const { outcome, calls } = await run(broken, broken, broken);
    expect(outcome).toBeInstanceOf(ConnectionError);
    expect(calls).toBe('POST POST POST');
  });
});

describe('cancelling a job', () => {
  it('that is already cancelled returns it', async () => {
    const answers: Answerer[] = [
      broken,
      () => problem(409, 'job_already_finished'),
      () => json(jobOf({ status: 'cancelled' })),
    ];
    const { client } = clientOf((request, n) => (answers[n - 1] ?? broken)(request, n));
    const outcome = outcomeOf(client.jobs.cancel('JV00001'));
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({ status: 'cancelled' });
  });

  it('that has ended otherwise is refused', async () => {
    const { client } = clientOf((_, n) =>
      n === 1 ? problem(409, 'job_already_finished') : json(jobOf({ status: 'completed' })),
    );
    expect(await outcomeOf(client.jobs.cancel('JV00001'))).toMatchObject({ code: 'job_already_finished' });
  });
});
