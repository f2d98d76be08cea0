import { formatId, Problem } from '@commerce-integration/contract';
import { exportFileNames, exportMessage, exportResult } from '@commerce-integration/contract/rules';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { nextNumber } from '../database/sequences.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import { recordEvent } from '../events/record-event.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { definitionOf } from '../impex/descriptors.queries.ts';
import { defineJob } from '../jobs/define-job.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { listedItems } from '../storage/listed-items.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { DataExport } from './data-export.entity.ts';
import { addFile, exportedFiles, removeFiles } from './export-files.queries.ts';
import { exportFolder, exportObjectKey } from './export-objects.ts';
import { inSnapshot } from './snapshot.ts';
import { writeFile } from './write-file.ts';

/** A running export. */
interface ExportWork {
  readonly database: Database;
  readonly store: ObjectStore;
  readonly run: JobRun;
  readonly dataExport: DataExport;
}

/**
 * The definition of export jobs: writes all files from one snapshot, one after the other. A later try starts over,
 * since the snapshot is gone; a cancelled job keeps its completed files.
 */
export const exportJob = defineJob<ProcessParts>({
  type: 'export',
  isResumable: true,
  run: ({ database, store }) => {
    return async (run) => {
      const dataExport = await exportOf(database.open(EVERYBODY), run.job);
      try {
        await runExport({ database, store, run, dataExport });
      } catch (error) {
        if (run.signal.aborted) throw run.signal.reason;
        throw error;
      }
    };
  },
  failed: async (em, job) => {
    const { groupId, partnerId } = await keepResult(em, job);
    const data = { ...aboutExport(groupId, job), message: job.message, error: job.error ?? job.message };
    await recordEvent(sqlOf(em), { type: 'export.failed', partnerId, data });
  },
  cancelled: async (em, job) => void (await keepResult(em, job)),
});

/** Files completed before a failure or cancellation are kept: the result lists them. */
async function keepResult(em: UnitOfWork, job: Job): Promise<DataExport> {
  const dataExport = await exportOf(em, job);
  dataExport.endedAt = new Date();
  const files = await exportedFiles(sqlOf(em), job.id);
  if (files.length > 0) job.result = exportResult(files);
  await em.flush();
  return dataExport;
}

function exportOf(em: UnitOfWork, job: Job): Promise<DataExport> {
  return em.findOneOrFail(DataExport, { jobId: job.id });
}

function aboutExport(groupId: number, job: Job) {
  return { data_group_id: formatId('dataGroup', groupId), job_id: formatId('exportJob', job.number) };
}

async function runExport(work: ExportWork): Promise<void> {
  const { database, run, dataExport } = work;
  if (run.job.attempt > 1) await forgetEarlierTries(work);
  const em = database.open(EVERYBODY);
  const definitions = await Promise.all(
    dataExport.descriptors.map(async ({ id, version }) => {
      const kept = await definitionOf(sqlOf(em), id, version);
      if (!kept) throw new Error(`Version ${version} of data descriptor ${id} is gone`);
      return kept.definition;
    }),
  );
  const names = exportFileNames(definitions, dataExport.createdAt, dataExport.settings);
  await inSnapshot(database, dataExport.partnerId, run.signal, async (snapshot) => {
    let before = 0;
    for (const [index, definition] of definitions.entries()) {
      const file = { number: index + 1, fileName: names[index] ?? '', definition };
      before += await writeOne(work, snapshot, file, before);
    }
  });
  await database.open(EVERYBODY).transactional((unit) => complete(work, unit));
}

/** Deletes what an earlier try has left: completed files, and the parts of an interrupted one. */
async function forgetEarlierTries({ database, store, run, dataExport }: ExportWork): Promise<void> {
  const folder = exportFolder(dataExport.groupId, run.job.number);
  for await (const { key, uploadId } of listedItems((after) => store.listParts(folder, after)))
    await store.abandonParts(key, uploadId);
  for await (const { key } of listedItems((after) => store.listObjects(folder, after))) await store.delete(key);
  await database.open(EVERYBODY).transactional(async (em) => {
    await removeFiles(em, run.job.id);
    await run.checkpoint(sqlOf(em), 0);
  });
}

interface NamedFile {
  readonly number: number;
  readonly fileName: string;
  readonly definition: Parameters<typeof writeFile>[1]['definition'];
}

/** Writes a file, and records it once it is complete. @returns its rows */
async function writeOne(
  { database, store, run, dataExport }: ExportWork,
  snapshot: UnitOfWork,
  { number, fileName, definition }: NamedFile,
  before: number,
): Promise<number> {
  const { partnerId, groupId, settings, descriptors, createdAt: askedAt } = dataExport;
  const id = await nextNumber(database.open(EVERYBODY), 'data_export_file_id_seq');
  const objectKey = exportObjectKey(groupId, run.job.number, id);
  const parts = {
    pool: database.pool,
    store,
    signal: run.signal,
    onProgress: (rows: number) => run.progress(before + rows),
  };
  const { rows, bytes } = await writeFile(
    { em: snapshot, partnerId },
    { objectKey, definition, settings, askedAt },
    parts,
  ).catch((error: unknown) => {
    throw error instanceof Problem ? new JobFailure(`${fileName} cannot be written. ${error.message}`) : error;
  });
  const { id: descriptorId = 0, version = 0 } = descriptors[number - 1] ?? {};
  await database.open(EVERYBODY).transactional(async (em) => {
    const file = { id, number, fileName, descriptorId, version, entity: definition.entity, rows, bytes, objectKey };
    await addFile(sqlOf(em), run.job, file);
    await run.checkpoint(sqlOf(em), before + rows);
  });
  return rows;
}

/** Tenancy: of the job that is worked on. */
async function complete({ run, dataExport }: ExportWork, em: UnitOfWork): Promise<void> {
  const sql = sqlOf(em);
  const result = exportResult(await exportedFiles(sql, run.job.id));
  const message = exportMessage(result);
  await run.complete(sql, { message, result, rows: result.rows });
  await sql.query('update data_export set ended_at = now() where id = $1', [dataExport.id]);
  const data = { ...aboutExport(dataExport.groupId, run.job), message, result };
  await recordEvent(sql, { type: 'export.completed', partnerId: dataExport.partnerId, data });
}
