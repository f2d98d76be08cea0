import { LIMITS } from '@commerce-integration/contract';
import { byOperationId, operationIdOf } from '@commerce-integration/contract/rules';
import type { BatchOperationRow } from '../mock-rows.ts';
import { readZipDirectory, unpackZipEntry, type ZipEntry, ZipRefused } from './read-zip.ts';

/** The report of an `errors.zip` may stay in it when it is sent again. */
export const REPORT = 'errors.json';

/** The operations of an archive in the order of execution, or the sentence that it is refused with. */
export async function readBatchArchive(bytes: Uint8Array<ArrayBuffer>): Promise<BatchOperationRow[] | string> {
  try {
    return await operationsIn(bytes);
  } catch (error) {
    if (error instanceof ZipRefused) return error.message;
    throw error;
  }
}

async function operationsIn(bytes: Uint8Array<ArrayBuffer>): Promise<BatchOperationRow[]> {
  const entries = readZipDirectory(bytes);
  for (const entry of entries) {
    const problem = nameProblem(entry.name) ?? contentProblem(entry);
    if (problem !== undefined) throw new ZipRefused(`Entry ${entry.name} ${problem}`);
  }
  const files = entries.filter(({ name }) => !name.endsWith('/') && name !== REPORT);
  checkTotals(files, bytes.length);
  if (Math.min(...entries.map(({ headerOffset }) => headerOffset)) > 0 && entries.length > 0) {
    throw new ZipRefused('There are bytes before the first entry: the archive must begin with it.');
  }
  const listed = files.map((entry) => ({ entry, operationId: idOf(entry.name) }));
  const operations: BatchOperationRow[] = [];
  for (const { entry, operationId } of listed) {
    const content = await unpackZipEntry(bytes, entry);
    operations.push({ operationId, bytes: content, type: null, status: 'pending', error: null });
  }
  operations.sort((one, other) => byOperationId(one.operationId, other.operationId));
  const twice = operations.find(({ operationId }, index) => operationId === operations[index + 1]?.operationId);
  if (twice) throw new ZipRefused(`Entry ${twice.operationId}.json is in the archive twice.`);
  if (operations.length === 0) throw new ZipRefused('The archive has no operations.');
  return operations;
}

function idOf(name: string): string {
  const found = operationIdOf(name);
  if ('id' in found) return found.id;
  throw new ZipRefused(`Entry ${name} ${found.problem}`);
}

/** Files stand at the root. Folders are ignored, unless their names would lead elsewhere. */
function nameProblem(name: string): string | undefined {
  const atRoot = 'files stand at the root of the archive.';
  if (name === '') return 'has no name.';
  if (name.includes('\0')) return 'has a NUL character in its name.';
  if (name.includes('\\')) return `has a backslash in its name: ${atRoot}`;
  if (name.startsWith('/')) return `has an absolute path as its name: ${atRoot}`;
  if (name.split('/').includes('..')) return `has \`..\` in its name: ${atRoot}`;
  return name.slice(0, -1).includes('/') && !name.endsWith('/') ? `is in a folder: ${atRoot}` : undefined;
}

const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;

function contentProblem({ name, flags, method, packedBytes, unpackedBytes }: ZipEntry): string | undefined {
  if (flags & ENCRYPTED) return 'is encrypted: send the archive without a password.';
  if (method !== 0 && method !== 8) return `is packed by method ${method}: only stored and DEFLATE are read.`;
  if (name.endsWith('/')) return unpackedBytes > 0 ? 'is a folder with content.' : undefined;
  if (method === 0 && packedBytes !== unpackedBytes) return 'is stored, but has two different sizes.';
  if (name === REPORT) return undefined;
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
