import {
  type DataDefinition,
  type DataPreview,
  type DataPreviewRow,
  type DataProposal,
  type DataSample,
  type DetectDataDefinition,
  LIMITS,
  Problem,
} from '@commerce-integration/contract';
import {
  childDefinitions,
  completeLines,
  detectCsv,
  detectJsonLines,
  formatOfText,
  type MappedRow,
  otherFileProblem,
  proposeDefinition,
  type ReadDefinition,
  withoutChildren,
} from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { jobRow } from '../jobs/mock-job-rows.ts';
import { LoadFailure } from '../jobs/mock-worker.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import { type MockTables, tryOut } from '../store/mock-tables.ts';
import { applyRows, outcomesOf } from './mock-apply-rows.ts';
import { rowChecker } from './mock-check-row.ts';
import { concreteDefinition, mapRows, UnreadableFile } from './mock-import-reader.ts';

/** The rows of a sample, and what an import would do with each of them: it is done, and undone. */
export function previewRows(
  tables: MockTables,
  partnerId: number,
  definition: DataDefinition,
  sample: DataSample,
): DataPreview {
  try {
    const rows = () => rowsOfSample(tables, partnerId, definition, sample);
    return { rows: tryOut(tables, rows, () => false) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { rows: [], error: error.message };
    throw error;
  }
}

/** @throws UnreadableFile */
function rowsOfSample(
  tables: MockTables,
  partnerId: number,
  definition: DataDefinition,
  sample: DataSample,
): DataPreviewRow[] {
  const encoding = sample.sample === undefined ? definition.format.encoding : 'utf-8';
  const sent = bytesOf(sample);
  const bytes = sample.is_cut ? completeLines(sent, encoding) : sent;
  const read = concreteDefinition(bytes, { ...definition, format: { ...definition.format, encoding } });
  const previewed = (one: ReadDefinition) => {
    const rows = mapRows(bytes, one).slice(0, LIMITS.previewRows);
    if (one.entity === 'product') return rows.map((row) => previewProduct(tables, partnerId, one, row));
    return previewTogether(tables, partnerId, one, rows);
  };
  const rows = previewed(withoutChildren(read));
  for (const [children, child] of childDefinitions(read)) {
    rows.push(...previewed(child).map((row) => ({ children, ...row })));
  }
  return rows;
}

function bytesOf({ sample, sample_base64 }: Omit<DataSample, 'is_cut'>): Uint8Array {
  return sample_base64 === undefined
    ? new TextEncoder().encode(sample)
    : Uint8Array.from(atob(sample_base64), (character) => character.charCodeAt(0));
}

/** Rows see what the rows before them do; a category also sees parents that stand later. */
function previewTogether(
  tables: MockTables,
  partnerId: number,
  definition: ReadDefinition,
  rows: readonly MappedRow[],
): DataPreviewRow[] {
  const checked = rows.map(rowChecker(tables, partnerId, definition));
  const good = checked.filter(({ problems, isLeftOut }) => problems.length === 0 && !isLeftOut);
  const found = outcomesOf(tables, jobOf(partnerId), definition, good);
  const outcomes = new Map(good.map((row, index) => [row, found[index]]));
  return checked.map((row) => {
    const outcome = outcomes.get(row) ?? (row.isLeftOut ? 'skipped' : undefined);
    if (typeof outcome === 'string') return { ...shownRow(definition, row), outcome, problems: [] };
    return { ...shownRow(definition, row), outcome: 'rejected', problems: outcome ? [outcome] : [...row.problems] };
  });
}

function previewProduct(
  tables: MockTables,
  partnerId: number,
  definition: ReadDefinition,
  row: MappedRow,
): DataPreviewRow {
  const checked = rowChecker(tables, partnerId, definition)(row);
  const shown = shownRow(definition, row);
  const problems = [...checked.problems];
  if (row.isLeftOut) return { ...shown, outcome: 'skipped', problems };
  if (problems.length > 0) return { ...shown, outcome: 'rejected', problems };
  const errors: JobErrorRow[] = [];
  try {
    const { inserted, updated, unchanged } = applyRows(tables, jobOf(partnerId), { definition, errors }, [checked]);
    if (inserted + updated + unchanged > 0) {
      return { ...shown, outcome: inserted ? 'inserted' : updated ? 'updated' : 'unchanged', problems: [] };
    }
    if (errors.length === 0) return { ...shown, outcome: 'skipped', problems: [] };
  } catch (error) {
    if (!(error instanceof LoadFailure)) throw error;
    errors.push(...error.errors);
  }
  const found = errors.map(({ column, code, message, value }) => ({
    ...(column === undefined ? {} : { column }),
    code,
    message,
    ...(value === undefined ? {} : { value }),
  }));
  return { ...shown, outcome: 'rejected', problems: found };
}

function shownRow({ columns }: ReadDefinition, { line, values }: MappedRow): Pick<DataPreviewRow, 'line' | 'values'> {
  return { line, values: Object.fromEntries(columns.map(({ target }, index) => [target, values[index] ?? null])) };
}

function jobOf(partnerId: number): JobRow {
  return jobRow({ type: 'import', partnerId, subjectId: 0, createdAt: new Date() }, { id: 0, number: 0 });
}

/** Proposes how CSV or JSON lines are described. XML is tried against a server. */
export function detect({ file_name, ...sample }: DetectDataDefinition): DataProposal {
  const bytes = bytesOf(sample);
  const message = otherFileProblem(bytes, 'csv');
  if (message !== undefined) {
    const path = sample.sample === undefined ? 'sample_base64' : 'sample';
    throw new Problem('validation_failed', message, { errors: [{ path, code: 'invalid', message }] });
  }
  const encoding = feedTextTools.isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(bytes);
  const isLines = formatOfText(text) === 'jsonl';
  const layout = isLines ? detectJsonLines(text, encoding) : detectCsv(text, encoding, sample.is_cut);
  return proposeDefinition({ ...layout, fileName: file_name });
}
