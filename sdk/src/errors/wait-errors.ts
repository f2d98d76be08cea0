import type { Job, JobError, Order, OrderStatus } from '../internal/types/wire-types.ts';
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
  /** The job at the last poll; undefined where no response arrived in time, or an order was waited for. */
  lastJob: Job | undefined;
  /** The order at the last poll, likewise. */
  lastOrder: Order | undefined;
  /** Number of polls. */
  attempts: number;
  /** Milliseconds waited. */
  elapsedMs: number;
  /** How often each status was seen. */
  observed: Readonly<Record<string, number>>;
}

/** The time of a wait was over before its end. The job or the order goes on: wait again by its ID. */
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
      `${what} after ${Math.round(facts.elapsedMs)} ms and ${facts.attempts} looks ` +
        `(${seen.join(', ') || 'none answered'}).${more}`,
    );
    this.lastJob = facts.lastJob;
    this.lastOrder = facts.lastOrder;
    this.attempts = facts.attempts;
    this.elapsedMs = facts.elapsedMs;
    this.observed = facts.observed;
  }
}

/** An order has come to an end from which it cannot get to the status that was waited for. */
export class OrderEndedError extends CommerceError {
  override readonly name: string = 'OrderEndedError';
  /** The order in its last state. */
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
