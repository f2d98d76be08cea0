import type { Database } from './orm.ts';
import type { RecentWrites } from './recent-writes.ts';
import type { ReplicaMonitor } from './replica-monitor.ts';

/** The server that answers a read that a replica may answer: the replica, or the primary and why. */
export type ReadServer =
  | 'replica'
  | 'primary_after_write'
  | 'primary_for_lag'
  | 'primary_for_absence'
  | 'primary_after_failure';

export interface ReadReplicaParts {
  /** The replica. */
  readonly database: Database;
  readonly monitor: Pick<ReplicaMonitor, 'isThere' | 'replayed'>;
  readonly writes: RecentWrites;
  readonly maxLagSeconds: number;
  /** Called for each read. */
  readonly served: (by: ReadServer) => void;
}

/** How long after the time stored in a row its transaction may have committed. */
const COMMIT_MS = 60_000;

/** A replica of the database that answers reads where it is recent enough for the caller. */
export class ReadReplica {
  readonly #parts: ReadReplicaParts;

  constructor(parts: ReadReplicaParts) {
    this.#parts = parts;
  }

  /**
   * The replica and its lag in seconds; undefined where the primary has to answer: the replica is unreachable, lags too
   * far behind, or has not replayed what the key wrote.
   */
  async forReadOf(apiKeyId: number): Promise<{ database: Database; lagSeconds: number } | undefined> {
    const { database, monitor, writes, maxLagSeconds, served } = this.#parts;
    if (!monitor.isThere) return void served('primary_for_absence');
    if (this.#isTooOld()) return void served('primary_for_lag');
    const written = await writes.until(apiKeyId);
    const { replayed } = monitor;
    if (!replayed || replayed.lagSeconds > maxLagSeconds) return void served('primary_for_lag');
    if (replayed.until <= written) return void served('primary_after_write');
    served('replica');
    return { database, lagSeconds: replayed.lagSeconds };
  }

  /** Counts a read that fell back to the primary. */
  failed(): void {
    this.#parts.served('primary_after_failure');
  }

  /** From now on, reads of the key find what it wrote; the write must be committed. */
  async wrote(apiKeyId: number): Promise<void> {
    await this.#parts.writes.note(apiKeyId);
  }

  /**
   * Like {@link wrote}, for a key that was told about a write by others, such as the end of a job, unless that was long
   * ago.
   */
  async told(apiKeyId: number, at: Date): Promise<void> {
    const { replayed } = this.#parts.monitor;
    if (!replayed || at.getTime() + COMMIT_MS >= replayed.until) await this.wrote(apiKeyId);
  }

  #isTooOld(): boolean {
    const { monitor, maxLagSeconds } = this.#parts;
    return (monitor.replayed?.lagSeconds ?? Number.POSITIVE_INFINITY) > maxLagSeconds;
  }
}
