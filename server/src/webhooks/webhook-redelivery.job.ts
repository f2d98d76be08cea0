import { idNumber, type RedeliveryFilter } from '@commerce-integration/contract';
import { inTransaction } from '../database/in-transaction.ts';
import { sql } from '../database/sql.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { deliveryConditions } from './deliveries.queries.ts';
import { sendAgain } from './redeliver.ts';

/** Deliveries of one transaction. */
const STEP = 1_000;

/** The definition of the jobs that send a set of deliveries again, in steps that stay when a try ends early. */
export const webhookRedeliveryJob = defineJob<ProcessParts>({
  type: 'webhook_redelivery',
  isResumable: true,
  concurrencyKey: ({ type, subjectId }) => `${type}:${subjectId}`,
  run: (parts) => (run) => runRedelivery(parts, run),
});

/** Tenancy: the filter of the job, and deliveries of the job's partner. */
async function runRedelivery({ database }: ProcessParts, run: JobRun): Promise<void> {
  const { rows: found } = await database.pool.query<{ filter: RedeliveryFilter; created_at: string; done: string }>(
    `select r.filter, r.created_at, j.rows_done as done from webhook_redelivery r join job j on j.id = r.job_id
     where r.job_id = $1`,
    [run.job.id],
  );
  const [redelivery] = found;
  if (!redelivery) throw new JobFailure('the filter of the redelivery is gone.');
  const webhook = await webhookOf(database, run.job.subjectId ?? 0);
  const { partner_id, ...filter } = redelivery.filter;
  const conditions = [
    ...deliveryConditions({ status: 'failed', ...filter }),
    sql`created_at < ${new Date(redelivery.created_at)}`,
    ...(partner_id === undefined ? [] : [sql`event_partner_id = ${idNumber(partner_id)}`]),
  ];
  let done = Number(redelivery.done);
  // By their numbers, so that one that ends again meanwhile is not sent once more.
  for (let last: number | undefined = 0; last !== undefined; ) {
    run.signal.throwIfAborted();
    const after = sql`id > ${last}`;
    const again: number[] = await inTransaction(database.pool, async (client) => {
      const sent = await sendAgain(client, webhook, [...conditions, after], STEP);
      await run.checkpoint(client, done + sent.length);
      return sent;
    });
    done += again.length;
    last = again.length === 0 ? undefined : Math.max(...again);
  }
  await inTransaction(database.pool, (client) =>
    run.complete(client, {
      message: `Redelivery completed. Deliveries: ${done}.`,
      result: { deliveries: done },
      rows: done,
    }),
  );
}

/** Tenancy: of the job's partner, which was checked when the job was created. */
async function webhookOf(
  { pool }: ProcessParts['database'],
  number: number,
): Promise<{ id: number; ordered: boolean }> {
  const { rows } = await pool.query<{ ordered: boolean }>('select ordered from webhook where id = $1', [number]);
  const [row] = rows;
  if (!row) throw new JobFailure('the subscription was deleted.');
  return { id: number, ordered: row.ordered };
}
