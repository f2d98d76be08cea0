import { formatId, type ImportResult } from '@commerce-integration/contract';
import { fileFolder } from '@commerce-integration/contract/rules';
import type { Queryable } from '../../database/queryable.ts';
import type { Job } from '../../jobs/jobs.queries.ts';
import type { ClaimedRun } from './claim-runs.ts';
import { isTaken, noteEnd, type RunFile } from './run-files.ts';

/** The outcome of a file. */
export interface Outcome {
  readonly status: 'imported' | 'failed';
  readonly error: string | null;
}

/** The outcome of a file whose import has ended: failed unless each file in it was imported. */
export function outcomeOf(job: Job): Outcome {
  if (job.status !== 'completed') return { status: 'failed', error: job.error ?? job.message };
  const failed = filesOf(job).find(({ status }) => status !== 'completed');
  if (!failed) return { status: 'imported', error: null };
  const why = failed.error ?? 'no descriptor of the data group matches its name.';
  return { status: 'failed', error: `${failed.file_name} was not imported: ${why}` };
}

function filesOf({ result }: Job): ImportResult['files'] {
  return result && 'files' in result && 'processed' in result ? result.files : [];
}

/** Records a file's outcome and where it is moved: into the day's archive, or to the failed files. */
export async function endFile(sql: Queryable, run: ClaimedRun, file: RunFile, outcome: Outcome): Promise<void> {
  const movedTo = file.foundKey === null ? null : await targetOf(sql, run, file, outcome.status);
  await noteEnd(sql, run.id, file.number, { ...outcome, movedTo });
}

/** A key that no file has had before: with the file's own name, or one made of the run's time and the file's number. */
async function targetOf(
  sql: Queryable,
  { partnerId, prefix, scheduledAt }: ClaimedRun,
  { number, fileName }: RunFile,
  status: Outcome['status'],
): Promise<string> {
  const day = new Date().toISOString().slice(0, 10);
  const folder = fileFolder(partnerId, prefix ?? '', status === 'imported' ? 'archive' : 'failed');
  const place = status === 'imported' ? `${folder}${day}/` : folder;
  if (!(await isTaken(sql, place + fileName))) return place + fileName;
  const time = scheduledAt.toISOString().replace(/[-:.]/g, '');
  return `${place}${time}-${number}-${fileName}`;
}

/** The ID of a file's job. */
export function jobIdOf({ jobNumber }: RunFile): string | null {
  return jobNumber === null ? null : formatId('importJob', jobNumber);
}
