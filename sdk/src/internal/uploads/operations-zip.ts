import { LIMITS } from '@commerce-integration/contract';
import { entryNameOf, fileRole, normaliseKey } from '@commerce-integration/contract/rules';
import { downloadZip } from 'client-zip';
import { assertObject, describeValue } from '../transport/arguments.ts';

/** Operations in any order, as they come. */
export type OperationSource = Iterable<object> | AsyncIterable<object>;

/**
 * Packs operations into the ZIP of a batch: one file for each, `<operation_id>.json`. They are read one by one, and
 * only the packed bytes are kept, in a Blob, because an upload to the file storage needs its size.
 *
 * @param onPacked called with the number of operations packed so far, after each
 * @throws TypeError that names the operation that cannot be packed; what the source and the signal throw
 */
export async function operationsZip(
  operations: OperationSource,
  onPacked: ((count: number) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<Blob> {
  let count = 0;
  const onFile = (packed: number) => {
    count = packed;
    onPacked?.(packed);
  };
  const zip = await downloadZip(filesOf(operations, onFile, signal)).blob();
  return count < SMALL_COUNT ? zip : withCount(zip, count);
}

/** From this number of files on, the end record of a ZIP needs a ZIP64 record before it. */
const SMALL_COUNT = 0xffff;
const TRAILER_BYTES = 22;

/**
 * Inserts the ZIP64 records before the end record (APPNOTE 4.3.14 and 4.3.15). client-zip writes them for archives of 4
 * GiB and more, but not for many files.
 */
async function withCount(zip: Blob, count: number): Promise<Blob> {
  const end = zip.size - TRAILER_BYTES;
  const trailer = zip.slice(end);
  const small = new DataView(await trailer.arrayBuffer());
  const large = new DataView(new ArrayBuffer(76));
  large.setUint32(0, 0x06064b50, true);
  large.setUint32(4, 44, true);
  large.setUint16(12, 45, true);
  large.setUint16(14, 45, true);
  large.setUint32(24, count, true);
  large.setUint32(32, count, true);
  large.setUint32(40, small.getUint32(12, true), true);
  large.setUint32(48, small.getUint32(16, true), true);
  large.setUint32(56, 0x07064b50, true);
  large.setUint32(64, end, true);
  large.setUint32(72, 1, true);
  return new Blob([zip.slice(0, end), large.buffer, trailer]);
}

async function* filesOf(
  operations: OperationSource,
  onPacked: (count: number) => void,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ name: string; input: string }> {
  const seen = new Set<string>();
  for await (const operation of operations) {
    signal?.throwIfAborted();
    const id = operationIdOf(operation, seen.size + 1);
    const name = entryNameOf(id);
    if (fileRole(name) !== 'file') throw new TypeError(`No operation can have the operation_id ${describeValue(id)}.`);
    if (seen.has(id)) throw new TypeError(`Two operations have the operation_id ${describeValue(id)}.`);
    seen.add(id);
    if (seen.size > LIMITS.batchOperations)
      throw new TypeError(`A batch has at most ${LIMITS.batchOperations} operations: send the rest as another one.`);
    yield { name, input: JSON.stringify(operation) };
    onPacked(seen.size);
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
