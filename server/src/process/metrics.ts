import type { Pool } from 'pg';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { StoredGauge } from '../feature/define-feature.ts';
import type { JobQueue } from '../queue/job-queue.ts';

/** Metrics of the work done by this process. */
export function workMetrics(registry: Registry) {
  const registers = [registry];
  const jobs = new Counter({
    name: 'jobs_finished_total',
    help: 'Jobs that this process finished.',
    labelNames: ['job_type', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'job_duration_seconds',
    help: 'Time from the start of a job to its end.',
    labelNames: ['job_type', 'status'],
    buckets: [0.1, 0.5, 1, 5, 10, 30, 60, 300, 1_800],
    registers,
  });
  return {
    finished: (jobType: string, status: string, took: number) => {
      jobs.inc({ job_type: jobType, status });
      seconds.observe({ job_type: jobType, status }, took);
    },
  };
}

/**
 * Reads the gauges of all features each time the metrics are requested.
 *
 * Tenancy: counts, without a name or number of any partner.
 */
export function observeStored(registry: Registry, pool: Pool, gauges: readonly StoredGauge[]): void {
  for (const { name, help, labels = [], sql } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        const { rows } = await pool.query<Record<string, string> & { value: number }>(sql);
        this.reset();
        for (const { value, ...of } of rows) this.set(of as Record<string, string>, Number(value));
      },
    });
  }
}

/** Reads the queue's depth each time the metrics are requested. */
export function observeQueue(registry: Registry, queue: JobQueue): void {
  new Gauge({
    name: 'queue_tickets',
    help: 'Messages in the queue.',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      for (const { queue: name, waiting, active } of await queue.depth()) {
        this.set({ queue: name, state: 'waiting' }, waiting);
        this.set({ queue: name, state: 'active' }, active);
      }
    },
  });
}
