import { setTimeout as delay } from 'node:timers/promises';
import type { WorkedJobType } from '@commerce-integration/contract';
import { JOB_CLASSES, type JobClass } from '../queue/job-queue.ts';
import type { JobWork } from './define-job.ts';
import { ShuttingDown } from './job-run.ts';
import { type WorkerParts, workNextJob } from './work-next-job.ts';

export interface WorkerOptions extends Omit<WorkerParts, 'shutdown'> {
  /** The work of each job type. */
  works: ReadonlyMap<WorkedJobType, JobWork>;
  /** Jobs of each class that run in this process at the same time. */
  concurrency: Readonly<Record<JobClass, number>>;
}

export interface Worker {
  /** Accepts no more jobs and gives running ones `graceMs` milliseconds to finish; then they return to the queue. */
  stop(graceMs: number): Promise<void>;
}

/** Starts to work the queue in this process. */
export async function startWorker({ works, concurrency, ...parts }: WorkerOptions): Promise<Worker> {
  const shutdown = new AbortController();
  const running = new Set<Promise<void>>();
  for (const jobClass of JOB_CLASSES) {
    await parts.queue.work(jobClass, concurrency[jobClass], async ({ jobType, concurrencyKey }) => {
      const work = works.get(jobType);
      // Queued by another version of the server, whose workers run it.
      if (!work) throw new Error(`This version has no job type ${jobType}`);
      const waiting = { jobType, concurrencyKey, jobClass, work };
      const worked = workNextJob({ ...parts, shutdown: shutdown.signal }, waiting);
      running.add(worked);
      await worked.finally(() => running.delete(worked));
    });
  }
  return {
    stop: async (graceMs) => {
      await parts.queue.pause();
      await Promise.race([Promise.allSettled(running), delay(graceMs / 2)]);
      shutdown.abort(new ShuttingDown('The process shuts down'));
      await Promise.race([Promise.allSettled(running), delay(graceMs / 2)]);
    },
  };
}
