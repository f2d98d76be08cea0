import { type Feed as FeedShape, formatId } from '@commerce-integration/contract';
import type { JobsByType } from '../jobs/jobs.queries.ts';
import type { Feed } from './feed.entity.ts';

/** The feed in the contract's shape, including the status of its validation job. */
export function presentFeed(feed: Feed, partnerName: string, jobs: JobsByType): FeedShape {
  return {
    feed_id: formatId('feed', feed.id),
    partner_id: formatId('partner', feed.partnerId),
    partner_name: partnerName,
    file_name: feed.fileName,
    content_type: feed.contentType ?? null,
    size_bytes: feed.sizeBytes ?? null,
    sha256: feed.sha256 ?? null,
    delimiter: feed.delimiter ?? null,
    mode: feed.mode,
    validate_only: feed.validateOnly,
    max_error_ratio: feed.maxErrorRatio ?? null,
    max_removed_ratio: feed.maxRemovedRatio,
    status: feed.status,
    uploaded_at: feed.uploadedAt?.toISOString() ?? null,
    created_at: feed.createdAt.toISOString(),
    job_id: jobs.submission ? formatId('submissionJob', jobs.submission.number) : null,
    validation_job_id: jobs.validation ? formatId('validationJob', jobs.validation.number) : null,
    validation_status: jobs.validation?.status ?? null,
    validation_message: jobs.validation?.message ?? null,
    raw_file_s3_key: feed.objectKey,
    raw_file_bucket: feed.bucket,
    ...(feed.duplicateOfId ? { duplicate_of: formatId('feed', feed.duplicateOfId) } : {}),
  };
}
