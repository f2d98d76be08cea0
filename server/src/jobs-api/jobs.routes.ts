import { isTerminal, jobsContract, LIMITS, Problem } from '@commerce-integration/contract';
import { waitPreferred } from '@commerce-integration/contract/rules';
import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import { ConcurrentCalls } from '../http/concurrent-calls.ts';
import { server } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import { cancelJob } from '../jobs/cancel-job.ts';
import { listJobChanges, listJobErrors } from '../jobs/job-reports.queries.ts';
import { getJob, type Job, listJobs } from '../jobs/jobs.queries.ts';
import { queuePlace } from '../jobs/queue-place.ts';
import { requestRun } from '../jobs/request-run.ts';
import { partnerFilter } from '../partners/partners.queries.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { JobWatcher } from './job-watcher.ts';
import { showJob, showJobs } from './show-jobs.ts';

export interface JobRouteParts {
  units: UnitsOfWork;
  queue: JobQueue;
  watcher: JobWatcher;
  /** Creates the job that undoes a load. */
  requestUndo(em: UnitOfWork, queue: JobQueue, jobId: string, validateOnly: boolean): Promise<Job>;
  /** Sends the rejected lines of a job's file as the response. */
  sendRejectedLines(em: UnitOfWork, job: Job, res: Response): Promise<never>;
  /** Sends the rejected rows of a file of an import as the response. */
  sendRejectedRows(em: UnitOfWork, job: Job, res: Response, fileName?: string): Promise<never>;
}

const RETRY_AFTER_SECONDS = '1';

export function jobsRoutes(parts: JobRouteParts) {
  const { units, queue } = parts;
  const { current, awaited, withPlace } = jobReads(parts);
  return server.router(jobsContract, {
    listJobs: async ({ query, res }) => {
      const em = units.read(res);
      const page = await listJobs(em, query, await partnerFilter(em, query.partner_name));
      return { status: 200, body: { ...page, items: await showJobs(em, page.items) } };
    },

    getJob: async ({ params, query, res }) => {
      const job = await awaited(res, await current(res, params.job_id), query.wait);
      return { status: 200, body: await withPlace(res, job) };
    },

    runJob: async ({ params, headers, req, res }) => {
      // The idempotency key covers only the request to run; each call reads the job's current state.
      await units.idempotent(req, res, async (em) => {
        await requestRun(em, queue, params.job_id);
        return { status: 202, body: null };
      });
      const asked = await current(res, params.job_id);
      const job = await awaited(res, asked, waitPreferred(headers.prefer));
      if (isTerminal(job.status)) return { status: 200, body: await showJob(units.read(res), job) };
      res.setHeader('location', `/jobs/${params.job_id}`);
      return { status: 202, body: await withPlace(res, job) };
    },

    cancelJob: async ({ params, res }) => {
      const job = await units.write(res, async (em) => showJob(em, await cancelJob(em, params.job_id)));
      return { status: isTerminal(job.status) ? 200 : 202, body: job };
    },

    undoJob: ({ params, body, req, res }) =>
      units.idempotent(req, res, async (em) => ({
        status: 202 as const,
        body: await showJob(em, await parts.requestUndo(em, queue, params.job_id, body.validate_only)),
      })),

    listJobErrors: async ({ params, query, res }) => {
      const em = units.read(res);
      return { status: 200, body: await listJobErrors(em, await getJob(em, params.job_id), query) };
    },

    downloadJobErrors: async ({ params, query, res }) => {
      const em = units.read(res);
      const job = await getJob(em, params.job_id);
      if (!isTerminal(job.status))
        throw new Problem('conflict', `Job ${params.job_id} has not finished: it is ${job.status}.`);
      if (job.jobType === 'import') return parts.sendRejectedRows(em, job, res, query.file_name);
      return parts.sendRejectedLines(em, job, res);
    },

    listJobChanges: async ({ params, query, res }) => {
      const em = units.read(res);
      return { status: 200, body: await listJobChanges(em, await getJob(em, params.job_id), query) };
    },
  });
}

/** Reads a job, at once or after waiting for it to finish, with its place in the queue. */
function jobReads({ units, watcher }: JobRouteParts) {
  const waiting = new ConcurrentCalls(LIMITS.concurrentLongPolls);
  const current = (res: Response, jobId: string) => getJob(units.read(res), jobId);
  /**
   * Waits for the job to finish and returns it, with the headers for an unfinished one. If too many calls wait already,
   * it returns at once: that must not fail a run that was just requested.
   */
  const awaited = async (res: Response, job: Job, seconds: number) => {
    if (seconds > 0 && !isTerminal(job.status) && waiting.admit(res))
      await watcher.wait(job.id, seconds * 1_000, clientGone(res));
    const now = await current(res, job.publicId());
    if (!isTerminal(now.status)) res.setHeader('retry-after', RETRY_AFTER_SECONDS);
    // A caller that learns of the end of a load reads the products next.
    if (now.finishedAt) await units.told(res, now.finishedAt);
    return now;
  };
  const withPlace = async (res: Response, job: Job) => {
    const em = units.read(res);
    return showJob(em, job, await queuePlace(em, job));
  };
  return { current, awaited, withPlace };
}

function clientGone(res: Response): AbortSignal {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  return gone.signal;
}
