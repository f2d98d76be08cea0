import { isTerminal, Problem } from '@commerce-integration/contract';
import { assertRunsOnRequest, JOB_MESSAGES } from '@commerce-integration/contract/rules';
import { sleep } from '../../internal/transport/sleep.ts';
import type { MockJobFailures, SlowJobs } from '../options/mock-options.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import { subjectOf } from './mock-job-rows.ts';

/** What came of a job that did its work. */
export type LoadOutcome = Pick<JobRow, 'message' | 'result' | 'errors' | 'changes'>;

/** The feed was read, and is not loaded; or it cannot be read on. What was rejected of it stays reported. */
export class LoadFailure extends Error {
  override readonly name = 'LoadFailure';
  readonly errors: JobRow['errors'];
  /** What was done before. */
  readonly result: JobRow['result'];

  /** @param message a cause that a partner can act on */
  constructor(message: string, errors: JobRow['errors'] = [], result: JobRow['result'] = null) {
    super(message);
    this.errors = errors;
    this.result = result;
  }
}

/** How jobs are worked. */
export interface JobWork {
  /** Data rows of a job's feed. */
  countRows(job: JobRow): number;
  /** Does the work, all of it or nothing. @throws LoadFailure */
  load(job: JobRow): LoadOutcome;
  /** Hears of every job that has completed, failed or was cancelled. */
  ended(job: JobRow): void;
}

/** The job that is next under a concurrency key. */
interface Turn {
  job: JobRow;
  startedAt: number;
  looks: number;
}

/**
 * The worker of a mock. It has no clock of its own: work goes on when a request comes in, as far as it has come by
 * then. The jobs of one type and partner run one after the other, in the order of what they work on.
 */
export class MockWorker {
  readonly #tables: MockTables;
  readonly #works: JobWork;
  readonly #slow: () => SlowJobs | undefined;
  /** By concurrency key. */
  readonly #turns = new Map<string, Turn>();
  #failures: { left: number; error: string }[] = [];

  constructor(tables: MockTables, works: JobWork, slow: () => SlowJobs | undefined) {
    this.#tables = tables;
    this.#works = works;
    this.#slow = slow;
  }

  /** Has the next runs fail. */
  failNext({ times = 1, error = 'something went wrong on our side; it has been logged.' }: MockJobFailures): void {
    this.#failures.push({ left: times, error });
  }

