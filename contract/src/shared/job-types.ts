import type { z } from 'zod';
import { batchResultSchema, loadResultSchema } from './job-results.ts';

/** What a job can work on. What each of them is called on the wire stands in `JOB_SUBJECTS`. */
export type JobSubjectType = 'feed' | 'operations_batch';

/** What is to be known of a job type. */
interface JobTypeDeclaration {
  /** The kind of its jobs' IDs, a key of `ID_PREFIXES`, and the prefix they carry. */
  readonly idKind: string;
  readonly idPrefix: string;
  /** What one of its jobs is called inside a sentence. */
  readonly noun: string;
  /** What its jobs are there for, as the documentation says it. */
  readonly about: string;
  /** What the messages of its jobs call the work: `ETL processing` started. */
  readonly work: string;
  /** The message of a new job. */
  readonly firstMessage: string;
  readonly subject: JobSubjectType;
  /** Whether a worker runs its jobs; the others are completed when they are written. */
  readonly isWorked: boolean;
  /** Whether its jobs wait until they are asked to run, and may be run again. Other worked jobs run once, by themselves. */
  readonly runsOnRequest: boolean;
  /** What its completed jobs have as their `result`; null for nothing. `of` names the work in a sentence. */
  readonly result: { readonly of: string; readonly schema: z.ZodObject } | null;
  /** Its jobs' links to what can be done with them: the path of each behind that of the job. */
  readonly links: Readonly<Record<string, string>>;
}

/** Every job type, declared once: its IDs, links, sentences, queues and documentation follow from this. */
export const JOB_TYPE_DECLARATIONS = {
  submission: {
    idKind: 'submissionJob',
    idPrefix: 'JS',
    noun: 'submission job',
    about: 'the record of an upload; completed with it',
    work: 'Feed upload',
    firstMessage: 'Feed upload accepted.',
    subject: 'feed',
    isWorked: false,
    runsOnRequest: false,
    result: null,
    links: {},
  },
  validation: {
    idKind: 'validationJob',
    idPrefix: 'JV',
    noun: 'validation job',
    about: 'checks and loads a feed; waits in `queued` until it is run',
    work: 'ETL processing',
    firstMessage: 'CSV structure validation queued for ETL processing.',
    subject: 'feed',
    isWorked: true,
    runsOnRequest: true,
    result: { of: 'a load', schema: loadResultSchema },
    links: { run: 'run', cancel: 'cancel', errors: 'errors', errors_csv: 'errors.csv' },
  },
  operations_batch: {
    idKind: 'operationsBatchJob',
    idPrefix: 'JB',
    noun: 'operations batch job',
    about: 'executes an operations batch; starts by itself, and is run once',
    work: 'Operations batch',
    firstMessage: 'Operations batch queued.',
    subject: 'operations_batch',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'an operations batch', schema: batchResultSchema },
    links: { cancel: 'cancel' },
  },
} as const satisfies Record<string, JobTypeDeclaration>;

type Declarations = typeof JOB_TYPE_DECLARATIONS;

export type JobType = keyof Declarations;
export const JOB_TYPES = Object.keys(JOB_TYPE_DECLARATIONS) as [JobType, ...JobType[]];

/** A job type that a worker runs. */
export type WorkedJobType = { [T in JobType]: Declarations[T]['isWorked'] extends true ? T : never }[JobType];
/** Job types that a worker runs; the others are finished when they are written. */
export const WORKED_JOB_TYPES = JOB_TYPES.filter(isWorked);

/** Whether a worker runs jobs of this type. */
export function isWorked(jobType: JobType): jobType is WorkedJobType {
  return JOB_TYPE_DECLARATIONS[jobType].isWorked;
}

export type JobIdKind = Declarations[JobType]['idKind'];
/** The prefix of each job type's IDs, by their kind. */
export const JOB_ID_PREFIXES = Object.fromEntries(
  Object.values(JOB_TYPE_DECLARATIONS).map(({ idKind, idPrefix }) => [idKind, idPrefix]),
) as { readonly [T in JobType as Declarations[T]['idKind']]: Declarations[T]['idPrefix'] };

type JobResultDeclaration = NonNullable<Declarations[JobType]['result']>;
/** What a completed job can have as its `result`. */
export type JobResult = z.infer<JobResultDeclaration['schema']>;
/** The results of those job types that have one, in the order of the types. */
export const JOB_RESULTS = Object.values(JOB_TYPE_DECLARATIONS).flatMap(({ result }): JobResultDeclaration[] =>
  result === null ? [] : [result],
);
