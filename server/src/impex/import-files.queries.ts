import { formatId, type ImportedFile } from '@commerce-integration/contract';
import { matchesFileName } from '@commerce-integration/contract/rules';
import type { Queryable } from '../database/queryable.ts';
import type { ArchivedFile, FoundFile } from './archived-files.ts';
import type { FileCounts } from './import-file.ts';
import type { UsedDescriptor } from './used-descriptors.ts';
import { MAY_GO_ON } from './waiting-files.queries.ts';

// Tenancy of this file: the job's own import.

/** A file to import, or some rows of it. */
export interface PendingFile extends ArchivedFile {
  readonly number: number;
  readonly descriptorId: number;
  readonly version: number;
  /** The name of the nested rows that are imported; null for the file's rows themselves. */
  readonly children: string | null;
}

/** A descriptor of an import: the files that it matches, and the entities of their rows and references. */
export interface PatternOfDescriptor extends UsedDescriptor {
  readonly pattern: string;
  readonly entity: string;
  readonly refersTo: readonly string[];
  /** The nested rows, by name. */
  readonly children: ReadonlyMap<string, Pick<PatternOfDescriptor, 'entity' | 'refersTo'>>;
}

/**
 * Lists the files of an import in the order of import: by the first descriptor whose pattern matches, then by name.
 * Files without a match come last. The nested rows of a file follow it as a separate file.
 */
export async function listFiles(
  sql: Queryable,
  importId: number,
  files: readonly FoundFile[],
  patterns: readonly PatternOfDescriptor[],
): Promise<void> {
  const placed = files.map((file) => {
    const place = patterns.findIndex(({ pattern }) => matchesFileName(pattern, file.plainName));
    return { ...file, place: place < 0 ? patterns.length : place };
  });
  placed.sort(
    (one, other) =>
      one.place - other.place || byName(one.plainName, other.plainName) || byName(one.fileName, other.fileName),
  );
  const listed = placed.flatMap(({ fileName, entry, place }): object[] => {
    const used = patterns[place];
    const file = { file_name: fileName, entry };
    if (!used) return [{ ...file, status: 'unmatched', refers_to: [] }];
    const read = { ...file, status: 'pending', descriptor_id: used.id, version: used.version };
    const within = [...used.children].map(([children, { entity, refersTo }]) => {
      return { ...read, children, entity, refers_to: refersTo };
    });
    return [{ ...read, entity: used.entity, refers_to: used.refersTo }, ...within];
  });
  const rows = listed.map((file, index) => ({ number: index + 1, ...file }));
  await sql.query(
    `insert into data_import_file (import_id, number, file_name, entry, children, descriptor_id, version, status, entity,
       refers_to)
     select $1, number, file_name, entry, children, descriptor_id, version, status, entity, refers_to
     from json_to_recordset($2::json) as file (number integer, file_name text, entry text, children text,
       descriptor_id bigint, version integer, status text, entity text, refers_to text[])`,
    [importId, JSON.stringify(rows)],
  );
  await sql.query('update data_import set listed_at = now() where id = $1', [importId]);
}

