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
  /** @throws Error where it cannot answer: it is away, or older than it may be */
  check(): Promise<void>;
}

/** Further resources in a process that serves the API, where `database` is the one for requests. */
export interface ApiParts extends ProcessParts {
  /** A database without time limits, for work that must not delay requests. */
  readonly work: Database;
  /** A replica that answers lists and reports; undefined where none is set. */
  readonly replica: OpenReadReplica | undefined;
  /** The object store with separate connections for downloads, so that slow clients do not delay uploads. */
  readonly downloads: ObjectStore;
  readonly databaseUrl: string;
  readonly units: UnitsOfWork;
  /** Encrypts customer data. */
  readonly cipher: FieldCipher;
  /** What all features let people find. */
  readonly searchables: readonly Searchable[];
  /** What all features show in the overview; not before all of them were asked. */
  readonly overviewParts: () => readonly OverviewPart[];
  /** Makes this process look up the owners of API keys in the database again. */
  readonly forgetCallers: () => void;
}

/** Further resources in a process that works. */
export interface WorkerParts extends ProcessParts {
  readonly databaseUrl: string;
  /** Encrypts and decrypts secrets of partners. */
  readonly cipher: FieldCipher;
}

/** How long the rows of a table are kept. */
export interface Retention {
  readonly table: string;
  /** The column from whose time on the period counts; of the owner, where the rows have one. */
  readonly since: string;
  readonly hours: number;
  /** The column with the key of an object in the object store that is deleted before its row; null for none. */
  readonly objectKey?: string;
  /** The entry of `GET /limits` that tells the period; null for rows that no caller sees. */
  readonly limit: string | null;
  /** The variable by which an operator sets the period, in days. */
  readonly setBy?: keyof RetentionSettings;
  /** Rows without a time of their own end with that of their owner, whose numbers rise with time. */
  readonly owner?: { readonly table: string; readonly column: string };
}

/** The periods that an operator may set, in days. */
export type RetentionSettings = Pick<Config, 'JOB_REPORT_DAYS' | 'EXPORT_FILE_DAYS'>;

/** A number of the database that `GET /metrics` tells. */
export interface StoredGauge {
  readonly name: string;
  readonly help: string;
  /** Columns of the statement that are labels. */
  readonly labels?: readonly string[];
  /** Selects `value` for each combination of labels, of the rows of all partners. It is run for each scrape: it reads an index, up to a bound. */
  readonly sql: string;
}

/** Periodic work of a feature. */
export interface Schedule {
  /** Identifies it in logs. */
  readonly name: string;
  readonly everyMs: number;
  /** Whether it runs when the process starts as well. */
  readonly startsAtOnce?: boolean;
  /** @param stop fires when the process shuts down */
  run(stop: AbortSignal): Promise<unknown>;
}

/** What always holds of the stored rows. The command `verify` looks for rows that contradict it. */
export interface Invariant {
  /** Identifies it: `order-items`. */
  readonly name: string;
  /** What holds, as a sentence. */
  readonly holds: string;
  /**
   * SQL for the rows that contradict it, with a text column `id`. One statement reads one snapshot, so that a server may
   * run meanwhile.
   *
   * Tenancy: of all partners; the command belongs to the operator.
   */
  readonly violations: string;
  /**
   * The table whose rows are checked, in steps of a bounded number of them: `violations` is restricted to those with a
   * primary key from `$1` up to and without `$2`. Without it, the statement reads few rows.
   */
  readonly over?: string;
}

/** What a feature contributes to the server. A list of features anywhere else is a mistake. */
export interface Feature {
  readonly name: string;
  /** The tables that belong to it; no other feature reads or writes them. */
  readonly tables?: readonly string[];
  readonly entities?: readonly EntityClass<object>[];
  readonly migrations?: readonly FeatureMigration[];
  /** Tables with a partition for each day, which are made ahead and dropped. */
  readonly partitions?: readonly DayPartitions[];
  /** Columns that are stored encrypted, by their table. A rotation of keys re-encrypts them. */
  readonly sealed?: Readonly<Record<string, readonly string[]>>;
  /** The retention of tables that grow. */
  readonly retention?: readonly Retention[];
  /**
   * Its other tables, and why their rows are kept for good, or end with those of which table. A test fails for a table
   * that stands in none of `retention`, `partitions` and here.
   */
  readonly kept?: Readonly<Record<string, string>>;
  /** What always holds of its rows. */
  readonly invariants?: readonly Invariant[];
  /** The table of its uploads, from which abandoned uploads and orphaned objects are deleted. */
  readonly uploads?: readonly UploadTable[];
  /** What it lets people find. */
  readonly search?: readonly Searchable[];
  /** What it shows in the overview. Called once, in processes that serve the API. */
  overview?(parts: ApiParts): readonly OverviewPart[];
  /** What it tells of its tables in the metrics. */
  readonly gauges?: readonly StoredGauge[];
  /** Its endpoints. Called once, in processes that serve the API. */
  routes?(parts: ApiParts): readonly MountedRoutes[];
  /** The definitions of its job types. */
  readonly jobs?: readonly JobDefinition<WorkerParts>[];
  /** What it does in the transactions of events. */
  readonly reactions?: Reactions;
  /** Work that it does all the time. Called once, in worker processes; the returned function ends it. */
  works?(parts: WorkerParts): Promise<() => Promise<void>>;
  /** Its periodic work. Called once, in worker processes. */
  schedules?(parts: ProcessParts): readonly Schedule[];
}

export function defineFeature(feature: Feature): Feature {
  return feature;
}

/** @throws Error where two features claim one name, table, migration or job type */
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

/** @throws Error where two of them claim the same */
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
