import type { OperationsBatch as OperationsBatchShape } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { cancelJob } from '../jobs/cancel-job.ts';
import type { KeyPartner } from '../partners/acting-partner.ts';
import { getPartner } from '../partners/partners.queries.ts';
import { presentBatch } from './batches.presenter.ts';
import { type BatchPath, getBatch, jobOfBatch } from './batches.queries.ts';

/**
 * Cancels a batch: it stops at the next safe point, and the rest is skipped.
 *
 * @throws Problem as `getBatch` and `cancelJob` do
 */
export async function cancelBatch(em: UnitOfWork, caller: KeyPartner, path: BatchPath): Promise<OperationsBatchShape> {
  const batch = await getBatch(em, caller, path);
  const job = await jobOfBatch(em, batch);
  const { name } = await getPartner(em, path.org_id);
  return presentBatch(batch, name, await cancelJob(em, job.publicId()));
}
