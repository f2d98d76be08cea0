import { type DataDefinition, Problem } from '@commerce-integration/contract';
import { createRowsWriter, writeProblems } from '@commerce-integration/contract/rules';
import type { RowScope } from '../entities/row-service.ts';
import { fileBytes } from './file-bytes.ts';
import { readExported } from './read-exported.ts';

/** @throws Problem `conflict` for a layout in which nothing can be written so that it is read as the same */
export function assertWritable(id: string, definition: DataDefinition): void {
  const problems = writeProblems(definition);
  if (problems.length === 0) return;
  throw new Problem('conflict', `Data descriptor ${id} cannot be written. ${problems.join(' ')}`);
}

/**
 * A partner's data in the layout of a definition, as bytes, in constant memory.
 *
 * @throws Problem `conflict` where a text has characters that the encoding does not have
 */
export function exportFile(scope: RowScope, definition: DataDefinition): AsyncGenerator<Buffer> {
  return fileBytes(definition.format, textOf(scope, definition));
}

async function* textOf(scope: RowScope, definition: DataDefinition): AsyncGenerator<string> {
  const writer = createRowsWriter(definition);
  yield writer.begin;
  for await (const rows of readExported(scope, definition)) yield writer.rows(rows);
  yield writer.end;
}
