import { entryNameOf } from '@commerce-integration/contract/rules';
import { ByteBlocks } from '../archives/byte-blocks.ts';
import { unpackEntry } from '../archives/unpack-entry.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { BatchUpload } from './batch-upload.entity.ts';
import type { StoredOperation } from './stored-operations.ts';

/** The stored ZIP of a batch, read by ranges. */
export class BatchArchive {
  readonly blocks: ByteBlocks;

  /** @param signal stops reading */
  constructor(store: ObjectStore, upload: BatchUpload, signal: AbortSignal) {
    const { objectKey, etag, sizeBytes } = upload;
    this.blocks = new ByteBlocks({
      size: sizeBytes ?? 0,
      read: (start, end) => store.getRange(objectKey, etag ?? '', start, end, signal),
    });
  }

  /** The packed files of some operations, in their order. Together they must fit into memory. */
  async packed(operations: readonly StoredOperation[]): Promise<Buffer[]> {
    const ranges = operations.map(({ dataOffset, packedBytes }) => ({
      start: dataOffset,
      end: dataOffset + packedBytes,
    }));
    await this.blocks.load(ranges);
    return ranges.map(({ start, end }) => this.blocks.bytes(start, end));
  }
}

/** The file of an operation as it was sent. @throws ArchiveRefused if it does not match the directory */
export function unpackOperation(operation: StoredOperation, packed: Buffer): Buffer {
  return unpackEntry({ ...operation, name: entryNameOf(operation.operationId) }, packed);
}

/** Bytes of the files, packed and unpacked, that may be in memory together. */
const CHUNK_BYTES = 8 * 1024 * 1024;

/** As many of the first operations as fit into memory together; at least one. */
export function fittingInMemory(operations: readonly StoredOperation[]): StoredOperation[] {
  let bytes = 0;
  const count = operations.findIndex(({ packedBytes, unpackedBytes }) => {
    bytes += packedBytes + unpackedBytes;
    return bytes > CHUNK_BYTES;
  });
  return operations.slice(0, count < 0 ? operations.length : Math.max(count, 1));
}
