import { Migrator } from '@mikro-orm/migrations';
import { type EntityClass, MikroORM } from '@mikro-orm/postgresql';
import { escapeIdentifier, type Pool } from 'pg';
import { LOCKS, lock, unlock } from './locks.ts';
import { type FeatureMigration, inOrder } from './migrations.ts';
import type { SessionSettings } from './request-limits.ts';
import { TENANT_FILTER, type Tenancy, tenantFilter } from './tenancy.ts';
import { poolOf, type UnitOfWork } from './unit-of-work.ts';

export type { UnitOfWork } from './unit-of-work.ts';

export interface Database {
  /** A fresh unit of work that sees what `tenancy` allows. */
  open(tenancy: Tenancy): UnitOfWork;
  /** The `pg` pool under the ORM, for COPY and set-based SQL. */
  pool: Pool;
  /** Brings the schema up to date. Any number of processes may call it at once. */
  migrate(): Promise<void>;
  close(): Promise<void>;
}

/** How long a request may wait for a connection before it is told to come back later. */
const CONNECTION_WAIT_MS = 30_000;

/** A kept statement is planned for its values each time: one partner has ten products, another ten million. */
const EVERY_CONNECTION: SessionSettings = { plan_cache_mode: 'force_custom_plan' };

function startOptions(settings: SessionSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
}

export interface DatabaseOptions {
  /** Of each connection; without them, no statement has a time limit. */
  settings?: SessionSettings;
  /** What `migrate` brings the schema up to date by. */
  migrations?: readonly FeatureMigration[];
  /** Sequences that `migrate` adds where no migration has: those that follow from what is declared elsewhere. */
  sequences?: readonly string[];
}

/**
 * Opens the database.
 *
 * @param url a `postgres://` address
 * @param poolSize connections at the most
 */
export async function openDatabase(
  url: string,
  poolSize: number,
  entities: readonly EntityClass<object>[],
  { settings = {}, migrations = [], sequences = [] }: DatabaseOptions = {},
): Promise<Database> {
  const orm = await MikroORM.init({
    entities: [...entities],
    clientUrl: url,
    pool: { min: 0, max: poolSize },
    driverOptions: {
      options: startOptions({ ...EVERY_CONNECTION, ...settings }),
      connectionTimeoutMillis: CONNECTION_WAIT_MS,
      onPoolCreated: takeBackBroken,
    },
    filters: { [TENANT_FILTER]: tenantFilter },
    extensions: [Migrator],
    // What the ORM would print by itself; errors reach us as errors.
    logger: () => undefined,
    migrations: {
      migrationsList: inOrder(migrations),
      tableName: 'migration',
      snapshot: false,
    },
    // The schema is what the migrations say; a database that is missing is an operator's mistake, not ours to make.
    ensureDatabase: false,
  });
  const pool = await poolOf(orm.em);
  // A connection that breaks while it is idle is replaced by the pool; without a listener it would end the process.
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
 * Gives connections that break while somebody holds them back to the pool. The ORM's query builder releases a
 * connection only after a `commit` or `rollback` that went well: each one lost in a transaction would be missing from
 * the pool for ever, and after a restart of the database nobody would get one.
 */
function takeBackBroken(pool: Pool): void {
  pool.on('connect', (client) => {
    client.once('end', () => {
      try {
        client.release(true);
      } catch {
        // Its holder has given it back already.
      }
      // The holder may still do so later.
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
