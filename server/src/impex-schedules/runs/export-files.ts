import { formatId, idNumber, Problem } from '@commerce-integration/contract';
import { assertActive, fileFolder } from '@commerce-integration/contract/rules';
import { inTransaction } from '../../database/in-transaction.ts';
import { sqlOf } from '../../database/queryable.ts';
import { EVERYBODY } from '../../database/tenancy.ts';
import { getGroup } from '../../impex/groups.queries.ts';
import { type StoredFile, storedFiles } from '../../impex-exports/export-files.queries.ts';
import { requestExport } from '../../impex-exports/request-export.ts';
import { endedJobs, type Job } from '../../jobs/jobs.queries.ts';
import { getPartner } from '../../partners/partners.queries.ts';
import { listedItems } from '../../storage/listed-items.ts';
import { DataSchedule } from '../data-schedule.entity.ts';
import { type ClaimedRun, leaveToJobs, lockRun } from './claim-runs.ts';
import { endRun } from './end-run.ts';
import { type RunParts, SourceRefused } from './run-parts.ts';

// Tenancy of this file: the run's own schedule and job, and the folder of its partner.

const DAY_MS = 86_400_000;

/**
 * Continues an export run: creates the job and, once it has ended, copies its files into the folder, deletes expired
 * ones, and ends the run. Another process can continue at any point: copying a file again gives the same one.
 *
 * @returns the seconds after which it continues, if its job has not ended
 * @throws SourceRefused, and whatever database and storage throw
 */
export async function exportFiles(parts: RunParts, run: ClaimedRun): Promise<number | undefined> {
  const { pool } = parts.database;
  if (run.jobNumber === null) await startExport(parts, run);
  const job = run.jobNumber === null ? undefined : await endedJob(parts, run.jobNumber);
  if (!job) return leaveToJobs(pool, run);
  const files = await storedFiles(pool, job.id);
  const folder = fileFolder(run.partnerId, run.prefix ?? '', 'outgoing');
  for (const { objectKey, file_name } of files) await parts.store.copy(objectKey, folder + file_name);
  await deleteOld(parts, run, folder);
  await inTransaction(pool, async (client) => {
    await lockRun(client, run);
    await client.query(
      `insert into data_schedule_file (run_id, number, partner_id, file_name, status, job_number, moved_to)
       select $1, row_number() over (), $2, name, 'exported', $3, $4 || name from unnest($5::text[]) as name`,
      [run.id, run.partnerId, job.number, folder, files.map(({ file_name }) => file_name)],
    );
    await endRun(client, run, job.status === 'completed' ? saying(files) : { error: job.error ?? job.message });
  });
  return undefined;
}

function saying(files: readonly StoredFile[]): { message: string } {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  return { message: `Exported ${files.length === 1 ? '1 file' : `${files.length} files`} with ${rows} rows.` };
}

async function endedJob({ database }: RunParts, number: number): Promise<Job | undefined> {
  return (await endedJobs(database.open(EVERYBODY), 'export', [number])).get(number);
}

/** Creates the job of a run, with the schedule's current settings. */
async function startExport({ database, queue }: RunParts, run: ClaimedRun): Promise<void> {
  try {
    await database.open({ partnerId: run.partnerId }).transactional(async (em) => {
      await lockRun(sqlOf(em), run);
      const groupId = formatId('dataGroup', run.groupId);
      await getGroup(em, groupId);
      assertActive(await getPartner(em, formatId('partner', run.partnerId)));
      const schedule = await em.findOne(DataSchedule, { id: run.groupId });
      if (!schedule?.exportSettings)
        throw new SourceRefused(`Data group ${groupId} has no schedule of exports any more.`);
      const { keep_days: _, ...settings } = schedule.exportSettings;
      const { job_id } = await requestExport(em, queue, groupId, settings);
      await sqlOf(em).query(`update data_schedule_run set job_number = $2, message = 'Exporting.' where id = $1`, [
        run.id,
        idNumber(job_id),
      ]);
    });
  } catch (error) {
    throw error instanceof Problem ? new SourceRefused(error.message) : error;
  }
}

/** Deletes files from the folder after the period set in the schedule. */
async function deleteOld({ database, store }: RunParts, run: ClaimedRun, folder: string): Promise<void> {
  const schedule = await database.open(EVERYBODY).findOne(DataSchedule, { id: run.groupId });
  const days = schedule?.prefix === run.prefix ? schedule.exportSettings?.keep_days : undefined;
  if (days === undefined) return;
  const before = Date.now() - days * DAY_MS;
  for await (const { key, since } of listedItems((after) => store.listObjects(folder, after)))
    if (since.getTime() < before) await store.delete(key);
}
