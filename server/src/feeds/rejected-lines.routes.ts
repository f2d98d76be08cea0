import { Readable } from 'node:stream';
import { Problem } from '@commerce-integration/contract';
import type { Response } from 'express';
import type { UnitOfWork } from '../database/orm.ts';
import { streamAnswer } from '../http/streamed-answer.ts';
import { jobErrorsAfter } from '../jobs/job-reports.queries.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { Feed } from './feed.entity.ts';
import { feedFileLost, openFeedFile } from './feed-bytes.ts';
import { readRejectedLines } from './rejected-lines-reader.ts';

const BATCH = 1_000;

/** Responds with the rejected lines of a job's file, which is read again in step with the job's report. */
export function rejectedLinesAnswer(store: ObjectStore) {
  return async (em: UnitOfWork, job: Job, res: Response): Promise<never> => {
    const subject = job.subject();
    const feed = subject?.type === 'feed' ? await em.findOne(Feed, { id: subject.id }) : null;
    // A job without a file or without reported rows has an empty report; one with warnings only, just the header.
    const first = await jobErrorsAfter(em, job, { line: 0, position: 0 }, 1);
    if (!feed || first.length === 0) return sendReport(res, job, Readable.from([]));
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    const source = await openFeedFile(store, feed, gone.signal).catch((error: unknown) => {
      const lost = feedFileLost(error);
      throw lost ? new Problem('conflict', lost) : error;
    });
    const rejected = readRejectedLines(source, feed.delimiter ?? ',', (after) =>
      jobErrorsAfter(em, job, after, BATCH, 'error'),
    );
    return sendReport(res, job, rejected);
  };
}

function sendReport(res: Response, job: Job, report: Readable): Promise<never> {
  res.setHeader('content-disposition', `attachment; filename="${job.publicId()}-errors.csv"`);
  return streamAnswer(res, CSV, report);
}

const CSV = 'text/csv; charset=utf-8';
