import type { Job, JobError, Order, OrderStatus } from '../internal/types/wire-types.ts';
import { CommerceError } from './errors.ts';

const SHOWN_ERRORS = 3;

/** A job ended as `failed` or `cancelled`. */
export class JobFailedError extends CommerceError {
  override readonly name: string = 'JobFailedError';
  /** The job in its final state. */
  readonly job: Job;
  /** The first rejected values, at most ten; `client.jobs.listErrors(job.job_id)` lists all. */
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

/** The state of a wait when its time limit was reached. */
export interface WaitFacts {
  /** The job at the last poll; undefined if no response arrived in time, or the wait was for an order. */
  lastJob: Job | undefined;
  /** The order at the last poll; undefined if no response arrived in time, or the wait was for a job. */
  lastOrder: Order | undefined;
  /** Number of polls. */
  attempts: number;
  /** Milliseconds waited. */
  elapsedMs: number;
  /** Number of polls that returned each status. */
  observed: Readonly<Record<string, number>>;
}

/** The time limit of a wait was reached. The job or order continues: to wait again, use its ID. */
export class WaitTimeoutError extends CommerceError implements WaitFacts {
  override readonly name: string = 'WaitTimeoutError';
  readonly lastJob: Job | undefined;
  readonly lastOrder: Order | undefined;
  readonly attempts: number;
  readonly elapsedMs: number;
  readonly observed: Readonly<Record<string, number>>;

  /** @internal */
  constructor(what: string, more: string, facts: WaitFacts) {
    const seen = Object.entries(facts.observed).map(([status, times]) => `${status} ${times}×`);
    super(
      `${what} after ${Math.round(facts.elapsedMs)} ms and ${facts.attempts} polls ` +
        `(${seen.join(', ') || 'no response'}).${more}`,
    );
    this.lastJob = facts.lastJob;
    this.lastOrder = facts.lastOrder;
    this.attempts = facts.attempts;
    this.elapsedMs = facts.elapsedMs;
    this.observed = facts.observed;
  }
}

/** An order is in a final status and can no longer reach the status to wait for. */
export class OrderEndedError extends CommerceError {
  override readonly name: string = 'OrderEndedError';
  /** The order in its final state. */
  readonly order: Order;

  constructor(order: Order, until: readonly OrderStatus[]) {
    super(`Order ${order.order_id} is ${order.status}, and will not become ${until.join(' or ')}.`);
    this.order = order;
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
