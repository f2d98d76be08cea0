import type { z } from 'zod';
import {
  batchResultSchema,
  exportResultSchema,
  importResultSchema,
  loadResultSchema,
  redeliveryResultSchema,
  replayResultSchema,
  undoResultSchema,
} from './job-results.ts';

/** The types of a job's subject. `JOB_SUBJECTS` has their names on the wire. */
export type JobSubjectType =
  | 'feed'
  | 'operations_batch'
  | 'webhook'
  | 'order_exporter'
  | 'data_group'
  | 'validation_job'
  | 'import_job';

/** The declaration of a job type. */
interface JobTypeDeclaration {
  /** The kind of its jobs' IDs, a key of `ID_PREFIXES`, and their prefix. */
  readonly idKind: string;
  readonly idPrefix: string;
  /** The name of one of its jobs inside a sentence. */
  readonly noun: string;
  /** The purpose of its jobs, for the documentation. */
  readonly about: string;
  /** The name of the work in the messages of its jobs: `ETL processing` started. */
  readonly work: string;
  /** The message of a new job. */
  readonly firstMessage: string;
  /** What its jobs work on, unless whoever creates a job names another type. */
  readonly subject: JobSubjectType;
  /** Whether a worker runs its jobs; others are completed when they are created. */
  readonly isWorked: boolean;
  /**
   * Whether its jobs wait until they are asked to run, and may be run again. Other worked jobs run once, by themselves.
   */
  readonly runsOnRequest: boolean;
  /** The `result` of its completed jobs; null for none. `of` names the work in a sentence. */
  readonly result: { readonly of: string; readonly schema: z.ZodObject } | null;
  /** Links from its jobs to actions: the part of the path after the job's. */
  readonly links: Readonly<Record<string, string>>;
}

/** All job types: IDs, links, sentences, queues and documentation are derived from these declarations. */
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
    about: 'checks and loads a feed; stays `queued` until it is run',
    work: 'ETL processing',
    firstMessage: 'CSV structure validation queued for ETL processing.',
    subject: 'feed',
    isWorked: true,
    runsOnRequest: true,
    result: { of: 'a load', schema: loadResultSchema },
    links: { run: 'run', cancel: 'cancel', errors: 'errors', errors_csv: 'errors.csv', undo: 'undo' },
  },
  operations_batch: {
    idKind: 'operationsBatchJob',
    idPrefix: 'JB',
    noun: 'operations batch job',
    about: 'executes an operations batch; starts automatically and runs once',
    work: 'Operations batch',
    firstMessage: 'Operations batch queued.',
    subject: 'operations_batch',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'an operations batch', schema: batchResultSchema },
    links: { cancel: 'cancel' },
  },
  webhook_redelivery: {
    idKind: 'webhookRedeliveryJob',
    idPrefix: 'JW',
    noun: 'redelivery job',
    about: 'resends a set of webhook deliveries; starts automatically and runs once',
    work: 'Redelivery',
    firstMessage: 'Redelivery queued.',
    subject: 'webhook',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'a redelivery', schema: redeliveryResultSchema },
    links: { cancel: 'cancel' },
  },
  order_export_replay: {
    idKind: 'orderExportReplayJob',
    idPrefix: 'JX',
    noun: 'order export job',
    about: 'repeats the exports of a set of orders; starts automatically and runs once',
    work: 'Replay of exports',
    firstMessage: 'Replay of exports queued.',
    subject: 'order_exporter',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'a replay of exports', schema: replayResultSchema },
    links: { cancel: 'cancel' },
  },
  import: {
    idKind: 'importJob',
    idPrefix: 'JI',
    noun: 'import job',
    about: 'imports the files that were sent to a data group, one after the other; starts automatically and runs once',
    work: 'Import',
    firstMessage: 'Import queued.',
    subject: 'data_group',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'an import', schema: importResultSchema },
    links: { cancel: 'cancel', errors: 'errors', errors_csv: 'errors.csv', undo: 'undo' },
  },
  export: {
    idKind: 'exportJob',
    idPrefix: 'JE',
    noun: 'export job',
    about: 'writes the files of a data group from one snapshot; starts automatically and runs once',
    work: 'Export',
    firstMessage: 'Export queued.',
    subject: 'data_group',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'an export', schema: exportResultSchema },
    links: { cancel: 'cancel', files: 'files' },
  },
  undo: {
    idKind: 'undoJob',
    idPrefix: 'JU',
    noun: 'undo job',
    about: 'reverts the changes of a validation job or an import job to products; starts automatically and runs once',
    work: 'Undo',
    firstMessage: 'Undo queued.',
    subject: 'validation_job',
    isWorked: true,
    runsOnRequest: false,
    result: { of: 'an undo', schema: undoResultSchema },
    links: { cancel: 'cancel', errors: 'errors', changes: 'changes' },
  },
} as const satisfies Record<string, JobTypeDeclaration>;

type Declarations = typeof JOB_TYPE_DECLARATIONS;

export type JobType = keyof Declarations;
export const JOB_TYPES = Object.keys(JOB_TYPE_DECLARATIONS) as [JobType, ...JobType[]];

/** A job type that a worker runs. */
export type WorkedJobType = { [T in JobType]: Declarations[T]['isWorked'] extends true ? T : never }[JobType];
/** Job types that a worker runs; jobs of others are completed when they are created. */
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
/** The `result` of a completed job of any type. */
export type JobResult = z.infer<JobResultDeclaration['schema']>;
/** The results of all job types that have one, in the order of the types. */
export const JOB_RESULTS = Object.values(JOB_TYPE_DECLARATIONS).flatMap(({ result }): JobResultDeclaration[] =>
  result === null ? [] : [result],
);
