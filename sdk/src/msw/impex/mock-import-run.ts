import {
  type Availability,
  attributeOfTarget,
  DEFAULT_CURRENCY,
  formatId,
  type ImportedFile,
  isPersonal,
  JobNotes,
  normaliseAvailability,
  type Operation,
} from '@commerce-integration/contract';
import { loadRefusal } from '@commerce-integration/contract/feed-file';
import {
  childDefinitions,
  childFileName,
  importMessage,
  importResult,
  matchesFileName,
  type ReadDefinition,
  withoutChildren,
  withoutValue,
} from '@commerce-integration/contract/rules';
import { executeOperation } from '../batches/mock-operations.ts';
import { loadFile } from '../catalog/mock-load.ts';
import { LoadFailure, type LoadOutcome } from '../jobs/mock-worker.ts';
import { recordEvent } from '../store/mock-event-log.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import { checkpoint, type MockTables } from '../store/mock-tables.ts';
import { type ImportRow, importsOf } from './mock-impex-rows.ts';
import { importCategories } from './mock-import-categories.ts';
import { importCustomerRows } from './mock-import-customers.ts';
import { keepingLoad } from './mock-import-loads.ts';
import { type RowProblem, setPrice, unknownProduct } from './mock-import-prices.ts';
import { concreteDefinition, type MappedRow, mapRows, UnreadableFile } from './mock-import-reader.ts';

type Definition = ImportRow['descriptors'][number]['definition'];
type Counts = Pick<ImportedFile, 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped'>;

/** More problems than a row has: each row within a row has places of its own for them. */
const MOST_PROBLEMS = 1_000;
const NOTHING: Counts = { processed: 0, inserted: 0, updated: 0, unchanged: 0, skipped: 0 };

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
  const { fileName, bytes, descriptors, group } = sent;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    throw new LoadFailure(
      'the mock reads no archives and no workbooks: send one file of text, or try against a server.',
    );
  }
  const used = descriptors.find(({ definition }) => matchesFileName(definition.file_name_pattern, fileName));
  if (!used) {
    throw new LoadFailure(`no descriptor of the data group matches the name of a file. The files: ${fileName}.`);
  }
  const found: JobErrorRow[] = [];
  const files: ImportedFile[] = [];
  const readings: [string | undefined, ReadDefinition][] = [
    [undefined, used.definition],
    ...childDefinitions(used.definition),
  ];
  for (const [children, definition] of readings) {
    const errors: JobErrorRow[] = [];
    const takeBack = checkpoint(tables);
    const end = importFile(tables, job, { definition, bytes, group, errors });
    const isFailed = 'error' in end;
    if (isFailed || group.validate_only) takeBack();
    else if (end.inserted + end.updated > 0) sent.written.add(definition.entity);
    const name = childFileName(fileName, children);
    found.push(...named(errors, name));
    if (isFailed && group.on_error === 'stop_group') {
      throw new LoadFailure(`${fileName} was not imported, and on_error is stop_group. ${end.error}`, found);
    }
    const about = { file_name: fileName, ...(children === undefined ? {} : { children }) };
    const file = { ...about, data_descriptor_id: used.id, version: used.version };
    const status = isFailed ? ('failed' as const) : ('completed' as const);
    files.push({ ...file, status, ...(isFailed ? { ...NOTHING, error: end.error } : end) });
  }
  const result = importResult(files);
  return { result, message: importMessage(result, group.validate_only), errors: found, changes: [] };
}

function named(errors: readonly JobErrorRow[], file_name: string): JobErrorRow[] {
  return errors.map((error) => ({ file_name, ...error })).sort((a, b) => a.line - b.line || a.position - b.position);
}

/** Records the event of an import that has completed or failed. */
export function recordImportEnd(tables: MockTables, job: JobRow): void {
  const sent = importsOf(tables).get(job.id);
  if (!sent || job.status === 'cancelled') return;
  const { partnerId, message, result } = job;
  const about = { data_group_id: sent.group.data_group_id, job_id: formatId('importJob', job.number), message };
  if (result && 'files' in result && 'processed' in result)
    recordEvent(tables, { type: 'import.completed', partnerId, data: { ...about, result } });
  else recordEvent(tables, { type: 'import.failed', partnerId, data: { ...about, error: job.error ?? message } });
}

interface FileImport {
  definition: ReadDefinition;
  bytes: Uint8Array;
  group: ImportRow['group'];
  errors: JobErrorRow[];
}

function importFile(tables: MockTables, job: JobRow, task: FileImport): Counts | { error: string } {
  const { bytes, group, errors } = task;
  const missing = whatTheMockLacks(task.definition);
  if (missing !== undefined) return { error: `${missing}: try it against a server.` };
  try {
    const definition = withoutChildren(concreteDefinition(bytes, task.definition));
    const rows = mapRows(bytes, definition);
    for (const { line, item = 0, problems } of rows) {
      problems.forEach((found, position) => {
        const problem = isPersonal(definition.entity) ? withoutValue(found) : found;
        errors.push({ line, ...problem, severity: 'error', position: item * MOST_PROBLEMS + position });
      });
    }
    const good = rows.filter(({ problems, isLeftOut }) => problems.length === 0 && !isLeftOut);
    const counts = applyRows(tables, job, { definition, errors }, good);
    const skipped = counts.skipped + rows.length - good.length;
    const rejected = new Set(errors.flatMap(({ line, severity }) => (severity === 'error' ? [line] : []))).size;
    const first = errors[0];
    const told = { processed: rows.length, rejected, firstProblem: `line ${first?.line}: ${first?.message}` };
    const refusal = loadRefusal(told, { mode: 'incremental', maxErrorRatio: group.max_error_ratio });
    if (refusal !== undefined) return { error: refusal };
    if (rejected === 0 || group.on_error === 'skip_row') return { ...counts, processed: rows.length, skipped };
    const why = `${rejected} of ${rows.length} rows were rejected, and on_error is ${group.on_error}.`;
    return { error: `${why} The first problem is in ${told.firstProblem}` };
  } catch (error) {
    if (error instanceof UnreadableFile) return { error: error.message };
    if (!(error instanceof LoadFailure)) throw error;
    errors.push(...error.errors);
    return { error: error.message };
  }
}

