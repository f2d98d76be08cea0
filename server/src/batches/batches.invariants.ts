import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/jobs.queries.ts';

// Tenancy of this file: a command of the operator, for every partner's batches.

/** Invariants of operations batches. */
export const BATCH_INVARIANTS: readonly Invariant[] = [
  {
    name: 'batch-counters',
    holds: 'The counters of a completed batch add up to its operations.',
    over: 'job',
    violations: `select ${JOB_ID_SQL} as id from job
      where id >= $1 and id < $2 and job_type = 'operations_batch' and status = 'completed'
        and (result ->> 'total')::bigint is distinct from (result ->> 'succeeded')::bigint
          + (result ->> 'failed')::bigint + (result ->> 'skipped')::bigint`,
  },
  {
    name: 'batch-operations',
    holds: 'The counters of a finished batch match its operations and their outcomes.',
    over: 'operations_batch',
    violations: `select ${idSql('operationsBatch', 'batch.id')} as id from operations_batch batch
        join job on job.subject_type = 'operations_batch' and job.subject_id = batch.id
        cross join lateral (
          select count(*) as total, count(*) filter (where status = 'succeeded') as succeeded,
            count(*) filter (where status = 'failed') as failed
          from batch_operation where batch_id = batch.id
        ) listed
      where batch.id >= $1 and batch.id < $2 and job.status = 'completed'
        and (batch.total, batch.succeeded, batch.failed) is distinct from (listed.total, listed.succeeded, listed.failed)`,
  },
  {
    name: 'batch-uploads',
    holds: 'The upload of a batch is marked as used and belongs to the partner of the batch.',
    over: 'operations_batch',
    violations: `select ${idSql('operationsBatch', 'batch.id')} as id from operations_batch batch
        join batch_upload upload on upload.id = batch.upload_id
      where batch.id >= $1 and batch.id < $2 and (upload.used_at is null or upload.partner_id <> batch.partner_id)`,
  },
];
