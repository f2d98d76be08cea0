import type { RecordPlace } from '@commerce-integration/contract/feed-file';
import { rejectedHeader, rejectedLine } from '@commerce-integration/contract/rules';
import type { MockCall } from '../http/mock-call.ts';
import type { JobRow } from '../store/mock-rows.ts';

/**
 * A feed's rejected rows as CSV: the header and rows as they were sent, with `_line,_column,_code,_message` in front.
 * Several problems of a row are joined by `; ` within each cell.
 */
export function rejectedLines({ tables }: Pick<MockCall, 'tables'>, job: JobRow): string {
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!file || job.errors.length === 0) return '';
  const textOf = ({ begin, end }: RecordPlace) =>
    new TextDecoder().decode(file.text.subarray(begin, end)).replace(/^[\r\n]+|[\r\n]+$/g, '');
  const rows = file.records.map((record) => {
    const problems = job.errors.filter(({ line, severity }) => line === record.line && severity === 'error');
    return problems.length === 0 ? '' : rejectedLine(file.delimiter, record.line, problems, textOf(record));
  });
  return rejectedHeader(file.delimiter, textOf(file.header)) + rows.join('');
}
