import type { StoredGauge } from '../feature/define-feature.ts';

// Tenancy of this file: a time of the jobs of all partners, of which it names none.

export const JOB_GAUGES: readonly StoredGauge[] = [
  {
    name: 'jobs_oldest_waiting_seconds',
    help: 'How long the oldest job has waited to begin, by whose workers it waits for.',
    labels: ['class'],
    sql: `select queue_class as class, extract(epoch from now() - min(run_requested_at)) as value from job
      where run_requested_at is not null and status = 'queued' and queue_class is not null group by queue_class`,
  },
];
