import type { ImportedFile, ImportOnError } from '@commerce-integration/contract';
import { childPosition, type ReadDefinition } from '@commerce-integration/contract/rules';
import type { Database } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { ReportedFile, ReportedRow } from '../jobs/job-error-writer.ts';
import type { JobRun } from '../jobs/job-handlers.ts';
import type { RowPlaces, UnresolvedRows } from './unresolved-rows.ts';

/** The counts of a file's rows. Always `processed = inserted + updated + unchanged + skipped`. */
export type FileCounts = Pick<ImportedFile, 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped'>;

/** The import of one file. */
export interface FileTask {
  readonly database: Database;
  /** Encrypts and decrypts sealed values. */
  readonly cipher: FieldCipher;
  readonly run: JobRun;
  readonly partnerId: number;
  readonly file: { readonly number: number; readonly name: string };
  readonly definition: ReadDefinition;
  readonly onError: ImportOnError;
  readonly maxErrorRatio: number | null;
  readonly validateOnly: boolean;
  /** The rows to import, if the file's other rows were already imported. */
  readonly only: RowPlaces | undefined;
  readonly unresolved: UnresolvedRows;
  /** Opens the file, unpacked. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
  /** Receives the number of rows of this file done so far. */
  readonly onProgress: (rows: number) => void;
  /** Called last in the import's transaction, to record the file's outcome. */
  readonly finish: (sql: Queryable, counts: FileCounts) => Promise<void>;
}

/** The file for error reports: on a retry, only errors of the retried rows are replaced. */
export function reportedFile({ file, only, definition }: FileTask): ReportedFile {
  return only ? { ...file, rows: reportedRows(only, definition.within !== undefined) } : file;
}

/** The positions of some rows in reports. @param areWithin whether they are nested rows */
export function reportedRows(places: RowPlaces, areWithin: boolean): ReportedRow[] {
  if (!areWithin) return [...places.keys()].map((line) => ({ line, first: 0, before: null }));
  return [...places].flatMap(([line, items]) =>
    [...items].map((item) => ({ line, first: childPosition(item), before: childPosition(item + 1) })),
  );
}

/** The rows of a file that were read. */
export interface ReadRows {
  readonly processed: number;
  readonly rejected: number;
  /** The first rejection, as a sentence that names its line. */
  readonly firstProblem: string;
}

/**
 * Why `on_error` rolls back a file with rejected rows; undefined if it does not, for example because its other rows
 * were already imported.
 */
export function rollbackReason(
  { onError, only }: Pick<FileTask, 'onError' | 'only'>,
  rows: ReadRows,
): string | undefined {
  if (onError === 'skip_row' || rows.rejected === 0 || only) return undefined;
  const { processed, rejected, firstProblem } = rows;
  return `${rejected} of ${processed} rows were rejected, and on_error is ${onError}. The first problem is in ${firstProblem}`;
}
