import { type BatchResult, formatId, type Job as JobShape, type LoadResult } from '@commerce-integration/contract';
import type { Job } from './job.entity.ts';

export function presentJob(job: Job): JobShape {
  const path = `/jobs/${job.publicId()}`;
  const feedId = job.feedId ? formatId('feed', job.feedId) : undefined;
  const batchId = job.batchId ? formatId('operationsBatch', job.batchId) : undefined;
  return {
    job_id: job.publicId(),
    job_type: job.jobType,
    status: job.status,
    message: job.message,
    created_at: job.createdAt.toISOString(),
    ...(job.startedAt ? { started_at: job.startedAt.toISOString() } : {}),
    ...(job.finishedAt ? { finished_at: job.finishedAt.toISOString() } : {}),
    attempt: job.attempt,
    progress: { ...(typeof job.rowsTotal === 'number' ? { rows_total: job.rowsTotal } : {}), rows_done: job.rowsDone },
    ...(job.result ? { result: presentResult(job.result) } : {}),
    ...(job.error ? { error: job.error } : {}),
    ...(feedId ? { feed_id: feedId } : {}),
    ...(batchId ? { batch_id: batchId } : {}),
    links: {
      self: path,
      ...(feedId ? { feed: `/feeds/${feedId}` } : {}),
      ...(job.jobType === 'validation'
        ? { run: `${path}/run`, cancel: `${path}/cancel`, errors: `${path}/errors`, errors_csv: `${path}/errors.csv` }
        : {}),
      ...(batchId ? { ...batchLinks(formatId('partner', job.partnerId), batchId), cancel: `${path}/cancel` } : {}),
    },
  };
}

function batchLinks(orgId: string, batchId: string): Record<string, string> {
  const batch = `/org/${orgId}/operations-batches/${batchId}`;
  return { batch, operations: `${batch}/operations`, errors_zip: `${batch}/errors.zip` };
}

/** In the contract's order: stored JSON has an order of its own. */
function presentResult(result: LoadResult | BatchResult): LoadResult | BatchResult {
  if ('total' in result) {
    const { total, succeeded, failed, skipped } = result;
    return { total, succeeded, failed, skipped };
  }
  const { processed, inserted, updated, unchanged, skipped, duplicates, removed } = result;
  return { processed, inserted, updated, unchanged, skipped, duplicates, removed };
}
