import { Migrator } from '@mikro-orm/migrations';
import { type EntityClass, type EventSubscriber, MikroORM } from '@mikro-orm/postgresql';
import { escapeIdentifier, type Pool } from 'pg';
import { committed } from './in-transaction.ts';
import { keepStatements, PLANNED_EACH_TIME } from './kept-statements.ts';
import { LOCKS, lock, unlock } from './locks.ts';
import { type FeatureMigration, inOrder } from './migrations.ts';
import { poolOf, type UnitOfWork } from './queryable.ts';
import type { SessionSettings } from './request-limits.ts';
import { TENANT_FILTER, type Tenancy, tenantFilter } from './tenancy.ts';

export type { UnitOfWork } from './queryable.ts';

export interface Database {
  /** Creates a unit of work that sees the rows that `tenancy` allows. */
  open(tenancy: Tenancy): UnitOfWork;
  /** The `pg` pool under the ORM, for COPY and set-based SQL. */
  pool: Pool;
  /** Brings the schema up to date. Several processes may call it at the same time. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds that a request may wait for a connection before it is answered with 503. */
const CONNECTION_WAIT_MS = 30_000;

/** Signals the end of transactions. */
const AFTER_COMMIT: EventSubscriber = {
  async afterTransactionCommit({ transaction }) {
    if (transaction) committed(transaction);
  },
};

function startOptions(settings: SessionSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

export interface DatabaseOptions {
  /**
   * Whether the database is behind a pooler in transaction mode: each transaction may run in another session. The
   * pooler then applies session settings, and prepared statements are not kept.
   */
  pooled?: boolean;
  /** Milliseconds that work may wait for a connection. */
  connectionWaitMs?: number;
  /** Settings of each connection; without them, no statement has a time limit. */
  settings?: SessionSettings;
  /** The migrations that `migrate` runs. */
  migrations?: readonly FeatureMigration[];
  /** Sequences that `migrate` creates if missing: those derived from declarations elsewhere. */
  sequences?: readonly string[];
}

/**
 * Opens the database.
 *
 * @param url a `postgres://` address
 * @param poolSize the largest number of connections
 */
export async function openDatabase(
  url: string,
  poolSize: number,
  entities: readonly EntityClass<object>[],
  {
    settings = {},
    migrations = [],
    sequences = [],
    pooled = false,
    connectionWaitMs = CONNECTION_WAIT_MS,
  }: DatabaseOptions = {},
): Promise<Database> {
  const orm = await MikroORM.init({
    entities: [...entities],
    clientUrl: url,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      ...(pooled ? {} : { options: startOptions({ ...PLANNED_EACH_TIME, ...settings }) }),
      connectionTimeoutMillis: connectionWaitMs,
      onPoolCreated: (created: Pool) => {
        takeBackBroken(created);
        if (!pooled) keepStatements(created);
      },
    },
    filters: { [TENANT_FILTER]: tenantFilter },
    subscribers: [AFTER_COMMIT],
    extensions: [Migrator],
    // Without this the ORM prints errors itself; they are thrown anyway.
    logger: () => undefined,
    migrations: {
      migrationsList: inOrder(migrations),
      tableName: 'migration',
      snapshot: false,
    },
    // Migrations define the schema, and creating a missing database is left to the operator.
    ensureDatabase: false,
  });
  const pool = await poolOf(orm.em);
  // The pool replaces a connection that breaks while it is idle; without a listener the error would end the process.
  pool.on('error', () => undefined);
  return {
    pool,
    open(tenancy) {
      const em = orm.em.fork();
      em.setFilterParams(TENANT_FILTER, tenancy);
      return em;
    },
    migrate: () =>
      migrateUnderLock(async () => {
        await orm.migrator.up();
        await addSequences(pool, sequences);
      }, pool),
    close: () => orm.close(true),
  };
}

/**
 * Returns connections that break while in use to the pool. The ORM's query builder releases a connection only after a
 * successful `commit` or `rollback`: a connection lost in a transaction would never be returned, and a restart of the
 * database would empty the pool.
 */
function takeBackBroken(pool: Pool): void {
  pool.on('connect', (client) => {
    client.once('end', () => {
      try {
        client.release(true);
      } catch {
        // Its holder has released it already.
      }
      // The holder may still call `release` later.
      client.release = () => undefined;
    });
  });
}

async function addSequences(pool: Pool, names: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(name) is null',
    [names],
  );
  for (const { name } of rows) await pool.query(`create sequence ${escapeIdentifier(name)}`);
}

async function migrateUnderLock(up: () => Promise<unknown>, pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await lock(client, LOCKS.migration);
    await up();
  } finally {
    await unlock(client, LOCKS.migration).finally(() => client.release());
  }
}
