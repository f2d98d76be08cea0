import { Readable } from 'node:stream';
import { formatId } from '@commerce-integration/contract';
import { EVERYBODY } from '../../database/tenancy.ts';
import { jobErrorsAfter } from '../../jobs/job-reports.queries.ts';
import { endedJobs } from '../../jobs/jobs.queries.ts';
import type { ClaimedRun } from './claim-runs.ts';
import { jobIdOf } from './end-file.ts';
import type { RunFile } from './run-files.ts';
import type { RunParts } from './run-parts.ts';

/** The most rejected rows in a report; `GET /jobs/{job_id}/errors` has all. */
const MOST_ERRORS = 1_000;

/**
 * Writes the report of a file beside it: why it failed, and its rejected rows. Writes none if there is neither.
 *
 * Tenancy: the run's own file, and its job.
 */
export async function writeReport(
  { database, store }: RunParts,
  run: ClaimedRun,
  file: RunFile,
  movedTo: string,
): Promise<void> {
  const em = database.open(EVERYBODY);
  const number = file.jobNumber;
  const job = number === null ? undefined : (await endedJobs(em, 'import', [number])).get(number);
  const rows = job ? await jobErrorsAfter(em, job, { line: 0, position: 0 }, MOST_ERRORS) : [];
  if (file.status === 'imported' && rows.length === 0) return;
  const report = {
    file_name: file.fileName,
    data_group_id: formatId('dataGroup', run.groupId),
    scheduled_at: run.scheduledAt.toISOString(),
    status: file.status,
    error: file.error,
    job_id: jobIdOf(file),
    message: job?.message ?? null,
    result: job?.result ?? null,
    errors: rows.map(({ file_number: _, position: __, ...row }) => row),
  };
  const text = Readable.from([Buffer.from(`${JSON.stringify(report, null, 2)}\n`)]);
  await store.put(`${movedTo}.report.json`, text, 'application/json');
}
