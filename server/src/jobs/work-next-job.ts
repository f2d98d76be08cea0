import type { WorkedJobType } from '@commerce-integration/contract';
import { JOB_MESSAGES } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import type { Logger } from 'pino';
import { isConnectionFailure, refusedData } from '../database/failures.ts';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { JobClass, JobQueue } from '../queue/job-queue.ts';
import { inSpan } from '../tracing/span.ts';
import { withConcurrencyLock } from './concurrency-lock.ts';
import type { JobWork } from './define-job.ts';
import { sendMessage } from './enqueue-job.ts';
import { endCancelled, failJob, giveBackJob } from './finish-job.ts';
import { Job } from './job.entity.ts';
import { JobFailure } from './job-handlers.ts';
import { JobCancelled, openRun, ShuttingDown } from './job-run.ts';

/** A job fails after this many tries without an outcome. */
const MAX_TRIES = 5;

export interface WorkerParts {
  database: Database;
  queue: JobQueue;
  log: Logger;
  /** Fires when the process shuts down. */
  shutdown: AbortSignal;
  /** Counts finished jobs, for metrics. */
  finished(jobType: WorkedJobType, status: 'completed' | 'failed' | 'cancelled', seconds: number): void;
}

/** The jobs of one type and concurrency key, and the function that runs them. */
export interface WaitingJobs {
  jobType: WorkedJobType;
  concurrencyKey: string;
  /** The class of the worker. */
  jobClass: JobClass;
  work: JobWork;
}

/**
 * Runs the next job of a type and concurrency key: the oldest one that was requested. A job with status `running` was
 * abandoned by a worker that died, and is restarted. A worker for small jobs leaves a large one to the workers for
 * large jobs.
 */
export async function workNextJob(parts: WorkerParts, waiting: WaitingJobs): Promise<void> {
  // Checked before taking the lock, which a large job may hold for as long as it runs.
  if (waiting.jobClass === 'small' && (await leaveLarge(parts, waiting))) return;
  await withConcurrencyLock(parts.database.pool, waiting.concurrencyKey, async (lost) => {
    const job = await claimNext(parts, waiting);
    if (job) await workJob(parts, waiting, job, AbortSignal.any([lost, parts.shutdown]));
  });
}

/** Passes the message to the workers for large jobs if the next job is large. @returns whether it is */
async function leaveLarge({ database, queue }: WorkerParts, waiting: WaitingJobs): Promise<boolean> {
  const job = await nextJob(database.open(EVERYBODY), waiting);
  if (!job || job.sizeClass === 'small') return false;
  await database.open(EVERYBODY).transactional((em) => sendMessage(em, queue, job, 'large'));
  return true;
}

function nextJob(em: UnitOfWork, { jobType, concurrencyKey }: WaitingJobs, lockMode?: LockMode): Promise<Job | null> {
  const waiting = { jobType, concurrencyKey, runRequestedAt: { $ne: null } };
  return em.findOne(Job, waiting, { orderBy: { id: 'asc' }, ...(lockMode && { lockMode }) });
}

function claimNext({ database, queue }: WorkerParts, waiting: WaitingJobs): Promise<Job | undefined> {
  return database.open(EVERYBODY).transactional(async (em) => {
    const job = await nextJob(em, waiting, LockMode.PESSIMISTIC_WRITE);
    if (!job) return undefined;
    // A large job was requested while this worker waited for the lock.
    if (waiting.jobClass === 'small' && job.sizeClass !== 'small') {
      await sendMessage(em, queue, job, 'large');
      return undefined;
    }
    if (job.cancelRequestedAt) return void (await endCancelled(em, job));
    if (job.tries >= MAX_TRIES) {
      await failJob(em, job, `its worker stopped ${MAX_TRIES} times without finishing it.`);
      return undefined;
    }
    start(job);
    return job;
  });
}

function start(job: Job): void {
  job.status = 'running';
  job.message = JOB_MESSAGES.started(job.jobType);
  job.attempt += 1;
  job.tries += 1;
  job.startedAt = new Date();
  job.rowsDone = 0;
}

async function workJob(parts: WorkerParts, { jobType, work }: WaitingJobs, job: Job, stop: AbortSignal): Promise<void> {
  const log = parts.log.child({ job_id: job.publicId(), partner_id: job.partnerId, attempt: job.attempt });
  const started = performance.now();
  const run = openRun(parts.database.pool, job, stop);
  log.info('job started');
  try {
    await inSpan(`job ${jobType}`, spanOf(job), () => work(run));
    parts.finished(jobType, 'completed', (performance.now() - started) / 1e3);
    log.info({ ms: Math.round(performance.now() - started) }, 'job completed');
  } catch (error) {
    await run.close();
    const outcome = await recordOutcome(parts, job, error);
    log[outcome === 'retry' || refusedData(error) ? 'warn' : 'info']({ err: error, outcome }, 'job did not complete');
    if (outcome === 'retry') throw error;
    if (outcome !== 'given back') parts.finished(jobType, outcome, (performance.now() - started) / 1e3);
  } finally {
    await run.close();
  }
}

function spanOf(job: Job) {
  const attributes = { 'commerce.job_id': job.publicId(), 'commerce.partner_id': job.partnerId };
  return { kind: 'consumer', cause: job.traceParent ?? null, attributes } as const;
}

/** Records the outcome of a failed try. Returns 'retry' if the queue should try again. */
async function recordOutcome(
  parts: WorkerParts,
  job: Job,
  error: unknown,
): Promise<'failed' | 'cancelled' | 'given back' | 'retry'> {
  const inTransaction = (work: (em: UnitOfWork, job: Job) => Promise<void> | void) =>
    parts.database.open(EVERYBODY).transactional(async (em) => {
      const current = await em.findOne(Job, { id: job.id, attempt: job.attempt, status: 'running' }, LOCKED);
      if (current) await work(em, current);
    });
  if (error instanceof JobCancelled) {
    await inTransaction((em, current) => endCancelled(em, current));
    return 'cancelled';
  }
  if (error instanceof ShuttingDown || parts.shutdown.aborted) {
    await inTransaction(async (em, current) => {
      giveBackJob(current);
      await em.flush();
      await sendMessage(em, parts.queue, current, current.queueClass ?? 'large');
    });
    return 'given back';
  }
  if (error instanceof JobFailure || refusedData(error) || job.tries >= MAX_TRIES) {
    await inTransaction((em, current) => failJob(em, current, causeOf(error)));
    return 'failed';
  }
  await inTransaction((_em, current) => {
    current.message = JOB_MESSAGES.interrupted(job.jobType, job.tries, MAX_TRIES);
  });
  return 'retry';
}

/** The part of the cause that a partner can act on. The log has the rest. */
function causeOf(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  const refused = refusedData(error);
  if (refused)
    return `the database refused the data: ${refused}. It has been logged; correct the data and send them again.`;
  return isConnectionFailure(error)
    ? 'the database or the storage could not be reached; run the job again.'
    : 'something went wrong on our side; it has been logged.';
}

const LOCKED = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
