import type { Invariant } from '../feature/define-feature.ts';
import { JOB_ID_SQL } from '../jobs/jobs.queries.ts';
import { MESSAGES_OF_JOB } from '../queue/job-queue.ts';

/** Invariants of jobs of any type. */
export const JOB_INVARIANTS: readonly Invariant[] = [
  {
    name: 'job-times',
    holds: 'A running job has a start time, a finished job has an end time, and other jobs have neither.',
    over: 'job',
    violations: `select ${JOB_ID_SQL} as id from job where id >= $1 and id < $2 and not case status
        when 'queued' then started_at is null and finished_at is null
        when 'running' then started_at is not null and finished_at is null and run_requested_at is not null
        else finished_at is not null and run_requested_at is null and cancel_requested_at is null
      end`,
  },
  {
    name: 'job-progress',
    holds: 'A completed job has processed all of its rows.',
    over: 'job',
    violations: `select ${JOB_ID_SQL} as id from job
      where id >= $1 and id < $2 and status = 'completed' and rows_done is distinct from coalesce(rows_total, rows_done)`,
  },
  {
    name: 'job-keys',
    holds: 'At most one job per concurrency key is running.',
    violations: `select ${JOB_ID_SQL} as id from job
      where status = 'running' and run_requested_at is not null and exists (
        select from job other where other.concurrency_key = job.concurrency_key and other.id < job.id
          and other.status = 'running' and other.run_requested_at is not null
      )`,
  },
  {
    name: 'job-messages',
    holds: 'A job that is due or running has a message in the queue, so that a worker runs it.',
    violations: `select ${JOB_ID_SQL} as id from job where run_requested_at is not null and not exists (${MESSAGES_OF_JOB})`,
  },
  {
    name: 'job-turns',
    holds: 'A job that is due has a class and a turn.',
    violations: `select ${JOB_ID_SQL} as id from job
      where run_requested_at is not null and (size_class is null or queue_class is null or queue_turn is null)`,
  },
];
