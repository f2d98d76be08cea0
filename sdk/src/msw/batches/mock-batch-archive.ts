import type { JobNote } from '@commerce-integration/contract';
import {
  type ArchiveEntry,
  BATCH_ARCHIVE_RULES,
  BYTES_BEFORE_ENTRIES,
  ENTRY_CONTENT,
  entryProblem,
  entryRefusal,
  isReportText,
  operationsNamed,
  totalsProblem,
} from '@commerce-integration/contract/rules';
import type { BatchOperationRow } from '../store/mock-rows.ts';
import { readZipDirectory, unpackZipEntry, ZipRefused } from './read-zip.ts';

/** The contents of a batch's archive. */
interface BatchArchive {
  /** In the order of execution, or the sentence with which the archive is refused. */
  operations: BatchOperationRow[] | string;
  notes: JobNote[];
}

export async function readBatchArchive(bytes: Uint8Array<ArrayBuffer>): Promise<BatchArchive> {
  try {
    return await operationsIn(bytes);
  } catch (error) {
    if (error instanceof ZipRefused) return { operations: error.message, notes: [] };
    throw error;
  }
}

async function operationsIn(bytes: Uint8Array<ArrayBuffer>): Promise<BatchArchive> {
  const entries = readZipDirectory(bytes);
  for (const entry of entries) assertNoProblem(entryProblem(entry, BATCH_ARCHIVE_RULES));
  const named = operationsNamed(entries.map(({ name }) => name));
  assertNoProblem(totalsProblem(entries, bytes.length, BATCH_ARCHIVE_RULES));
  if (typeof named === 'string') throw new ZipRefused(named);
  if (Math.min(...entries.map(({ headerOffset }) => headerOffset)) > 0) throw new ZipRefused(BYTES_BEFORE_ENTRIES);
  for (const entry of entries.filter(({ role }) => role === 'report'))
    assertReport(entry.name, await unpackZipEntry(bytes, entry));
  const files = new Map(entries.map((entry) => [entry.name, entry]));
  const operations: BatchOperationRow[] = [];
  for (const { name, id: operationId } of named.operations) {
    const content = await unpackZipEntry(bytes, files.get(name) as ArchiveEntry);
    operations.push({ operationId, bytes: content, type: null, status: 'pending', error: null });
  }
  return { operations, notes: named.notes };
}

function assertNoProblem(problem: string | undefined): void {
  if (problem !== undefined) throw new ZipRefused(problem);
}

function assertReport(name: string, content: Uint8Array): void {
  if (isReportText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content))) return;
  throw new ZipRefused(entryRefusal(name, ENTRY_CONTENT.noReport));
}
