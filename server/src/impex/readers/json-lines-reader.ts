import { type ImportProblem, LIMITS } from '@commerce-integration/contract';
import { ROWS_TOGETHER, type RowRequest, type SourceRow } from './source-row.ts';

/**
 * Reads JSON lines: one object a line. Blank lines are passed over. A line that is no object, or too long, is a row
 * that cannot be read: the others can. No more of a line is kept than it may be long.
 */
export async function* readJsonLines(
  text: AsyncIterable<string>,
  { sources }: RowRequest,
): AsyncGenerator<SourceRow[]> {
  const paths = sources.map((source) => source.split('/'));
  let rows: SourceRow[] = [];
  for await (const { line, content } of linesOf(text)) {
    if (content?.trim() === '') continue;
    rows.push(rowOf(line, content, paths));
    if (rows.length < ROWS_TOGETHER) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

/** A line; without its content where it is too long. */
interface Line {
  line: number;
  content: string | undefined;
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Line> {
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
  let object: unknown;
  try {
    object = JSON.parse(content);
  } catch {
    return broken(line, 'The line is not JSON.');
  }
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    return broken(line, 'The line is not a JSON object.');
  }
  return { line, cells: paths.map((path) => cellOf(object, path)) };
}

function broken(line: number, message: string): SourceRow {
  const problem: ImportProblem = { code: 'broken_row', message };
  return { line, cells: [], problem };
}

function cellOf(object: object, path: readonly string[]): string | undefined {
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
