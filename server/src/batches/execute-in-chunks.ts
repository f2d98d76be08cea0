import { batchMessage, type FirstFailure, stoppedMessage } from '@commerce-integration/contract/rules';
import { lockProductsForChange } from '../catalog/lock-products-for-change.ts';
import { lockWhileOrdersWait } from '../catalog/orders-wait-for-change.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { JobFailure } from '../jobs/job-handlers.ts';
import { type BatchExecution, chunksOf, executeIn, failureIn, unitOf } from './batch-execution.ts';
import { announceEnd, batchResult } from './batch-outcome.ts';
import { writeResults } from './write-results.ts';

/**
 * Executes a batch chunk by chunk, each in its own transaction with both the changes and the results of its operations.
 * After a failed try, the next one continues with the first pending operation.
 *
 * @throws JobFailure where an operation fails and the batch is to stop at that
 */
export async function executeInChunks(execution: BatchExecution): Promise<void> {
  const { batch, database, run } = execution;
  const stops = batch.onError === 'stop';
  let done = batch.succeeded + batch.failed;
  if (stops && batch.failed > 0) {
    throw new JobFailure(stoppedMessage(done, batch.total, await lastFailure(unitOf(execution), batch.id)));
  }
  run.progress(done);
  for await (const chunk of chunksOf(execution, done)) {
    const results = await unitOf(execution).transactional(async (em) => {
      const executed = await executeIn(execution, em, chunk, (products) =>
        lockWhileOrdersWait(database.pool, batch.partnerId, sqlOf(em), () =>
          lockProductsForChange(em, batch.partnerId, products),
        ),
      );
      await writeResults(em, batch.id, executed, 'succeeded');
      await run.checkpoint(sqlOf(em), done + executed.length);
      return executed;
    });
    done += results.length;
    execution.onOperations(results);
    const failure = stops ? failureIn(results) : undefined;
    if (failure) throw new JobFailure(stoppedMessage(done, batch.total, failure));
  }
  await unitOf(execution).transactional(async (em) => {
    const connection = sqlOf(em);
    const result = await batchResult(connection, batch.id);
    const message = batchMessage(result, false);
    await run.complete(connection, { message, result, rows: result.total });
    await announceEnd(connection, batch, run.job, { status: 'completed', message });
  });
}

/** Tenancy: the job's own batch. */
async function lastFailure(em: UnitOfWork, batchId: number): Promise<FirstFailure> {
  const { rows } = await sqlOf(em).query<{ operation_id: string; error: { message: string } }>(
    `select operation_id, error from batch_operation where batch_id = $1 and status = 'failed' order by position limit 1`,
    [batchId],
  );
  const [row] = rows;
  return { operationId: row?.operation_id ?? '', message: row?.error.message ?? '' };
}
