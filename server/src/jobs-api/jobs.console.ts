import {
  type Attention,
  type ComponentHealth,
  formatId,
  formatJobId,
  type IdKind,
  JOB_SUBJECTS,
  JOB_TYPE_DECLARATIONS,
  JOB_TYPES,
  type JobSubjectType,
  type JobType,
} from '@commerce-integration/contract';
import type { Pool } from 'pg';
import { boundedCounts } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import {
  ATTENTION_DAYS,
  done,
  failing,
  MOST_OF_A_KIND,
  type OverviewPart,
  present,
  waiting,
} from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/** SQL that depends on the type of a job. */
const byType = (sqlOf: (declared: (typeof JOB_TYPE_DECLARATIONS)[keyof typeof JOB_TYPE_DECLARATIONS]) => string) =>
  `case job_type ${JOB_TYPES.map((type) => `when '${type}' then ${sqlOf(JOB_TYPE_DECLARATIONS[type])}`).join(' ')} end`;

const JOB_ID = byType(({ idKind }) => idSql(idKind, 'number'));

/** Jobs of all types, by their IDs. */
export const jobSearch: Searchable = {
  type: 'job',
  access: 'jobs:read',
  table: 'job',
  shown: {
    id: JOB_ID,
    title: byType(({ work }) => `'${work}'`),
    subtitle: partnerNameSql('job.partner_id'),
    status: 'status',
  },
  ids: Object.fromEntries(
    JOB_TYPES.map((type) => [
      JOB_TYPE_DECLARATIONS[type].idKind satisfies IdKind,
      { field: 'job_id', where: (number: number) => sql`job_type = ${type} and number = ${number}` },
    ]),
  ),
};

/** Minutes that a job may wait in the queue before it needs attention. */
const PATIENCE_MINUTES = 15;

const QUEUED = sql`run_requested_at is not null and status = 'queued'`;
const RUNNING = sql`run_requested_at is not null and status = 'running'`;
const NOT_RUN = sql`run_requested_at is null and status = 'queued'`;

/** Jobs of all types: waiting, running, and finished. */
export const jobsOverview: OverviewPart = {
  stage: 'processing',
  access: 'jobs:read',
  counts: async (em, { from, to }) => {
    const table = 'job';
    const ended = (status: string) => ({
      table,
      where: sql`status = ${status} and finished_at >= ${from} and finished_at < ${to}`,
    });
    const found = await boundedCounts(em, {
      notRun: { table, where: NOT_RUN, since: 'created_at' },
      queued: { table, where: QUEUED, since: 'run_requested_at' },
      running: { table, where: RUNNING, since: 'started_at' },
      completed: ended('completed'),
      failed: ended('failed'),
    });
    return [
      waiting('not_run', 'Uploaded and not run', found.notRun),
      waiting('queued', 'Jobs in the queue', found.queued),
      present('running', 'Running jobs', found.running),
      done('completed', 'Completed jobs', found.completed),
      failing('failed', 'Failed jobs', found.failed, true),
    ];
  },
  attention: async (em) => [
    ...(await jobsWhere(em, [FAILED_LAST], 'finished_at')).map(failedJob),
    ...(await jobsWhere(em, [WAITS_LONG], 'run_requested_at')).map(waitingJob),
  ],
};

/**
 * Jobs that failed, unless a later job of the same kind succeeded for the partner. Each file and each batch is a
 * subject of its own, so a job for one does not make up for the failure of another; other subjects have many jobs.
 *
 * Tenancy: later jobs of the same partner.
 */
const FAILED_LAST = sql`status = 'failed' and finished_at > now() - make_interval(days => ${ATTENTION_DAYS})
  and not exists (
    select from job later where later.partner_id = job.partner_id and later.job_type = job.job_type
      and later.status = 'completed' and later.finished_at > job.finished_at
      and (job.subject_type in ('feed', 'operations_batch') or later.subject_id = job.subject_id)
  )`;
const WAITS_LONG = sql`${QUEUED} and run_requested_at < now() - make_interval(mins => ${PATIENCE_MINUTES})`;

/** Tenancy: errors of the job itself. */
const HAS_ROW_ERRORS = sql`exists (select from job_error e where e.job_id = job.id and e.severity = 'error')`;

interface JobRow {
  job_type: JobType;
  number: string;
  subject_type: JobSubjectType | null;
  subject_id: string | null;
  error: string | null;
  has_row_errors: boolean;
  since: Date;
  partner_id: string;
  partner_name: string;
}

function jobsWhere(em: UnitOfWork, where: (typeof FAILED_LAST)[], since: string): Promise<JobRow[]> {
  return visibleRows<JobRow>(em, {
    table: 'job',
    select: sql`job_type, number, subject_type, subject_id, error, partner_id, ${sql.raw(since)} as since,
      ${HAS_ROW_ERRORS} as has_row_errors,
      ${sql.raw(partnerNameSql('job.partner_id'))} as partner_name`,
    where,
    orderBy: `${since} desc`,
    limit: MOST_OF_A_KIND,
  });
}

function failedJob(row: JobRow): Attention {
  const { runsOnRequest } = JOB_TYPE_DECLARATIONS[row.job_type];
  // The same rows fail again.
  const action = row.has_row_errors
    ? ({ action: 'view', action_label: 'Show the errors' } as const)
    : runsOnRequest
      ? ({ action: 'run_job', action_label: 'Run again' } as const)
      : ({ action: 'view', action_label: 'Show the job' } as const);
  return { kind: 'job_failed', title: `${nameOf(row)} failed.`, level: 'failing', ...whose(row), ...action };
}

function waitingJob(row: JobRow): Attention {
  const title = `${nameOf(row)} has waited for its turn for more than ${PATIENCE_MINUTES} minutes.`;
  return { kind: 'job_waiting', title, level: 'waiting', ...whose(row), action: 'view', action_label: 'Show the job' };
}

/** For example `ETL processing of FD00001`. */
function nameOf({ job_type, subject_type, subject_id }: JobRow): string {
  const { work } = JOB_TYPE_DECLARATIONS[job_type];
  return subject_type === null ? work : `${work} of ${formatId(JOB_SUBJECTS[subject_type].idKind, Number(subject_id))}`;
}

function whose({ job_type, number, error, since, partner_id, partner_name }: JobRow) {
  return {
    detail: error,
    subject: { type: 'job', id: formatJobId(job_type, Number(number)) },
    partner_id: formatId('partner', Number(partner_id)),
    partner_name,
    since: new Date(since).toISOString(),
  };
}

/**
 * Whether workers take jobs from the queue, for the operator.
 *
 * Tenancy: of all partners; only whether and since when.
 */
export function workersHealth(pool: Pool): OverviewPart {
  return {
    access: 'operator',
    components: async (): Promise<ComponentHealth[]> => {
      const { rows } = await pool.query<{ waiting: boolean; running: boolean }>(
        `select exists (select from job where run_requested_at is not null and status = 'queued'
                        and run_requested_at < now() - interval '1 minute') as waiting,
                exists (select from job where run_requested_at is not null and status = 'running') as running`,
      );
      const isStuck = rows[0]?.waiting && !rows[0].running;
      const detail = 'Jobs wait for more than a minute and none runs: is a worker running?';
      return [
        isStuck
          ? { component: 'workers', status: 'warning', detail }
          : { component: 'workers', status: 'ok', detail: null },
      ];
    },
  };
}
