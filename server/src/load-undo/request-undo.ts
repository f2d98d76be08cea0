import { entitiesNotUndone, formatJobId, Problem } from '@commerce-integration/contract';
import { assertUndoable, nothingToUndo } from '@commerce-integration/contract/rules';
import { LockMode } from '@mikro-orm/core';
import { findAllLoads, findLatestLoad } from '../catalog/undo/find-loads-to-undo.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { entitiesWritten } from '../impex/import-files.queries.ts';
import { createJob } from '../jobs/create-job.ts';
import { getJob, type Job } from '../jobs/jobs.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';

/**
 * Creates the job that undoes the latest load of a validation job, or all loads of an import job. Of two concurrent
 * calls, one is refused.
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
  const isImport = job.jobType === 'import';
  const loadIds = await (isImport ? findAllLoads(em, job) : findLatestLoad(em, job));
  if (loadIds.length === 0) throw nothingToUndo(job, await notUndoneOf(sqlOf(em), job.id));
  const subjectType = isImport ? 'import_job' : 'validation_job';
  if (!validateOnly) await assertNotUnderWay(em, job, subjectType);
  const { partnerId, number: subjectId } = job;
  const extent = { rows: rowsToUndo(job) };
  const about = { type: 'undo', partnerId, subjectId, subjectType, createdAt: new Date(), extent } as const;
  const undo = await createJob(em, about, queue);
  await sqlOf(em).query(
    'insert into load_undo (job_id, load_id, load_ids, validate_only) values ($1, $2, $3::bigint[], $4)',
    [undo.id, isImport ? null : loadIds[0], loadIds, validateOnly],
  );
  return undo;
}

/** An upper bound on the products that the job has changed: an earlier load of the same file may have changed more. */
function rowsToUndo({ result }: Job): number | undefined {
  if (!result || !('processed' in result)) return undefined;
  return result.processed + ('removed' in result ? result.removed : 0);
}

/** Tenancy: the job is one that the caller may see. @throws Problem `job_not_undoable` */
async function assertNotUnderWay(em: UnitOfWork, job: Job, subjectType: string): Promise<void> {
  const { rows } = await sqlOf(em).query<{ number: string }>(
    `select j.number from job j join load_undo u on u.job_id = j.id
     where j.job_type = 'undo' and j.subject_type = $1 and j.subject_id = $2 and j.run_requested_at is not null
       and not u.validate_only limit 1`,
    [subjectType, job.number],
  );
  const [undo] = rows;
  if (!undo) return;
  const other = formatJobId('undo', Number(undo.number));
  throw new Problem('job_not_undoable', `Job ${job.publicId()} is being undone already, by job ${other}.`);
}

/**
 * The entities of which a job has imported something that its undo does not change; none for a job that is not an
 * import.
 *
 * @param jobId primary key of a job that the caller may see
 */
export async function notUndoneOf(sql: Queryable, jobId: number): Promise<readonly string[]> {
  return entitiesNotUndone(await entitiesWritten(sql, jobId));
}
