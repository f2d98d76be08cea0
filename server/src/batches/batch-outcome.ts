import { type BatchResult, formatId, type JobNote } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { recordEventOn } from '../events/record-event.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { changesPrices } from './batch-types.ts';
import type { OperationsBatch } from './operations-batch.entity.ts';

/** What came of a batch, as a sentence. */
export function batchMessage({ total, succeeded, failed, skipped }: BatchResult, validateOnly: boolean): string {
  const counts = `Operations: ${total}. Succeeded: ${succeeded}. Failed: ${failed}. Skipped: ${skipped}.`;
  return validateOnly
    ? `Validation completed; nothing was written. ${counts}`
    : `Operations batch completed. ${counts}`;
}

/** The counters of a batch that has ended, as they stand in the connection's transaction. */
export async function batchResult(connection: Queryable, batchId: number): Promise<BatchResult> {
  const { rows } = await connection.query<Omit<BatchResult, 'skipped'> & { notes: JobNote[] }>(
    'select total, succeeded, failed, notes from operations_batch where id = $1',
    [batchId],
  );
  const { total, succeeded, failed, notes } = rows[0] ?? { total: 0, succeeded: 0, failed: 0, notes: [] };
  return { total, succeeded, failed, skipped: total - succeeded - failed, ...notesOf(notes) };
}

/** In the contract's order: stored JSON has an order of its own. Nothing where nothing was noted. */
export function notesOf(notes: readonly JobNote[]): { notes?: JobNote[] } {
  if (notes.length === 0) return {};
  return { notes: notes.map(({ code, message, count }) => ({ code, message, count })) };
}

/** Announces that a batch has ended. */
export async function announceEnd(
  connection: Queryable,
  batch: OperationsBatch,
  job: Job,
  end: { status: 'completed' | 'failed'; message: string },
): Promise<void> {
  const result = await batchResult(connection, batch.id);
  const data = { ...aboutBatch(batch, job), batch_type: batch.batchType, ...end, result };
  await recordEventOn(connection, { type: 'operations_batch.completed', partnerId: batch.partnerId, data });
  await announcePrices(connection, batch, job);
}

/** Announces the prices that a batch has changed, in whatever way it has ended. */
export async function announcePrices(connection: Queryable, batch: OperationsBatch, job: Job): Promise<void> {
  if (batch.validateOnly || !changesPrices(batch.batchType)) return;
  const { rows } = await connection.query<{ products: number }>(
    `select count(distinct changed_product_id)::integer as products from batch_operation
     where batch_id = $1 and status = 'succeeded'`,
    [batch.id],
  );
  const products = rows[0]?.products ?? 0;
  if (products === 0) return;
  const data = { ...aboutBatch(batch, job), products_changed: products };
  await recordEventOn(connection, { type: 'product.price.changed', partnerId: batch.partnerId, data });
}

function aboutBatch(batch: OperationsBatch, job: Job) {
  return { batch_id: formatId('operationsBatch', batch.id), job_id: job.publicId() };
}
