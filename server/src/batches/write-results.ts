import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import type { OperationResult } from './execute-chunk.ts';

// Tenancy of this file: the job's own batch.

/**
 * Writes the results of operations and updates the batch's counters, with two statements.
 *
 * @param good the status of operations that did not fail: `pending` where they may still be rolled back
 */
export async function writeResults(
  em: UnitOfWork,
  batchId: number,
  results: readonly OperationResult[],
  good: 'succeeded' | 'pending',
): Promise<void> {
  const rows = results.map(({ position, type, problem, changedProduct }) => ({
    position,
    status: problem ? 'failed' : good,
    operation_type: type,
    error: problem ?? null,
    changed_product_id: changedProduct ?? null,
  }));
  const connection = sqlOf(em);
  await connection.query(WRITE_RESULTS, [JSON.stringify(rows), batchId]);
  const failed = results.filter(({ problem }) => problem).length;
  const succeeded = good === 'succeeded' ? results.length - failed : 0;
  await connection.query('update operations_batch set succeeded = succeeded + $1, failed = failed + $2 where id = $3', [
    succeeded,
    failed,
    batchId,
  ]);
}

const WRITE_RESULTS = `
  update batch_operation operation
  set status = result.status, operation_type = result.operation_type, error = result.error,
    changed_product_id = result.changed_product_id
  from json_to_recordset($1::json)
    as result (position integer, status text, operation_type text, error jsonb, changed_product_id bigint)
  where operation.batch_id = $2 and operation.position = result.position`;

/** Deletes the results of operations that were rolled back: they are executed again from the first. */
export async function forgetResults(em: UnitOfWork, batchId: number): Promise<void> {
  const connection = sqlOf(em);
  await connection.query(
    `update batch_operation set status = 'pending', operation_type = null, error = null, changed_product_id = null
     where batch_id = $1 and (status <> 'pending' or operation_type is not null)`,
    [batchId],
  );
  await connection.query('update operations_batch set succeeded = 0, failed = 0 where id = $1', [batchId]);
}

/** Marks operations up to a position as succeeded, except failed ones. */
export async function markSucceeded(em: UnitOfWork, batchId: number, upTo: number): Promise<void> {
  await sqlOf(em).query(
    `with finished as (
      update batch_operation set status = 'succeeded' where batch_id = $1 and status = 'pending' and position <= $2
      returning 1
    )
    update operations_batch set succeeded = (select count(*) from finished) where id = $1`,
    [batchId, upTo],
  );
}
