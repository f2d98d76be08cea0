import { type DataDefinition, formatId, isPersonal } from '@commerce-integration/contract';
import {
  childDefinitions,
  childFileName,
  importMessage,
  importResult,
  type ReadDefinition,
  withoutChildren,
} from '@commerce-integration/contract/rules';
import type { Database, UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { EVERYBODY } from '../database/tenancy.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import { recordEvent } from '../events/record-event.ts';
import type { WorkerParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { reportUnreported } from '../jobs/job-reports.queries.ts';
import type { Job } from '../jobs/jobs.queries.ts';
import { DataImport } from './data-import.entity.ts';
import { definitionOf } from './descriptors.queries.ts';
import { referencesOf } from './entities/references.ts';
import { rowService } from './entities/row-services.ts';
import { ImportArchive } from './import-archive.ts';
import { asFailure, isRefusal } from './import-failures.ts';
import { type FileCounts, type FileTask, reportedRows } from './import-file.ts';
import {
  endImport,
  finishFile,
  firstFailedFile,
  importedFiles,
  listFiles,
  namesOfUnmatched,
  nextFile,
  type PendingFile,
  processedRows,
} from './import-files.queries.ts';
import { importProducts } from './import-products.ts';
import { ImportRefused } from './import-refused.ts';
import { importRows } from './import-rows.ts';
import { concreteDefinition } from './readers/read-file.ts';
import { UnresolvedRows } from './unresolved-rows.ts';
import {
  addCounts,
  beginTry,
  type FileTry,
  forgetWaiting,
  noteWaiting,
  unresolvedPlaces,
} from './waiting-files.queries.ts';

/** A running import. */
interface ImportWork {
  readonly database: Database;
  readonly cipher: FieldCipher;
  readonly run: JobRun;
  readonly dataImport: DataImport;
  readonly archive: ImportArchive;
}

/**
 * The definition of import jobs: lists the files, then imports them one after the other, each in one transaction. A
 * later try continues with the file that the previous one had reached.
 */
export const importJob = defineJob<WorkerParts>({
  type: 'import',
  isResumable: true,
  isSmall: isSmallExtent,
  run: ({ database, store, cipher }) => {
    return async (run) => {
      const dataImport = await importOf(database.open(EVERYBODY), run.job);
      const archive = new ImportArchive(store, dataImport, run.signal);
      try {
        await runImport({ database, cipher, run, dataImport, archive });
      } catch (error) {
        if (run.signal.aborted) throw run.signal.reason;
        throw asFailure(error);
      }
    };
  },
  failed: async (em, job) => {
    const { groupId, partnerId } = await importOf(em, job);
    await keepResult(em, job);
    const data = { ...aboutImport(groupId, job), message: job.message, error: job.error ?? job.message };
    await recordEvent(sqlOf(em), { type: 'import.failed', partnerId, data });
  },
  cancelled: keepResult,
});

/** Files imported before a failure or cancellation stay imported: the result lists them. */

async function keepResult(em: UnitOfWork, job: Job): Promise<void> {
  const dataImport = await importOf(em, job);
  dataImport.endedAt = new Date();
  await forgetWaiting(sqlOf(em), dataImport.id);
  if (dataImport.listedAt) job.result = importResult(await importedFiles(sqlOf(em), dataImport.id));
  await em.flush();
}

function importOf(em: UnitOfWork, job: Job): Promise<DataImport> {
  return em.findOneOrFail(DataImport, { jobId: job.id });
}

function aboutImport(groupId: number, job: Job) {
  return { data_group_id: formatId('dataGroup', groupId), job_id: formatId('importJob', job.number) };
}

async function runImport(work: ImportWork): Promise<void> {
  const { database, run, dataImport } = work;
  const sql = sqlOf(database.open(EVERYBODY));
  if (!dataImport.listedAt) await listAll(work);
  // Decides by stored data, so that a later try ends like this one would have.
  for (;;) {
    const file = await nextFile(sql, dataImport.id);
    await assertGoesOn(sql, dataImport, file === undefined);
    if (!file) break;
    run.signal.throwIfAborted();
    await importOrRefuse(work, file);
  }
  await database.open(EVERYBODY).transactional((unit) => complete(work, sqlOf(unit)));
}

/** @throws JobFailure if no descriptor matches any file, and after a file that stops the group's import */
async function assertGoesOn(sql: Queryable, { id, onError }: DataImport, isOver: boolean): Promise<void> {
  const unmatched = await namesOfUnmatched(sql, id);
  if (unmatched) {
    throw new JobFailure(
      `no descriptor of the data group matches the name of a file. The files: ${unmatched.join(', ')}.`,
    );
  }
  const failed = onError === 'stop_group' ? await firstFailedFile(sql, id, isOver) : undefined;
  if (!failed) return;
  throw new JobFailure(`${failed.fileName} was not imported, and on_error is stop_group. ${failed.error}`);
}

async function listAll({ database, run, dataImport, archive }: ImportWork): Promise<void> {
  const files = await archive.files();
  await database.open(EVERYBODY).transactional(async (em) => {
    const patterns = await Promise.all(
      dataImport.descriptors.map(async (used) => {
        const version = await definitionOf(sqlOf(em), used.id, used.version);
        if (!version) throw new Error(`Version ${used.version} of data descriptor ${used.id} is gone`);
        const { file_name_pattern: pattern, entity } = version.definition;
        const children = new Map(
          [...childDefinitions(version.definition)].map(([name, child]) => {
            return [name, { entity: child.entity, refersTo: referencesOf(child).all }];
          }),
        );
        return { ...used, pattern, entity, refersTo: referencesOf(version.definition).all, children };
      }),
    );
    await listFiles(sqlOf(em), dataImport.id, files, patterns);
    await run.checkpoint(sqlOf(em), 0);
  });
}

/** Imports a file, or records why nothing of it was imported. */
async function importOrRefuse(work: ImportWork, file: PendingFile): Promise<void> {
  const { database, dataImport, run } = work;
  const sql = sqlOf(database.open(EVERYBODY));
  const version = await definitionOf(sqlOf(database.open(EVERYBODY)), file.descriptorId, file.version);
  if (!version) throw new Error(`Version ${file.version} of data descriptor ${file.descriptorId} is gone`);
  const definition = readDefinition(version.definition, file);
  const begun = await beginTry(sql, dataImport.id, file.number, referencesOf(definition).ofItself);
  const only = await unresolvedPlaces(sql, dataImport.id, file.number);
  // If nothing is written, each file is checked alone: no other can bring anything.
  const unresolved = new UnresolvedRows(dataImport.validateOnly ? new Set() : begun.mayCome);
  try {
    await importFile(work, { file, definition, only, unresolved, begun });
  } catch (error) {
    if (run.signal.aborted || !isRefusal(error)) throw error;
    const message = toldOf(error, definition);
    await database.open(EVERYBODY).transactional(async (em) => {
      const { seen } = begun;
      if (only) {
        const about = { number: file.number, name: childFileName(file.fileName, file.children) };
        await reportUnreported(sqlOf(em), run.job.id, about, reportedRows(only, file.children !== null), message);
        await noteWaiting(sqlOf(em), dataImport.id, file.number, { seen, places: [] });
      } else {
        await finishFile(sqlOf(em), dataImport.id, file.number, { ...NOTHING, error: message });
        const isWhole = unresolved.places.length > 0;
        await noteWaiting(sqlOf(em), dataImport.id, file.number, { seen, places: [], isWhole });
      }
      await run.checkpoint(sqlOf(em), await processedRows(sqlOf(em), dataImport.id));
    });
  }
}

/** The published text of a refusal: without content for a file of personal data. */
function toldOf(error: Error, { entity }: DataDefinition): string {
  return isPersonal(entity) && error instanceof ImportRefused ? error.withoutContent : error.message;
}

const NOTHING: FileCounts = { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };

/** The definition for reading a file's rows, or the rows nested in them. */
function readDefinition(definition: DataDefinition, { children }: PendingFile): ReadDefinition {
  if (children === null) return definition;
  const child = childDefinitions(definition).get(children);
  if (!child) throw new Error(`A descriptor has lost its children ${children}`);
  return child;
}

type OpenedTask = Pick<FileTask, 'definition' | 'only' | 'unresolved'> & { file: PendingFile; begun: FileTry };

async function importFile(
  { database, cipher, run, dataImport, archive }: ImportWork,
  opened: OpenedTask,
): Promise<void> {
  const { file, only, unresolved, begun } = opened;
  const definition = withoutChildren(await concreteDefinition(opened.definition, () => archive.open(file)));
  const before = await processedRows(sqlOf(database.open(EVERYBODY)), dataImport.id);
  const task: FileTask = {
    database,
    cipher,
    run,
    partnerId: dataImport.partnerId,
    file: { number: file.number, name: childFileName(file.fileName, file.children) },
    definition,
    onError: dataImport.onError,
    maxErrorRatio: dataImport.maxErrorRatio ?? null,
    validateOnly: dataImport.validateOnly,
    only,
    unresolved,
    open: () => archive.open(file),
    onProgress: (rows) => run.progress(only ? before : before + rows),
    finish: async (sql, counts) => {
      if (only) await addCounts(sql, dataImport.id, file.number, counts);
      else await finishFile(sql, dataImport.id, file.number, counts);
      await noteWaiting(sql, dataImport.id, file.number, { seen: begun.seen, places: unresolved.places });
      await run.checkpoint(sql, only ? before : before + counts.processed);
    },
  };
  const service = rowService(definition.entity, definition.mode);
  await (service ? importRows(task, service) : importProducts(task));
}

async function complete({ run, dataImport }: ImportWork, sql: Queryable): Promise<void> {
  const result = importResult(await importedFiles(sql, dataImport.id));
  const message = importMessage(result, dataImport.validateOnly);
  await run.complete(sql, { message, result, rows: result.processed });
  await endImport(sql, dataImport.id);
  await forgetWaiting(sql, dataImport.id);
  const data = { ...aboutImport(dataImport.groupId, run.job), message, result };
  await recordEvent(sql, { type: 'import.completed', partnerId: dataImport.partnerId, data });
}
