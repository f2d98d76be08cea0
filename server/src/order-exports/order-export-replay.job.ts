import type { ReplayOrderExports } from '@commerce-integration/contract';
import { inTransaction } from '../database/in-transaction.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { announceSoon } from '../events/announce.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { exportConditions } from './order-exports.queries.ts';

/** Exports of one transaction. */
const STEP = 1_000;

/** The definition of the jobs that do a set of exports again, in steps that stay when a try ends early. */
export const orderExportReplayJob = defineJob<ProcessParts>({
  type: 'order_export_replay',
  isResumable: true,
  concurrencyKey: ({ type, subjectId }) => `${type}:${subjectId}`,
  run: (parts) => (run) => runReplay(parts, run),
});

/** Tenancy: the filter of the job, and exports of orders of the job's partner. */
async function runReplay({ database: { pool } }: ProcessParts, run: JobRun): Promise<void> {
  const { rows: found } = await pool.query<{ filter: ReplayOrderExports; created_at: string; done: string }>(
    `select r.filter, r.created_at, j.rows_done as done from order_export_replay r join job j on j.id = r.job_id
     where r.job_id = $1`,
    [run.job.id],
  );
  const [replay] = found;
  if (!replay) throw new JobFailure('the filter of the replay is gone.');
  const { partner_id: _, ...filter } = replay.filter;
  const conditions = [
    ...exportConditions(filter),
    sql`order_partner_id = ${run.job.partnerId}`,
    sql`created_at < ${new Date(replay.created_at)}`,
  ];
  let done = Number(replay.done);
  // By their numbers, so that one that ends again meanwhile is not done once more.
  for (let last: number | undefined = 0; last !== undefined; ) {
    run.signal.throwIfAborted();
    const after = sql`id > ${last}`;
    const again: number[] = await inTransaction(pool, async (client) => {
      const numbers = (await rowsOf<{ id: string }>(client, queueAgain([...conditions, after]))).map(({ id }) =>
        Number(id),
      );
      await run.checkpoint(client, done + numbers.length);
      return numbers;
    });
    announceSoon();
    done += again.length;
    last = again.length === 0 ? undefined : Math.max(...again);
  }
  const message = `Replay of exports completed. Exports: ${done}.`;
  await inTransaction(pool, (client) => run.complete(client, { message, result: { exports: done }, rows: done }));
}

/** Tenancy: the conditions name the exporter and the partner. */
function queueAgain(conditions: readonly Sql[]): Sql {
  return sql`update order_export set status = 'queued', batch_id = null, alone = false, error = null, next_flag = null,
      ended_at = null, due_at = clock_timestamp()
    where id = any(array(
      select id from order_export where ${allOf(conditions)} order by id limit ${STEP} for update
    )) returning id`;
}
