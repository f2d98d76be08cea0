import type { RecordPlace } from '@commerce-integration/contract/feed-file';
import { RESERVED_FEED_COLUMNS } from '@commerce-integration/contract/feed-file';
import type { MockCall } from '../http/mock-call.ts';
import type { JobRow } from '../store/mock-rows.ts';

/**
 * A feed's rejected rows as CSV: the header and rows as they were sent, with `_line,_column,_code,_message` in front.
 * Several problems of a row are joined by `; ` within each cell.
 */
export function rejectedLines({ tables }: Pick<MockCall, 'tables'>, job: JobRow): string {
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!file || job.errors.length === 0) return '';
  const row = (cells: readonly string[], { begin, end }: RecordPlace) => {
    const text = new TextDecoder().decode(file.text.subarray(begin, end)).replace(/^[\r\n]+|[\r\n]+$/g, '');
    return `${cells.map((cell) => quoted(cell, file.delimiter)).join(file.delimiter)}${file.delimiter}${text}\n`;
  };
  const rows = file.records.map((record) => {
    const problems = job.errors.filter(({ line, severity }) => line === record.line && severity === 'error');
    if (problems.length === 0) return '';
    const joined = (['column', 'code', 'message'] as const).map((name) =>
      problems.map((problem) => problem[name] ?? '').join('; '),
    );
    return row([String(record.line), ...joined], record);
  });
  return row(RESERVED_FEED_COLUMNS, file.header) + rows.join('');
}

function quoted(cell: string, delimiter: string): string {
  return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
