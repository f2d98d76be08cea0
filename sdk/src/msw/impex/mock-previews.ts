import {
  type DataDefinition,
  type DataPreview,
  type DataPreviewRow,
  type DataProposal,
  type DataSample,
  type DetectDataDefinition,
  LIMITS,
} from '@commerce-integration/contract';
import {
  childDefinitions,
  detectCsv,
  detectJsonLines,
  formatOfText,
  proposeDefinition,
  type ReadDefinition,
  withoutChildren,
} from '@commerce-integration/contract/rules';
import { feedTextTools } from '../../validate-feed/csv-reader.ts';
import { jobRow } from '../jobs/mock-job-rows.ts';
import { LoadFailure } from '../jobs/mock-worker.ts';
import type { JobErrorRow } from '../store/mock-rows.ts';
import { checkpoint, type MockTables } from '../store/mock-tables.ts';
import { applyRows } from './mock-apply-rows.ts';
import { rowChecker } from './mock-check-row.ts';
import { concreteDefinition, type MappedRow, mapRows, UnreadableFile } from './mock-import-reader.ts';

/** The rows of a sample, and what an import would do with each of them: it is done, and undone. */
export function previewRows(
  tables: MockTables,
  partnerId: number,
  definition: DataDefinition,
  sample: DataSample,
): DataPreview {
  const encoding = sample.sample === undefined ? definition.format.encoding : 'utf-8';
  const bytes = bytesOf(sample);
  const undo = checkpoint(tables);
  try {
    const read = concreteDefinition(bytes, { ...definition, format: { ...definition.format, encoding } });
    const previewed = (one: ReadDefinition) =>
      mapRows(bytes, one)
        .slice(0, LIMITS.previewRows)
        .map((row) => previewRow(tables, partnerId, one, row));
    const rows = previewed(withoutChildren(read));
    for (const [children, child] of childDefinitions(read)) {
      rows.push(...previewed(child).map((row) => ({ children, ...row })));
    }
    return { rows };
  } catch (error) {
    if (error instanceof UnreadableFile) return { rows: [], error: error.message };
    throw error;
  } finally {
    undo();
  }
}

function bytesOf({ sample, sample_base64, is_cut }: DataSample): Uint8Array {
  const bytes =
    sample_base64 === undefined
      ? new TextEncoder().encode(sample)
      : Uint8Array.from(atob(sample_base64), (character) => character.charCodeAt(0));
  return is_cut ? bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1) : bytes;
}

function previewRow(tables: MockTables, partnerId: number, definition: DataDefinition, row: MappedRow): DataPreviewRow {
  const values = Object.fromEntries(definition.columns.map(({ target }, index) => [target, row.values[index] ?? null]));
  const checked = rowChecker(tables, partnerId, definition)(row);
  const { line, problems } = checked;
  if (row.isLeftOut) return { line, values, outcome: 'skipped', problems };
  if (problems.length > 0) return { line, values, outcome: 'rejected', problems };
  const errors: JobErrorRow[] = [];
  const job = jobRow({ type: 'import', partnerId, subjectId: 0, createdAt: new Date() }, { id: 0, number: 0 });
  try {
    const { inserted, updated, unchanged } = applyRows(tables, job, { definition, errors }, [checked]);
    if (inserted + updated + unchanged > 0) {
      return { line, values, outcome: inserted ? 'inserted' : updated ? 'updated' : 'unchanged', problems: [] };
    }
    if (errors.length === 0) return { line, values, outcome: 'skipped', problems: [] };
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
  return { line, values, outcome: 'rejected', problems: found };
}

/** Proposes how CSV or JSON lines are described. XML is tried against a server. */
export function detect({ file_name, ...sample }: DetectDataDefinition): DataProposal {
  const bytes = bytesOf({ ...sample, is_cut: false });
  const encoding = feedTextTools.isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(bytes);
  const isLines = formatOfText(text) === 'jsonl';
  const layout = isLines ? detectJsonLines(text, encoding) : detectCsv(text, encoding, sample.is_cut);
  return proposeDefinition({ ...layout, fileName: file_name });
}
