import { formatId, type UndoResult } from '@commerce-integration/contract';
import { undoMessage } from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import { type PriceChanges, pricesChanged } from '../catalog/price-changes.ts';
import { UndoRefused, undoLoad } from '../catalog/undo/undo-load.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { orderedSql } from '../orders/ordered-sql.ts';
import { pricedSql } from '../prices/priced-sql.ts';

/** The definition of undo jobs: what a load wrote is taken back, in one transaction. */
export const undoJob = defineJob<ProcessParts>({
  type: 'undo',
  isSmall: isSmallExtent,
  run: (parts) => (run) => runUndo(parts, run),
});

/** Tenancy: the job's request, and the products of its partner. */
async function runUndo({ database: { pool } }: ProcessParts, run: JobRun): Promise<void> {
  const { id: jobId, partnerId, subjectId } = run.job;
  const { rows } = await pool.query<{ load_id: string; validate_only: boolean }>(
    'select load_id, validate_only from load_undo where job_id = $1',
    [jobId],
  );
  const [request] = rows;
  if (!request) throw new JobFailure('its request is gone.');
  const undoneJob = formatId('validationJob', subjectId ?? 0);
  const complete = async (client: PoolClient, result: UndoResult, priceChanges: PriceChanges): Promise<void> => {
    const message = undoMessage(result, request.validate_only);
    await run.complete(client, { message, result, rows: result.processed });
    if (priceChanges.products === 0) return;
    const data = { ...pricesChanged(priceChanges), job_id: run.job.publicId() };
    await recordEvent(client, { type: 'product.price.changed', partnerId, data });
  };
  try {
    await undoLoad({
      pool,
      partnerId,
      loadId: Number(request.load_id),
      jobId,
      validateOnly: request.validate_only,
      signal: run.signal,
      isReferenced: (column) => `(${orderedSql(column)} or ${pricedSql(column)})`,
      complete,
    });
  } catch (error) {
    if (error instanceof UndoRefused) throw new JobFailure(`${undoneJob} cannot be undone: ${error.message}`);
    throw error;
  }
}
