import type { Pool, PoolClient } from 'pg';
import { recordEventOn } from '../events/record-event.ts';
import type { Job } from './job.entity.ts';
import type { JobRun, JobSuccess } from './job-handlers.ts';
import { jobEventData } from './settle-job.ts';

export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}

export class ShuttingDown extends Error {
  override readonly name = 'ShuttingDown';
}

/** Another try has taken over: this one, slow or cut off, must leave no trace. */
class TryOvertaken extends Error {
  override readonly name = 'TryOvertaken';
}

export interface OpenRun extends JobRun {
  /** Stops watching the job. */
  close(): Promise<void>;
}

const HEARTBEAT_MS = 500;

/** Opens one try at a job. While it is open, its progress is written twice a second and a wish to cancel is noticed. */
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
    close: () => {
      clearInterval(beat);
      return writing;
    },
  };
}

/** Whether the job is to be cancelled. A beat that cannot be written is made up for by the next. */
async function noteProgress(pool: Pool, job: Job, rowsDone: number): Promise<boolean> {
  try {
    const found = await pool.query<{ cancel: boolean }>(
      `update job set rows_done = $3 where id = $1 and attempt = $2 and status = 'running'
       returning cancel_requested_at is not null as cancel`,
      [job.id, job.attempt, rowsDone],
    );
    return found.rows[0]?.cancel ?? false;
  } catch {
    return false;
  }
}

async function complete(connection: PoolClient, job: Job, { message, result }: JobSuccess): Promise<void> {
  const found = await connection.query<{ cancelled: boolean }>(
    `update job set status = 'completed', message = $3, result = $4, rows_total = $5, rows_done = $5, error = null,
       run_requested_at = null, finished_at = clock_timestamp()
     where id = $1 and attempt = $2 and status = 'running' and cancel_requested_at is null`,
    [job.id, job.attempt, message, JSON.stringify(result), result.processed],
  );
  if (found.rowCount === 0) {
    const now = await connection.query('select 1 from job where id = $1 and attempt = $2 and status = $3', [
      job.id,
      job.attempt,
      'running',
    ]);
    throw now.rowCount === 1 ? new JobCancelled('The job was cancelled') : new TryOvertaken('Another try took over');
  }
  const data = { ...jobEventData(job), status: 'completed', message, result };
  await recordEventOn(connection, { type: 'job.completed', partnerId: job.partnerId, data });
}
