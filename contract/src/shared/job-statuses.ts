// Separate from the job types, whose schemas the SDK's client must not include.

export const JOB_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];
/** Statuses a job does not leave by itself. */
export const JOB_TERMINAL_STATUSES = ['completed', 'failed', 'cancelled'] as const satisfies JobStatus[];

export function isTerminal(status: JobStatus): boolean {
  return (JOB_TERMINAL_STATUSES as readonly JobStatus[]).includes(status);
}
