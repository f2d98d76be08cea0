import { pipeline } from 'node:stream/promises';
import type { JobNote } from '@commerce-integration/contract';
import { BATCH_ARCHIVE_RULES, DEFLATED, operationsNamed } from '@commerce-integration/contract/rules';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ArchiveRefused } from '../archives/archive-refused.ts';
import { readDirectory } from '../archives/read-directory.ts';
import { type VerifiedFile, verifyEntries } from '../archives/verify-entries.ts';
import { copyCell } from '../database/copy-queue.ts';
import { inTransaction } from '../database/in-transaction.ts';
import type { JobRun } from '../jobs/job-handlers.ts';
import type { BatchArchive } from './batch-archive.ts';

/** A file of the archive and the ID of its operation. */
type ListedFile = VerifiedFile & { id: string };

/** Allowance for the bytes of an archive besides its files: headers, names, a report. */
const BESIDES = 256 * 1024 * 1024;

/**
 * Checks the archive of a batch from front to back, and lists its operations in the order of execution. If the archive
 * is refused, nothing is listed, and so nothing is executed.
 *
 * @throws ArchiveRefused naming the entry
 */
export async function listOperations(pool: Pool, archive: BatchArchive, run: JobRun, batchId: number): Promise<void> {
  const { blocks } = archive;
  if (blocks.size > BATCH_ARCHIVE_RULES.maxBytes + BESIDES) {
    throw new ArchiveRefused(`The archive is over ${BATCH_ARCHIVE_RULES.maxBytes} bytes.`);
  }
  const directory = await readDirectory(blocks, BATCH_ARCHIVE_RULES);
  // Names are checked first: they have the most mistakes, and the check is cheap.
  const named = operationsNamed(directory.entries.map(({ name }) => name));
  if (typeof named === 'string') throw new ArchiveRefused(named);
  const verified = await verifyEntries(blocks, directory, run.signal);
  const files = new Map(verified.map((file) => [file.name, file]));
  // Extended, not copied: there may be 100,000 entries.
  const listed = named.operations.map(({ name, id }) => Object.assign(files.get(name) as VerifiedFile, { id }));
  await writeList(pool, run, batchId, listed, named.notes);
}

const COPY = `copy batch_operation
  (batch_id, position, operation_id, data_offset, packed_bytes, unpacked_bytes, crc32, deflated) from stdin`;
/** Number of rows in one statement. */
const ROWS = 1_000;

/** Tenancy: the job's own batch. */
async function writeList(
  pool: Pool,
  run: JobRun,
  batchId: number,
  files: readonly ListedFile[],
  notes: readonly JobNote[],
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await pipeline(
      function* () {
        for (let at = 0; at < files.length; at += ROWS) yield copyRows(batchId, at, files.slice(at, at + ROWS));
      },
      client.query(copyFrom(COPY)),
    );
    const listed = 'update operations_batch set listed_at = now(), total = $2, notes = $3 where id = $1';
    await client.query(listed, [batchId, files.length, JSON.stringify(notes)]);
    await client.query('update job set rows_total = $2 where id = $1', [run.job.id, files.length]);
    await run.checkpoint(client, 0);
  });
}

function copyRows(batchId: number, before: number, files: readonly ListedFile[]): string {
  return files
    .map(({ id, dataOffset, packedBytes, unpackedBytes, crc32, method }, index) => {
      const place = `${batchId}\t${before + index + 1}\t${copyCell(id)}\t${dataOffset}`;
      return `${place}\t${packedBytes}\t${unpackedBytes}\t${crc32}\t${method === DEFLATED}\n`;
    })
    .join('');
}
