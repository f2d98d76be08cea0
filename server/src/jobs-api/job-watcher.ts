import { JOB_TERMINAL_STATUSES } from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { outsideOfReads } from '../database/reads.ts';

const LOOK_EVERY_MS = 100;

/**
 * Lets requests wait for jobs to finish. One query every 100 ms serves all waiting requests of this process; it runs
 * only while requests wait.
 */
export class JobWatcher {
  readonly #pool: Pool;
  readonly #waiting = new Map<number, Set<() => void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Resolves when the job has finished, the time is up or `signal` fires, whichever comes first. */
  async wait(job: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (milliseconds <= 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#forget(job, done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done, { once: true });
      this.#waiting.set(job, (this.#waiting.get(job) ?? new Set()).add(done));
      // The query serves all waiting requests, so it must not be cancelled with the first request's read.
      this.#timer ??= outsideOfReads(() => setTimeout(() => void this.#look(), LOOK_EVERY_MS));
    });
  }

  /** Ends all waits; the requests answer with the current state of their jobs. */
  close(): void {
    for (const waiters of [...this.#waiting.values()]) for (const done of [...waiters]) done();
  }

  #forget(job: number, done: () => void): void {
    const waiters = this.#waiting.get(job);
    waiters?.delete(done);
    if (waiters?.size === 0) this.#waiting.delete(job);
  }

  async #look(): Promise<void> {
    try {
      const found = await this.#pool.query<{ id: string }>(
        'select id from job where id = any($1) and status = any($2)',
        [[...this.#waiting.keys()], JOB_TERMINAL_STATUSES],
      );
      for (const { id } of found.rows) for (const done of [...(this.#waiting.get(Number(id)) ?? [])]) done();
    } catch {
      // The database is unreachable for now: waiting requests have a time limit, and the next query may succeed.
    }
    this.#timer = this.#waiting.size > 0 ? setTimeout(() => void this.#look(), LOOK_EVERY_MS) : undefined;
  }
}
