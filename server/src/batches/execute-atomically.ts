import { batchMessage, type FirstFailure, nothingWritten } from '@commerce-integration/contract/rules';
import { findProducts } from '../catalog/find-products.ts';
import { lockProductsForChange } from '../catalog/lock-products-for-change.ts';
import { lockWhileOrdersWait } from '../catalog/orders-wait-for-change.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { JobFailure } from '../jobs/job-handlers.ts';
import { type BatchExecution, chunksOf, executeIn, failureIn, unitOf } from './batch-execution.ts';
import { announceEnd, batchResult } from './batch-outcome.ts';
import { forgetResults, markSucceeded, writeResults } from './write-results.ts';

/** Thrown to roll a transaction back. */
class TakenBack extends Error {
  override readonly name = 'TakenBack';
}

/** The results of all operations together. */
interface Attempt {
  executed: number;
  failed: number;
  first: FirstFailure | undefined;
}

/**
 * Executes a batch in one transaction: because it is atomic, or a dry run. Results of operations are written on another
 * connection, so that they remain after a rollback. A failed try has no effect, and the next one starts from the
 * beginning.
 *
 * @throws JobFailure where an operation fails, unless the others are executed anyway
 */
export async function executeAtomically(execution: BatchExecution): Promise<void> {
  const { batch, database } = execution;
  await unitOf(execution).transactional((em) => forgetResults(em, batch.id));
  const products = await productsOf(execution);
  let attempt: Attempt = { executed: 0, failed: 0, first: undefined };
  try {
    await unitOf(execution).transactional(async (em) => {
      await lockWhileOrdersWait(database.pool, batch.partnerId, sqlOf(em), () =>
        lockProductsForChange(em, batch.partnerId, products),
      );
      attempt = await executeAll(execution, em);
      if (batch.validateOnly || attempt.failed > 0) throw new TakenBack();
      await complete(execution, em, attempt);
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    await recordRollback(execution, attempt);
  }
}

/**
 * The products that the operations refer to, which are locked up front: locking them chunk by chunk would not follow ID
 * order, so that an order and the batch could deadlock.
 */
async function productsOf(execution: BatchExecution): Promise<Set<number>> {
  const products = new Set<number>();
  for await (const chunk of chunksOf(execution, 0)) {
    const references = chunk.flatMap(({ operation }) => operation?.product ?? []);
    for (const found of await findProducts(unitOf(execution), execution.batch.partnerId, references)) {
      if ('number' in found) products.add(found.number);
    }
  }
  return products;
}

async function executeAll(execution: BatchExecution, em: UnitOfWork): Promise<Attempt> {
  const { batch, run } = execution;
  const stops = batch.onError === 'stop';
  const attempt: Attempt = { executed: 0, failed: 0, first: undefined };
  for await (const chunk of chunksOf(execution, 0)) {
    // Does not use `lockWhileOrdersWait`: nearly all are locked already, and a holder of product locks must not take
    // its lock.
    const results = await executeIn(execution, em, chunk, (products) =>
      lockProductsForChange(em, batch.partnerId, products),
    );
    await unitOf(execution).transactional((beside) => writeResults(beside, batch.id, results, 'pending'));
    attempt.first ??= failureIn(results);
    attempt.executed += results.length;
    attempt.failed += results.filter(({ problem }) => problem).length;
    run.progress(attempt.executed);
    execution.onOperations(results);
    if (stops && attempt.first) break;
  }
  return attempt;
}

async function complete(execution: BatchExecution, em: UnitOfWork, { executed }: Attempt): Promise<void> {
  const { batch, run } = execution;
  const connection = sqlOf(em);
  await markSucceeded(em, batch.id, executed);
  const result = await batchResult(connection, batch.id);
  const message = batchMessage(result, batch.validateOnly);
  await run.complete(connection, { message, result, rows: result.total });
  await announceEnd(connection, batch, run.job, { status: 'completed', message });
}

/** Records what would have happened, or that it did not happen. */
async function recordRollback(execution: BatchExecution, attempt: Attempt): Promise<void> {
  const { batch } = execution;
  const { executed, failed, first } = attempt;
  const fails = first !== undefined && batch.onError !== 'continue';
  if (!fails) return unitOf(execution).transactional((em) => complete(execution, em, attempt));
  if (batch.onError === 'stop') await unitOf(execution).transactional((em) => markSucceeded(em, batch.id, executed));
  throw new JobFailure(nothingWritten(batch.onError === 'stop' ? undefined : failed, batch.total, first));
}
