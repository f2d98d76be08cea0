import {
  type JobSubjectType,
  type JobType,
  WORKED_JOB_TYPES,
  type WorkedJobType,
} from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { Job } from './job.entity.ts';
import type { JobRun } from './job-handlers.ts';

/** The values of a job to create. */
export interface NewJob {
  readonly type: JobType;
  readonly partnerId: number;
  /** The number of the job's subject. */
  readonly subjectId: number;
  /** The type of the subject, where it differs from the one that the contract declares for the job type. */
  readonly subjectType?: JobSubjectType;
  /** Passed by the caller, so that jobs created together have the same time. */
  readonly createdAt: Date;
  readonly extent?: JobExtent;
}

/** The amount of work, as far as it is known when the job is created. */
export interface JobExtent {
  /** The size of the uploaded file, and whether it is compressed. */
  readonly bytes?: number | undefined;
  readonly isCompressed?: boolean;
  /** The number of rows, operations, deliveries or other items to process. */
  readonly rows?: number | undefined;
}

/** The rules of a job type that affect the lifecycle of its jobs. */
interface JobRules {
  readonly type: WorkedJobType;
  /**
   * Jobs of this type with the same key run one after the other. The default key covers all jobs of a partner. Set when
   * the job is created.
   */
  concurrencyKey?(job: NewJob): string;
  /** Whether a job is small and runs on the workers for small jobs: see `isSmallExtent`. By default no job is. */
  isSmall?(extent: JobExtent): boolean;
  /** Whether a try may commit part of the work, from where the next try continues. Only a worker may end such a job. */
  readonly isResumable?: boolean;
  /** Makes further changes, in the same transaction, when a job has failed for good. */
  failed?(em: UnitOfWork, job: Job): Promise<void>;
  /** Makes further changes, in the same transaction, when a job was cancelled, whether or not it had started. */
  cancelled?(em: UnitOfWork, job: Job): Promise<void>;
}

/** Performs one try at a job. */
export type JobWork = (run: JobRun) => Promise<void>;

/** How the jobs of one type are run. */
export interface JobDefinition<Parts> extends JobRules {
  /**
   * Called once in each worker process. The returned function does the work and calls `run.complete`; it throws
   * `JobFailure` for errors that a retry cannot fix.
   *
   * @param parts the resources of the process
   */
  run(parts: Parts): JobWork;
}

export function defineJob<Parts>(definition: JobDefinition<Parts>): JobDefinition<Parts> {
  return definition;
}

let registered: ReadonlyMap<JobType, JobRules> = new Map();
let weight: JobWeightSql = () => '1';

/**
 * SQL for a partner's weight, given the SQL for its number: how many turns it gets for each turn of a partner with
 * weight 1.
 */
type JobWeightSql = (partner: string) => string;

/**
 * Registers the rules of all job types. Call it once, before the first job; only the list of features supplies them.
 *
 * @throws Error where a job type that a worker runs has no definition, or two
 */
export function registerJobs(definitions: readonly JobRules[], weightOf: JobWeightSql): void {
  for (const type of WORKED_JOB_TYPES) {
    const count = definitions.filter((definition) => definition.type === type).length;
    if (count !== 1) throw new Error(`Job type ${type} has ${count} definitions; it needs exactly one.`);
  }
  registered = new Map(definitions.map((definition) => [definition.type, definition]));
  weight = weightOf;
}

export function jobWeightSql(partner: string): string {
  return weight(partner);
}

/** The rules of a job type. @throws Error for one that no worker runs */
export function jobRules(type: JobType): JobRules {
  const rules = registered.get(type);
  if (!rules) throw new Error(`Job type ${type} has no definition.`);
  return rules;
}
