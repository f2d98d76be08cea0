import { formatId, isTerminal, type OperationsBatch as OperationsBatchShape } from '@commerce-integration/contract';
import type { Job } from '../jobs/jobs.queries.ts';
import { notesOf } from './batch-outcome.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';

/**
 * The batch in the contract's shape; status and message are its job's. Operations still pending when the job has ended
 * were skipped.
 */
export function presentBatch(batch: OperationsBatch, partnerName: string, job: Job): OperationsBatchShape {
  const { total, succeeded, failed } = batch;
  return {
    batch_id: batch.publicId(),
    org_id: formatId('partner', batch.partnerId),
    partner_name: partnerName,
    batch_type: batch.batchType,
    name: batch.name ?? null,
    on_error: batch.onError,
    validate_only: batch.validateOnly,
    status: job.status,
    message: job.message,
    job_id: formatId('operationsBatchJob', job.number),
    upload_id: formatId('batchUpload', batch.uploadId),
    retry_of: batch.retryOfId ? formatId('operationsBatch', batch.retryOfId) : null,
    total,
    succeeded,
    failed,
    skipped: isTerminal(job.status) ? total - succeeded - failed : 0,
    ...notesOf(batch.notes),
    created_at: batch.createdAt.toISOString(),
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
}
