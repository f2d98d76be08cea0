import { type Feed, formatId, Problem } from '@commerce-integration/contract';
import type { FeatureHandlers, Seen } from '../http/mock-call.ts';
import { listRows } from '../store/mock-lists.ts';
import type { FeedRow } from '../store/mock-rows.ts';
import { assertSameFile } from '../store/mock-storage.ts';
import { getRow, type MockTables } from '../store/mock-tables.ts';
import { jobsOf } from './mock-accept-feed.ts';
import { completeUpload, createUploadUrl } from './mock-presigned-uploads.ts';
import { uploadFeed } from './mock-upload-feed.ts';

const DOWNLOAD_SECONDS = 300;

export const feedHandlers: FeatureHandlers<'feeds'> = {
  uploadFeed: (call) => uploadFeed(call),

  createFeedUploadUrl: (call) => call.once(() => ({ status: 201, body: createUploadUrl(call, call.body) })),

  completeFeedUpload: (call) => completeUpload(call, getFeed(call, call.params.feed_id), call.body),

  listFeeds: (call) => ({
    status: 200,
    body: listRows(call, call.tables.feeds, 'feed', (row) => presentFeed(call.tables, row)),
  }),

  getFeed: (call) => ({ status: 200, body: presentFeed(call.tables, getFeed(call, call.params.feed_id)) }),

  getFeedFile: (call) => {
    const feed = getFeed(call, call.params.feed_id);
    const { status, raw_file_s3_key, file_name } = feed.shown;
    if (status !== 'uploaded') {
      throw new Problem('feed_not_uploaded', `Feed ${call.params.feed_id} has no accepted file: it is ${status}.`);
    }
    assertSameFile(call, feed);
    const expiresAt = Date.now() + DOWNLOAD_SECONDS * 1_000;
    call.answerHeaders.set('location', call.storage.presignGet(raw_file_s3_key, file_name, expiresAt));
    return { status: 302, body: undefined };
  },
};

/** @throws Problem `not_found` */
function getFeed({ tables, caller }: Seen, feedId: string): FeedRow {
  return getRow(tables.feeds, caller, feedId, `Feed ${feedId} not found.`);
}

function presentFeed(tables: MockTables, feed: FeedRow): Feed {
  const { submission, validation } = jobsOf(tables, feed);
  return {
    ...feed.shown,
    partner_name: tables.partnerName(feed.partnerId),
    job_id: submission ? formatId('submissionJob', submission.number) : null,
    validation_job_id: validation ? formatId('validationJob', validation.number) : null,
    validation_status: validation?.status ?? null,
    validation_message: validation?.message ?? null,
  };
}
