import { DEFAULT_MAX_REMOVED_RATIO, type FeedAccepted, type FeedMode, formatId } from '@commerce-integration/contract';
import type { NamedPartner } from '@commerce-integration/contract/rules';
import type { Seen } from '../http/mock-call.ts';
import { newJob } from '../jobs/mock-job-rows.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { newPartner } from '../partners/mock-partners.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { FeedFile, FeedRow } from '../store/mock-rows.ts';
import { BUCKET } from '../store/mock-storage.ts';
import { keep, type MockTables } from '../store/mock-tables.ts';

/** The partner of a feed, and the options of its load. */
export interface LoadWishes extends NamedPartner {
  mode: FeedMode;
  validate_only: boolean;
  max_error_ratio?: number | undefined;
  max_removed_ratio?: number | undefined;
}

/** The name of an upload's partner, including one that it will register. @throws Problem as `actingPartner` */
export function nameOfUpload(seen: Seen, wishes: LoadWishes): string {
  return actingPartner(seen, wishes)?.shown.partner_name ?? wishes.partner_name ?? '';
}

/** The storage key of a feed's file, and the way it is uploaded. */
interface FileOfFeed extends Pick<FeedRow, 'id' | 'uploadParts' | 'uploadExpiresAt'> {
  fileName: string;
  contentType: string;
  objectKey: string;
}

/** Creates a feed whose file is not uploaded or not accepted yet. Registers the operator's new partner. */
export function newFeed(
  seen: Seen,
  wishes: LoadWishes,
  { fileName, contentType, objectKey, ...row }: FileOfFeed,
): FeedRow {
  const { tables } = seen;
  const partner = actingPartner(seen, wishes) ?? newPartner(tables, { partner_name: wishes.partner_name ?? '' });
  const shown = {
    feed_id: formatId('feed', row.id),
    partner_id: partner.shown.partner_id,
    file_name: fileName,
    content_type: contentType,
    size_bytes: null,
    sha256: null,
    delimiter: null,
    mode: wishes.mode,
    validate_only: wishes.validate_only,
    max_error_ratio: wishes.max_error_ratio ?? null,
    max_removed_ratio: wishes.max_removed_ratio ?? DEFAULT_MAX_REMOVED_RATIO,
    status: 'pending_upload' as const,
    uploaded_at: null,
    created_at: new Date().toISOString(),
    raw_file_s3_key: objectKey,
    raw_file_bucket: BUCKET,
  };
  return keep(tables.feeds, { ...row, partnerId: partner.id, shown });
}

/** Accepts a checked file for a feed, and creates the feed's two jobs. Does not load product data. */
export function acceptFeed(tables: MockTables, feed: FeedRow, file: FeedFile): FeedAccepted {
  const { sha256, delimiter } = file;
  const original = [...tables.feeds.values()]
    .filter(({ partnerId, shown, id }) => partnerId === feed.partnerId && shown.sha256 === sha256 && id < feed.id)
    .sort((a, b) => a.id - b.id)[0];
  Object.assign(feed.shown, { sha256, delimiter, size_bytes: file.bytes.length, status: 'uploaded' });
  feed.shown.uploaded_at = new Date().toISOString();
  if (original) feed.shown.duplicate_of = original.shown.feed_id;
  tables.feedFiles.set(feed.id, file);
  tables.feedActivity.push({ partnerId: feed.partnerId, at: Date.now(), done: 'uploaded', result: null });
  newFeedJobs(tables, feed);
  const data = acceptedFeed(tables, feed);
  recordEvent(tables, { type: 'feed.uploaded', partnerId: feed.partnerId, data });
  return data;
}

/** The response to the upload of a feed. */
export function acceptedFeed(tables: MockTables, feed: FeedRow): FeedAccepted {
  const { submission, validation } = jobsOf(tables, feed);
  const { feed_id, duplicate_of } = feed.shown;
  return {
    feed_id,
    status: 'uploaded',
    job_id: formatId('submissionJob', submission?.number ?? 0),
    validation_job_id: formatId('validationJob', validation?.number ?? 0),
    ...(duplicate_of ? { duplicate_of } : {}),
  };
}

/** The jobs of a feed; none before its file is uploaded. */
export function jobsOf(tables: MockTables, { id }: FeedRow) {
  const jobs = [...tables.jobs.values()].filter((job) => job.feedId === id);
  const [submission, validation] = (['submission', 'validation'] as const).map((type) =>
    jobs.find(({ jobType }) => jobType === type),
  );
  return { submission, validation };
}

/**
 * Creates the two jobs of an uploaded feed: its submission, which is completed, and its load, which waits to be run.
 */
function newFeedJobs(tables: MockTables, feed: { id: number; partnerId: number }): void {
  const about = { partnerId: feed.partnerId, subjectId: feed.id, createdAt: new Date() };
  newJob(tables, { type: 'submission', ...about });
  newJob(tables, { type: 'validation', ...about });
}
