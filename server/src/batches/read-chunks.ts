import { setImmediate as breathe } from 'node:timers/promises';
import type { BatchType } from '@commerce-integration/contract';
import { type OperationFile, readOperation } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { type BatchArchive, fittingInMemory, unpackOperation } from './batch-archive.ts';
import { operationHandlers } from './batch-types.ts';
import { type StoredOperation, storedOperations } from './stored-operations.ts';

/** An operation whose file has been read. */
export type ReadOperation = OperationFile & { position: number; operationId: string };

/** Small enough to hold locks only briefly, large enough to make a transaction's fixed costs negligible. */
const CHUNK_OPERATIONS = 500;
/** Milliseconds of parsing files before the event loop is yielded. */
const SLICE_MS = 10;

/**
 * Reads the operations after a position, chunk by chunk, in order. A chunk ends before an operation whose `external_id`
 * an earlier operation of the chunk may have changed, so that all products of a chunk can be found before it is
 * executed.
 */
export async function* readChunks(
  em: UnitOfWork,
  archive: BatchArchive,
  batch: { id: number; batchType: BatchType },
  after: number,
): AsyncGenerator<ReadOperation[]> {
  for (let last = after; ; ) {
    const stored = fittingInMemory(await storedOperations(em, batch.id, last, CHUNK_OPERATIONS));
    const end = stored.at(-1);
    if (!end) return;
    yield* cutAtExternalIds(batch.batchType, await readFiles(archive, batch.batchType, stored));
    last = end.position;
  }
}

async function readFiles(
  archive: BatchArchive,
  batchType: BatchType,
  stored: readonly StoredOperation[],
): Promise<ReadOperation[]> {
  const files = await archive.packed(stored);
  const read: ReadOperation[] = [];
  let since = performance.now();
  for (const [index, operation] of stored.entries()) {
    const { position, operationId } = operation;
    const bytes = unpackOperation(operation, files[index] as Buffer);
    read.push({ ...readOperation(batchType, operationId, bytes), position, operationId });
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
  return read;
}

function* cutAtExternalIds(batchType: BatchType, all: readonly ReadOperation[]): Generator<ReadOperation[]> {
  const handlers = operationHandlers(batchType);
  let chunk: ReadOperation[] = [];
  let changed = false;
  for (const read of all) {
    const { operation } = read;
    if (changed && operation?.product.external_id !== undefined) {
      yield chunk;
      chunk = [];
      changed = false;
    }
    chunk.push(read);
    changed ||= operation !== undefined && (handlers.get(operation['@type'])?.changesExternalIds?.(operation) ?? false);
  }
  if (chunk.length > 0) yield chunk;
}

/** The same values, each produced while the previous one is processed. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let coming = source.next();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = source.next();
      // Avoids an unhandled rejection where the consumer stops; otherwise the consumer gets the failure.
      coming.catch(() => undefined);
      yield value;
    }
  } finally {
    await coming.catch(() => undefined);
    await source.return(undefined);
  }
}
