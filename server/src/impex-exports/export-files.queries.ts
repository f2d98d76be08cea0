import { type ExportedFile, formatId } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';

// Tenancy of this file: the files of a job that was read for the caller, or that is the worker's own.

/** A completed file of an export. */
export interface StoredFile extends ExportedFile {
  readonly id: number;
  /** Its position among the files of the export. */
  readonly number: number;
  readonly objectKey: string;
  readonly writtenAt: Date;
}

interface FileRow {
  id: string;
  number: number;
  file_name: string;
  descriptor_id: string;
  version: number;
  entity: string;
  rows: string;
  bytes: string;
  object_key: string;
  written_at: string | Date;
}

/** A job's completed files, in order. */
export async function storedFiles(sql: Queryable, jobId: number): Promise<StoredFile[]> {
  const { rows } = await sql.query<FileRow>(
    `select id, number, file_name, descriptor_id, version, entity, rows, bytes, object_key, written_at
     from data_export_file where job_id = $1 order by number`,
    [jobId],
  );
  return rows.map((row) => ({
    id: Number(row.id),
    number: row.number,
    file_name: row.file_name,
    data_descriptor_id: formatId('dataDescriptor', Number(row.descriptor_id)),
    version: row.version,
    entity: row.entity,
    rows: Number(row.rows),
    bytes: Number(row.bytes),
    objectKey: row.object_key,
    writtenAt: new Date(row.written_at),
  }));
}

/** A job's files in the form of its result. */
export async function exportedFiles(sql: Queryable, jobId: number): Promise<ExportedFile[]> {
  const files = await storedFiles(sql, jobId);
  return files.map(({ id: _id, number: _number, objectKey: _key, writtenAt: _at, ...file }) => file);
}

/** A file that has been written. */
export interface WrittenFile {
  readonly id: number;
  readonly number: number;
  readonly fileName: string;
  readonly descriptorId: number;
  readonly version: number;
  readonly entity: string;
  readonly rows: number;
  readonly bytes: number;
  readonly objectKey: string;
}

/** Records a completed file. */
export async function addFile(
  sql: Queryable,
  { id: jobId, partnerId }: { id: number; partnerId: number },
  file: WrittenFile,
): Promise<void> {
  const { id, number, fileName, descriptorId, version, entity, rows, bytes, objectKey } = file;
  await sql.query(
    `insert into data_export_file (id, partner_id, job_id, number, file_name, descriptor_id, version, entity, rows,
       bytes, object_key, written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())`,
    [id, partnerId, jobId, number, fileName, descriptorId, version, entity, rows, bytes, objectKey],
  );
}

/** Deletes the rows of files from a job's earlier tries. */
export async function removeFiles(em: UnitOfWork, jobId: number): Promise<void> {
  await sqlOf(em).query('delete from data_export_file where job_id = $1', [jobId]);
}
