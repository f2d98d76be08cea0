import { formatId, formatJobId, type ImportedFile } from '@commerce-integration/contract';
import { loadRefusal } from '@commerce-integration/contract/feed-file';
import {
  childDefinitions,
  childFileName,
  childPosition,
  importMessage,
  importResult,
  matchesFileName,
  type ReadDefinition,
  withoutChildren,
  withoutNul,
} from '@commerce-integration/contract/rules';
import { keepingLoad } from '../catalog/mock-loads.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import { pricesSeen, recordPrices } from '../prices/mock-price-events.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import { type MockTables, tryOut } from '../store/mock-tables.ts';
import { applyRows, type Counts, NOTHING, reject } from './mock-apply-rows.ts';
import { rowChecker } from './mock-check-row.ts';
import { type ImportRow, importsOf } from './mock-impex-rows.ts';
import { concreteDefinition, mapRows, UnreadableFile } from './mock-import-reader.ts';

type Definition = ImportRow['descriptors'][number]['definition'];

/**
 * Imports the file of a job: one file of CSV or JSON lines, with the mode `merge`. What the mock does not do is
 * refused, and says so.
 *
 * @throws LoadFailure
 */
export function runImport(tables: MockTables, job: JobRow): LoadOutcome {
  return keepingLoad(tables, job, () => importFiles(tables, job));
}

function importFiles(tables: MockTables, job: JobRow): LoadOutcome {
  const sent = importsOf(tables).get(job.id);
  if (!sent) throw new Error(`Job ${job.number} has no import`);
  const { fileName, bytes, damage, descriptors, group } = sent;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new LoadFailure(
      'the mock reads no archives and no workbooks: send one file of text, or try against a server.',
    );
  }
  const used = descriptors.find(({ definition }) => matchesFileName(definition.file_name_pattern, fileName));
  if (!used) throw unmatched(fileName);
  const found: JobErrorRow[] = [];
  const files: ImportedFile[] = [];
  const job_id = formatJobId(job.jobType, job.number);
  const readings: [string | undefined, ReadDefinition][] = [
    [undefined, used.definition],
    ...childDefinitions(used.definition),
  ];
  for (const [children, definition] of readings) {
    const errors: JobErrorRow[] = [];
    const seen = pricesSeen(tables);
    const end = tryOut(
      tables,
      () => importFile(tables, job, { definition, bytes, damage, group, errors }),
      (counts) => !('error' in counts) && !group.validate_only,
    );
    const isFailed = 'error' in end;
    if (!isFailed && !group.validate_only && end.inserted + end.updated > 0) sent.written.add(definition.entity);
    recordPrices(tables, seen, job.partnerId, { job_id });
    const name = childFileName(fileName, children);
    found.push(...named(errors, name));
    const about = { file_name: fileName, ...(children === undefined ? {} : { children }) };
    const file = { ...about, data_descriptor_id: used.id, version: used.version };
    const status = isFailed ? ('failed' as const) : ('completed' as const);
    files.push({ ...file, status, ...(isFailed ? { ...NOTHING, error: end.error } : end) });
    if (isFailed && group.on_error === 'stop_group') {
      const why = `${fileName} was not imported, and on_error is stop_group. ${end.error}`;
      throw new LoadFailure(why, found, importResult(files));
    }
  }
  const result = importResult(files);
  return { result, message: importMessage(result, group.validate_only), errors: found, changes: [] };
}

function unmatched(file_name: string): LoadFailure {
  const file = { file_name, data_descriptor_id: null, version: null, status: 'unmatched' as const, ...NOTHING };
  const why = `no descriptor of the data group matches the name of a file. The files: ${file_name}.`;
  return new LoadFailure(why, [], importResult([file]));
}

function named(errors: readonly JobErrorRow[], file_name: string): JobErrorRow[] {
  return errors
    .map((error) => ({ file_name, ...storable(error) }))
    .sort((a, b) => a.line - b.line || a.position - b.position);
}

