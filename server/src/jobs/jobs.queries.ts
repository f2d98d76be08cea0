import {
  formatJobId,
  idNumber,
  JOB_TYPE_DECLARATIONS,
  JOB_TYPES,
  type JobId,
  type JobStatus,
  type JobSubjectType,
  type JobType,
  jobIdSchema,
  type Page,
  Problem,
  parseJobId,
} from '@commerce-integration/contract';
import { toPage, wrongCursor } from '@commerce-integration/contract/rules';
import { CLOCKS_DIFFER_HOURS, type CreatedRange, createdWithin } from '../database/created-range.ts';
import { prefixedSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { Job } from './job.entity.ts';

export type { Job };

/** @throws Problem `not_found` */
export async function getJob(em: UnitOfWork, jobId: string): Promise<Job> {
  const job = await em.findOne(Job, parseJobId(jobId));
  if (!job) throw new Problem('not_found', `Job ${jobId} not found.`);
  return job;
}

/** Jobs of one subject, by type. */
export type JobsByType = Partial<Record<JobType, Job>>;

/** Jobs of several subjects of one type, by subject number. */
export async function jobsOf(
  em: UnitOfWork,
  subjectType: JobSubjectType,
  subjects: number[],
): Promise<Map<number, JobsByType>> {
  const bySubject = new Map<number, JobsByType>();
  if (subjects.length === 0) return bySubject;
  for (const job of await em.find(Job, { subjectType, subjectId: { $in: subjects } })) {
    if (job.subjectId) bySubject.set(job.subjectId, { ...bySubject.get(job.subjectId), [job.jobType]: job });
  }
  return bySubject;
}

const NUMBERED = { name: 'job', marginHours: CLOCKS_DIFFER_HOURS };

export interface ListJobsQuery extends CreatedRange {
  job_type?: JobType | undefined;
  status?: JobStatus | undefined;
  feed_id?: string | undefined;
  batch_id?: string | undefined;
  data_group_id?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. The cursor is a job's ID; the next page begins with the job before it. */
export async function listJobs(em: UnitOfWork, query: ListJobsQuery, partner?: number): Promise<Page<Job>> {
  const before = await rowOfCursor(em, query.cursor);
  const created = await createdWithin(sqlOf(em), NUMBERED, query);
  const rows = await em.find(
    Job,
    {
      ...(query.job_type ? { jobType: query.job_type } : {}),
      ...(query.status ? { status: query.status } : {}),
      $and: [
        worksOn('feed', query.feed_id),
        worksOn('operations_batch', query.batch_id),
        worksOn('data_group', query.data_group_id),
        ...created,
      ],
      ...(partner === undefined ? {} : { partnerId: partner }),
      ...(before === undefined ? {} : { id: { $lt: before } }),
    },
    { orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  return toPage(
    rows,
    query.limit,
    (job) => job,
    (job) => job.publicId(),
  );
}

function worksOn(subjectType: JobSubjectType, id: string | undefined) {
  return id === undefined ? {} : { subjectType, subjectId: idNumber(id) };
}

async function rowOfCursor(em: UnitOfWork, cursor: string | undefined): Promise<number | undefined> {
  if (cursor === undefined) return undefined;
  if (!jobIdSchema.safeParse(cursor).success) throw wrongCursor();
  const job = await em.findOne(Job, parseJobId(cursor));
  if (!job) throw wrongCursor();
  return job.id;
}

/** The public IDs of jobs, by their primary keys. */
export async function jobIds(em: UnitOfWork, keys: number[]): Promise<Map<number, JobId>> {
  if (keys.length === 0) return new Map();
  const jobs = await em.find(Job, { id: { $in: [...new Set(keys)] } }, { fields: ['id', 'jobType', 'number'] });
  return new Map(jobs.map((job) => [job.id, formatJobId(job.jobType, job.number)]));
}

/** The public IDs of a subject's jobs that are queued or running. */
export async function unfinishedJobs(em: UnitOfWork, subjectType: JobSubjectType, subjectId: number): Promise<JobId[]> {
  const jobs = await em.find(
    Job,
    { subjectType, subjectId, runRequestedAt: { $ne: null } },
    { orderBy: { id: 'asc' } },
  );
  return jobs.map((job) => job.publicId());
}

/** The jobs of a type, out of the given ones, that have ended, by number. */
export async function endedJobs(
  em: UnitOfWork,
  jobType: JobType,
  numbers: readonly number[],
): Promise<Map<number, Job>> {
  if (numbers.length === 0) return new Map();
  const jobs = await em.find(Job, { jobType, number: { $in: [...numbers] }, finishedAt: { $ne: null } });
  return new Map(jobs.map((job) => [job.number, job]));
}

/** SQL for the status of the one job of the subject whose number is in `column`. */
export function jobStatusSql(subjectType: JobSubjectType, column: string): string {
  return `(select job.status from job where job.subject_type = '${subjectType}' and job.subject_id = ${column})`;
}

/** The sequence that numbers the jobs of a type. */
export function numberSequence(type: JobType): string {
  return `${type}_job_number_seq`;
}

/** One sequence for each type in the contract, so that a new type needs no migration. */
export const JOB_NUMBER_SEQUENCES = JOB_TYPES.map(numberSequence);

const PREFIX = JOB_TYPES.map((type) => `when '${type}' then '${JOB_TYPE_DECLARATIONS[type].idPrefix}'`).join(' ');

/** SQL for the ID of a row of `job`. */
export const JOB_ID_SQL = prefixedSql(`case job.job_type ${PREFIX} end`, 'job.number');

/**
 * SQL, with `?` for its values, that selects the numbers of subjects whose job has a status. Tenancy: of the partner
 * given.
 */
export function subjectsOfJobs(
  subjectType: JobSubjectType,
  { status, partnerId }: { status: JobStatus; partnerId: number },
): { text: string; values: unknown[] } {
  return {
    text: `(select job.subject_id from job where job.partner_id = ? and job.status = ? and job.subject_type = '${subjectType}')`,
    values: [partnerId, status],
  };
}
