import {
  idNumber,
  type Job as JobShape,
  type JobStatus,
  type JobType,
  type Page,
  Problem,
  parseJobId,
} from '@commerce-integration/contract';
import { type CreatedRange, createdWithin, cursorNumber, toPage, wrongCursor } from '../database/list.ts';
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
  const number = cursorNumber(cursor, cursor.startsWith('JS') ? 'JS' : 'JV') ?? 0;
  const job = await em.findOne(Job, { jobType: cursor.startsWith('JS') ? 'submission' : 'validation', number });
  if (!job) throw wrongCursor();
  return job.id;
}

/** The public numbers of jobs, by their rows' keys. */
export async function jobNumbers(em: UnitOfWork, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const jobs = await em.find(Job, { id: { $in: [...new Set(ids)] } }, { fields: ['id', 'number'] });
  return new Map(jobs.map((job) => [job.id, job.number]));
}
