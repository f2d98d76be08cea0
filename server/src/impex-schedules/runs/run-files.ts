import type { ScheduledFileStatus } from '@commerce-integration/contract';
import type { Queryable } from '../../database/queryable.ts';

// Tenancy of this file: a worker, for the run that it has claimed.

/** A file of a run. */
export interface RunFile {
  readonly number: number;
  readonly fileName: string;
  /** Null for a file fetched from an address. */
  readonly foundKey: string | null;
  readonly etag: string | null;
  readonly status: ScheduledFileStatus;
  readonly jobNumber: number | null;
  readonly movedTo: string | null;
  readonly error: string | null;
}

/** A file that a run has chosen. */
export interface NewFile {
  readonly fileName: string;
  readonly foundKey: string | null;
  readonly etag: string | null;
  readonly status: 'waiting' | 'importing';
  readonly jobNumber: number | null;
}

interface Row {
  number: number;
  file_name: string;
  found_key: string | null;
  etag: string | null;
  status: ScheduledFileStatus;
  job_number: string | null;
  moved_to: string | null;
  error: string | null;
}

/** Records the chosen files of a run, in the order of import, and that they were chosen. */
export async function addFiles(
  sql: Queryable,
  run: { id: number; partnerId: number },
  files: readonly NewFile[],
): Promise<void> {
  await sql.query(
    `insert into data_schedule_file (run_id, number, partner_id, file_name, found_key, etag, status, job_number)
     select $1, row_number() over (), $2, "fileName", "foundKey", etag, status, "jobNumber"
     from json_to_recordset($3::json)
       as file ("fileName" text, "foundKey" text, etag text, status text, "jobNumber" bigint)`,
    [run.id, run.partnerId, JSON.stringify(files)],
  );
  await sql.query(`update data_schedule_run set listed_at = now(), message = 'Importing files.' where id = $1`, [
    run.id,
  ]);
}

/** The unfinished files: those to import, those whose import may have ended, and those to move. */
export async function openFiles(sql: Queryable, runId: number): Promise<RunFile[]> {
  const { rows } = await sql.query<Row>(
    `select number, file_name, found_key, etag, status, job_number, moved_to, error from data_schedule_file
     where run_id = $1 and (status in ('waiting', 'importing') or moves) order by number`,
    [runId],
  );
  return rows.map((row) => ({
    number: row.number,
    fileName: row.file_name,
    foundKey: row.found_key,
    etag: row.etag,
    status: row.status,
    jobNumber: row.job_number === null ? null : Number(row.job_number),
    movedTo: row.moved_to,
    error: row.error,
  }));
}

/** Records the import job of a file, in the transaction that creates it. */
export async function noteImport(sql: Queryable, runId: number, number: number, jobNumber: number): Promise<void> {
  await sql.query(
    `update data_schedule_file set status = 'importing', job_number = $3 where run_id = $1 and number = $2`,
    [runId, number, jobNumber],
  );
}

/** Removes a file from a run, for a later one. */
export async function dropFile(sql: Queryable, runId: number, number: number): Promise<void> {
  await sql.query('delete from data_schedule_file where run_id = $1 and number = $2', [runId, number]);
}

/** A file's outcome and its destination; null for none. */
export interface FileEnd {
  readonly status: 'imported' | 'failed';
  readonly error: string | null;
  readonly movedTo: string | null;
}

/** Records a file's outcome. */
export async function noteEnd(sql: Queryable, runId: number, number: number, end: FileEnd): Promise<void> {
  await sql.query(
    `update data_schedule_file set status = $3, error = $4, moved_to = $5::text, moves = $5::text is not null
     where run_id = $1 and number = $2`,
    [runId, number, end.status, end.error, end.movedTo],
  );
}

/** Records that a file was moved. */
export async function noteMoved(sql: Queryable, runId: number, number: number): Promise<void> {
  await sql.query('update data_schedule_file set moves = false where run_id = $1 and number = $2', [runId, number]);
}

/** The given runs that are in progress. */
export async function runsUnderWay(sql: Queryable, runs: readonly number[]): Promise<Set<number>> {
  if (runs.length === 0) return new Set();
  const { rows } = await sql.query<{ id: string }>(
    'select id from data_schedule_run where id = any($1::bigint[]) and ended_at is null',
    [runs],
  );
  return new Set(rows.map(({ id }) => Number(id)));
}

/** Whether any run has moved a file to a key before. */
export async function isTaken(sql: Queryable, key: string): Promise<boolean> {
  const { rows } = await sql.query('select 1 from data_schedule_file where moved_to = $1 limit 1', [key]);
  return rows.length > 0;
}

/** The numbers of imported and failed files of a run. */
export async function countFiles(sql: Queryable, runId: number): Promise<{ imported: number; failed: number }> {
  const { rows } = await sql.query<{ imported: number; failed: number }>(
    `select count(*) filter (where status = 'imported')::integer as imported,
       count(*) filter (where status = 'failed')::integer as failed
     from data_schedule_file where run_id = $1`,
    [runId],
  );
  return rows[0] ?? { imported: 0, failed: 0 };
}
