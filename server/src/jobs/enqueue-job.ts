import { isWorked } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { JobClass, JobQueue } from '../queue/job-queue.ts';
import { jobWeightSql } from './define-job.ts';
import type { Job } from './job.entity.ts';

/** By how much a job advances the turn of a partner with weight 1; divisible by nearly all weights. */
const ROUND = 360;
/**
 * The queue stores turns as integers. A queue that is busy for so long that it reaches this turn continues in order of
 * time.
 */
const LAST_TURN = 2 ** 31 - 1;

/**
 * The class in whose queue a job waits, and its turn there.
 *
 * Jobs with the same concurrency key run in order, and workers for small jobs never wait for large ones. So a small job
 * waits in the large class while its key has a large job.
 *
 * Partners take turns (start-time fair queueing). A partner's first job gets the queue's current turn; each further job
 * gets a later one, by a step that shrinks with the partner's weight. So a partner with a thousand jobs delays
 * another's first job by at most one job of each partner. The queue's current turn is that of the latest running job
 * or, where none runs, of the first waiting one.
 *
 * Tenancy: a single number derived from the jobs of all partners.
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

/** Sends a message for a job to the queue of a class, with the job's turn. */
export async function sendMessage(em: UnitOfWork, queue: JobQueue, job: Job, jobClass: JobClass): Promise<void> {
  const { jobType, concurrencyKey, queueTurn } = job;
  if (!isWorked(jobType)) throw new Error(`No worker runs jobs of the type ${jobType}`);
  await queue.enqueue(em, jobClass, { jobType, concurrencyKey }, queueTurn ?? 0);
}
