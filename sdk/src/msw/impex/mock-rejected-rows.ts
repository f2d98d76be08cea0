import { Problem } from '@commerce-integration/contract';
import {
  columnSources,
  createRejectedCsv,
  errorFieldName,
  matchesFileName,
  rejectedJsonLine,
} from '@commerce-integration/contract/rules';
import type { Seen } from '../http/mock-call.ts';
import type { JobRow } from '../store/mock-rows.ts';
import { assertMayHandle, type ImportRow, importsOf } from './mock-impex-rows.ts';
import { csvRecords, decoded } from './mock-import-reader.ts';

/** The rejected rows of an import in the layout of its file, in UTF-8. @throws Problem `not_found`, `forbidden` */
export function rejectedRows(call: Seen, job: JobRow, jobId: string, fileName?: string): string {
  const sent = importsOf(call.tables).get(job.id);
  const errors = errorsByLine(job, fileName);
  if (fileName !== undefined && errors.size === 0) {
    throw new Problem('not_found', `Import ${jobId} has no rejected rows of a file ${fileName}.`);
  }
  const used = sent?.descriptors.find(({ definition }) => matchesFileName(definition.file_name_pattern, sent.fileName));
  if (used && errors.size > 0) assertMayHandle(call, [used.definition.entity]);
  return sent && used && errors.size > 0 ? rowsOf(sent.bytes, used.definition, errors) : '';
}

function errorsByLine({ errors }: JobRow, fileName?: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const { line, message, severity, file_name } of errors) {
    if (severity === 'error' && (fileName === undefined || file_name === fileName))
      found.set(line, [found.get(line), message].filter(Boolean).join(' '));
  }
  return found;
}

function rowsOf(
  bytes: Uint8Array,
  definition: ImportRow['descriptors'][number]['definition'],
  errors: ReadonlyMap<number, string>,
): string {
  const { format, columns } = definition;
  const text = decoded(bytes, format.encoding);
  const lines = text.split('\n');
  if (format.type !== 'csv') {
    const name = errorFieldName(columnSources(columns).sources);
    return [...errors].map(([line, error]) => rejectedJsonLine(lines[line - 1] ?? '', name, error)).join('');
  }
  const writer = createRejectedCsv(definition);
  const records = csvRecords(text, format);
  const header = format.header ? records.shift() : undefined;
  const before = lines.slice(0, format.skip_lines).map((line) => `${line}\n`);
  const rows = records.flatMap(({ line, cells }) => {
    const error = errors.get(line);
    return error === undefined ? [] : [writer.row(cells, error)];
  });
  return [...before, ...(header ? [writer.header(header.cells)] : []), ...rows].join('');
}
