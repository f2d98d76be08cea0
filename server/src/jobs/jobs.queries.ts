import {
  formatJobId,
  idNumber,
  type JobId,
  type Job as JobShape,
  type JobStatus,
  type JobType,
  jobIdSchema,
  type Page,
  Problem,
  parseJobId,
} from '@commerce-integration/contract';
import { toPage, wrongCursor } from '@commerce-integration/contract/rules';
import { type CreatedRange, createdWithin } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { Job } from './job.entity.ts';
import { presentJob } from './jobs.presenter.ts';

export type { Job };

/** @throws Problem `not_found` */
export async function getJob(em: UnitOfWork, jobId: string): Promise<Job> {
  const job = await em.findOne(Job, parseJobId(jobId));
  if (!job) throw new Problem('not_found', `Job ${jobId} not found.`);
  return job;
}

/** A feed's jobs, by their type. */
export type JobsOfFeed = Partial<Record<JobType, Job>>;

/** The jobs of some feeds, by the feed's number. */
export async function jobsOfFeeds(em: UnitOfWork, feeds: number[]): Promise<Map<number, JobsOfFeed>> {
  const byFeed = new Map<number, JobsOfFeed>();
  if (feeds.length === 0) return byFeed;
  for (const job of await em.find(Job, { feedId: { $in: feeds } })) {
    if (job.feedId) byFeed.set(job.feedId, { ...byFeed.get(job.feedId), [job.jobType]: job });
  }
  return byFeed;
}

export interface ListJobsQuery extends CreatedRange {
  job_type?: JobType | undefined;
  status?: JobStatus | undefined;
  feed_id?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first. The cursor is a job's ID; the list goes on with the jobs made before it. */
export async function listJobs(em: UnitOfWork, query: ListJobsQuery, partner?: number): Promise<Page<JobShape>> {
  const before = await rowOfCursor(em, query.cursor);
  const rows = await em.find(
    Job,
    {
      ...(query.job_type ? { jobType: query.job_type } : {}),
      ...(query.status ? { status: query.status } : {}),
      ...(query.feed_id ? { feedId: idNumber(query.feed_id) } : {}),
      ...(partner === undefined ? {} : { partnerId: partner }),
      ...(before === undefined ? {} : { id: { $lt: before } }),
      ...createdWithin(query),
    },
    { orderBy: { id: 'desc' }, limit: query.limit + 1 },
  );
  return toPage(rows, query.limit, presentJob, (job) => job.publicId());
}

async function rowOfCursor(em: UnitOfWork, cursor: string | undefined): Promise<number | undefined> {
  if (cursor === undefined) return undefined;
  if (!jobIdSchema.safeParse(cursor).success) throw wrongCursor();
  const job = await em.findOne(Job, parseJobId(cursor));
  if (!job) throw wrongCursor();
  return job.id;
}

/** The public IDs of jobs, by their rows' keys. */
export async function jobIds(em: UnitOfWork, keys: number[]): Promise<Map<number, JobId>> {
  if (keys.length === 0) return new Map();
  const jobs = await em.find(Job, { id: { $in: [...new Set(keys)] } }, { fields: ['id', 'jobType', 'number'] });
  return new Map(jobs.map((job) => [job.id, formatJobId(job.jobType, job.number)]));
}

/** The jobs of some batches, by the batch's number. */
export async function jobsOfBatches(em: UnitOfWork, batches: number[]): Promise<Map<number, Job>> {
  if (batches.length === 0) return new Map();
  const jobs = await em.find(Job, { batchId: { $in: batches } });
  return new Map(jobs.map((job) => [job.batchId ?? 0, job]));
}

/** SQL for the status of the job of the batch whose number stands in `column`. */
export function batchJobStatusSql(column: string): string {
  return `(select job.status from job where job.batch_id = ${column})`;
}
