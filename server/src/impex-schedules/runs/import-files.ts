import { formatId, idNumber, Problem } from '@commerce-integration/contract';
import { fileFolder } from '@commerce-integration/contract/rules';
import { sqlOf } from '../../database/queryable.ts';
import { createImport, type StoredImport, storeImport } from '../../impex/accept-import.ts';
import { isMissingObject, type ObjectStore } from '../../storage/object-store.ts';
import { type ClaimedRun, lockRun } from './claim-runs.ts';
import { endFile } from './end-file.ts';
import { dropFile, noteImport, openFiles, type RunFile } from './run-files.ts';
import type { RunParts } from './run-parts.ts';

/**
 * Creates the imports of a run's files, in order. First moves each file out of its folder, so that it is imported once.
 * An interrupted try continues with the file that it had reached.
 */
export async function importFiles(parts: RunParts, run: ClaimedRun, signal: AbortSignal): Promise<void> {
  for (const file of await openFiles(parts.database.pool, run.id)) {
    if (file.status !== 'waiting') continue;
    signal.throwIfAborted();
    await importFile(parts, run, file, signal);
  }
}

async function importFile(parts: RunParts, run: ClaimedRun, file: RunFile, signal: AbortSignal): Promise<void> {
  const { store, database } = parts;
  const key = keyUnderWork(run, file);
  if (!(await moveAside(store, file, key))) return dropFile(database.pool, run.id, file.number);
  try {
    const stored = await storeFile(parts, run, { key, name: file.fileName }, signal);
    await createFileImport(parts, run, file, stored);
  } catch (error) {
    if (isMissingObject(error)) return dropFile(database.pool, run.id, file.number);
    if (!(error instanceof Problem)) throw error;
    await endFile(database.pool, run, file, { status: 'failed', error: error.message });
  }
}

/** The key of a file during its import. A run may have several files of one name: a new one, and some left behind. */
export function keyUnderWork({ id, partnerId, prefix }: ClaimedRun, { number, fileName }: RunFile): string {
  return `${fileFolder(partnerId, prefix ?? '', 'processing')}${id}/${number}/${fileName}`;
}

/**
 * Moves a file to where it is imported from. One that is being replaced meanwhile stays for the next run.
 *
 * @returns whether it was moved; false if it was replaced or removed since it was chosen
 */
async function moveAside(store: ObjectStore, { foundKey, etag }: RunFile, key: string): Promise<boolean> {
  if (foundKey === null) throw new Error('A file of a folder has no key');
  const found = await store.stat(foundKey);
  if (!found) return (await store.stat(key)) !== undefined;
  if (found.etag !== etag) return false;
  await store.copy(foundKey, key);
  if ((await store.stat(foundKey))?.etag === etag) await store.delete(foundKey);
  return true;
}

/** @throws Problem for a file that is too large or empty, a deleted group, and an inactive partner */
async function storeFile(
  { database, store, maxObjectBytes: maxBytes }: RunParts,
  { partnerId, groupId }: ClaimedRun,
  { key, name }: { key: string; name: string },
  signal: AbortSignal,
): Promise<StoredImport> {
  const limits = { maxBytes, tooLarge: `The file is over the limit of ${maxBytes} bytes: pack it with gzip or ZIP.` };
  const upload = { fileName: name, contentType: undefined, stream: await store.get(key, {}, signal) };
  return storeImport(database.open({ partnerId }), store, formatId('dataGroup', groupId), upload, limits);
}

async function createFileImport(
  { database, queue }: RunParts,
  run: ClaimedRun,
  file: RunFile,
  stored: StoredImport,
): Promise<void> {
  await database.open({ partnerId: run.partnerId }).transactional(async (em) => {
    await lockRun(sqlOf(em), run);
    const job = await createImport(em, queue, formatId('dataGroup', run.groupId), stored);
    await noteImport(sqlOf(em), run.id, file.number, idNumber(job.job_id));
  });
}
