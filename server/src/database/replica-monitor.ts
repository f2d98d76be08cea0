import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { rowsOf, sql } from './sql.ts';

/** How often primary and replica are compared. */
const EVERY_MS = 250;
/** How long primary or replica may take to answer before it counts as unreachable. */
const PATIENCE_MS = 2_000;
/** The most primary positions kept until the replica has replayed them; beyond that, half are dropped. */
const MOST_POSITIONS = 1_000;

/**
 * A position in the primary's write-ahead log, and a time: everything committed before that time is before the
 * position.
 */
interface LogPosition {
  readonly at: number;
  readonly position: bigint;
}

export interface ReplicaMonitorOptions {
  primaryUrl: string;
  replicaUrl: string;
  /** Called when the replica becomes reachable or unreachable, with the reason in the latter case. */
  changed(isThere: boolean, reason?: unknown): void;
}

/**
 * Knows up to which time (by the primary's clock) a replica has replayed the primary's writes. It records positions of
 * the primary's log with their times, and asks the replica for its replay position. So an idle primary does not look
 * like lag, and a disconnected replica does not look up to date. It has two connections of its own, since it must also
 * measure when all others are busy.
 */
export class ReplicaMonitor {
  readonly #options: ReplicaMonitorOptions;
  readonly #primary: pg.Pool;
  readonly #replica: pg.Pool;
  readonly #stop = new AbortController();
  #positions: LogPosition[] = [];
  /** When it was measured, by this process's clock and by the primary's. */
  #measured: { here: number; primary: number } | undefined;
  #replayedUntil: number | undefined;
  #isThere: boolean | undefined;
  #loop: Promise<void> | undefined;

  constructor(options: ReplicaMonitorOptions) {
    this.#options = options;
    this.#primary = onePatientConnection(options.primaryUrl);
    this.#replica = onePatientConnection(options.replicaUrl);
  }

  /** Takes the first measurement and starts the periodic ones. */
  async open(): Promise<void> {
    await this.#measure();
    this.#loop = this.#repeat();
  }

  /** Whether the replica answered the last measurement. */
  get isThere(): boolean {
    return this.#isThere ?? false;
  }

  /**
   * The time up to which everything committed on the primary is on the replica, in milliseconds by the primary's clock,
   * and how many seconds ago that is. Undefined until the replica was reachable once.
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
    // While the primary is unreachable there is nothing to compare with: the last measurement gets older.
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
    // Another primary has taken over, whose log is at an earlier position.
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
  /** What a replica and its primary have in common. */
  readonly identity: string;
  readonly isReplica: boolean;
}

const IDENTITY = sql`(select system_identifier from pg_control_system()) || ' ' || current_database() as identity`;
/** `now()` is read before the position, so everything acknowledged before it is in the flushed log. */
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
