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
  /** The type of the subject, where it is not the one that the contract declares for the type of job. */
  readonly subjectType?: JobSubjectType;
  /** Given by the caller, so that jobs that are created together have the same time. */
  readonly createdAt: Date;
  readonly extent?: JobExtent;
}

/** What is known of the work of a job when it is created. */
export interface JobExtent {
  /** The size of its file as it was sent, and whether that is compressed. */
  readonly bytes?: number | undefined;
  readonly isCompressed?: boolean;
  /** Rows, operations, deliveries or whatever else it works on. */
  readonly rows?: number | undefined;
}

/** The rules of a job type that the lifecycle of a job depends on. */
interface JobRules {
  readonly type: WorkedJobType;
  /**
   * Jobs of this type with the same key run one after the other. Without it: all jobs of a partner. Fixed when a job is
   * created.
   */
  concurrencyKey?(job: NewJob): string;
  /** Whether a job is small, so that workers of its own run it: see `isSmallExtent`. Without it: never. */
  isSmall?(extent: JobExtent): boolean;
  /**
   * Whether a try may commit a part of the work, from which the next try continues. Such a job is always ended by a
   * worker.
   */
  readonly isResumable?: boolean;
  /** Writes further changes when a job has failed for good, in the same transaction. */
  failed?(em: UnitOfWork, job: Job): Promise<void>;
  /** Writes further changes when a job was cancelled, whether or not it had begun, in the same transaction. */
  cancelled?(em: UnitOfWork, job: Job): Promise<void>;
}

/** Does one try at a job. */
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

/** SQL for how many turns a partner has while each other one has one, given the SQL for the partner's number. */
type JobWeightSql = (partner: string) => string;

/**
 * Registers the rules of all job types. Call once, before the first job; the list of features is the only source.
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
