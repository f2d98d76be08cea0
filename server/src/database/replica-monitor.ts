import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { rowsOf, sql } from './sql.ts';

/** How often primary and replica are compared. */
const EVERY_MS = 250;
/** How long one of them may take to answer before it counts as away. */
const PATIENCE_MS = 2_000;
/** Positions of the primary that are remembered, until the replica has replayed them; half of more are forgotten. */
const MOST_POSITIONS = 1_000;

/** A position in the log of the primary, and a time before which everything that was committed stands before it. */
interface LogPosition {
  readonly at: number;
  readonly position: bigint;
}

export interface ReplicaMonitorOptions {
  primaryUrl: string;
  replicaUrl: string;
  /** Called when the replica is there, or away, after it was not; with the reason for which it is away. */
  changed(isThere: boolean, reason?: unknown): void;
}

/**
 * Knows until when a replica has replayed what the primary wrote, by the clock of the primary. It remembers positions of
 * the log of the primary with their times, and asks the replica how far it has come; so that neither an idle primary nor
 * a replica without a connection looks up to date or late. It has two connections of its own, since it must also know
 * when all others are busy.
 */
export class ReplicaMonitor {
  readonly #options: ReplicaMonitorOptions;
  readonly #primary: pg.Pool;
  readonly #replica: pg.Pool;
  readonly #stop = new AbortController();
  #positions: LogPosition[] = [];
  /** When it was measured, by the clock of this process and by that of the primary. */
  #measured: { here: number; primary: number } | undefined;
  #replayedUntil: number | undefined;
  #isThere: boolean | undefined;
  #loop: Promise<void> | undefined;

  constructor(options: ReplicaMonitorOptions) {
    this.#options = options;
    this.#primary = onePatientConnection(options.primaryUrl);
    this.#replica = onePatientConnection(options.replicaUrl);
  }

  /** Measures for the first time, and from then on. */
  async open(): Promise<void> {
    await this.#measure();
    this.#loop = this.#repeat();
  }

  /** Whether the replica could be asked at the last time. */
  get isThere(): boolean {
    return this.#isThere ?? false;
  }

  /**
   * The time until which everything that was committed on the primary is on the replica, by the clock of the primary in
   * milliseconds, and how many seconds ago that is. Undefined before it was there for the first time.
   */
  get replayed(): { until: number; lagSeconds: number } | undefined {
    if (!this.#measured || this.#replayedUntil === undefined) return undefined;
    const now = this.#measured.primary + performance.now() - this.#measured.here;
    return { until: this.#replayedUntil, lagSeconds: Math.max(0, now - this.#replayedUntil) / 1_000 };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await Promise.all([this.#primary.end(), this.#replica.end()]);
  }

  async #repeat(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await delay(EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.#measure();
    }
  }

  async #measure(): Promise<void> {
    const written = await positionOf(this.#primary, WRITTEN).catch(() => undefined);
    // Nothing is known of the replica while the primary is away: what is known of it gets older.
    if (!written) return;
    this.#measured = { here: performance.now(), primary: written.at };
    this.#remember(written);
    try {
      const replayed = await positionOf(this.#replica, REPLAYED);
      assertReplicaOf(written, replayed);
      this.#advance(replayed.position);
      this.#tell(true);
    } catch (error) {
      this.#tell(false, error);
    }
  }

  #remember({ at, position }: LogPosition): void {
    const last = this.#positions.at(-1);
    // Another primary has taken its place, which began earlier in the log.
    if (last && position < last.position) this.#positions = [];
    this.#positions.push({ at, position });
    if (this.#positions.length > MOST_POSITIONS)
      this.#positions = this.#positions.filter((_, place) => place % 2 === 1);
  }

  #advance(replayed: bigint): void {
    const reached = this.#positions.findLastIndex(({ position }) => position <= replayed);
    if (reached < 0) return;
    this.#replayedUntil = this.#positions[reached]?.at;
    this.#positions.splice(0, reached);
  }

  #tell(isThere: boolean, reason?: unknown): void {
    if (isThere === this.#isThere) return;
    this.#isThere = isThere;
    this.#options.changed(isThere, reason);
  }
}

interface Measured extends LogPosition {
  /** What replicas have in common with their primary. */
  readonly identity: string;
  readonly isReplica: boolean;
}

const IDENTITY = sql`(select system_identifier from pg_control_system()) || ' ' || current_database() as identity`;
/** `now()` is read before the position: what was acknowledged before it is in the log that was flushed. */
const WRITTEN = sql`select extract(epoch from now())::float8 * 1000 as at, pg_is_in_recovery() as is_replica, ${IDENTITY},
  case when not pg_is_in_recovery() then pg_current_wal_flush_lsn() - '0/0' end::text as position`;
const REPLAYED = sql`select extract(epoch from now())::float8 * 1000 as at, pg_is_in_recovery() as is_replica, ${IDENTITY},
  (pg_last_wal_replay_lsn() - '0/0')::text as position`;

async function positionOf(pool: pg.Pool, question: typeof WRITTEN): Promise<Measured> {
  const [row] = await rowsOf<{ at: number; position: string | null; identity: string; is_replica: boolean }>(
    pool,
    question,
  );
  const { at = 0, position, identity = '', is_replica: isReplica = false } = row ?? {};
  return { at, position: BigInt(position ?? 0), identity, isReplica };
}

function assertReplicaOf(primary: Measured, replica: Measured): void {
  if (replica.identity !== primary.identity)
    throw new Error('DATABASE_READ_URL names a database that is not a replica of the one of DATABASE_URL.');
  if (!replica.isReplica)
    throw new Error('DATABASE_READ_URL names a database that accepts writes, so it is not a replica.');
}

function onePatientConnection(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 1,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
    application_name: 'commerce-replica',
    keepAlive: true,
  });
  // Without a listener, a connection that breaks while it is idle would end the process.
  pool.on('error', () => undefined);
  return pool;
}
