import type { JobError } from '../internal/types/wire-types.ts';
import type { Command, CommandCall } from './command.ts';
import { LIST_OPTION } from './common-options.ts';
import { EXIT, UsageError } from './exit-codes.ts';

export const jobsErrors: Command = {
  name: 'jobs errors',
  operands: ['JOB_ID'],
  summary: 'List the rejected values and warnings of a load, in the order of the file.',
  options: {
    limit: { short: 'n', value: 'LIMIT', help: 'items per page, 1 to 100; default: 10' },
    cursor: { value: 'CURSOR', help: 'the cursor of the page, from the previous page' },
    ...LIST_OPTION,
    csv: { help: 'write the rejected lines as they were sent, to be corrected and sent again' },
  },
  examples: ['commerce jobs errors JV00001 --all', 'commerce jobs errors JV00001 --csv > rejected.csv'],
  async run(call) {
    const { arguments: given, signal, client } = call;
    const jobId = given.operands[0] ?? '';
    if (given.flag('csv')) return writeRejectedLines(jobId, call);
    const fields = { limit: given.wholeNumber('limit', 1), cursor: given.text('cursor') };
    const { writeList, writeTable } = await import('./write-result.ts');
    const list = (await client()).jobs.listErrors(jobId, fields, { signal });
    if (given.fields) await writeTable(list, given.fields, call);
    else await writeList(list, call, (errors) => errors.map((error) => lineOfError(error)));
    return EXIT.done;
  },
};

async function writeRejectedLines(jobId: string, { terminal, signal, client }: CommandCall) {
  if (terminal.json) throw new UsageError('--csv and --json cannot be combined.');
  const { body } = await (await client()).jobs.downloadErrors(jobId, {}, { signal });
  for await (const piece of body ?? new Blob([]).stream()) await terminal.write(piece);
  return EXIT.done;
}

/** A problem in the format of compilers: `acme.csv:4: error: price: …`. Without a file, it begins with the line. */
export function lineOfError({ line, severity, column, message, value }: JobError, file?: string): string {
  const where = file === undefined ? `line ${line}` : `${file}:${line}`;
  const what = column && !message.startsWith(column) ? `${column}: ${message}` : message;
  return `${where}: ${severity}: ${what}${value ? ` (${JSON.stringify(value)})` : ''}`;
}
