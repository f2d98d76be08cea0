import { type ImportProblem, LIMITS } from '@commerce-integration/contract';
import { readJsonRow } from '@commerce-integration/contract/rules';
import { FoundSources, RowBatch, type RowRequest, type SourceRow } from './source-row.ts';

/**
 * Reads JSON lines: one object per line. Skips blank lines. A line that is not an object, or too long, becomes a row
 * with a problem, and the others are still read. Buffers no more of a line than its maximum length.
 */
export async function* readJsonLines(text: AsyncIterable<string>, request: RowRequest): AsyncGenerator<SourceRow[]> {
  const { sources } = request;
  const paths = sources.map((source) => source.split('/'));
  const found = new FoundSources(request);
  const batch = new RowBatch();
  let isEmpty = true;
  for await (const { line, content } of linesOf(text)) {
    if (content?.trim() === '') continue;
    const row = rowOf(line, content, paths);
    row.cells.forEach((cell, index) => {
      if (cell !== undefined) found.add(sources[index] ?? '');
    });
    isEmpty &&= row.problem !== undefined;
    batch.add(row, content?.length ?? 0);
    if (batch.isFull()) yield batch.take();
  }
  if (!isEmpty && !request.isCut) found.assertAll();
  yield batch.take();
}

/** A line; without its content if it is too long. */
interface Line {
  line: number;
  content: string | undefined;
}

/** The lines of a text, with bounded memory. */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 1;
  let kept: string | undefined = '';
  for await (const piece of text) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
      yield { line, content: joined(kept, piece.slice(from, end)) };
      line += 1;
      kept = '';
      from = end + 1;
    }
    kept = joined(kept, piece.slice(from));
  }
  yield { line, content: kept };
}

function joined(kept: string | undefined, more: string): string | undefined {
  return kept === undefined || kept.length + more.length > LIMITS.importRowLength ? undefined : kept + more;
}

function rowOf(line: number, content: string | undefined, paths: readonly string[][]): SourceRow {
  if (content === undefined) return broken(line, `The line is over ${LIMITS.importRowLength} characters long.`);
  const row = readJsonRow(content, paths);
  return 'problem' in row ? broken(line, row.problem) : { line, cells: row.cells };
}

function broken(line: number, message: string): SourceRow {
  const problem: ImportProblem = { code: 'broken_row', message };
  return { line, cells: [], problem };
}