  /** Asks for a job to be run. @throws Problem `job_not_runnable`, `job_already_running` */
  request(job: JobRow, jobId: string): void {
    assertRunsOnRequest(job.jobType);
    if (job.underWay) throw new Problem('job_already_running', `Job ${jobId} is already ${job.status}.`);
    Object.assign(job, {
      status: 'queued',
      message: JOB_MESSAGES.queued(job.jobType),
      underWay: true,
      cancelRequested: false,
      startedAt: null,
      finishedAt: null,
      rowsTotal: null,
      rowsDone: 0,
      result: null,
      error: null,
    });
    // Of an earlier run, which was cancelled.
    if (this.#turns.get(keyOf(job))?.job === job) this.#turns.delete(keyOf(job));
    this.enqueue(job);
  }

  /** Takes notice of a job that waits for its turn. */
  enqueue(job: JobRow): void {
    this.#turnOf(keyOf(job));
  }

  /** Cancels a job: one that has not started never will, a running one stops at its next look. @throws Problem */
  cancel(job: JobRow, jobId: string): void {
    if (isTerminal(job.status)) throw new Problem('job_already_finished', `Job ${jobId} is already ${job.status}.`);
    if (job.status === 'running') Object.assign(job, { cancelRequested: true, message: JOB_MESSAGES.cancelling() });
    else this.#cancelled(job);
  }

  /** Work goes on as far as it has come by now. */
  advance(): void {
    for (const key of this.#keys()) {
      for (let turn = this.#turnOf(key); turn && this.#work(turn); turn = this.#turnOf(key));
    }
  }

  /** Somebody looks at a job; where jobs take so many looks, that is one. */
  look(job: JobRow): void {
    const turn = this.#turns.get(keyOf(job));
    if (turn && job.underWay) turn.looks += 1;
    this.advance();
  }

  /** Holds until the job has ended or the time is over. Where jobs take looks and not time, there is nothing to hold for. */
  async wait(job: JobRow, ms: number, signal: AbortSignal): Promise<void> {
    const end = Date.now() + ms;
    this.advance();
    for (let left = ms; left > 0 && job.underWay && this.#takesTime(); left = end - Date.now()) {
      await sleep(Math.min(left, this.#msLeft(job)), signal);
      this.advance();
    }
  }

  #takesTime(): boolean {
    const slow = this.#slow();
    return slow !== undefined && 'ms' in slow;
  }

  /** Milliseconds until something happens under the job's concurrency key. */
  #msLeft(job: JobRow): number {
    const slow = this.#slow();
    const turn = this.#turns.get(keyOf(job));
    if (!turn || !slow || !('ms' in slow)) return 0;
    return Math.max(1, turn.startedAt + slow.ms - Date.now());
  }

  #keys(): Set<string> {
    return new Set([...this.#tables.jobs.values()].filter((job) => job.underWay).map(keyOf));
  }

  #turnOf(key: string): Turn | undefined {
    const waiting = [...this.#tables.jobs.values()].filter((job) => job.underWay && keyOf(job) === key);
    const job = waiting.find(({ status }) => status === 'running') ?? waiting.sort(byPlace)[0];
    const known = this.#turns.get(key);
    if (!job || known?.job === job) return job && known;
    const turn = { job, startedAt: Date.now(), looks: 0 };
    this.#turns.set(key, turn);
    return turn;
  }

  /** Goes on with a job. Returns whether it has ended. */
  #work(turn: Turn): boolean {
    const { job } = turn;
    if (job.cancelRequested) this.#end(turn, () => this.#cancelled(job));
    else {
      const done = this.#shareDone(turn);
      if (done > 0 && job.status === 'queued') start(job, new Date(turn.startedAt));
      if (done >= 1) this.#end(turn, () => this.#finish(job));
      else if (job.status === 'running') job.rowsDone = Math.floor(this.#works.countRows(job) * done);
    }
    return !job.underWay;
  }

  #end({ job }: Turn, end: () => void): void {
    end();
    this.#turns.delete(keyOf(job));
  }

  /** From 0, not begun, to 1. */
  #shareDone({ startedAt, looks }: Turn): number {
    const slow = this.#slow();
    if (!slow) return 1;
    if ('polls' in slow) return looks / slow.polls;
    return slow.ms === 0 ? 1 : Math.max(Number.MIN_VALUE, Date.now() - startedAt) / slow.ms;
  }

  #cancelled(job: JobRow): void {
    markCancelled(job);
    this.#works.ended(job);
  }

  #finish(job: JobRow): void {
    const injected = this.#failures.find(({ left }) => left > 0);
    if (injected) injected.left -= 1;
    try {
      if (injected) throw new LoadFailure(injected.error);
      const { message, result, errors, changes } = this.#works.load(job);
      const rows = rowsOf(result);
      Object.assign(job, { message, result, errors, changes, rowsTotal: rows, rowsDone: rows });
      job.status = 'completed';
    } catch (error) {
      if (!(error instanceof LoadFailure)) throw error;
      const { message: reason, errors, result } = error;
      const message = JOB_MESSAGES.failed(job.jobType, reason);
      Object.assign(job, { status: 'failed', message, error: reason, errors, result, changes: [] });
    }
    Object.assign(job, { underWay: false, finishedAt: new Date() });
    this.#works.ended(job);
  }
}

/** Jobs with the same concurrency key run one after the other: a partner's loads, and its batches. */
function keyOf({ jobType, partnerId }: JobRow): string {
  return `${jobType}:${partnerId}`;
}

/** Loads run in the order of their feeds, batches in that in which they were made. */
function byPlace(one: JobRow, other: JobRow): number {
  return (subjectOf(one)?.id ?? 0) - (subjectOf(other)?.id ?? 0) || one.id - other.id;
}

function rowsOf(result: JobRow['result']): number {
  if (result === null) return 0;
  if ('deliveries' in result) return result.deliveries;
  if ('exports' in result) return result.exports;
  if ('bytes' in result) return result.rows;
  return 'processed' in result ? result.processed : result.total;
}

function start(job: JobRow, startedAt: Date): void {
  const attempt = job.attempt + 1;
  Object.assign(job, { status: 'running', message: JOB_MESSAGES.started(job.jobType), attempt, startedAt });
}

function markCancelled(job: JobRow): void {
  Object.assign(job, {
    status: 'cancelled',
    message: JOB_MESSAGES.cancelled(job.jobType),
    underWay: false,
    cancelRequested: false,
    finishedAt: new Date(),
  });
}
