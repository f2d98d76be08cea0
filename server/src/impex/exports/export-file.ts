import { Readable } from 'node:stream';
import { type DataDefinition, Problem } from '@commerce-integration/contract';
import { createRowsWriter, describedFileName, sampleText, writeProblems } from '@commerce-integration/contract/rules';
import type { RowScope } from '../entities/row-service.ts';
import { fileBytes } from './file-bytes.ts';
import { readExported } from './read-exported.ts';

/** @throws Problem `conflict` for a layout that cannot be written so that reading it gives the same values */
export function assertWritable(id: string, definition: DataDefinition): void {
  const problems = writeProblems(definition);
  if (problems.length === 0) return;
  throw new Problem('conflict', `Data descriptor ${id} cannot be written. ${problems.join(' ')}`);
}

/** How a file is written. */
export interface ExportOptions {
  /** Whether the unit of work has an open transaction that reads everything from one snapshot. */
  readonly isSnapshot?: boolean;
  /** Whether people open the file in a spreadsheet. */
  readonly isForPeople?: boolean;
  /** Receives the number of rows of each part. */
  readonly onRows?: (rows: number) => void;
}

/**
 * A partner's data in the layout of a definition, as bytes, in constant memory.
 *
 * @throws Problem `conflict` where a text has characters that the encoding does not have
 */
export function exportFile(
  scope: RowScope,
  definition: DataDefinition,
  options: ExportOptions = {},
): AsyncGenerator<Buffer> {
  return fileBytes(definition.format, textOf(scope, definition, options));
}

async function* textOf(
  scope: RowScope,
  definition: DataDefinition,
  { isSnapshot = false, isForPeople = false, onRows }: ExportOptions,
): AsyncGenerator<string> {
  const writer = createRowsWriter(definition, isForPeople);
  yield writer.begin;
  for await (const read of readExported(scope, definition, isSnapshot)) {
    const rows = read.filter(writer.has);
    yield rows.map(writer.row).join('');
    onRows?.(rows.length);
  }
  yield writer.end;
}

/** A file without rows in the layout and the encoding of a descriptor. */
interface SampleFile {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Tables have their header; JSON lines and XML have one row with empty values. */
export function sampleFile(definition: DataDefinition): SampleFile {
  const text = Readable.from([sampleText(definition)]);
  return { fileName: describedFileName(definition, 'sample'), bytes: fileBytes(definition.format, text) };
}
