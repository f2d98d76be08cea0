import { formatId, formatJobId } from '@commerce-integration/contract';
import { type PricesSeen, recordPrices } from '../prices/mock-price-events.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';
import { batchResult } from './mock-batch-rows.ts';

/** Records the end of a batch, and the prices that it has changed. */
export function recordBatchEnd(tables: MockTables, job: JobRow, seen: PricesSeen): void {
  const batch = tables.batches.get(job.batchId ?? 0);
  if (!batch) throw new Error(`Job ${job.number} has no batch`);
  const { status, message, partnerId } = job;
  const { batch_id, batch_type } = batch.shown;
  const about = { batch_id, job_id: formatId('operationsBatchJob', job.number) };
  if (status === 'completed' || status === 'failed') {
    const operations = typeof batch.operations === 'string' ? [] : batch.operations;
    const data = { ...about, batch_type, status, message, result: batchResult(operations, batch.notes) };
    recordEvent(tables, { type: 'operations_batch.completed', partnerId, data });
  }
  recordPrices(tables, seen, partnerId, { batch_id, job_id: formatJobId(job.jobType, job.number) });
}
