import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { Job } from './job.entity.ts';
import { laneOf } from './request-run.ts';
import { workName } from './work-name.ts';

/** The job of an operations batch. It is in the queue at once: a batch does not wait to be asked. */
export async function createBatchJob(
  em: UnitOfWork,
  queue: JobQueue,
  batch: { id: number; partnerId: number },
): Promise<Job> {
  const now = new Date();
  const jobType = 'operations_batch';
  const job = em.create(Job, {
    partnerId: batch.partnerId,
    batchId: batch.id,
    jobType,
    number: await nextNumber(em, 'operations_batch_job_number_seq'),
    status: 'queued',
    message: `${workName({ jobType })} queued.`,
    createdAt: now,
    runRequestedAt: now,
    attempt: 0,
    tries: 0,
    rowsDone: 0,
  });
  await em.flush();
  await queue.enqueue(em, jobType, { lane: laneOf(jobType, batch.partnerId) });
  return job;
}
