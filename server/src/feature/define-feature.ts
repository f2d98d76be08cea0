import type { EntityClass } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../config/config.ts';
import type { FeatureMigration } from '../database/migrations.ts';
import type { Database } from '../database/orm.ts';
import type { FieldCipher } from '../encryption/field-cipher.ts';
import type { Reactions } from '../events/reactions.ts';
import type { MountedRoutes } from '../http/routes.ts';
import type { UnitsOfWork } from '../http/unit-of-work.ts';
import type { JobDefinition } from '../jobs/define-job.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { UploadTable } from '../uploads/upload-table.ts';

/** What a process lends its features. */
export interface ProcessParts {
  readonly config: Config;
  readonly log: Logger;
  readonly registry: Registry;
  readonly database: Database;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
}

/** What a process that serves the API lends in addition. `database` is the one for requests then. */
export interface ApiParts extends ProcessParts {
  /** For what requests must not hold up: without time limits. */
  readonly work: Database;
  /** The same store for what clients download, by connections of its own: who reads slowly keeps no upload waiting. */
  readonly downloads: ObjectStore;
  readonly units: UnitsOfWork;
  /** Encrypts customer data. */
  readonly cipher: FieldCipher;
  /** Has this process ask the database anew who a key speaks for. */
  readonly forgetCallers: () => void;
}

/** How long the rows of a table are kept. */
export interface Retention {
  readonly table: string;
  /** The column from whose time on they are kept. */
  readonly since: string;
  readonly hours: number;
}

/** Periodic work of a feature. */
export interface Schedule {
  /** Says in logs what failed. */
  readonly name: string;
  readonly everyMs: number;
  /** @param stop fires when the process shuts down */
  run(stop: AbortSignal): Promise<unknown>;
}

/**
 * What a feature brings. Everything that the process knows of a feature stands here: a list of features anywhere else
 * is a mistake.
 */
export interface Feature {
  readonly name: string;
  /** The tables that belong to it; no other feature reads or writes them. */
  readonly tables?: readonly string[];
  readonly entities?: readonly EntityClass<object>[];
  readonly migrations?: readonly FeatureMigration[];
  /** Of tables that grow. */
  readonly retention?: readonly Retention[];
  /** Where its uploads are noted: those that are abandoned, and objects that no row knows, are deleted. */
  readonly uploads?: readonly UploadTable[];
  /** Its endpoints. Called once, in processes that serve the API. */
  routes?(parts: ApiParts): readonly MountedRoutes[];
  /** How the jobs of its types are done. */
  readonly jobs?: readonly JobDefinition<ProcessParts>[];
  /** What it does in the transaction of others' events. */
  readonly reactions?: Reactions;
  /** Its periodic work. Called once, in processes that work. */
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
