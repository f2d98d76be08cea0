import { formatJobId, LIMITS, Problem } from '@commerce-integration/contract';
import { assertUndoable } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import { findLoadToUndo } from '../catalog/undo/find-load-to-undo.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { createJob } from '../jobs/create-job.ts';
import { getJob, type Job } from '../jobs/jobs.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';

/**
 * Creates the job that undoes the latest load of a validation job. Of two concurrent calls, one is refused.
 *
 * Tenancy: the job is one that the caller may see.
 *
 * @param validateOnly only shows what the undo would do
 * @throws Problem `not_found`, `job_not_undoable`
 */
export async function requestUndo(em: UnitOfWork, queue: JobQueue, jobId: string, validateOnly: boolean): Promise<Job> {
  const job = await getJob(em, jobId);
  await em.refresh(job, { lockMode: LockMode.PESSIMISTIC_WRITE });
  assertUndoable(job);
  const loadId = await findLoadToUndo(em, job);
  if (loadId === undefined)
    throw new Problem(
      'job_not_undoable',
      `Job ${jobId} has nothing to undo: it changed no product, was undone already, or ended more than ${LIMITS.undoDays} days ago.`,
    );
  if (!validateOnly) await assertNotUnderWay(em, jobId, loadId);
  const createdAt = new Date();
  const extent = { rows: rowsToUndo(job) };
  const about = { type: 'undo', partnerId: job.partnerId, subjectId: job.number, createdAt, extent } as const;
  const undo = await createJob(em, about, queue);
  await sqlOf(em).query('insert into load_undo (job_id, load_id, validate_only) values ($1, $2, $3)', [
    undo.id,
    loadId,
    validateOnly,
  ]);
  return undo;
}

/** The largest number of products that the latest load has changed: an earlier one of the same file may have changed more. */
function rowsToUndo({ result }: Job): number | undefined {
  return result && 'removed' in result ? result.processed + result.removed : undefined;
}

/** Tenancy: the load is of a job that the caller may see. @throws Problem `job_not_undoable` */
async function assertNotUnderWay(em: UnitOfWork, jobId: string, loadId: number): Promise<void> {
  const { rows } = await sqlOf(em).query<{ number: string }>(
    `select j.number from load_undo u join job j on j.id = u.job_id
     where u.load_id = $1 and not u.validate_only and j.run_requested_at is not null limit 1`,
    [loadId],
  );
  const [undo] = rows;
  if (!undo) return;
  const other = formatJobId('undo', Number(undo.number));
  throw new Problem('job_not_undoable', `Job ${jobId} is being undone already, by job ${other}.`);
}
