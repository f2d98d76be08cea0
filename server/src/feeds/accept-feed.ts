import { type FeedAccepted, formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import { createJob } from '../jobs/create-job.ts';
import { jobsOf } from '../jobs/jobs.queries.ts';
import type { Checked } from '../uploads/check-upload.ts';
import { Feed } from './feed.entity.ts';
import type { FeedFileFacts } from './inspect-feed-file.ts';

/**
 * Accepts a checked file for a feed: stores its facts, creates the feed's two jobs and records the event. Does not load
 * product data.
 */
export async function acceptFeed(em: UnitOfWork, feed: Feed, facts: Checked<FeedFileFacts>): Promise<FeedAccepted> {
  const original = await em.findOne(
    Feed,
    { partnerId: feed.partnerId, sha256: facts.sha256, status: 'uploaded', id: { $lt: feed.id } },
    { orderBy: { id: 'asc' } },
  );
  em.assign(feed, {
    ...facts,
    status: 'uploaded',
    uploadedAt: new Date(),
    uploadExpiresAt: null,
    duplicateOfId: original?.id ?? null,
  });
  await em.flush();
  const about = { partnerId: feed.partnerId, subjectId: feed.id, createdAt: new Date() };
  await createJob(em, { type: 'submission', ...about });
  const extent = { bytes: facts.sizeBytes, isCompressed: feed.isGzip() };
  await createJob(em, { type: 'validation', ...about, extent });
  const accepted = await acceptedFeed(em, feed);
  await recordEvent(sqlOf(em), { type: 'feed.uploaded', partnerId: feed.partnerId, data: accepted });
  return accepted;
}

/** The response to the upload of a feed. */
export async function acceptedFeed(em: UnitOfWork, feed: Feed): Promise<FeedAccepted> {
  const { submission, validation } = (await jobsOf(em, 'feed', [feed.id])).get(feed.id) ?? {};
  if (!submission || !validation) throw new Error(`Feed ${feed.id} has no jobs`);
  return {
    feed_id: formatId('feed', feed.id),
    status: 'uploaded',
    job_id: formatId('submissionJob', submission.number),
    validation_job_id: formatId('validationJob', validation.number),
    ...(feed.duplicateOfId ? { duplicate_of: formatId('feed', feed.duplicateOfId) } : {}),
  };
}
