import type { JobChange, JobError, Page } from '@commerce-integration/contract';
import { CURSOR_POSITIONS, toPage } from '@commerce-integration/contract/rules';
import { openCursor, sealCursor } from '../database/list.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import type { Job } from './job.entity.ts';
import { placesOfReports, type ReportedRow } from './job-error-writer.ts';

export interface JobErrorRow {
  file_number: number;
  file_name: string | null;
  line: number;
  position: number;
  severity: 'error' | 'warning';
  sku: string | null;
  column: string | null;
  code: string;
  message: string;
  value: string | null;
}

interface Paging {
  limit: number;
  cursor?: string | undefined;
}

/**
 * A job's reported rows in file order, after a given position. The caller must have read the job in the same unit of
 * work, which checks that it may see it.
 */
export async function jobErrorsAfter(
  em: UnitOfWork,
  job: Job,
  after: { file?: number; line: number; position: number },
  limit: number,
  severity?: 'error',
): Promise<JobErrorRow[]> {
  const { rows } = await sqlOf(em).query<Omit<JobErrorRow, 'line'> & { line: string }>(
    `select file_number, file_name, line, position, severity, sku, "column", code, message, value from job_error
     where job_id = $1 and (file_number, line, position) > ($5::integer, $2::bigint, $3::bigint)
       ${severity ? `and severity = 'error'` : ''}
     order by file_number, line, position limit $4`,
    [job.id, after.line, after.position, limit, after.file ?? 0],
  );
  return rows.map((row) => ({ ...row, line: Number(row.line) }));
}

/** Reports those rows of a file that have no report yet. Tenancy: the job's own errors. */
export async function reportUnreported(
  sql: Queryable,
  jobId: number,
  file: { number: number; name: string },
  rows: readonly ReportedRow[],
  message: string,
): Promise<void> {
  await sql.query(
    `insert into job_error (job_id, file_number, file_name, line, position, severity, code, message)
     select $1, $2, $3, row.line, row.first, 'error', 'broken_row', $7
     from unnest($4::bigint[], $5::integer[], $6::integer[]) as row (line, first, before)
     where not exists (
       select from job_error e where e.job_id = $1 and e.file_number = $2 and e.line = row.line
         and e.position >= row.first and (row.before is null or e.position < row.before)
     )`,
    [jobId, file.number, file.name, ...placesOfReports(rows), message],
  );
}

export async function listJobErrors(em: UnitOfWork, job: Job, { limit, cursor }: Paging): Promise<Page<JobError>> {
  const query = ['job-errors', job.publicId()];
  const isOfFiles = job.jobType === 'import';
  const after = cursor === undefined ? { line: 0, position: 0 } : placeOf(query, cursor, isOfFiles);
  const rows = await jobErrorsAfter(em, job, after, limit + 1);
  return toPage(rows, limit, presentJobError, (row) =>
    sealCursor(query, isOfFiles ? [row.file_number, row.line, row.position] : [row.line, row.position]),
  );
}

function placeOf(query: readonly string[], cursor: string, isOfFiles: boolean) {
  if (isOfFiles) {
    const [file, line, position] = openCursor(query, cursor, CURSOR_POSITIONS.fileLine);
    return { file, line, position };
  }
  const [line, position] = openCursor(query, cursor, CURSOR_POSITIONS.line);
  return { line, position };
}

function presentJobError(row: JobErrorRow): JobError {
  return {
    ...(row.file_name === null ? {} : { file_name: row.file_name }),
    line: row.line,
    ...(row.sku === null ? {} : { sku: row.sku }),
    ...(row.column === null ? {} : { column: row.column }),
    code: row.code,
    message: row.message,
    ...(row.value === null ? {} : { value: row.value }),
    severity: row.severity,
  };
}

interface ChangeRow {
  position: number;
  sku: string;
  field: string;
  from_value: string | null;
  to_value: string | null;
}

export async function listJobChanges(em: UnitOfWork, job: Job, { limit, cursor }: Paging): Promise<Page<JobChange>> {
  const query = ['job-changes', job.publicId()];
  const [position] = cursor === undefined ? [0] : openCursor(query, cursor, CURSOR_POSITIONS.row);
  const { rows } = await sqlOf(em).query<ChangeRow>(
    `select position, sku, field, from_value, to_value from job_change
     where job_id = $1 and position > $2::bigint order by position limit $3`,
    [job.id, position, limit + 1],
  );
  const present = ({ sku, field, from_value: from, to_value: to }: ChangeRow): JobChange => ({ sku, field, from, to });
  return toPage(rows, limit, present, (row) => sealCursor(query, [row.position]));
}
