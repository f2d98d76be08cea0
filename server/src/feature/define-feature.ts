import type { EntityClass } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import type { DayPartitions } from '../database/day-partitions.ts';
import type { FeatureMigration } from '../database/migrations.ts';
import type { Database } from '../database/orm.ts';
import type { ReadReplica } from '../database/read-replica.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Reactions } from '../events/reactions.ts';
import type { MountedRoutes } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import type { JobDefinition } from '../jobs/define-job.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { UploadTable } from '../uploads/announce-upload.ts';
import type { OverviewPart } from './overview-part.ts';
import type { Searchable } from './searchable.ts';

/** The resources of a process that features may use. */
export interface ProcessParts {
  readonly config: Config;
  readonly log: Logger;
  readonly registry: Registry;
  readonly database: Database;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
}

/** A replica of the database that answers reads. */
export interface OpenReadReplica {
  readonly reads: ReadReplica;
  /** @throws Error where it cannot answer: it is unreachable, or lags too far behind */
  check(): Promise<void>;
}

/** Further resources in a process that serves the API; here `database` is the one for requests. */
export interface ApiParts extends ProcessParts {
  /** A database without time limits, for work that must not delay requests. */
  readonly work: Database;
  /** A replica that answers lists and reports; undefined where none is configured. */
  readonly replica: OpenReadReplica | undefined;
  /** The object store with separate connections for downloads, so that slow clients do not delay uploads. */
  readonly downloads: ObjectStore;
  readonly databaseUrl: string;
  readonly units: UnitsOfWork;
  /** Encrypts customer data. */
  readonly cipher: FieldCipher;
  /** The searchable tables of all features. */
  readonly searchables: readonly Searchable[];
  /** The overview parts of all features; call it only after all features were registered. */
  readonly overviewParts: () => readonly OverviewPart[];
  /** Makes this process reload the owners of API keys from the database. */
  readonly forgetCallers: () => void;
}

/** Further resources in a worker process. */
export interface WorkerParts extends ProcessParts {
  readonly databaseUrl: string;
  /** Encrypts and decrypts secrets of partners. */
  readonly cipher: FieldCipher;
}

/** The retention of a table's rows. */
export interface Retention {
  readonly table: string;
  /** The column from which the period counts; a column of the owner, where the rows have one. */
  readonly since: string;
  readonly hours: number;
  /** The column with the key of an object that is deleted from the object store before its row; null for none. */
  readonly objectKey?: string;
  /** The entry of `GET /limits` that states the period; null for rows that no caller sees. */
  readonly limit: string | null;
  /** The environment variable that sets the period, in days. */
  readonly setBy?: keyof RetentionSettings;
  /**
   * The owner table, for rows without a time of their own: they expire with their owner. Owner IDs increase with time.
   */
  readonly owner?: { readonly table: string; readonly column: string };
}

/** The periods that an operator may set, in days. */
export type RetentionSettings = Pick<Config, 'JOB_REPORT_DAYS' | 'EXPORT_FILE_DAYS'>;

/** A number read from the database for `GET /metrics`. */
export interface StoredGauge {
  readonly name: string;
  readonly help: string;
  /** Columns of the statement that are labels. */
  readonly labels?: readonly string[];
  /**
   * Selects `value` for each combination of labels, over the rows of all partners. It runs on each scrape, so it must
   * read an index, up to a bound.
   */
  readonly sql: string;
}

/** Periodic work of a feature. */
export interface Schedule {
  /** Identifies it in logs. */
  readonly name: string;
  readonly everyMs: number;
  /** Whether it also runs when the process starts. */
  readonly startsAtOnce?: boolean;
  /** @param stop fires when the process shuts down */
  run(stop: AbortSignal): Promise<unknown>;
}

