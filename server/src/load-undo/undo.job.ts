import { formatJobId, type UndoResult } from '@commerce-integration/contract';
import { undoMessage } from '@commerce-integration/contract/rules';
import type { PoolClient } from 'pg';
import { type PriceChanges, pricesChanged } from '../catalog/price-changes.ts';
import { UndoRefused, undoLoads } from '../catalog/undo/undo-loads.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { orderedSql } from '../orders/orders.queries.ts';
import { pricedSql } from '../prices/price-timeline-sql.ts';
import { notUndoneOf } from './request-undo.ts';

/** The definition of undo jobs: reverts what the loads of a job wrote, in one transaction. */
export const undoJob = defineJob<ProcessParts>({
  type: 'undo',
  isSmall: isSmallExtent,
  run: (parts) => (run) => runUndo(parts, run),
});

/** A request to undo loads. */
interface Request {
  load_ids: string[];
  validate_only: boolean;
  /** The job to undo. */
  undone_id: string;
  undone_type: 'validation' | 'import';
  undone_number: string;
}

/** Tenancy: the job's request, and the job that it names. */
const REQUEST = `select coalesce(u.load_ids, array[u.load_id]) as load_ids, u.validate_only,
    undone.id as undone_id, undone.job_type as undone_type, undone.number as undone_number
  from load_undo u join job j on j.id = u.job_id
  join job undone on undone.partner_id = j.partner_id and undone.number = j.subject_id
    and undone.job_type = case j.subject_type when 'import_job' then 'import' else 'validation' end
  where u.job_id = $1`;

/** Tenancy: the products of the job's partner. */
async function runUndo({ database: { pool } }: ProcessParts, run: JobRun): Promise<void> {
  const { id: jobId, partnerId } = run.job;
  const [request] = (await pool.query<Request>(REQUEST, [jobId])).rows;
  if (!request) throw new JobFailure('its request is gone.');
  const validateOnly = request.validate_only;
  const undoneJob = formatJobId(request.undone_type, Number(request.undone_number));
  const complete = async (client: PoolClient, result: UndoResult, priceChanges: PriceChanges): Promise<void> => {
    const message = undoMessage(result, validateOnly, await notUndoneOf(client, Number(request.undone_id)));
    await run.complete(client, { message, result, rows: result.processed });
    if (priceChanges.products === 0) return;
    const data = { ...pricesChanged(priceChanges), job_id: run.job.publicId() };
    await recordEvent(client, { type: 'product.price.changed', partnerId, data });
  };
  try {
    await undoLoads({
      pool,
      partnerId,
      loadIds: request.load_ids.map(Number),
      jobId,
      validateOnly,
      signal: run.signal,
      isReferenced: (column) => `(${orderedSql(column)} or ${pricedSql(column)})`,
      complete,
    });
  } catch (error) {
    if (error instanceof UndoRefused) throw new JobFailure(`${undoneJob} cannot be undone: ${error.message}`);
    throw error;
  }
}
