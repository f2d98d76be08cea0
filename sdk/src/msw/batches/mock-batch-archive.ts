import { type JobNote, LIMITS } from '@commerce-integration/contract';
import { entryNameProblem, fileRole, operationsNamed, shownName } from '@commerce-integration/contract/rules';
import type { BatchOperationRow } from '../store/mock-rows.ts';
import { readZipDirectory, unpackZipEntry, type ZipEntry, ZipRefused } from './read-zip.ts';

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
  for (const entry of entries) {
    const problem = entryNameProblem(entry.name) ?? contentProblem(entry);
    if (problem !== undefined) throw new ZipRefused(`Entry ${shownName(entry.name)} ${problem}`);
  }
  const named = operationsNamed(entries.map(({ name }) => name));
  checkTotals(entries.filter(isOperation), bytes.length);
  if (typeof named === 'string') throw new ZipRefused(named);
  if (Math.min(...entries.map(({ headerOffset }) => headerOffset)) > 0) {
    throw new ZipRefused('There are bytes before the first entry: the archive must begin with it.');
  }
  for (const entry of entries.filter(isReportEntry)) assertReport(entry.name, await unpackZipEntry(bytes, entry));
  const files = new Map(entries.map((entry) => [entry.name, entry]));
  const operations: BatchOperationRow[] = [];
  for (const { name, id: operationId } of named.operations) {
    const content = await unpackZipEntry(bytes, files.get(name) as ZipEntry);
    operations.push({ operationId, bytes: content, type: null, status: 'pending', error: null });
  }
  return { operations, notes: named.notes };
}

function isOperation({ name }: ZipEntry): boolean {
  return !name.endsWith('/') && fileRole(name) === 'file';
}

function isReportEntry({ name }: ZipEntry): boolean {
  return !name.endsWith('/') && fileRole(name) === 'report';
}

/** Whether a report is a JSON list: anything else under its name was probably meant as an operation. */
function assertReport(name: string, content: Uint8Array): void {
  if (/^\uFEFF?\s*\[/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content))) return;
  const problem = 'has the name of the report in an errors.zip: give the operation another ID.';
  throw new ZipRefused(`Entry ${shownName(name)} ${problem}`);
}

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;

function contentProblem(entry: ZipEntry): string | undefined {
  const { name, flags, method, packedBytes, unpackedBytes } = entry;
  if (flags & ENCRYPTED) return 'is encrypted: send the archive without a password.';
  if (method !== 0 && method !== 8) return `is packed by method ${method}: only stored and DEFLATE are read.`;
  if (name.endsWith('/')) return unpackedBytes > 0 ? 'is a folder with content.' : undefined;
  if (method === 0 && packedBytes !== unpackedBytes) return 'is stored, but has two different sizes.';
  if (!isOperation(entry)) return undefined;
  if (unpackedBytes > LIMITS.batchOperationBytes) return `is over ${LIMITS.batchOperationBytes} bytes, unpacked.`;
  if (unpackedBytes <= packedBytes * LIMITS.batchRatio) return undefined;
  return `unpacks to more than ${LIMITS.batchRatio} times its size.`;
}

function checkTotals(files: readonly ZipEntry[], size: number): void {
  const { batchOperations, batchBytes, batchRatio } = LIMITS;
  const bytes = files.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  if (files.length > batchOperations) {
    throw new ZipRefused(`The archive has more than ${batchOperations} entries: send it as several.`);
  }
  if (bytes > batchBytes) throw new ZipRefused(`The archive is over ${batchBytes} bytes, unpacked.`);
  if (bytes > size * batchRatio) {
    throw new ZipRefused(`The archive unpacks to more than ${batchRatio} times its size.`);
  }
}
