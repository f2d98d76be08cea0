import { isTerminal } from '@commerce-integration/contract';
import { ConflictError } from './api-error.ts';
import type { Answer } from './transport/answer.ts';
import { backoffMs, isAmbiguous } from './transport/retry.ts';
import { sleep } from './transport/sleep.ts';
import type { Job } from './wire-types.ts';

/** What running a job safely takes. */
export interface RunCalls {
  /** Asks for the run, once. */
  ask(): Promise<Answer<Job>>;
  /** Reads the job. */
  look(): Promise<Answer<Job>>;
  maxRetries: number;
  signal: AbortSignal | undefined;
}

/**
 * Runs a job once, although the API takes no idempotency key for that. A request that got no answer may have started
 * the run, so it is not simply sent again: the job is read first. If it runs, or has ended since we asked, that is the
 * run. Otherwise it is asked again; should the first request turn out to have been late, not lost, the API answers
 * that the job is queued already, and that is the run, too.
 *
 * @throws what `ask` throws, where that is no lost answer of an own request
 */
export async function runOnce({ ask, look, maxRetries, signal }: RunCalls): Promise<Answer<Job>> {
  const askedAt = Date.now();
  for (let failures = 0; ; failures++) {
    try {
      return await ask();
    } catch (error) {
      if (failures > 0 && error instanceof ConflictError && error.code === 'job_already_running') return look();
      if (!isAmbiguous(error) || failures >= maxRetries) throw error;
      await sleep(backoffMs(failures), signal);
      const seen = await look();
      if (hasRunSince(seen, askedAt)) return seen;
    }
  }
}

/**
 * Cancels a job. One that is cancelled already is the outcome that was asked for, whether by an earlier try whose
 * answer was lost or by somebody else.
 *
 * @throws ConflictError `job_already_finished` for a job that has ended otherwise
 */
export async function cancelOnce({ ask, look }: Pick<RunCalls, 'ask' | 'look'>): Promise<Answer<Job>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'job_already_finished') throw error;
    const seen = await look();
    if (seen.data.status === 'cancelled') return seen;
    throw error;
  }
}

/**
 * By the API's own clock, which its `Date` header tells in whole seconds: cutting them off can take a run of the very
 * same second for ours, which did the same work, but never lets ours go unseen.
 */
function hasRunSince({ data: job, response }: Answer<Job>, askedAt: number): boolean {
  if (job.status === 'running') return true;
  if (!isTerminal(job.status)) return false;
  const date = Date.parse(response.headers.get('date') ?? '');
  const apiNow = Number.isNaN(date) ? Date.now() : date;
  const moment = Date.parse(job.started_at ?? job.finished_at ?? '');
  return moment >= apiNow - (Date.now() - askedAt);
}
