import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConflictError, ConnectionError } from '../src/index.ts';
import { type Answerer, broken, clientOf, jobOf, json, outcomeOf, problem } from './support/fake-api.ts';

const START = Date.parse('2026-04-08T12:00:00.400Z');
const at = (ms: number) => new Date(START + ms).toISOString();
const date = (ms: number) => ({ date: new Date(START + ms).toUTCString() });

beforeEach(() => vi.useFakeTimers({ now: START }));
afterEach(() => vi.useRealTimers());

/** Runs a job against these answers, one after the other. */
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

  it('that was refused is refused', async () => {
    const { outcome, calls } = await run(() => problem(409, 'job_already_running'));
    expect(outcome).toBeInstanceOf(ConflictError);
    expect(calls).toBe('POST');
  });

  it('after too many calls is asked for again', async () => {
    const { outcome } = await run(
      () => problem(429, 'rate_limited'),
      () => json(jobOf(), 202),
    );
    expect(outcome).toMatchObject({ status: 'running' });
  });
});

describe('running a job whose answer was lost', () => {
  it('takes the run that is under way', async () => {
    const { outcome, calls } = await run(broken, () => json(jobOf()));
    expect(outcome).toMatchObject({ status: 'running' });
    expect(calls).toBe('POST GET');
  });

  it('takes the run that ended meanwhile', async () => {
    const done = jobOf({ status: 'completed', started_at: at(20), finished_at: at(300) });
    const { calls } = await run(broken, () => json(done, 200, date(500)));
    expect(calls).toBe('POST GET');
  });

  it("goes by the API's clock, not by the own", async () => {
    const skew = 3_600_000;
    const done = jobOf({ status: 'completed', started_at: at(skew + 20), finished_at: at(skew + 300) });
    expect((await run(broken, () => json(done, 200, date(skew + 500)))).calls).toBe('POST GET');
  });

  it('asks again where the last run is an old one', async () => {
    const old = jobOf({ status: 'completed', started_at: at(-5_000), finished_at: at(-4_000) });
    const { calls } = await run(
      broken,
      () => json(old, 200, date(500)),
      () => json(jobOf(), 202),
    );
    expect(calls).toBe('POST GET POST');
  });

  it('takes "already running" for its own first request that came late', async () => {
    const waiting = () => json(jobOf({ status: 'queued' }));
    const { outcome, calls } = await run(broken, waiting, () => problem(409, 'job_already_running'), waiting);
    expect(outcome).toMatchObject({ status: 'queued' });
    expect(calls).toBe('POST GET POST GET');
  });

  it('gives up after its retries', async () => {
    const waiting = () => json(jobOf({ status: 'queued' }));
    const { outcome, calls } = await run(broken, waiting, broken, waiting, broken);
    expect(outcome).toBeInstanceOf(ConnectionError);
    expect(calls).toBe('POST GET POST GET POST');
  });
});

describe('cancelling a job', () => {
  it('that is cancelled already gives it', async () => {
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

  it('that ended otherwise is refused', async () => {
    const { client } = clientOf((_, n) =>
      n === 1 ? problem(409, 'job_already_finished') : json(jobOf({ status: 'completed' })),
    );
    expect(await outcomeOf(client.jobs.cancel('JV00001'))).toMatchObject({ code: 'job_already_finished' });
  });
});