function byName(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

interface PendingRow {
  number: number;
  file_name: string;
  entry: string | null;
  children: string | null;
  descriptor_id: string;
  version: number;
}

const FILES =
  'select number, file_name, entry, children, descriptor_id, version from data_import_file f where import_id = $1';

/**
 * The next file to import: in the order of import, then waiting files for which other files have brought something
 * since. Undefined after the last.
 */
export async function nextFile(sql: Queryable, importId: number): Promise<PendingFile | undefined> {
  const { rows } = await sql.query<PendingRow>(
    `${FILES} and (status = 'pending' or (${MAY_GO_ON})) order by status = 'pending' desc, number limit 1`,
    [importId],
  );
  return presentFile(rows[0]);
}

/** A file that a descriptor matches. */
export async function fileOfNumber(sql: Queryable, importId: number, number: number): Promise<PendingFile | undefined> {
  const { rows } = await sql.query<PendingRow>(`${FILES} and number = $2 and descriptor_id is not null`, [
    importId,
    number,
  ]);
  return presentFile(rows[0]);
}

function presentFile(row: PendingRow | undefined): PendingFile | undefined {
  if (!row) return undefined;
  const { number, file_name: fileName, entry, children, descriptor_id: id, version } = row;
  return { number, fileName, entry, children, descriptorId: Number(id), version };
}

/** Records the end of a completed import. */
export async function endImport(sql: Queryable, importId: number): Promise<void> {
  await sql.query('update data_import set ended_at = now() where id = $1', [importId]);
}

/**
 * The first file of which nothing was imported.
 *
 * @param isOver whether waiting files are no longer retried
 */
export async function firstFailedFile(
  sql: Queryable,
  importId: number,
  isOver: boolean,
): Promise<{ fileName: string; error: string } | undefined> {
  const { rows } = await sql.query<{ file_name: string; error: string }>(
    `select file_name, error from data_import_file where import_id = $1 and status = 'failed' and ($2 or not waits)
     order by number limit 1`,
    [importId, isOver],
  );
  return rows[0] && { fileName: rows[0].file_name, error: rows[0].error };
}

/** Some names of the files if no descriptor matches any of them; undefined if one is matched. */
export async function namesOfUnmatched(sql: Queryable, importId: number): Promise<string[] | undefined> {
  const { rows } = await sql.query<{ file_name: string; status: string }>(
    `select file_name, status from data_import_file where import_id = $1
     order by status = 'unmatched', number limit ${MOST_NAMES + 1}`,
    [importId],
  );
  if (rows[0]?.status !== 'unmatched') return undefined;
  const names = rows.slice(0, MOST_NAMES).map(({ file_name }) => file_name);
  return rows.length > MOST_NAMES ? [...names, '…'] : names;
}

const MOST_NAMES = 5;

/** The number of rows in the files that were read. */
export async function processedRows(sql: Queryable, importId: number): Promise<number> {
  const { rows } = await sql.query<{ processed: string | null }>(
    'select sum(processed) as processed from data_import_file where import_id = $1',
    [importId],
  );
  return Number(rows[0]?.processed ?? 0);
}

/** Records the outcome of a file, in the transaction of its import. */
export async function finishFile(
  sql: Queryable,
  importId: number,
  number: number,
  end: FileCounts & { error?: string },
): Promise<void> {
  const { processed, inserted, updated, unchanged, skipped, error } = end;
  await sql.query(
    `update data_import_file set status = $3, processed = $4, inserted = $5, updated = $6, unchanged = $7, skipped = $8,
       error = $9
     where import_id = $1 and number = $2`,
    [
      importId,
      number,
      error === undefined ? 'completed' : 'failed',
      processed,
      inserted,
      updated,
      unchanged,
      skipped,
      error ?? null,
    ],
  );
}

interface FileRow {
  file_name: string;
  children: string | null;
  descriptor_id: string | null;
  version: number | null;
  status: ImportedFile['status'] | 'pending';
  processed: string;
  inserted: string;
  updated: string;
  unchanged: string;
  skipped: string;
  error: string | null;
}

/** The files of an import that were read or match no descriptor, in the order of import. */
export async function importedFiles(sql: Queryable, importId: number): Promise<ImportedFile[]> {
  const { rows } = await sql.query<FileRow>(
    `select file_name, children, descriptor_id, version, status, processed, inserted, updated, unchanged, skipped, error
     from data_import_file where import_id = $1 and status <> 'pending' order by number`,
    [importId],
  );
  return rows.map((row) => ({
    file_name: row.file_name,
    ...(row.children === null ? {} : { children: row.children }),
    data_descriptor_id: row.descriptor_id === null ? null : formatId('dataDescriptor', Number(row.descriptor_id)),
    version: row.version,
    status: row.status as ImportedFile['status'],
    processed: Number(row.processed),
    inserted: Number(row.inserted),
    updated: Number(row.updated),
    unchanged: Number(row.unchanged),
    skipped: Number(row.skipped),
    ...(row.error === null ? {} : { error: row.error }),
  }));
}

/** The entities of which an import has written something. @param jobId primary key of its job */
export async function entitiesWritten(sql: Queryable, jobId: number): Promise<string[]> {
  const { rows } = await sql.query<{ entity: string }>(
    `select distinct f.entity from data_import i join data_import_file f on f.import_id = i.id
     where i.job_id = $1 and not i.validate_only and f.inserted + f.updated > 0`,
    [jobId],
  );
  return rows.map(({ entity }) => entity);
}
