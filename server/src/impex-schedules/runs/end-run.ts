import type { Queryable } from '../../database/queryable.ts';
import { type ClaimedRun, lockRun } from './claim-runs.ts';
import { countFiles } from './run-files.ts';

// Tenancy of this file: a worker, for the run that it has claimed.

/** The end of a run, apart from its files' outcomes. */
export interface RunEnd {
  /** The message of a successful run, in place of the one derived from its files. */
  readonly message?: string;
  /** The message of a run without files. */
  readonly withoutFiles?: string;
  /** Why it could not be finished; its unfinished files then count as failed. */
  readonly error?: string;
}

/**
 * Ends a run, in its transaction. The schedule records a failed run until one succeeds; until then, a file at an
 * address is fetched again even if it has not changed.
 */
export async function endRun(sql: Queryable, run: ClaimedRun, end: RunEnd): Promise<void> {
  await lockRun(sql, run);
  const { error = null } = end;
  if (error !== null) await failOpenFiles(sql, run, error);
  const { imported, failed } = await countFiles(sql, run.id);
  const hasFailed = error !== null || failed > 0;
  await sql.query(
    `update data_schedule_run set status = $2, message = $3, error = $4, ended_at = now(), failures = 0 where id = $1`,
    [
      run.id,
      hasFailed ? 'failed' : 'completed',
      messageOf(imported, failed, end),
      error ?? (failed > 0 ? await firstError(sql, run) : null),
    ],
  );
  await sql.query(
    `update data_schedule set failed_at = case when $2 then now() end,
       etag = case when not $2 then etag end, last_modified = case when not $2 then last_modified end
     where id = $1`,
    [run.groupId, hasFailed],
  );
}

async function failOpenFiles(sql: Queryable, { id }: ClaimedRun, error: string): Promise<void> {
  await sql.query(
    `update data_schedule_file set status = 'failed', error = $2
     where run_id = $1 and status in ('waiting', 'importing')`,
    [id, error],
  );
  await sql.query('update data_schedule_file set moves = false where run_id = $1 and moves', [id]);
}

async function firstError(sql: Queryable, { id }: ClaimedRun): Promise<string | null> {
  const { rows } = await sql.query<{ error: string | null }>(
    `select error from data_schedule_file where run_id = $1 and status = 'failed' order by number limit 1`,
    [id],
  );
  return rows[0]?.error ?? null;
}

function messageOf(
  imported: number,
  failed: number,
  { message, withoutFiles = 'There was no file.', error }: RunEnd,
): string {
  if (message !== undefined) return message;
  if (imported + failed === 0) return error === undefined ? withoutFiles : 'The files could not be had.';
  const failures = failed === 0 ? '' : ` ${count(failed)} failed.`;
  return `Imported ${count(imported)}.${failures}`;
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
