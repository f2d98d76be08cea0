import type { UnitOfWork } from '../database/orm.ts';
import type { OperationResult } from './execute-chunk.ts';

/**
 * Writes what came of operations, and counts it, by two statements.
 *
 * @param good what those that did not fail are now: `pending` where it is not known yet whether they stay
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
  await em.execute(WRITE_RESULTS, [JSON.stringify(rows), batchId]);
  const failed = results.filter(({ problem }) => problem).length;
  const succeeded = good === 'succeeded' ? results.length - failed : 0;
  await em.execute('update operations_batch set succeeded = succeeded + ?, failed = failed + ? where id = ?', [
    succeeded,
    failed,
    batchId,
  ]);
}

const WRITE_RESULTS = `
  update batch_operation operation
  set status = result.status, operation_type = result.operation_type, error = result.error,
    changed_product_id = result.changed_product_id
  from json_to_recordset(?::json)
    as result (position integer, status text, operation_type text, error jsonb, changed_product_id bigint)
  where operation.batch_id = ? and operation.position = result.position`;

/** Forgets what came of operations whose effect was taken back: they are executed again from the first. */
export async function forgetResults(em: UnitOfWork, batchId: number): Promise<void> {
  await em.execute(
    `update batch_operation set status = 'pending', operation_type = null, error = null, changed_product_id = null
     where batch_id = ? and (status <> 'pending' or operation_type is not null)`,
    [batchId],
  );
  await em.execute('update operations_batch set succeeded = 0, failed = 0 where id = ?', [batchId]);
}

/** Settles that the operations up to a position that did not fail have succeeded. */
export async function markSucceeded(em: UnitOfWork, batchId: number, upTo: number): Promise<void> {
  await em.execute(
    `with finished as (
      update batch_operation set status = 'succeeded' where batch_id = ? and status = 'pending' and position <= ?
      returning 1
    )
    update operations_batch set succeeded = (select count(*) from finished) where id = ?`,
    [batchId, upTo, batchId],
  );
}
