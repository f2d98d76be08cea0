import { entryNameOf, fileRole, normaliseKey } from '@commerce-integration/contract/rules';
import { BATCH_BYTES, BATCH_OPERATIONS } from '../generated/constants.ts';
import { assertObject, describeValue } from '../transport/arguments.ts';
import { type ZipFile, zipOf } from './zip.ts';

/** Operations in any order, as they come. */
export type OperationSource = Iterable<object> | AsyncIterable<object>;

/**
 * Packs operations into the ZIP of a batch: one file for each, `<operation_id>.json`. They are read one by one, and
 * only the packed bytes are kept, in a Blob, because an upload to the file storage needs its size.
 *
 * @param onPacked called with the number of operations packed so far, after each
 * @param mostBytes how many bytes all operations may have, unpacked
 * @throws TypeError that names the operation that cannot be packed; what the source and the signal throw
 */
export function operationsZip(
  operations: OperationSource,
  onPacked: ((count: number) => void) | undefined,
  signal: AbortSignal | undefined,
  mostBytes: number = BATCH_BYTES,
): Promise<Blob> {
  return zipOf(filesOf(operations, onPacked, signal, mostBytes));
}

async function* filesOf(
  operations: OperationSource,
  onPacked: ((count: number) => void) | undefined,
  signal: AbortSignal | undefined,
  mostBytes: number,
): AsyncGenerator<ZipFile> {
  const seen = new Set<string>();
  let bytes = 0;
  for await (const operation of operations) {
    signal?.throwIfAborted();
    const id = operationIdOf(operation, seen.size + 1);
    const name = entryNameOf(id);
    if (fileRole(name) !== 'file') throw new TypeError(`No operation can have the operation_id ${describeValue(id)}.`);
    if (seen.has(id)) throw new TypeError(`Two operations have the operation_id ${describeValue(id)}.`);
    seen.add(id);
    if (seen.size > BATCH_OPERATIONS)
      throw new TypeError(`A batch has at most ${BATCH_OPERATIONS} operations: send the rest as another batch.`);
    const content = new TextEncoder().encode(JSON.stringify(operation));
    bytes += content.length;
    if (bytes > mostBytes)
      throw new TypeError(`A batch has at most ${mostBytes} bytes of operations: send the rest as another batch.`);
    yield { name, content };
    onPacked?.(seen.size);
  }
  if (seen.size === 0) throw new TypeError('There are no operations.');
}

/** Normalised, as the server reads it. */
function operationIdOf(operation: unknown, position: number): string {
  assertObject(`operation ${position}`, operation);
  const { operation_id: id } = operation as { operation_id?: unknown };
  const normalised = typeof id === 'string' ? normaliseKey(id) : '';
  if (normalised !== '') return normalised;
  throw new TypeError(`Operation ${position} has no operation_id: it must be a string, not ${describeValue(id)}.`);
}
