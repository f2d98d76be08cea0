import { pipeline } from 'node:stream/promises';
import { byOperationId, operationIdOf } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ArchiveRefused, shownName } from '../archives/archive-refused.ts';
import { DEFLATED } from '../archives/archive-rules.ts';
import { readDirectory } from '../archives/read-directory.ts';
import { type VerifiedFile, verifyEntries } from '../archives/verify-entries.ts';
import { copyCell } from '../database/copy-text.ts';
import { holdConnection } from '../database/held-connection.ts';
import type { JobRun } from '../jobs/job-handlers.ts';
import { BATCH_ARCHIVE_RULES, type BatchArchive } from './batch-archive.ts';

/** A file of the archive and the operation that it is. */
type ListedFile = VerifiedFile & { id: string };

/** Packed and unpacked bytes that an archive has besides its files: headers, names, a report. */
const BESIDES = 256 * 1024 * 1024;

/**
 * Checks the archive of a batch from front to back, and lists its operations in the order of execution. Of an archive
 * that is refused nothing is listed, and so nothing executed.
 *
 * @throws ArchiveRefused naming the entry
 */
export async function listOperations(pool: Pool, archive: BatchArchive, run: JobRun, batchId: number): Promise<void> {
  if (archive.blocks.size > BATCH_ARCHIVE_RULES.maxBytes + BESIDES) {
    throw new ArchiveRefused(`The archive is over ${BATCH_ARCHIVE_RULES.maxBytes} bytes.`);
  }
  await writeList(pool, run, batchId, inOrder(await verifiedFiles(archive, run.signal)));
}

async function verifiedFiles({ blocks }: BatchArchive, signal: AbortSignal): Promise<VerifiedFile[]> {
  const directory = await readDirectory(blocks, BATCH_ARCHIVE_RULES);
  // Names are looked at first: it is they that most mistakes are in, and that costs nothing.
  for (const { name } of directory.entries) if (isOperation(name)) idOf(name);
  return verifyEntries(blocks, directory, BATCH_ARCHIVE_RULES, signal);
}

function isOperation(name: string): boolean {
  return !name.endsWith('/') && name !== BATCH_ARCHIVE_RULES.passedOver;
}

function idOf(name: string): string {
  const found = operationIdOf(name);
  if ('id' in found) return found.id;
  throw new ArchiveRefused(`Entry ${shownName(name)} ${found.problem}`);
}

function inOrder(files: readonly VerifiedFile[]): ListedFile[] {
  // Not copies: there may be 100,000 of them.
  const listed = files.map((file) => Object.assign(file, { id: idOf(file.name) }));
  listed.sort((one, other) => byOperationId(one.id, other.id));
  const twice = listed.find((file, index) => file.id === listed[index + 1]?.id);
  if (twice) throw new ArchiveRefused(`Entry ${shownName(twice.name)} is in the archive twice.`);
  if (listed.length === 0) throw new ArchiveRefused('The archive has no operations.');
  return listed;
}

const COPY = `copy batch_operation
  (batch_id, position, operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated) from stdin`;
/** Rows that are sent at once. */
const ROWS = 1_000;

async function writeList(pool: Pool, run: JobRun, batchId: number, files: readonly ListedFile[]): Promise<void> {
  const connection = await holdConnection(pool, () => undefined);
  let failure: Error | undefined;
  try {
    const { client } = connection;
    await client.query('begin');
    await pipeline(
      function* () {
        for (let at = 0; at < files.length; at += ROWS) yield copyRows(batchId, at, files.slice(at, at + ROWS));
      },
      client.query(copyFrom(COPY)),
    );
    await client.query('update operations_batch set listed_at = now(), total = $2 where id = $1', [
      batchId,
      files.length,
    ]);
    await client.query('update job set rows_total = $2 where id = $1', [run.job.id, files.length]);
    await run.checkpoint(client, 0);
    await client.query('commit');
  } catch (error) {
    // Closing the connection rolls back.
    failure = error as Error;
    throw error;
  } finally {
    connection.release(failure);
  }
}

function copyRows(batchId: number, before: number, files: readonly ListedFile[]): string {
  return files
    .map(({ id, dataOffset, packedBytes, unpackedBytes, crc32, method }, index) => {
      const place = `${batchId}\t${before + index + 1}\t${copyCell(id)}\t${dataOffset}`;
      return `${place}\t${packedBytes}\t${unpackedBytes}\t${crc32}\t${method === DEFLATED}\n`;
    })
    .join('');
}
