import { type Feed, formatId, idNumber, Problem } from '@commerce-integration/contract';
import { toPage } from '@commerce-integration/contract/rules';
import { createdWithin, newestFirst } from '../http/mock-lists.ts';
import type { FeatureHandlers, MockCall } from '../mock-call.ts';
import type { FeedRow } from '../mock-rows.ts';
import { type MockTables, notFound, visibleRow, visibleRows } from '../mock-tables.ts';
import { partnerFilter } from '../partners/mock-partner-rows.ts';
import { lostFile } from './mock-feed-file.ts';
import { completeUpload, createUploadUrl } from './mock-presigned-uploads.ts';
import { BUCKET } from './mock-storage.ts';
import { uploadFeed } from './mock-upload-feed.ts';

const DOWNLOAD_SECONDS = 300;

export const feedHandlers: FeatureHandlers<'feeds'> = {
  uploadFeed: (call) => uploadFeed(call),

  createFeedUploadUrl: (call) => call.once(() => ({ status: 201, body: createUploadUrl(call, call.body) })),

  completeFeedUpload: (call) => completeUpload(call, getFeed(call, call.params.feed_id), call.body),

  listFeeds: ({ query, tables, caller }) => {
    const ofPartner = partnerFilter(tables, query.partner_name);
    const rows = visibleRows(tables.feeds, caller).filter(
      (row) =>
        ofPartner(row) &&
        (query.status === undefined || row.status === query.status) &&
        createdWithin(query, row.createdAt),
    );
    const page = newestFirst(rows, query.cursor, 'FD');
    const present = (row: FeedRow) => presentFeed(tables, row);
    return { status: 200, body: toPage(page, query.limit, present, (row) => formatId('feed', row.id)) };
  },

  getFeed: (call) => ({ status: 200, body: presentFeed(call.tables, getFeed(call, call.params.feed_id)) }),

  getFeedFile: (call) => {
    const feed = getFeed(call, call.params.feed_id);
    if (feed.status !== 'uploaded') {
      const message = `Feed ${call.params.feed_id} has no accepted file: it is ${feed.status}.`;
      throw new Problem('feed_not_uploaded', message);
    }
    assertSameFile(call, feed);
    const expiresAt = Date.now() + DOWNLOAD_SECONDS * 1_000;
    call.answerHeaders.set('location', call.storage.presignGet(feed.objectKey, feed.fileName, expiresAt));
    return { status: 302, body: undefined };
  },
};

/** @throws Problem `not_found` */
function getFeed({ tables, caller }: Pick<MockCall, 'tables' | 'caller'>, feedId: string): FeedRow {
  const feed = visibleRow(tables.feeds, caller, idNumber(feedId));
  if (!feed) throw notFound('Feed', feedId);
  return feed;
}

/** @throws Problem `conflict` where the file that was checked cannot be read any more */
export function assertSameFile({ tables, storage }: Pick<MockCall, 'tables' | 'storage'>, feed: FeedRow): void {
  const file = tables.feedFiles.get(feed.id);
  const lost = file && lostFile(storage.get(feed.objectKey), file);
  if (lost) throw new Problem('conflict', lost);
}

function presentFeed(tables: MockTables, feed: FeedRow): Feed {
  const jobs = [...tables.jobs.values()].filter((job) => job.feedId === feed.id);
  const submission = jobs.find((job) => job.jobType === 'submission');
  const validation = jobs.find((job) => job.jobType === 'validation');
  return {
    feed_id: formatId('feed', feed.id),
    partner_id: formatId('partner', feed.partnerId),
    partner_name: tables.partnerName(feed.partnerId),
    file_name: feed.fileName,
    content_type: feed.contentType,
    size_bytes: feed.sizeBytes,
    sha256: feed.sha256,
    delimiter: feed.delimiter,
    mode: feed.mode,
    validate_only: feed.validateOnly,
    max_error_ratio: feed.maxErrorRatio,
    max_removed_ratio: feed.maxRemovedRatio,
    status: feed.status,
    uploaded_at: feed.uploadedAt?.toISOString() ?? null,
    created_at: feed.createdAt.toISOString(),
    job_id: submission ? formatId('submissionJob', submission.number) : null,
    validation_job_id: validation ? formatId('validationJob', validation.number) : null,
    validation_status: validation?.status ?? null,
    validation_message: validation?.message ?? null,
    raw_file_s3_key: feed.objectKey,
    raw_file_bucket: BUCKET,
    ...(feed.duplicateOfId === null ? {} : { duplicate_of: formatId('feed', feed.duplicateOfId) }),
  };
}
