import { RESERVED_FEED_COLUMNS } from '@commerce-integration/contract/feed-file';
import type { MockCall } from '../mock-call.ts';
import type { JobRow } from '../mock-rows.ts';

/**
 * A feed's rejected rows as CSV: the rows and their header as they were sent, with `_line,_column,_code,_message` in
 * front. Several problems of a row stand in one cell each, joined by `; `.
 */
export function rejectedLines({ tables }: Pick<MockCall, 'tables'>, job: JobRow): string {
  const errors = job.errors.filter(({ severity }) => severity === 'error');
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!file || errors.length === 0) return '';
  const begins = [file.header.line, ...file.records.map(({ line }) => line)];
  const lines = linesOf(file.text);
  const end = file.failure?.line ?? lines.length + 1;
  const row = (cells: readonly string[], text: string) =>
    `${cells.map((cell) => quoted(cell, file.delimiter)).join(file.delimiter)}${file.delimiter}${text}\n`;
  return begins
    .map((begin, index) => {
      const text = take(lines, begin, begins[index + 1] ?? end);
      if (index === 0) return row(RESERVED_FEED_COLUMNS, text.replace(/^\uFEFF/, ''));
      const problems = errors.filter(({ line }) => line === begin);
      if (problems.length === 0) return '';
      const joined = (['column', 'code', 'message'] as const).map((name) =>
        problems.map((problem) => problem[name] ?? '').join('; '),
      );
      return row([String(begin), ...joined], text);
    })
    .join('');
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
}

/** The text from one line to before another, without the line end and blank lines at its end. */
function take(lines: readonly string[], from: number, to: number): string {
  const taken = lines.slice(from - 1, to - 1);
  while (taken.length > 1 && taken.at(-1)?.trim() === '') taken.pop();
  return taken.join('').replace(/\r?\n$|\r$/, '');
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
