import type { Job } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export const jobsWait: Command = {
  name: 'jobs wait',
  operands: ['JOB_ID'],
  summary: 'Waits until a job has ended.',
  details: 'Interrupting the wait does not end the job: it can be waited for again.',
  options: { timeout: { value: 'SECONDS', help: 'how long to wait at most; 600' } },
  examples: ['commerce jobs wait JV00001', 'commerce jobs wait JV00001 --timeout 3600 --json | jq .result'],
  async run({ arguments: given, terminal, signal, client }) {
    const job = await client().jobs.waitForJob(given.operands[0] ?? '', {
      timeoutMs: given.milliseconds('timeout', 0.001),
      signal,
      throwOnFailure: false,
      onProgress: (seen) => showLoad(terminal, seen),
    });
    if (terminal.json) await terminal.printJson(job);
    else await terminal.print(lineOfJob(job));
    return job.status === 'completed' ? EXIT.done : EXIT.failed;
  },
};

/** A finished job as one line for people. */
export function lineOfJob({ job_id, status, message, error }: Job): string {
  return `${job_id} ${status}: ${status === 'failed' ? (error ?? message) : message}`;
}

/** Shows the progress of a job. */
export function showLoad({ progress }: Terminal, { job_id, status, progress: { rows_done, rows_total } }: Job): void {
  const rows = rows_total === undefined ? `${rows_done} rows` : `${rows_done} of ${rows_total} rows`;
  progress.show(`${job_id} ${status}, ${rows}`, rows_total ? rows_done / rows_total : undefined);
}
