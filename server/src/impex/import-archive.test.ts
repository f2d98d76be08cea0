import { LIMITS } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import type { ObjectStore } from '../storage/object-store.ts';
import { DataImport } from './data-import.entity.ts';
import { ImportArchive } from './import-archive.ts';

const PIECE = Buffer.alloc(64 * 1024 * 1024);

/** An import of one plain file in a number of pieces, none of which is stored. */
function archiveOf(pieces: number): ImportArchive {
  async function* bytes() {
    for (let piece = 0; piece < pieces; piece += 1) yield PIECE;
  }
  const store = { get: async () => bytes() } as unknown as ObjectStore;
  const file = { objectKey: 'imports/1', etag: 'x', fileName: 'products.csv', sizeBytes: pieces * PIECE.length };
  return new ImportArchive(
    store,
    Object.assign(Object.create(DataImport.prototype), file),
    new AbortController().signal,
  );
}

async function bytesOf(archive: ImportArchive): Promise<number> {
  let bytes = 0;
  for await (const piece of await archive.open({ entry: null })) bytes += piece.length;
  return bytes;
}

it('a file that is read several times, for nested rows or on a retry, counts once', async () => {
  const pieces = Math.floor(LIMITS.importFileBytes / PIECE.length / 2) + 1;
  const archive = archiveOf(pieces);
  for (let time = 0; time < 3; time += 1) expect(await bytesOf(archive)).toBe(pieces * PIECE.length);
});

it('a file that is too large is refused', async () => {
  const archive = archiveOf(LIMITS.importFileBytes / PIECE.length + 1);
  await expect(bytesOf(archive)).rejects.toThrow(`products.csv is over ${LIMITS.importFileBytes} bytes`);
});
