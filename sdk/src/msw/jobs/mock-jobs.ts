import {
  formatId,
  formatJobId,
  idNumber,
  isTerminal,
  type Job,
  type JobError,
  jobIdSchema,
  jobSubjectId,
  parseJobId,
} from '@commerce-integration/contract';
import type { RecordPlace } from '@commerce-integration/contract/feed-file';
import {
  CURSOR_POSITIONS,
  jobLinks,
  rejectedHeader,
  rejectedLine,
  toPage,
  waitPreferred,
  wrongCursor,
} from '@commerce-integration/contract/rules';
import type { FeatureHandlers, MockCall } from '../http/mock-call.ts';
import { createdWithin, openCursor, partnerFilter, sealCursor } from '../store/mock-lists.ts';
import type { JobErrorRow, JobRow } from '../store/mock-rows.ts';
import { assertSameFile } from '../store/mock-storage.ts';
import { type MockTables, notFound, visibleRow, visibleRows } from '../store/mock-tables.ts';
import { subjectOf } from './mock-job-rows.ts';

const RETRY_AFTER_SECONDS = '1';

/** All but `undoJob`, which the undo of loads handles. Imports handle the download of their errors. */
export const jobHandlers: Omit<FeatureHandlers<'jobs'>, 'undoJob' | 'downloadJobErrors'> = {
  listJobs: ({ query, tables, caller }) => {
    const ofPartner = partnerFilter(tables, query.partner_name);
    const before = rowOfCursor(query.cursor, visibleRows(tables.jobs, caller));
    const rows = visibleRows(tables.jobs, caller).filter(
      (job) =>
        ofPartner(job) &&
        job.id < before &&
        (query.job_type === undefined || job.jobType === query.job_type) &&
        (query.status === undefined || job.status === query.status) &&
        (query.feed_id === undefined || job.feedId === idNumber(query.feed_id)) &&
        (query.batch_id === undefined || job.batchId === idNumber(query.batch_id)) &&
        (query.data_group_id === undefined || job.dataGroupId === idNumber(query.data_group_id)) &&
        createdWithin(query, job.createdAt),
    );
    return { status: 200, body: toPage(rows.reverse(), query.limit, (job) => presentJob(tables, job), jobIdOf) };
  },

  getJob: async (call) => {
    const job = getJob(call, call.params.job_id);
    call.worker.look(job);
    await call.worker.wait(job, call.query.wait * 1_000, call.request.signal);
    return { status: 200, body: withPlace(waitingFor(job, call), call) };
  },

  runJob: async (call) => {
    // The idempotency key covers only the request to run; the job's state is read anew for each call.
    await call.once(() => {
      call.worker.request(getJob(call, call.params.job_id), call.params.job_id);
      return { status: 202, body: null };
    });
    const job = getJob(call, call.params.job_id);
    const ms = waitPreferred(call.headers.prefer) * 1_000;
    if (ms > 0) await call.worker.wait(job, ms, call.request.signal);
    if (isTerminal(job.status)) return { status: 200, body: presentJob(call.tables, job) };
    call.answerHeaders.set('location', `/jobs/${call.params.job_id}`);
    return { status: 202, body: withPlace(waitingFor(job, call), call) };
  },

  cancelJob: (call) => {
    const job = getJob(call, call.params.job_id);
    call.worker.cancel(job, call.params.job_id);
    return { status: isTerminal(job.status) ? 200 : 202, body: presentJob(call.tables, job) };
  },

  listJobErrors: (call) => {
    const { limit, cursor } = call.query;
    const job = getJob(call, call.params.job_id);
    const query = ['job-errors', jobIdOf(job)];
    const [line, position] = cursor === undefined ? [0, 0] : openCursor(query, cursor, CURSOR_POSITIONS.line);
    const rows = job.errors.filter((row) => row.line > line || (row.line === line && row.position > position));
    return {
      status: 200,
      body: toPage(rows, limit, presentError, (row) => sealCursor(query, [row.line, row.position])),
    };
  },

  listJobChanges: (call) => {
    const { limit, cursor } = call.query;
    const job = getJob(call, call.params.job_id);
    const query = ['job-changes', jobIdOf(job)];
    const [position] = cursor === undefined ? [0] : openCursor(query, cursor, CURSOR_POSITIONS.row);
    const rows = job.changes.map((change, index) => ({ change, position: index + 1 }));
    const rest = rows.filter((row) => row.position > position);
    const page = toPage(
      rest,
      limit,
      ({ change }) => change,
      (row) => sealCursor(query, [row.position]),
    );
    return { status: 200, body: page };
  },
};

