import { isTerminal, Problem } from '@commerce-integration/contract';
import {
  attachmentNamed,
  columnSources,
  contentTypeOf,
  createRejectedCsv,
  errorFieldName,
  matchesFileName,
  rejectedJsonLine,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { downloadRejectedLines, getJob, jobIdOf } from '../jobs/mock-jobs.ts';
import type { JobRow } from '../store/mock-rows.ts';
import { assertMayHandle, type ImportRow, importsOf } from './mock-impex-rows.ts';
import { csvRecords, decoded } from './mock-import-reader.ts';

/** The rejected rows of a file in its layout, in UTF-8. @throws Problem `not_found`, `conflict`, `forbidden` */
function rejectedRows(call: MockCall, job: JobRow, fileName?: string): { body: string; contentType: string } {
  const sent = importsOf(call.tables).get(job.id);
  const name = chosenFile(job, fileName);
  const used = sent?.descriptors.find(({ definition }) => matchesFileName(definition.file_name_pattern, sent.fileName));
  call.answerHeaders.set('content-disposition', attachmentNamed(name ?? `${jobIdOf(job)}-errors.csv`));
  if (!sent || !used || name === undefined) return { body: '', contentType: 'text/csv; charset=utf-8' };
  assertMayHandle(call, [used.definition.entity]);
  return {
    body: rowsOf(sent.bytes, used.definition, errorsByLine(job, name)),
    contentType: contentTypeOf({ ...used.definition.format, encoding: 'utf-8' }),
  };
}

/** @throws Problem `not_found`, `conflict` */
function chosenFile(job: JobRow, fileName?: string): string | undefined {
  const rejected = job.errors.filter(({ severity }) => severity === 'error');
  const names = [...new Set(rejected.flatMap(({ file_name }) => file_name ?? []))];
  if (fileName !== undefined && !names.includes(fileName)) {
    throw new Problem('not_found', `Import ${jobIdOf(job)} has no rejected rows of a file ${fileName}.`);
  }
  if (fileName !== undefined || names.length < 2) return fileName ?? names[0];
  const detail = `Several files have rejected rows: name one as file_name. They are ${names.join(', ')}.`;
  throw new Problem('conflict', detail);
}

function errorsByLine({ errors }: JobRow, fileName: string): Map<number, string> {
  const found = new Map<number, string>();
  for (const { line, message, severity, file_name } of errors) {
    if (severity === 'error' && file_name === fileName)
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
  const text = decoded(bytes, format);
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

/** The errors of jobs as a file: of imports in the layout of the file that was sent, of loads as their lines. */
export const importErrorHandlers: Pick<FeatureHandlers<'jobs'>, 'downloadJobErrors'> = {
  downloadJobErrors: (call) => {
    const job = getJob(call, call.params.job_id);
    if (!isTerminal(job.status))
      throw new Problem('conflict', `Job ${call.params.job_id} has not finished: it is ${job.status}.`);
    if (job.jobType === 'import') return { status: 200, ...rejectedRows(call, job, call.query.file_name) };
    return { status: 200, body: downloadRejectedLines(call, job), contentType: 'text/csv; charset=utf-8' };
  },
};
