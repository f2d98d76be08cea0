import type { IngestProgress, IngestSummary } from '../internal/jobs/ingest-feed.ts';
import type { FeedFields } from '../internal/types/wire-types.ts';
import type { NamedFile } from '../internal/uploads/feed-file-input.ts';
import type { Command, CommandCall } from './command.ts';
import { LOAD_OPTIONS } from './common-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { assertPartnerKnown, FEED_OPTIONS, feedFields } from './feed-options.ts';
import { lineOfError } from './jobs-errors.ts';
import { lineOfJob, showJob } from './jobs-wait.ts';
import type { Terminal } from './terminal.ts';

export const feedsUpload: Command = {
  name: 'feeds upload',
  operands: ['FILE'],
  summary: 'Upload a feed, load it and wait for the end.',
  details:
    'FILE is a .csv or .csv.gz file of any size, - for stdin, or <(…) of a shell. If rows are rejected, the other rows are\n' +
    'still loaded and the command succeeds, unless --max-error-ratio or --strict is given.',
  options: {
    ...FEED_OPTIONS,
    strict: { help: 'exit with 1 if rows were rejected, even if the load completed' },
    ...LOAD_OPTIONS,
  },
  examples: [
    'commerce feeds upload acme.csv --partner-name "Acme Corp"',
    'commerce feeds upload acme.csv.gz --full --max-error-ratio 0.05 --json | jq .result',
  ],
  async run(call) {
    const fields = feedFields(call.arguments);
    const shown = call.arguments.wholeNumber('errors') ?? 10;
    // Fails for a missing key before a long input is read to its end.
    await call.client();
    call.arguments.milliseconds('timeout', 0.001);
    const { withInputFile } = await import('./input-file.ts');
    return withInputFile(call.arguments.operands[0] ?? '', call.signal, (file) => upload(call, fields, file, shown));
  },
};

async function upload(call: CommandCall, fields: FeedFields, file: NamedFile, shown: number): Promise<ExitCode> {
  const { arguments: given, terminal, signal, client } = call;
  const job: { id?: string } = {};
  await assertPartnerKnown(call, fields);
  try {
    const { feeds } = await client();
    const summary = await feeds.ingest(
      { ...fields, file },
      {
        signal,
        throwOnFailure: false,
        timeoutMs: given.milliseconds('timeout', 0.001),
        idempotencyKey: given.text('idempotency-key'),
        onProgress: (progress) => {
          if (progress.stage === 'load') job.id = progress.job.job_id;
          showProgress(terminal, file.name, progress);
        },
      },
    );
    return await report(call, summary, shown);
  } catch (error) {
    if (job.id) terminal.note(`The job continues: commerce jobs wait ${job.id}`);
    throw error;
  }
}

/** Shows the progress of an upload or its load. */
export function showProgress(terminal: Terminal, name: string, progress: IngestProgress): void {
  if (progress.stage === 'load') showJob(terminal, progress.job);
  else {
    const { bytesSent: done, bytesTotal: total } = progress;
    terminal.progress.show(`${name} sent`, { done, total, unit: 'bytes' });
  }
}

async function report(
  { arguments: given, terminal, client, signal }: CommandCall,
  { feed, job, result }: IngestSummary,
  shown: number,
): Promise<ExitCode> {
  const errors =
    shown === 0
      ? { count: 0, items: [] }
      : await (await client()).jobs.listErrors(job.job_id, { limit: Math.min(shown, 100) }, { signal });
  if (terminal.json) await terminal.printJson({ feed, job, result: result ?? null, errors });
  else {
    await terminal.print(`${feed.feed_id} ${feed.file_name}`);
    await terminal.print(lineOfJob(job));
    for (const error of errors.items) await terminal.print(lineOfError(error, feed.file_name));
    if (errors.next_cursor) terminal.note(`More with: commerce jobs errors ${job.job_id} --all`);
  }
  if (job.status !== 'completed') return EXIT.failed;
  const rejected = result ? result.skipped - result.duplicates : 0;
  return given.flag('strict') && rejected > 0 ? EXIT.failed : EXIT.done;
}