/** A statement about stored rows that is always true. The command `verify` looks for rows that violate it. */
export interface Invariant {
  /** Identifies it, for example `order-items`. */
  readonly name: string;
  /** The statement, as a sentence. */
  readonly holds: string;
  /**
   * SQL that selects the violating rows, with a text column `id`. One statement reads one snapshot, so that a server
   * may run meanwhile.
   *
   * Tenancy: of all partners; the command belongs to the operator.
   */
  readonly violations: string;
  /**
   * The table whose rows are checked in bounded steps: `violations` is restricted to primary keys from `$1` up to, but
   * excluding, `$2`. Leave it out where the statement reads few rows.
   */
  readonly over?: string;
}

/** What a feature contributes to the server. Do not list features anywhere else. */
export interface Feature {
  readonly name: string;
  /** The tables that the feature owns; no other feature reads or writes them. */
  readonly tables?: readonly string[];
  readonly entities?: readonly EntityClass<object>[];
  readonly migrations?: readonly FeatureMigration[];
  /** Tables with a partition for each day; partitions are created ahead of time and dropped when they expire. */
  readonly partitions?: readonly DayPartitions[];
  /** Encrypted columns, by table. A key rotation re-encrypts them. */
  readonly sealed?: Readonly<Record<string, readonly string[]>>;
  /** The retention of growing tables. */
  readonly retention?: readonly Retention[];
  /**
   * The remaining tables, each with the reason why its rows are kept for good, or the table whose rows they expire
   * with. A test fails for a table that is in none of `retention`, `partitions` and `kept`.
   */
  readonly kept?: Readonly<Record<string, string>>;
  /** Invariants of its rows. */
  readonly invariants?: readonly Invariant[];
  /** Its upload tables, from which abandoned uploads and orphaned objects are deleted. */
  readonly uploads?: readonly UploadTable[];
  /** Its searchable tables. */
  readonly search?: readonly Searchable[];
  /** Its parts of the overview. Called once, in processes that serve the API. */
  overview?(parts: ApiParts): readonly OverviewPart[];
  /** Gauges over its tables. */
  readonly gauges?: readonly StoredGauge[];
  /** Its endpoints. Called once, in processes that serve the API. */
  routes?(parts: ApiParts): readonly MountedRoutes[];
  /** The definitions of its job types. */
  readonly jobs?: readonly JobDefinition<WorkerParts>[];
  /** What it does in the transactions that record events. */
  readonly reactions?: Reactions;
  /** Continuous background work. Called once, in worker processes; the returned function stops it. */
  works?(parts: WorkerParts): Promise<() => Promise<void>>;
  /** Its periodic work. Called once, in worker processes. */
  schedules?(parts: ProcessParts): readonly Schedule[];
}

export function defineFeature(feature: Feature): Feature {
  return feature;
}

/** @throws Error where two features claim the same name, table, migration or job type */
export function assertApart(features: readonly Feature[]): void {
  claimOnce(
    features.map(({ name }) => ({ feature: name, claims: [name] })),
    'the feature name',
  );
  claimOnce(
    features.map(({ name, tables = [] }) => ({ feature: name, claims: tables })),
    'the table',
  );
  claimOnce(
    features.map(({ name, migrations = [] }) => ({ feature: name, claims: migrations.map((one) => one.name) })),
    'the migration',
  );
  claimOnce(
    features.map(({ name, jobs = [] }) => ({ feature: name, claims: jobs.map(({ type }) => type) })),
    'the job type',
  );
  claimOnce(
    features.map(({ name, invariants = [] }) => ({ feature: name, claims: invariants.map((one) => one.name) })),
    'the invariant',
  );
}

/** @throws Error where two claimants have the same claim */
export function claimOnce(claimants: readonly { feature: string; claims: readonly string[] }[], what: string): void {
  const owners = new Map<string, string>();
  for (const { feature, claims } of claimants) {
    for (const claim of claims) {
      const owner = owners.get(claim);
      if (owner !== undefined) throw new Error(`The features ${owner} and ${feature} both claim ${what} ${claim}.`);
      owners.set(claim, feature);
    }
  }
}
