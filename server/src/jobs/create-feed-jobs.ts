import type { UnitOfWork } from '../database/orm.ts';
import { nextNumber } from '../database/sequences.ts';
import { Job } from './job.entity.ts';

export interface FeedJobs {
  submission: Job;
  validation: Job;
}

/** The two jobs of an uploaded feed: its submission, which is done, and its load, which waits to be run. */
export async function createFeedJobs(em: UnitOfWork, feed: { id: number; partnerId: number }): Promise<FeedJobs> {
  const now = new Date();
  const common = { partnerId: feed.partnerId, feedId: feed.id, createdAt: now, attempt: 0, tries: 0, rowsDone: 0 };
  const submission = em.create(Job, {
    ...common,
    jobType: 'submission',
    number: await nextNumber(em, 'submission_job_number_seq'),
    status: 'completed',
    message: 'Feed upload accepted.',
    startedAt: now,
    finishedAt: now,
    attempt: 1,
  });
  const validation = em.create(Job, {
    ...common,
    jobType: 'validation',
    number: await nextNumber(em, 'validation_job_number_seq'),
    status: 'queued',
    message: 'CSV structure validation queued for ETL processing.',
  });
  await em.flush();
  return { submission, validation };
}
