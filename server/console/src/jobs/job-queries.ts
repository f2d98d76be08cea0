import { JOB_STATUSES } from 'virtual:contract-lists';
import type { Job } from '@commerce-integration/sdk';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { choicesOf } from '../ui/choices.ts';
import type { Filter } from '../ui/filter-bar.tsx';

/** The polling interval of a job in progress: there is no event for each counted row. */
const LOOK_MS = 1_000;

/** Whether it may change without user action: a load waits until it is run. */
function isUnderWay({ status, job_type }: Job): boolean {
  return status === 'running' || (status === 'queued' && job_type !== 'validation');
}

export const jobQuery = (jobId: string) =>
  queryOptions({
    queryKey: ['jobs', jobId],
    queryFn: async ({ signal }) => client.jobs.get(jobId, {}, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? LOOK_MS : false),
  });

/** How long it ran, or has been running, in milliseconds; undefined before it started. */
export function durationOf({ started_at, finished_at }: Job, now: number): number | undefined {
  if (started_at === undefined) return undefined;
  return Math.max(0, (finished_at === undefined ? now : Date.parse(finished_at)) - Date.parse(started_at));
}

export const JOB_STATUS_FILTER: Filter = {
  name: 'status',
  label: 'Status',
  kind: 'choice',
  choices: choicesOf(JOB_STATUSES),
};
