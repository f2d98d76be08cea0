import { EVERYBODY } from '../../database/tenancy.ts';
import { endedJobs } from '../../jobs/jobs.queries.ts';
import { isMissingObject } from '../../storage/object-store.ts';
import type { ClaimedRun } from './claim-runs.ts';
import { endFile, outcomeOf } from './end-file.ts';
import { writeReport } from './file-report.ts';
import { keyUnderWork } from './import-files.ts';
import { noteMoved, openFiles, type RunFile } from './run-files.ts';
import type { RunParts } from './run-parts.ts';

/**
 * Records the outcomes of files whose imports have ended, and moves them: imported ones into the archive, others to the
 * failed files, with a report beside each that has something to report.
 *
 * Tenancy: the run's own files, and their jobs.
 *
 * @returns how many imports have not ended
 */
export async function finishFiles(parts: RunParts, run: ClaimedRun, signal: AbortSignal): Promise<number> {
  const { pool } = parts.database;
  const importing = (await openFiles(pool, run.id)).filter(({ status }) => status === 'importing');
  const numbers = importing.flatMap(({ jobNumber }) => jobNumber ?? []);
  const jobs = await endedJobs(parts.database.open(EVERYBODY), 'import', numbers);
  let waiting = 0;
  for (const file of importing) {
    const job = jobs.get(file.jobNumber ?? 0);
    if (job) await endFile(pool, run, file, outcomeOf(job));
    else waiting += 1;
  }
  for (const file of await openFiles(pool, run.id)) {
    if (file.status === 'waiting' || file.status === 'importing') continue;
    signal.throwIfAborted();
    await moveAway(parts, run, file);
  }
  return waiting;
}

async function moveAway(parts: RunParts, run: ClaimedRun, file: RunFile): Promise<void> {
  const { store, database } = parts;
  if (file.movedTo === null) throw new Error('A file has nowhere to go');
  await writeReport(parts, run, file, file.movedTo);
  await store.move(keyUnderWork(run, file), file.movedTo).catch((error: unknown) => {
    // An earlier try has moved it, or somebody has removed it.
    if (!isMissingObject(error)) throw error;
  });
  await noteMoved(database.pool, run.id, file.number);
}