function storable({ column, value, ...error }: JobErrorRow): JobErrorRow {
  return {
    ...error,
    message: withoutNul(error.message),
    ...(column === undefined ? {} : { column: withoutNul(column) }),
    ...(value === undefined ? {} : { value: withoutNul(value) }),
  };
}

/** Records the event of an import that has completed or failed. */
export function recordImportEnd(tables: MockTables, job: JobRow): void {
  const sent = importsOf(tables).get(job.id);
  if (!sent || job.status === 'cancelled') return;
  const { partnerId, message, result } = job;
  const about = { data_group_id: sent.group.data_group_id, job_id: formatId('importJob', job.number), message };
  if (job.status === 'completed' && result && 'files' in result && 'processed' in result)
    recordEvent(tables, { type: 'import.completed', partnerId, data: { ...about, result } });
  else recordEvent(tables, { type: 'import.failed', partnerId, data: { ...about, error: job.error ?? message } });
}

interface FileImport {
  definition: ReadDefinition;
  bytes: Uint8Array;
  damage: string | undefined;
  group: ImportRow['group'];
  errors: JobErrorRow[];
}

function importFile(tables: MockTables, job: JobRow, task: FileImport): Counts | { error: string } {
  const { bytes, damage, group, errors } = task;
  if (damage !== undefined) return { error: damage };
  const missing = whatTheMockLacks(task.definition);
  if (missing !== undefined) return { error: `${missing}: try it against a server.` };
  try {
    const definition = withoutChildren(concreteDefinition(bytes, task.definition));
    const rows = mapRows(bytes, definition).map(rowChecker(tables, job.partnerId, definition));
    for (const row of rows) reject(errors, definition, row, row.problems);
    const good = rows.filter(({ problems, isLeftOut }) => problems.length === 0 && !isLeftOut);
    // Products are refused when all of their problems are known.
    const early = definition.entity === 'product' ? undefined : refusalOf(rows.length, errors, group);
    if (early !== undefined) return { error: early };
    const counts = applyRows(tables, job, { definition, errors }, good);
    const refusal = refusalOf(rows.length, errors, group);
    if (refusal !== undefined) {
      // Which row of a SKU counts is not told where none does.
      errors.splice(0, errors.length, ...errors.filter(({ code }) => code !== 'duplicate_sku'));
      return { error: refusal };
    }
    return { ...counts, processed: rows.length, skipped: counts.skipped + rows.length - good.length };
  } catch (error) {
    if (error instanceof UnreadableFile) return { error: error.message };
    if (!(error instanceof LoadFailure)) throw error;
    errors.push(...error.errors);
    return { error: error.message };
  }
}

/** Why a file is rolled back for its rejected rows; undefined where it is not. */
function refusalOf(
  processed: number,
  errors: readonly JobErrorRow[],
  { on_error, max_error_ratio: maxErrorRatio }: ImportRow['group'],
): string | undefined {
  const found = errors.filter(({ severity }) => severity === 'error').sort((a, b) => a.line - b.line);
  const rejected = new Set(found.map(({ line, position }) => `${line} ${Math.floor(position / childPosition(1))}`))
    .size;
  const firstProblem = `line ${found[0]?.line}: ${found[0]?.message}`;
  const refusal = loadRefusal({ processed, rejected, firstProblem }, { mode: 'incremental', maxErrorRatio });
  if (refusal !== undefined || rejected === 0 || on_error === 'skip_row') return refusal;
  const why = `${rejected} of ${processed} rows were rejected, and on_error is ${on_error}.`;
  return `${why} The first problem is in ${firstProblem}`;
}

function whatTheMockLacks({ entity, mode, columns }: Definition): string | undefined {
  if (entity === 'order_update') return 'The mock imports no order updates';
  if (mode !== 'merge' && entity !== 'category' && entity !== 'customer') return 'The mock imports with the mode merge';
  const column = columns.find(({ lookup, apply = 'always' }) => lookup || apply !== 'always');
  return column && `The mock has no lookup and no apply, which the column ${column.target} has`;
}
