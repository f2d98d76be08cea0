import { idNumber, type ReplayOrderExports } from '@commerce-integration/contract';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { LOCKS, lockSharedUntilCommit } from '../database/locks.ts';
import { allOf, rowsOf, type Sql, sql } from '../database/sql.ts';
import { announceSoon } from '../events/record-event.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { exportConditions } from './order-exports.queries.ts';

// Tenancy of this file: the filter of the job, exports of orders of the job's partner, and the exporter that was checked when the job was created.

/** Exports per transaction. */
const STEP = 1_000;

/** The definition of the jobs that repeat a set of exports, in steps that remain committed when a try fails. */
export const orderExportReplayJob = defineJob<ProcessParts>({
  type: 'order_export_replay',
  isResumable: true,
  isSmall: isSmallExtent,
  concurrencyKey: ({ type, subjectId }) => `${type}:${subjectId}`,
  run: (parts) => (run) => runReplay(parts, run),
});

/** The set of exports to repeat, and the progress. */
interface Replay {
  readonly conditions: readonly Sql[];
  readonly exporter: number;
  /** The last export that was queued again. */
  last: number;
  done: number;
}

async function runReplay({ database: { pool } }: ProcessParts, run: JobRun): Promise<void> {
  const replay = await readReplay(pool, run);
  for (let hasMore = true; hasMore; ) {
    run.signal.throwIfAborted();
    hasMore = await inTransaction(pool, (client) => queueSome(client, run, replay));
    announceSoon();
  }
  const { done } = replay;
  const message = `Replay of exports completed. Exports: ${done}.`;
  await inTransaction(pool, (client) => run.complete(client, { message, result: { exports: done }, rows: done }));
}

async function readReplay(pool: Pool, run: JobRun): Promise<Replay> {
  const { rows } = await pool.query<{ filter: ReplayOrderExports; created_at: string; last_id: string; done: string }>(
    `select r.filter, r.created_at, r.last_id, r.done from order_export_replay r where r.job_id = $1`,
    [run.job.id],
  );
  const [row] = rows;
  if (!row) throw new JobFailure('the filter of the replay is missing.');
  const { partner_id: _, ...filter } = row.filter;
  const conditions = [
    ...(await exportConditions(pool, filter)),
    sql`order_partner_id = ${run.job.partnerId}`,
    sql`created_at < ${new Date(row.created_at)}`,
  ];
  return { conditions, exporter: idNumber(filter.exporter_id), last: Number(row.last_id), done: Number(row.done) };
}

/**
 * Queues exports again in number order, so that one that ends again meanwhile is not repeated a second time, even after
 * a failed try.
 *
 * @returns whether there may be more
 */
async function queueSome(client: PoolClient, run: JobRun, replay: Replay): Promise<boolean> {
  await assertThere(client, replay.exporter);
  const ids = await rowsOf<{ id: string }>(client, queueAgain([...replay.conditions, sql`id > ${replay.last}`]));
  if (ids.length === 0) return false;
  replay.last = Math.max(...ids.map(({ id }) => Number(id)));
  replay.done += ids.length;
  await client.query('update order_export_replay set last_id = $2, done = $3 where job_id = $1', [
    run.job.id,
    replay.last,
    replay.done,
  ]);
  await run.checkpoint(client, replay.done);
  return ids.length === STEP;
}

/** @throws JobFailure where the exporter is gone */
async function assertThere(client: PoolClient, exporter: number): Promise<void> {
  // Prevents the deletion of the exporter until its exports are queued: otherwise they would wait for ever.
  await lockSharedUntilCommit(client, LOCKS.orderExporters);
  const { rows } = await client.query('select 1 from order_exporter where id = $1', [exporter]);
  if (rows.length === 0) throw new JobFailure('the exporter was deleted.');
}

function queueAgain(conditions: readonly Sql[]): Sql {
  return sql`update order_export set status = 'queued', batch_id = null, alone = false, tries = 0, error = null,
      next_flag = null, decided_by = null, reason = null, ended_at = null, due_at = clock_timestamp()
    where id = any(array(
      select id from order_export where ${allOf(conditions)} order by id limit ${STEP} for update
    )) returning id`;
}
