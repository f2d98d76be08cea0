import { isWorked } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { JobClass, JobQueue } from '../queue/job-queue.ts';
import { jobWeightSql } from './define-job.ts';
import type { Job } from './job.entity.ts';

/** What a job of a partner with the weight 1 adds to the partner's turn; nearly all weights divide it. */
const ROUND = 360;
/** The queue keeps turns as integers. A queue that has not been empty for so many turns is worked in order of time. */
const LAST_TURN = 2 ** 31 - 1;

/**
 * The class of the queue that a job waits in, and its turn there.
 *
 * Jobs of one key run in their order, and small workers never wait for large jobs, so a small job waits with the large
 * ones while its key has a large one.
 *
 * Partners take turns (start-time fair queueing): a partner's first job has the turn that the queue is at, each further
 * one a turn later than its last, and the sooner the larger its weight is. So a partner with a thousand jobs delays
 * another's first one by at most one job of each partner. The queue is at the turn of the latest job that runs, or where
 * none runs, of the first that waits.
 *
 * Tenancy: what the jobs of all partners tell of the queue is a single number.
 */
const place = () => `
  with queue as (
    select case when exists (
      select from job where concurrency_key = $1 and run_requested_at is not null and size_class = 'large'
    ) then 'large' else $2 end as class
  )
  select class, least($4, greatest(
    coalesce(
      (select max(queue_turn) from job
       where queue_class = class and status = 'running' and run_requested_at is not null),
      (select min(queue_turn) from job
       where queue_class = class and status = 'queued' and run_requested_at is not null),
      0
    ),
    (select max(queue_turn) from job where partner_id = $3 and queue_class = class and run_requested_at is not null)
      + ${ROUND} / ${jobWeightSql('$3')}
  )) as turn from queue`;

/** Puts a job into the queue, in the transaction of the unit of work. */
export async function enqueueJob(em: UnitOfWork, queue: JobQueue, job: Job): Promise<void> {
  job.sizeClass ??= 'large';
  const { rows } = await sqlOf(em).query<{ class: JobClass; turn: string }>(place(), [
    job.concurrencyKey,
    job.sizeClass,
    job.partnerId,
    LAST_TURN,
  ]);
  const [found] = rows;
  job.queueClass = found?.class ?? 'large';
  job.queueTurn = Number(found?.turn ?? 0);
  await em.flush();
  await sendMessage(em, queue, job, job.queueClass);
}

/** Puts a message for a job into the queue of a class, with the turn that the job has. */
export async function sendMessage(em: UnitOfWork, queue: JobQueue, job: Job, jobClass: JobClass): Promise<void> {
  const { jobType, concurrencyKey, queueTurn } = job;
  if (!isWorked(jobType)) throw new Error(`No worker runs jobs of the type ${jobType}`);
  await queue.enqueue(em, jobClass, { jobType, concurrencyKey }, queueTurn ?? 0);
}
