import { type DataDefinition, Problem } from '@commerce-integration/contract';
import { createRowsWriter, writeProblems } from '@commerce-integration/contract/rules';
import iconv from 'iconv-lite';
import type { RowScope } from '../entities/row-service.ts';
import { readExported } from './read-exported.ts';

/** @throws Problem `conflict` for a layout in which nothing can be written so that it is read as the same */
export function assertWritable(id: string, definition: DataDefinition): void {
  const problems = writeProblems(definition);
  if (problems.length === 0) return;
  throw new Problem('conflict', `Data descriptor ${id} cannot be written. ${problems.join(' ')}`);
}

/** A part of a file. */
export interface FilePart {
  readonly bytes: Buffer;
  readonly rows: number;
}

/**
 * A partner's data in the layout of a definition, part by part, in constant memory.
 *
 * @param isSnapshot as `readExported` has it
 * @throws Problem `conflict` where a text has characters that the encoding does not have
 */
export async function* exportFile(
  scope: RowScope,
  definition: DataDefinition,
  isSnapshot = false,
): AsyncGenerator<FilePart> {
  const { encoding } = definition.format;
  const writer = createRowsWriter(definition);
  yield { bytes: encoded(writer.begin, encoding), rows: 0 };
  for await (const read of readExported(scope, definition, isSnapshot)) {
    const rows = read.filter(writer.has);
    yield { bytes: encoded(rows.map(writer.row).join(''), encoding), rows: rows.length };
  }
  yield { bytes: encoded(writer.end, encoding), rows: 0 };
}

function encoded(text: string, encoding: DataDefinition['format']['encoding']): Buffer {
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  if (encoding.startsWith('utf-') || iconv.decode(bytes, encoding) === text) return bytes;
  throw new Problem(
    'conflict',
    `The data have characters that ${encoding} does not have: give the format another encoding, such as utf-8.`,
  );
}
