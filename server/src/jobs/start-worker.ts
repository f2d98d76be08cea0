import { setTimeout as delay } from 'node:timers/promises';
import { indexHandlers, type JobHandler } from './job-handlers.ts';
import { ShuttingDown } from './job-run.ts';
import { type WorkerParts, workNextJob } from './work-next-job.ts';

export interface WorkerOptions extends Omit<WorkerParts, 'shutdown'> {
  handlers: JobHandler[];
  /** Jobs of a type that this process works at once. */
  concurrency: number;
}

export interface Worker {
  /** Takes no more jobs and gives those in hand so long to finish; then they go back into the queue, unharmed. */
  stop(graceMs: number): Promise<void>;
}

/** Works the queue in this process. @throws where a job type has no handler, or two */
export async function startWorker({ handlers, concurrency, ...parts }: WorkerOptions): Promise<Worker> {
  const shutdown = new AbortController();
  const running = new Set<Promise<void>>();
  for (const [jobType, handler] of indexHandlers(handlers)) {
    await parts.queue.work(jobType, concurrency, async ({ lane }) => {
      const work = workNextJob({ ...parts, shutdown: shutdown.signal }, handler, lane);
      running.add(work);
      await work.finally(() => running.delete(work));
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
