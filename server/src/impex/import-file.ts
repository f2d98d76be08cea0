import type { ImportedFile, ImportOnError } from '@commerce-integration/contract';
import { childPosition, type ReadDefinition } from '@commerce-integration/contract/rules';
import type { Database } from '../database/orm.ts';
import type { Queryable } from '../database/queryable.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { ReportedFile, ReportedRow } from '../jobs/job-error-writer.ts';
import type { JobRun } from '../jobs/job-handlers.ts';
import type { RowPlaces, UnresolvedRows } from './unresolved-rows.ts';

/** What became of the rows of a file. Always `processed = inserted + updated + unchanged + skipped`. */
export type FileCounts = Pick<ImportedFile, 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped'>;

/** The import of one file. */
export interface FileTask {
  readonly database: Database;
  /** Seals and opens what is stored encrypted. */
  readonly cipher: FieldCipher;
  readonly run: JobRun;
  readonly partnerId: number;
  readonly file: { readonly number: number; readonly name: string };
  readonly definition: ReadDefinition;
  readonly onError: ImportOnError;
  readonly maxErrorRatio: number | null;
  readonly validateOnly: boolean;
  /** The rows to import, where the others of the file were imported before. */
  readonly only: RowPlaces | undefined;
  readonly unresolved: UnresolvedRows;
  /** Opens the file, unpacked. */
  readonly open: () => Promise<AsyncIterable<Buffer>>;
  /** Receives the number of rows of this file done so far. */
  readonly onProgress: (rows: number) => void;
  /** Called in the transaction of the import, last, to record what became of the file. */
  readonly finish: (sql: Queryable, counts: FileCounts) => Promise<void>;
}

/** The file as its errors name it: only those of the rows that are imported are reported again. */
export function reportedFile({ file, only, definition }: FileTask): ReportedFile {
  return only ? { ...file, rows: reportedRows(only, definition.within !== undefined) } : file;
}

/** Where some rows are reported. @param areWithin whether they are rows within rows */
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
 * Why a file with rejected rows is rolled back by `on_error`; undefined where it is not, as where its other rows are
 * imported already.
 */
export function rollbackReason(
  { onError, only }: Pick<FileTask, 'onError' | 'only'>,
  rows: ReadRows,
): string | undefined {
  if (onError === 'skip_row' || rows.rejected === 0 || only) return undefined;
  const { processed, rejected, firstProblem } = rows;
  return `${rejected} of ${processed} rows were rejected, and on_error is ${onError}. The first problem is in ${firstProblem}`;
}
