import { isConnectionFailure } from '../../database/failures.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { PollingLoop } from '../../polling/polling-loop.ts';
import { type ClaimedRun, claimRuns, keepClaim, leaveRun } from './claim-runs.ts';
import { endRun } from './end-run.ts';
import { type RunParts, SourceRefused, SourceUnavailable } from './run-parts.ts';
import { startDueRuns } from './start-due-runs.ts';
import { workRun } from './work-run.ts';

/** The most runs in progress in this process. */
const AT_ONCE = 10;
/** Added to database times, so that they have passed when the loop wakes. */
const CLOCK_MS = 10;
/** The delays after each failure to reach a source or the storage; the last one repeats. */
const RETRY_SECONDS = [2, 5, 15, 60, 300, 900] as const;
/** Consecutive failures after which a run has failed: after about five hours. */
const MOST_FAILURES = 24;

/** Runs schedules for as long as the process runs: starts due runs, and continues those in progress. */
export class ScheduleLoop {
  readonly #parts: RunParts;
  readonly #stopped = new AbortController();
  readonly #working = new Set<Promise<void>>();
  readonly #loop: PollingLoop;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#loop = new PollingLoop({
      log: parts.log,
      failure: 'schedules: runs could not be started or claimed; retrying',
      round: () => this.#round(),
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Looks for runs at once, after a request. */
  wake(): void {
    this.#loop.wake();
  }

  /** Starts nothing more, and leaves runs in progress to another process. */
  async stop(): Promise<void> {
    this.#stopped.abort(new Error('The process shuts down'));
    await this.#loop.stop();
    await Promise.all(this.#working);
  }

  /** @returns whether nothing more can be started now */
  async #round(): Promise<boolean> {
    const { pool } = this.#parts.database;
    const started = await startDueRuns(pool);
    const runs = await claimRuns(pool, AT_ONCE - this.#working.size);
    for (const run of runs) this.#begin(run);
    return started + runs.length === 0;
  }

  #begin(run: ClaimedRun): void {
    const working = this.#workOn(run)
      .catch((error: unknown) => {
        // The claim expires, and the run continues then.
        this.#parts.log.warn({ err: error, run: run.id }, 'schedules: the state of a run could not be written');
      })
      .finally(() => {
        if (this.#working.size === AT_ONCE) this.#loop.wake();
        this.#working.delete(working);
      });
    this.#working.add(working);
  }

  async #workOn(run: ClaimedRun): Promise<void> {
    const { pool } = this.#parts.database;
    const claim = keepClaim(pool, run);
    try {
      const seconds = await workRun(this.#parts, run, AbortSignal.any([claim.signal, this.#stopped.signal]));
      if (seconds !== undefined) this.#loop.wakeAt(Date.now() + seconds * 1_000 + CLOCK_MS);
    } catch (error) {
      if (claim.signal.aborted) return;
      if (this.#stopped.signal.aborted) await leaveRun(pool, run, { seconds: 0 });
      else await this.#failed(run, error);
    } finally {
      claim.end();
    }
  }

  async #failed(run: ClaimedRun, error: unknown): Promise<void> {
    const { database, log } = this.#parts;
    const failures = run.failures + 1;
    const isOver = error instanceof SourceRefused || failures >= MOST_FAILURES;
    log.warn({ err: error, run: run.id, partner_id: run.partnerId, failures, isOver }, 'schedules: a run failed');
    const cause = causeOf(error);
    if (isOver) return inTransaction(database.pool, (client) => endRun(client, run, { error: cause }));
    const seconds = RETRY_SECONDS[Math.min(failures, RETRY_SECONDS.length) - 1] ?? 0;
    await leaveRun(database.pool, run, { seconds, failures, error: cause });
  }
}

/** The part of the cause that a partner can act on. The log has the rest. */
function causeOf(error: unknown): string {
  if (error instanceof SourceRefused || error instanceof SourceUnavailable) return error.message;
  return isConnectionFailure(error)
    ? 'The database or the storage could not be reached.'
    : 'Something went wrong on our side; it has been logged.';
}
