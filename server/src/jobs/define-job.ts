import { type JobType, WORKED_JOB_TYPES, type WorkedJobType } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import type { Job } from './job.entity.ts';
import type { JobRun } from './job-handlers.ts';

/** A job that is to be created. */
export interface NewJob {
  readonly type: JobType;
  readonly partnerId: number;
  /** The number of what it works on, whose type the contract declares. */
  readonly subjectId: number;
  /** Jobs that are created together have the same time. */
  readonly createdAt: Date;
}

/** What the lifecycle of a job has to know of its type. */
interface JobRules {
  readonly type: WorkedJobType;
  /**
   * Jobs of this type with the same key run one after the other. Without it: all jobs of a partner. Fixed when a job is
   * created.
   */
  concurrencyKey?(job: NewJob): string;
  /** Whether what a try has done may stay, so that the next one goes on from there. A worker ends such a job then. */
  readonly isResumable?: boolean;
  /** Adds what else must be written when a job has failed for good, in the same transaction. */
  failed?(em: UnitOfWork, job: Job): Promise<void>;
  /** Adds what else must be written when a job that had begun was cancelled, in the same transaction. */
  cancelled?(em: UnitOfWork, job: Job): Promise<void>;
}

/** Does the work of one try. */
export type JobWork = (run: JobRun) => Promise<void>;

/** How the jobs of one type are done. */
export interface JobDefinition<Parts> extends JobRules {
  /**
   * Called once in each process that works. What it returns does the work and calls `run.complete`; it throws
   * `JobFailure` for what trying again would not mend.
   *
   * @param parts what a process lends
   */
  run(parts: Parts): JobWork;
}

export function defineJob<Parts>(definition: JobDefinition<Parts>): JobDefinition<Parts> {
  return definition;
}

let registered: ReadonlyMap<JobType, JobRules> = new Map();

/**
 * Sets how the jobs of all types are done. Once, before the first job: the features are the only list of them.
 *
 * @throws Error where a job type that a worker runs has no definition, or two
 */
export function registerJobs(definitions: readonly JobRules[]): void {
  for (const type of WORKED_JOB_TYPES) {
    const count = definitions.filter((definition) => definition.type === type).length;
    if (count !== 1) throw new Error(`Job type ${type} has ${count} definitions; it needs exactly one.`);
  }
  registered = new Map(definitions.map((definition) => [definition.type, definition]));
}

/** What is known of a job type. @throws Error for one that no worker runs */
export function jobRules(type: JobType): JobRules {
  const rules = registered.get(type);
  if (!rules) throw new Error(`Job type ${type} has no definition.`);
  return rules;
}
