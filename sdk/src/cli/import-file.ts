import type { ImportedFile, ImportResult, Job, JobError } from '../internal/types/wire-types.ts';
import type { NamedFile } from '../internal/uploads/feed-file-input.ts';
import type { Command, CommandCall } from './command.ts';
import { LOAD_OPTIONS } from './common-options.ts';
import { groupIdOf } from './data-group-operand.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { lineOfError } from './jobs-errors.ts';
import { lineOfJob, showJob } from './jobs-wait.ts';

export const importFile: Command = {
  name: 'import',
  operands: ['GROUP', 'FILE'],
  summary: 'Import a file, or a ZIP of files, with a data group and wait for the end.',
  details:
    'GROUP is the ID or the name of a data group. FILE is a plain file, a gzip file, or a ZIP of files; - is stdin. Exits\n' +
    'with 1 if a file could not be imported; with --strict, also if rows were rejected. commerce jobs download-errors\n' +
    'downloads the rejected rows in the layout of the file, to be corrected and imported again.',
  options: {
    'file-name': {
      value: 'NAME',
      help: 'the name to match against the file patterns of the descriptors; default: the name of FILE',
    },
    strict: { help: 'exit with 1 if rows were skipped, even if all files were imported' },
    ...LOAD_OPTIONS,
  },
  examples: [
    'commerce import "Nightly files of the ERP" preise_2026.csv',
    'commerce import DG00001 files.zip --strict --json | jq .result.files',
  ],
  async run(call) {
    const { arguments: given, signal } = call;
    const [group = '', operand = ''] = given.operands;
    const shown = given.wholeNumber('errors') ?? 10;
    given.milliseconds('timeout', 0.001);
    // Fails for a missing key or an unknown group before a long input is read to its end.
    const groupId = await groupIdOf(call, group);
    const { withInputFile } = await import('./input-file.ts');
    return withInputFile(operand, signal, (file) => {
      const name = given.text('file-name') ?? file.name;
      return send(call, groupId, { ...file, name }, shown);
    });
  },
};

async function send(call: CommandCall, groupId: string, file: NamedFile, shown: number): Promise<ExitCode> {
  const { arguments: given, terminal, signal } = call;
  const { dataGroups, jobs } = await call.client();
  const idempotencyKey = given.text('idempotency-key');
  terminal.progress.show(`${file.name} sent`, { done: 0, total: undefined, unit: 'bytes' });
  const { job_id } = await dataGroups.import(groupId, { file }, { signal, ...(idempotencyKey && { idempotencyKey }) });
  try {
    const job = await jobs.waitForJob(job_id, {
      signal,
      timeoutMs: given.milliseconds('timeout', 0.001),
      throwOnFailure: false,
      onProgress: (seen) => showJob(terminal, seen),
    });
    const limit = Math.min(shown, 100);
    const errors = shown === 0 ? { items: [] } : await jobs.listErrors(job_id, { limit }, { signal });
    return await report(call, job, errors);
  } catch (error) {
    terminal.note(`The job continues: commerce jobs wait ${job_id}`);
    throw error;
  }
}

async function report(
  { arguments: given, terminal }: CommandCall,
  job: Job,
  errors: { items: JobError[]; next_cursor?: string | undefined },
): Promise<ExitCode> {
  const files = filesOf(job);
  if (terminal.json) await terminal.printJson({ job, result: job.result ?? null, errors });
  else {
    for (const file of files) await terminal.print(lineOfFile(file));
    await terminal.print(lineOfJob(job));
    for (const error of errors.items) await terminal.print(lineOfError(error, error.file_name));
    if (errors.next_cursor) terminal.note(`More with: commerce jobs errors ${job.job_id} --all`);
  }
  // A job completes also where a file of it could not be imported: a script must not take that for done.
  if (job.status !== 'completed' || files.some(({ status }) => status !== 'completed')) return EXIT.failed;
  return given.flag('strict') && files.some(({ skipped }) => skipped > 0) ? EXIT.failed : EXIT.done;
}

/** The files of an import's result; none where it failed before it counted. */
function filesOf({ result }: Job): readonly ImportedFile[] {
  return result && 'files' in result ? (result as ImportResult).files : [];
}

/** Rows within rows have the name by which their errors are told: `products.csv#prices`. */
function lineOfFile({ children, status, error, ...file }: ImportedFile) {
  const { file_name, processed, inserted, updated, unchanged, skipped } = file;
  const name = children === undefined ? file_name : `${file_name}#${children}`;
  const counts = `${processed} rows, ${inserted} new, ${updated} changed, ${unchanged} unchanged, ${skipped} skipped`;
  return `${name}: ${status}: ${error ?? counts}`;
}
