import { type BatchResult, formatId, type JobNote, PRICE_CHANGE_SAMPLE } from '@commerce-integration/contract';
import { type PriceChanges, pricesChanged } from '../catalog/price-changes.ts';
import type { Queryable } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { changesPrices } from './batch-types.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';

// Tenancy of this file: the job's own batch.

/** The counters of a batch that has ended, as seen by the connection's transaction. */
export async function batchResult(connection: Queryable, batchId: number): Promise<BatchResult> {
  const { rows } = await connection.query<Omit<BatchResult, 'skipped'> & { notes: JobNote[] }>(
    'select total, succeeded, failed, notes from operations_batch where id = $1',
    [batchId],
  );
  const { total, succeeded, failed, notes } = rows[0] ?? { total: 0, succeeded: 0, failed: 0, notes: [] };
  return { total, succeeded, failed, skipped: total - succeeded - failed, ...notesOf(notes) };
}

/** In the contract's field order, which stored JSON does not preserve. An empty object without notes. */
export function notesOf(notes: readonly JobNote[]): { notes?: JobNote[] } {
  if (notes.length === 0) return {};
  return { notes: notes.map(({ code, message, count }) => ({ code, message, count })) };
}

/** Records the event for the end of a batch. */
export async function announceEnd(
  connection: Queryable,
  batch: OperationsBatch,
  job: Job,
  end: { status: 'completed' | 'failed'; message: string },
): Promise<void> {
  const result = await batchResult(connection, batch.id);
  const data = { ...aboutBatch(batch, job), batch_type: batch.batchType, ...end, result };
  await recordEvent(connection, { type: 'operations_batch.completed', partnerId: batch.partnerId, data });
  await announcePrices(connection, batch, job);
}

/** Records the event for prices that a batch has changed, whatever its outcome. */
export async function announcePrices(connection: Queryable, batch: OperationsBatch, job: Job): Promise<void> {
  if (batch.validateOnly || !changesPrices(batch.batchType)) return;
  const { rows } = await connection.query<PriceChanges>(
    `with changed as (
       select distinct changed_product_id from batch_operation
       where batch_id = $1 and status = 'succeeded' and changed_product_id is not null
     )
     select count(*)::integer as products,
       array(select changed_product_id::float8 from changed limit $2) as sample
     from changed`,
    [batch.id, PRICE_CHANGE_SAMPLE],
  );
  const changed = rows[0];
  if (!changed || changed.products === 0) return;
  const data = { ...pricesChanged(changed), ...aboutBatch(batch, job), job_id: job.publicId() };
  await recordEvent(connection, { type: 'product.price.changed', partnerId: batch.partnerId, data });
}

function aboutBatch(batch: OperationsBatch, job: Job) {
  return { batch_id: formatId('operationsBatch', batch.id), job_id: formatId('operationsBatchJob', job.number) };
}
