import type { Pool } from 'pg';
import type { Queryable } from '../database/queryable.ts';
import { recordEvent } from '../events/record-event.ts';
import { aboutJob } from './finish-job.ts';
import type { Job } from './job.entity.ts';
import type { JobRun, JobSuccess } from './job-handlers.ts';

export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

export class ShuttingDown extends Error {
  override readonly name = 'ShuttingDown';
}

/** Another try has taken over the job, because this one was slow or disconnected; this one must be rolled back. */
class TryOvertaken extends Error {
  override readonly name = 'TryOvertaken';
}

export interface OpenRun extends JobRun {
  /** Stops watching the job. */
  close(): Promise<void>;
}

const HEARTBEAT_MS = 500;
/** Selects the job's row only if this try is the current one. */
const CURRENT_TRY = `where id = $1 and attempt = $2 and status = 'running'`;

/**
 * Starts one try at a job. While it is open, its progress is written twice a second; the same write reads cancellation
 * requests.
 */
export function openRun(pool: Pool, job: Job, stop: AbortSignal): OpenRun {
  const cancelled = new AbortController();
  let rowsDone = 0;
  let writing: Promise<void> = Promise.resolve();
  const beat = setInterval(() => {
    writing = writing.then(async () => {
      if (await noteProgress(pool, job, rowsDone)) cancelled.abort(new JobCancelled('The job was cancelled'));
    });
  }, HEARTBEAT_MS);
  return {
    job,
    signal: AbortSignal.any([stop, cancelled.signal]),
    progress: (rows) => {
      rowsDone = rows;
    },
    complete: (connection, success) => complete(connection, job, success),
    checkpoint: async (connection, rows) => {
      rowsDone = rows;
      const noted = await connection.query(
        `update job set rows_done = $3 ${CURRENT_TRY} and cancel_requested_at is null returning 1`,
        [job.id, job.attempt, rows],
      );
      if (noted.rows.length === 0) throw await notCurrent(connection, job);
    },
    close: () => {
      clearInterval(beat);
      return writing;
    },
  };
}

/**
 * Writes the progress and returns whether cancellation was requested. A failed write is made up for by the next one.
 */
async function noteProgress(pool: Pool, job: Job, rowsDone: number): Promise<boolean> {
  try {
    const found = await pool.query<{ cancel: boolean }>(
      `update job set rows_done = $3 ${CURRENT_TRY}
       returning cancel_requested_at is not null as cancel`,
      [job.id, job.attempt, rowsDone],
    );
    return found.rows[0]?.cancel ?? false;
  } catch {
    return false;
  }
}

async function complete(connection: Queryable, job: Job, { message, result, rows }: JobSuccess): Promise<void> {
  const found = await connection.query(
    `update job set status = 'completed', message = $3, result = $4, rows_total = $5, rows_done = $5, error = null,
       run_requested_at = null, finished_at = clock_timestamp()
     ${CURRENT_TRY} and cancel_requested_at is null returning 1`,
    [job.id, job.attempt, message, result && JSON.stringify(result), rows],
  );
  if (found.rows.length === 0) throw await notCurrent(connection, job);
  const data = { ...aboutJob(job), status: 'completed' as const, message, ...(result && { result }) };
  await recordEvent(connection, { type: 'job.completed', partnerId: job.partnerId, data });
}

/** Why the update matched no row. */
async function notCurrent(connection: Queryable, job: Job): Promise<Error> {
  const now = await connection.query(`select 1 from job ${CURRENT_TRY}`, [job.id, job.attempt]);
  return now.rows.length > 0 ? new JobCancelled('The job was cancelled') : new TryOvertaken('Another try took over');
}