/** @throws Problem `not_found` */
/** The rejected lines of a load, as the answer to a download. */
export function downloadRejectedLines(call: MockCall, job: JobRow): string {
  const feed = call.tables.feeds.get(job.feedId ?? 0);
  if (feed && job.errors.some(({ severity }) => severity === 'error')) assertSameFile(call, feed);
  call.answerHeaders.set('content-disposition', `attachment; filename="${jobIdOf(job)}-errors.csv"`);
  return rejectedLines(call, job);
}

export function getJob({ tables, caller }: Pick<MockCall, 'tables' | 'caller'>, jobId: string): JobRow {
  const { jobType, number } = parseJobId(jobId);
  const job = [...tables.jobs.values()].find((row) => row.jobType === jobType && row.number === number);
  if (!job || !visibleRow(tables.jobs, caller, job.id)) throw notFound('Job', jobId);
  return job;
}

/** Sets `Retry-After` for a job that has not ended. */
function waitingFor(job: JobRow, { answerHeaders }: Pick<MockCall, 'answerHeaders'>): JobRow {
  if (!isTerminal(job.status)) answerHeaders.set('retry-after', RETRY_AFTER_SECONDS);
  return job;
}

/** A job that waits in the queue with its place there: by the order in which jobs were created, and without an estimate. */
function withPlace(job: JobRow, { tables }: MockCall): Job {
  if (job.status !== 'queued' || !job.underWay) return presentJob(tables, job);
  const waiting = [...tables.jobs.values()].filter(({ status, underWay }) => status === 'queued' && underWay);
  const position = waiting.filter(({ id }) => id < job.id).length + 1;
  return { ...presentJob(tables, job), queue_position: position, estimated_start_at: null };
}

function rowOfCursor(cursor: string | undefined, jobs: readonly JobRow[]): number {
  if (cursor === undefined) return Number.POSITIVE_INFINITY;
  if (!jobIdSchema.safeParse(cursor).success) throw wrongCursor();
  const { jobType, number } = parseJobId(cursor);
  const row = jobs.find((job) => job.jobType === jobType && job.number === number);
  if (!row) throw wrongCursor();
  return row.id;
}

export function jobIdOf(job: JobRow): Job['job_id'] {
  return formatJobId(job.jobType, job.number);
}

export function presentJob(tables: MockTables, job: JobRow): Job {
  const subject = subjectOf(job);
  return {
    job_id: jobIdOf(job),
    job_type: job.jobType,
    partner_id: formatId('partner', job.partnerId),
    partner_name: tables.partnerName(job.partnerId),
    status: job.status,
    message: job.message,
    created_at: job.createdAt.toISOString(),
    ...(job.startedAt ? { started_at: job.startedAt.toISOString() } : {}),
    ...(job.finishedAt ? { finished_at: job.finishedAt.toISOString() } : {}),
    attempt: job.attempt,
    progress: { ...(job.rowsTotal === null ? {} : { rows_total: job.rowsTotal }), rows_done: job.rowsDone },
    ...(job.result ? { result: job.result } : {}),
    ...(job.error === null ? {} : { error: job.error }),
    ...jobSubjectId(subject),
    links: jobLinks({ job_id: jobIdOf(job), job_type: job.jobType, subject, partnerId: job.partnerId }),
  };
}

function presentError({ position: _, ...error }: JobErrorRow): JobError {
  return error;
}

/**
 * A feed's rejected rows as CSV: the header and rows as they were sent, with `_line,_column,_code,_message` in front.
 * Several problems of a row are joined by `; ` within each cell.
 */
function rejectedLines({ tables }: Pick<MockCall, 'tables'>, job: JobRow): string {
  const file = tables.feedFiles.get(job.feedId ?? 0);
  if (!file || job.errors.length === 0) return '';
  const textOf = ({ begin, end }: RecordPlace) =>
    new TextDecoder().decode(file.text.subarray(begin, end)).replace(/^[\r\n]+|[\r\n]+$/g, '');
  const rows = file.records.map((record) => {
    const problems = job.errors.filter(({ line, severity }) => line === record.line && severity === 'error');
    return problems.length === 0 ? '' : rejectedLine(file.delimiter, record.line, problems, textOf(record));
  });
  return rejectedHeader(file.delimiter, textOf(file.header)) + rows.join('');
}
