import { formatId } from '../shared/ids.ts';
import type { JobType } from './jobs.ts';

/** What a job's links depend on. */
export interface LinkedJob {
  job_id: string;
  job_type: JobType;
  feed_id: string | undefined;
  batch_id: string | undefined;
  /** The partner's number. */
  partnerId: number;
}

/** Paths to what belongs to a job. */
export function jobLinks({ job_id, job_type, feed_id, batch_id, partnerId }: LinkedJob): Record<string, string> {
  const path = `/jobs/${job_id}`;
  return {
    self: path,
    ...(feed_id ? { feed: `/feeds/${feed_id}` } : {}),
    ...(job_type === 'validation'
      ? { run: `${path}/run`, cancel: `${path}/cancel`, errors: `${path}/errors`, errors_csv: `${path}/errors.csv` }
      : {}),
    ...(batch_id ? { ...batchLinks(formatId('partner', partnerId), batch_id), cancel: `${path}/cancel` } : {}),
  };
}

function batchLinks(orgId: string, batchId: string): Record<string, string> {
  const batch = `/org/${orgId}/operations-batches/${batchId}`;
  return { batch, operations: `${batch}/operations`, errors_zip: `${batch}/errors.zip` };
}
