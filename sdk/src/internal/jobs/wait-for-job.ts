import { isTerminal, JOB_STATUSES, LIMITS } from '@commerce-integration/contract';
import { AbortError } from '../../errors/errors.ts';
import { JobFailedError, WaitTimeoutError } from '../../errors/wait-errors.ts';
import type { Page } from '../endpoints/page.ts';
import type { Answer } from '../transport/answer.ts';
import type { Logger } from '../transport/logger.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { sleep, timerDelay } from '../transport/sleep.ts';
import type { Job, JobError } from '../types/wire-types.ts';
import { type WaitForJobOptions, type WaitPlan, waitPlan } from './wait-options.ts';

/** The calls that waiting for a job needs. */
export interface JobReader {
  get(jobId: string, waitSeconds: number, signal: AbortSignal | undefined): Promise<Answer<Job>>;
  /** The first rejected values of a load. */
  firstErrors(jobId: string, signal: AbortSignal | undefined): Promise<Page<JobError>>;
  readonly logger: Logger;
}

/** Milliseconds before the end of the wait at which the last poll is sent. */
const LAST_LOOK_MS = 500;
const LONGEST_HOLD_MS = LIMITS.longPollSeconds * 1_000;

/**
 * Waits until a job has ended. Polls at once, then after growing pauses. The API itself waits during a pause and
 * answers when the job ends; the client only sleeps if the API did not wait. Polls are retried like any read.
 *
 * @throws JobFailedError, WaitTimeoutError, AbortError; ApiError as a read of the job does
 */
export async function waitForJob(jobs: JobReader, jobId: string, options: WaitForJobOptions = {}): Promise<Job> {
  const plan = waitPlan(options);
  const watch = new Watch(jobs, jobId, plan);
  try {
    const job = await watch.untilEnd();
    if (job.status === 'completed' || !plan.throwOnFailure) return job;
    throw await failureOf(jobs, job, plan.signal);
  } finally {
    watch.close();
  }
}

/** One wait: its clock, what it has seen, and a signal that ends a poll when the time is over. */
class Watch {
  readonly #jobs: JobReader;
  readonly #jobId: string;
  readonly #plan: WaitPlan;
  readonly #startedAt = Date.now();
  readonly #controller = new AbortController();
  readonly #stop = () => this.#controller.abort();
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #observed: Record<string, number> = {};
  #attempts = 0;
  #lastJob: Job | undefined;

  constructor(jobs: JobReader, jobId: string, plan: WaitPlan) {
    this.#jobs = jobs;
    this.#jobId = jobId;
    this.#plan = plan;
    this.#timer = setTimeout(this.#stop, timerDelay(plan.timeoutMs));
    if (plan.signal?.aborted) this.#stop();
    else plan.signal?.addEventListener('abort', this.#stop, { once: true });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#plan.signal?.removeEventListener('abort', this.#stop);
  }

  async untilEnd(): Promise<Job> {
    let pauseMs = this.#plan.minDelayMs;
    for (;;) {
      const isLast = this.#restMs() <= 0;
      const { job, askedMs, wasHeld } = await this.#look(
        isLast ? 0 : Math.min(pauseMs, this.#restMs(), LONGEST_HOLD_MS),
      );
      const ended = isTerminal(job.status);
      pauseMs = this.#nextPause(askedMs, wasHeld);
      this.#report(job, ended ? 0 : Math.min(pauseMs, Math.max(this.#restMs(), 0)));
      if (ended) return job;
      if (isLast) throw this.#timeout();
      if (!wasHeld) await this.#inTime(sleep(Math.min(pauseMs, this.#restMs()), this.#controller.signal));
    }
  }

  /** Milliseconds until the last poll is due. */
  #restMs(): number {
    return this.#plan.timeoutMs - LAST_LOOK_MS - this.#elapsedMs();
  }

  /**
   * Exponential with jitter, between the first and the longest pause. If the API asks for a pause, it takes precedence:
   * exactly where the client sleeps, as a minimum where the API waits.
   */
  #nextPause(askedMs: number | undefined, wasHeld: boolean): number {
    const { minDelayMs, maxDelayMs } = this.#plan;
    const full = Math.min(maxDelayMs, minDelayMs * 2 ** Math.min(this.#attempts, 30));
    const own = Math.max(minDelayMs, full * (0.75 + Math.random() / 4));
    if (askedMs === undefined) return own;
    return Math.max(askedMs, wasHeld ? own : minDelayMs);
  }

  async #look(holdMs: number): Promise<{ job: Job; askedMs: number | undefined; wasHeld: boolean }> {
    this.#attempts += 1;
    const askedAt = Date.now();
    const get = this.#jobs.get(this.#jobId, holdMs / 1_000, this.#controller.signal);
    const { data: job, response } = await this.#inTime(get);
    const wasHeld = holdMs > 0 && Date.now() - askedAt >= holdMs * 0.9;
    this.#note(job);
    return { job, askedMs: retryAfterMs(response.headers), wasHeld };
  }

  #note(job: Job): void {
    this.#lastJob = job;
    const times = this.#observed[job.status] ?? 0;
    this.#observed[job.status] = times + 1;
    if (times === 0 && !JOB_STATUSES.includes(job.status)) {
      this.#jobs.logger.warn(
        `Job ${this.#jobId} has the unknown status "${job.status}": waiting on, as if it were running.`,
      );
    }
  }

  #report(job: Job, nextDelayMs: number): void {
    const progress = { attempt: this.#attempts, elapsedMs: this.#elapsedMs(), nextDelayMs };
    this.#jobs.logger.debug(`Job ${this.#jobId} is ${job.status}; next look in ${Math.round(nextDelayMs)} ms.`);
    this.#plan.onProgress?.(job, progress);
  }

  /** Turns an abort by the wait's own timer into a WaitTimeoutError. */
  async #inTime<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof AbortError)) throw error;
      throw this.#plan.signal?.aborted ? new AbortError(this.#plan.signal) : this.#timeout();
    }
  }

  #elapsedMs(): number {
    return Date.now() - this.#startedAt;
  }

  #timeout(): WaitTimeoutError {
    const { lastJob, attempts, observed } = {
      lastJob: this.#lastJob,
      attempts: this.#attempts,
      observed: this.#observed,
    };
    return new WaitTimeoutError(this.#jobId, { lastJob, attempts, observed, elapsedMs: this.#elapsedMs() });
  }
}

/** The error of a job that did not complete, with its first rejected values where they can be read. */
async function failureOf(jobs: JobReader, job: Job, signal: AbortSignal | undefined): Promise<JobFailedError> {
  if (job.status !== 'failed') return new JobFailedError(job);
  try {
    return new JobFailedError(job, (await jobs.firstErrors(job.job_id, signal)).items);
  } catch {
    // The failure of the job is more important than an error of reading its rows.
    return new JobFailedError(job);
  }
}
