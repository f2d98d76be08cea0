import type { BatchType, OperationType } from '@commerce-integration/contract';
import { fieldProblem, type OperationProblem } from '@commerce-integration/contract/rules';
import { findProducts, noProduct } from '../catalog/find-products.ts';
import { changeMoment } from '../catalog/lock-products-for-change.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { operationHandlers } from './batch-types.ts';
import type { FoundOperation, OperationScope, PreparedOperations } from './operations/operation-handler.ts';
import type { ReadOperation } from './read-chunks.ts';

/** The result of an operation. */
export interface OperationResult {
  position: number;
  operationId: string;
  type: string | null;
  problem?: OperationProblem;
  /** The number of the changed product, if any. */
  changedProduct?: number;
}

export interface ChunkTask {
  em: UnitOfWork;
  partnerId: number;
  jobId: number;
  batchType: BatchType;
  /** Whether the chunk ends at the first failed operation, without executing those after it. */
  stopAtFailure: boolean;
  /** Locks products, by number, until the transaction ends. @returns those that exist */
  hold(products: readonly number[]): Promise<ReadonlySet<number>>;
}

/** Operations of one type, and their indexes in the chunk. */
interface Group {
  places: number[];
  prepared: PreparedOperations;
}

/**
 * Executes operations as if one after the other, in the open transaction and with a constant number of statements. All
 * problems of an operation are found before anything is written, so a failing one does not affect the others.
 *
 * @returns a result for each operation; with `stopAtFailure` up to the first that failed
 */
export async function executeChunk(task: ChunkTask, chunk: readonly ReadOperation[]): Promise<OperationResult[]> {
  const problems = chunk.map(({ problem }) => problem);
  const products = await findAndHoldProducts(task, chunk, problems);
  const scope = { em: task.em, partnerId: task.partnerId, jobId: task.jobId, at: await changeMoment(task.em) };
  const groups = await prepareByType(task.batchType, scope, chunk, products, problems);
  const failure = task.stopAtFailure ? problems.findIndex((problem) => problem !== undefined) : -1;
  const end = failure < 0 ? chunk.length : failure + 1;
  const changed = new Map<number, number>();
  for (const { places, prepared } of groups) {
    const good = [...places.keys()].filter((index) => {
      const place = places[index] ?? end;
      return place < end && problems[place] === undefined;
    });
    for (const index of await prepared.apply(good)) {
      const place = places[index] ?? 0;
      changed.set(place, products[place] ?? 0);
    }
  }
  return chunk.slice(0, end).map(({ position, operationId, type }, place) => {
    const [problem, changedProduct] = [problems[place], changed.get(place)];
    const result = { position, operationId, type };
    return { ...result, ...(problem ? { problem } : {}), ...(changedProduct === undefined ? {} : { changedProduct }) };
  });
}

/**
 * The number of each operation's product, which is then locked against other changes. Records a problem if it does not
 * exist.
 */
async function findAndHoldProducts(
  { em, partnerId, hold }: ChunkTask,
  chunk: readonly ReadOperation[],
  problems: (OperationProblem | undefined)[],
): Promise<(number | undefined)[]> {
  const readable = chunk.flatMap(({ operation }, place) =>
    operation ? [{ place, reference: operation.product }] : [],
  );
  const products: (number | undefined)[] = chunk.map(() => undefined);
  if (readable.length === 0) return products;
  const found = await findProducts(
    em,
    partnerId,
    readable.map(({ reference }) => reference),
  );
  const held = await hold(found.flatMap((product) => ('number' in product ? product.number : [])));
  readable.forEach(({ place, reference }, index) => {
    const product = found[index];
    // The undo of a load may have removed a product before it was locked.
    if (product && 'number' in product && held.has(product.number)) products[place] = product.number;
    else {
      const { code, path, message } = product && 'problem' in product ? product.problem : noProduct(reference);
      problems[place] = fieldProblem(code, `product.${path}`, message);
    }
  });
  return products;
}

async function prepareByType(
  batchType: BatchType,
  scope: OperationScope,
  chunk: readonly ReadOperation[],
  products: readonly (number | undefined)[],
  problems: (OperationProblem | undefined)[],
): Promise<Group[]> {
  const groups: Group[] = [];
  for (const [type, handler] of operationHandlers(batchType)) {
    const places: number[] = [];
    const operations: FoundOperation<OperationType>[] = [];
    chunk.forEach(({ operation }, place) => {
      const productId = products[place];
      if (operation?.['@type'] !== type || productId === undefined) return;
      places.push(place);
      operations.push({ operation, productId });
    });
    if (places.length === 0) continue;
    const prepared = await handler.prepare(scope, operations);
    places.forEach((place, index) => {
      problems[place] ??= prepared.problems[index];
    });
    groups.push({ places, prepared });
  }
  return groups;
}
