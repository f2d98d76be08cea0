import type { Job } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { TIMEOUT_OPTION } from './common-options.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

export const jobsWait: Command = {
  name: 'jobs wait',
  operands: ['JOB_ID'],
  summary: 'Wait until a job has ended.',
  details:
    'Interrupting the wait does not cancel the job; you can wait for it again. A validation job, JV…, must be started with\n' +
    'commerce jobs run.',
  options: TIMEOUT_OPTION,
  examples: ['commerce jobs wait JV00001', 'commerce jobs wait JV00001 --timeout 3600 --json | jq .result'],
  async run(call) {
    const { arguments: given, terminal, signal, client } = call;
    const { jobs } = await client();
    const job = await jobs.waitForJob(given.operands[0] ?? '', {
      timeoutMs: given.milliseconds('timeout', 0.001),
      signal,
      throwOnFailure: false,
      onProgress: (seen) => showJob(terminal, seen),
    });
    if (terminal.json || given.fields) await (await import('./write-result.ts')).writeObject(job, call);
    else await terminal.print(lineOfJob(job));
    return job.status === 'completed' ? EXIT.done : EXIT.failed;
  },
};

/** A finished job as one line for people. */
export function lineOfJob({ job_id, status, message, error }: Job): string {
  return `${job_id} ${status}: ${status === 'failed' ? (error ?? message) : message}`;
}

/** Shows the progress of a job. */
export function showJob({ progress }: Terminal, job: Job): void {
  const { job_id, status, queue_position, progress: rows } = job;
  const { rows_done, rows_total } = rows;
  const place = queue_position === undefined ? '' : ` (place ${queue_position} in the queue)`;
  progress.show(`${job_id} ${status}${place}`, { done: rows_done, total: rows_total, unit: 'rows' });
}
