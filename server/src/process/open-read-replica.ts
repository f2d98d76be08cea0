import type { EntityClass } from '@mikro-orm/postgresql';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import { type Database, openDatabase } from '../database/orm.ts';
import { ReadReplica, type ReadServer } from '../database/read-replica.ts';
import { endReadsWithTheirReader } from '../database/reads.ts';
import { RecentWrites } from '../database/recent-writes.ts';
import { ReplicaMonitor } from '../database/replica-monitor.ts';
import type { SessionSettings } from '../database/request-limits.ts';
import type { OpenReadReplica } from '../feature/define-feature.ts';
import type { Logger } from './log.ts';

/** Milliseconds that a read waits for a connection to the replica before it falls back to the primary. */
const CONNECTION_WAIT_MS = 3_000;

export interface ReadReplicaNeeds {
  config: Config;
  log: Logger;
  registry: Registry;
  /** The primary, for requests. */
  database: Database;
  /** The address of the primary. */
  databaseUrl: string;
  entities: readonly EntityClass<object>[];
  settings: SessionSettings;
}

/** Opens the configured read replica, even if it is unreachable now; undefined where none is configured. */
export async function openReadReplica(
  needs: ReadReplicaNeeds,
): Promise<(OpenReadReplica & { close(): Promise<void> }) | undefined> {
  const { config, log, database: primary, databaseUrl: primaryUrl, entities, settings } = needs;
  const { lag, served } = replicaMetrics(needs.registry);
  const { DATABASE_READ_URL: replicaUrl, DATABASE_READ_MAX_LAG_SECONDS: maxLagSeconds } = config;
  if (replicaUrl === undefined) return undefined;
  const changed = (isThere: boolean, err?: unknown) =>
    isThere
      ? log.info('the replica serves reads')
      : log.warn({ err }, 'the replica is unavailable; the primary serves reads');
  const monitor = new ReplicaMonitor({ primaryUrl, replicaUrl, changed });
  const database = await openDatabase(replicaUrl, config.DATABASE_POOL_SIZE, entities, {
    settings,
    pooled: config.DATABASE_DIRECT_URL !== undefined,
    connectionWaitMs: CONNECTION_WAIT_MS,
  });
  endReadsWithTheirReader(database.pool);
  await monitor.open();
  lag(() => monitor.replayed?.lagSeconds);
  const writes = new RecentWrites(primary.pool);
  return {
    reads: new ReadReplica({ database, monitor, writes, maxLagSeconds, served }),
    check: async () => {
      if (!monitor.isThere) throw new Error('The replica is unavailable.');
      if ((monitor.replayed?.lagSeconds ?? Number.POSITIVE_INFINITY) > maxLagSeconds)
        throw new Error('The replica is too old.');
    },
    close: async () => {
      await monitor.close();
      await database.close();
    },
  };
}

/** The metrics of the replica; without a replica they have no values. */
function replicaMetrics(registry: Registry) {
  const registers = [registry];
  let lagOf: () => number | undefined = () => undefined;
  new Gauge({
    name: 'database_replica_lag_seconds',
    help: 'The maximum lag of responses from the replica; it grows while the replica is unavailable.',
    labelNames: ['of'],
    registers,
    collect() {
      const seconds = lagOf();
      if (seconds !== undefined) this.set({ of: 'replica' }, seconds);
    },
  });
  const reads = new Counter({
    name: 'database_replica_reads_total',
    help: 'Lists and reports that a replica may answer, by what has answered them.',
    labelNames: ['served_by'],
    registers,
  });
  return {
    lag: (of: () => number | undefined) => {
      lagOf = of;
    },
    served: (by: ReadServer) => reads.inc({ served_by: by }),
  };
}
