import type { Job, JobError } from '../internal/types/wire-types.ts';
import { CommerceError } from './errors.ts';

const SHOWN_ERRORS = 3;

/** A job ended as `failed` or `cancelled`. */
export class JobFailedError extends CommerceError {
  override readonly name: string = 'JobFailedError';
  /** The job in its final state. */
  readonly job: Job;
  /** The first rejected values, at most ten; all are in `client.jobs.listErrors(job.job_id)`. */
  readonly errors: readonly JobError[];

  constructor(job: Job, errors: readonly JobError[] = []) {
    super(
      [`Job ${job.job_id} ${endOf(job)}`, ...errors.slice(0, SHOWN_ERRORS).map(lineOf), restOf(errors)]
        .join(' ')
        .trim(),
    );
    this.job = job;
    this.errors = errors;
  }
}

/** What a wait had seen when its time was over. */
export interface WaitFacts {
  /** The job at the last poll; undefined where no response arrived in time. */
  lastJob: Job | undefined;
  /** Number of polls. */
  attempts: number;
  /** Milliseconds waited. */
  elapsedMs: number;
  /** How often each status was seen. */
  observed: Readonly<Record<string, number>>;
}

/** The job had not ended when the time of the wait was over. It continues: wait again by its ID, or cancel it. */
export class WaitTimeoutError extends CommerceError implements WaitFacts {
  override readonly name: string = 'WaitTimeoutError';
  readonly lastJob: Job | undefined;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly observed: Readonly<Record<string, number>>;

  constructor(jobId: string, facts: WaitFacts) {
    const seen = Object.entries(facts.observed).map(([status, times]) => `${status} ${times}×`);
    const last = facts.lastJob ? ` Last: "${facts.lastJob.message}"` : '';
    super(
      `Job ${jobId} had not ended after ${Math.round(facts.elapsedMs)} ms and ${facts.attempts} looks ` +
        `(${seen.join(', ') || 'none answered'}).${last} It goes on: wait again, or cancel it.`,
    );
    this.lastJob = facts.lastJob;
    this.attempts = facts.attempts;
    this.elapsedMs = facts.elapsedMs;
    this.observed = facts.observed;
  }
}

function endOf({ status, error, message }: Job): string {
  return status === 'cancelled' ? 'was cancelled.' : `failed: ${error ?? message}`;
}

function lineOf({ line, column, message }: JobError): string {
  return `Line ${line}${column ? `, ${column}` : ''}: ${message}`;
}

function restOf(errors: readonly JobError[]): string {
  return errors.length > SHOWN_ERRORS ? 'More with client.jobs.listErrors().' : '';
}
