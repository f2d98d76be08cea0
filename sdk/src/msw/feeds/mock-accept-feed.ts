import {
  DEFAULT_MAX_REMOVED_RATIO,
  type FeedAccepted,
  type FeedMode,
  formatId,
  type Id,
} from '@commerce-integration/contract';
import { newFeedJobs } from '../jobs/mock-feed-jobs.ts';
import type { Caller, FeedRow } from '../mock-rows.ts';
import type { MockTables } from '../mock-tables.ts';
import { actingPartner } from '../partners/mock-acting-partner.ts';
import { newPartner } from '../partners/mock-partner-rows.ts';
import type { FeedFile } from './mock-feed-file.ts';

/** Whose feed it is, and how it is to be loaded. */
export interface LoadWishes {
  partner_name?: string | undefined;
  partner_id?: string | undefined;
  mode: FeedMode;
  validate_only: boolean;
  max_error_ratio?: number | undefined;
  max_removed_ratio?: number | undefined;
}

const NO_NAME = 'partner_name is required; in a form it stands before the file.';

/** The name of the partner that an upload is for, one that it will register included. @throws Problem as `actingPartner` */
export function nameOfUpload(tables: MockTables, caller: Caller, wishes: LoadWishes): string {
  return actingPartner(tables, caller, wishes, NO_NAME)?.name ?? wishes.partner_name ?? '';
}

/** A feed whose file is still to come or to be accepted. Registers the operator's new partner. */
export function newFeed(
  tables: MockTables,
  caller: Caller,
  wishes: LoadWishes,
  file: Pick<FeedRow, 'id' | 'fileName' | 'contentType' | 'objectKey' | 'inParts' | 'uploadExpiresAt'>,
): FeedRow {
  const partner =
    actingPartner(tables, caller, wishes, NO_NAME) ?? newPartner(tables, { partner_name: wishes.partner_name ?? '' });
  const feed: FeedRow = {
    ...file,
    partnerId: partner.id,
    sizeBytes: null,
    sha256: null,
    delimiter: null,
    mode: wishes.mode,
    validateOnly: wishes.validate_only,
    maxErrorRatio: wishes.max_error_ratio ?? null,
    maxRemovedRatio: wishes.max_removed_ratio ?? DEFAULT_MAX_REMOVED_RATIO,
    status: 'pending_upload',
    duplicateOfId: null,
    uploadedAt: null,
    createdAt: new Date(),
  };
  tables.feeds.set(feed.id, feed);
  return feed;
}

/** Takes a checked file for a feed, and creates the feed's two jobs. Product data is not loaded. */
export function acceptFeed(tables: MockTables, feed: FeedRow, file: FeedFile): FeedAccepted {
  const { sizeBytes, sha256, delimiter } = file;
  const original = [...tables.feeds.values()]
    .filter((other) => other.partnerId === feed.partnerId && other.sha256 === sha256 && other.id < feed.id)
    .sort((a, b) => a.id - b.id)[0];
  const duplicateOfId = original?.id ?? null;
  Object.assign(feed, { sizeBytes, sha256, delimiter, status: 'uploaded', uploadedAt: new Date(), duplicateOfId });
  tables.feedFiles.set(feed.id, file);
  tables.feedActivity.push({ partnerId: feed.partnerId, at: Date.now(), done: 'uploaded', result: null });
  newFeedJobs(tables, feed);
  return acceptedFeed(tables, feed);
}

/** What the upload of a feed was answered with. */
export function acceptedFeed(tables: MockTables, feed: FeedRow): FeedAccepted {
  const jobs = [...tables.jobs.values()].filter((job) => job.feedId === feed.id);
  const numberOf = (type: string) => jobs.find((job) => job.jobType === type)?.number ?? 0;
  return {
    feed_id: formatId('feed', feed.id),
    status: 'uploaded',
    job_id: formatId('submissionJob', numberOf('submission')),
    validation_job_id: formatId('validationJob', numberOf('validation')),
    ...(feed.duplicateOfId === null ? {} : { duplicate_of: formatId('feed', feed.duplicateOfId) as Id<'feed'> }),
  };
}