function whatTheMockLacks({ entity, mode, columns }: Definition): string | undefined {
  if (entity === 'order_update') return 'The mock imports no order updates';
  if (mode !== 'merge' && entity !== 'category' && entity !== 'customer') return 'The mock imports with the mode merge';
  const column = columns.find(({ lookup, apply = 'always' }) => lookup || apply !== 'always');
  return column && `The mock has no lookup and no apply, which the column ${column.target} has`;
}

/** Applies rows that were read without problems; those that are refused are added to `errors`. */
export function applyRows(
  tables: MockTables,
  job: JobRow,
  task: Pick<FileImport, 'definition' | 'errors'>,
  rows: MappedRow[],
): Counts {
  if (task.definition.entity === 'category') return importCategories(tables, job, task, rows);
  if (task.definition.entity === 'customer') return importCustomerRows(tables, job, task, rows);
  return task.definition.entity === 'product'
    ? importProducts(tables, job, task, rows)
    : importRows(tables, job, task, rows);
}

function importProducts(
  tables: MockTables,
  job: JobRow,
  { definition, errors }: Pick<FileImport, 'definition' | 'errors'>,
  rows: MappedRow[],
): Counts {
  const columns = definition.columns.map(({ target }, index) => ({ target, index }));
  const known = columns.filter(({ target }) => attributeOfTarget(target) === undefined);
  const attributes = columns.flatMap(({ target, index }) => {
    const name = attributeOfTarget(target);
    return name === undefined ? [] : [{ name, index }];
  });
  const layout = {
    width: columns.length,
    columns: Object.fromEntries(known.map(({ target, index }) => [target, index])),
    attributes,
  };
  const records = rows.map(({ line, values }) => {
    const cells = values.map((value) => value ?? '');
    return { line, begin: 0, end: 0, cells, mayHaveNul: true, problem: undefined, warning: undefined };
  });
  const outcome = loadFile(tables, job, {
    feedId: null,
    file: { layout, records, notes: new JobNotes(), failure: undefined },
    mode: 'incremental',
    validate_only: false,
    max_error_ratio: 1,
    max_removed_ratio: 0,
    defaultCurrency: tables.partners.get(job.partnerId)?.shown.default_currency ?? DEFAULT_CURRENCY,
  });
  errors.push(...outcome.errors);
  const { processed, inserted, updated, unchanged, skipped } = outcome.result;
  return { processed, inserted, updated, unchanged, skipped };
}

/** Applies rows that are each about one product, as operations of a batch. */
function importRows(
  tables: MockTables,
  job: JobRow,
  { definition, errors }: Pick<FileImport, 'definition' | 'errors'>,
  rows: MappedRow[],
): Counts {
  const counts = { ...NOTHING };
  const at = tables.timeOfChange();
  for (const { line, item = 0, values } of rows) {
    const row = Object.fromEntries(definition.columns.map(({ target }, index) => [target, values[index] ?? null]));
    const before = stateOf(tables);
    const problem =
      definition.entity === 'price' ? setPrice(tables, job, row, at) : execute(tables, job, definition, row, at);
    if (problem !== undefined) {
      counts.skipped += 1;
      const position = item * MOST_PROBLEMS;
      errors.push({ line, sku: row.sku ?? '', ...problem, severity: 'error', position });
    } else if (stateOf(tables) === before) counts.unchanged += 1;
    else counts.updated += 1;
  }
  return counts;
}

/** Whether something has changed shows in it. */
function stateOf({ products, priceLists }: MockTables): string {
  return JSON.stringify([
    [...products.values()].map(({ attributes, shown }) => [[...attributes], shown]),
    priceLists.length,
  ]);
}

type Row = Record<string, string | null>;

function execute(
  tables: MockTables,
  job: JobRow,
  { entity }: Definition,
  row: Row,
  at: number,
): RowProblem | undefined {
  const about = { operation_id: 'import', product: { sku: row.sku ?? '' } };
  const availability = normaliseAvailability(row.availability ?? '');
  if (entity === 'availability' && !availability) {
    return { column: 'availability', code: 'invalid_value', message: 'availability must be a usual spelling.' };
  }
  if (entity === 'product_attribute' && !row.name) {
    return { column: 'name', code: 'required', message: 'name must not be empty.' };
  }
  const operation =
    entity === 'availability'
      ? { '@type': 'ProductAvailabilityUpdate', ...about, availability: availability as Availability }
      : { '@type': 'ProductAttributesUpdate', ...about, attributes: { [row.name ?? '']: row.value } };
  const problem = executeOperation(tables, job, operation as Operation, at);
  if (!problem) return undefined;
  return problem.code === 'not_found'
    ? unknownProduct(row.sku ?? '')
    : { column: 'value', code: 'invalid_value', message: problem.message };
}
