import { type BatchResult, formatId, type Job as JobShape, type LoadResult } from '@commerce-integration/contract';
import { jobLinks } from '@commerce-integration/contract/rules';
import type { Job } from './job.entity.ts';

export function presentJob(job: Job): JobShape {
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
    links: jobLinks({
      job_id: job.publicId(),
      job_type: job.jobType,
      feed_id: feedId,
      batch_id: batchId,
      partnerId: job.partnerId,
    }),
  };
}

/** In the contract's order: stored JSON has an order of its own. */
function presentResult(result: LoadResult | BatchResult): LoadResult | BatchResult {
  const notes = result.notes
    ? { notes: result.notes.map(({ code, message, count }) => ({ code, message, count })) }
    : {};
  if ('total' in result) {
    const { total, succeeded, failed, skipped } = result;
    return { total, succeeded, failed, skipped, ...notes };
  }
  const { processed, inserted, updated, unchanged, skipped, duplicates, removed } = result;
  return { processed, inserted, updated, unchanged, skipped, duplicates, removed, ...notes };
}
