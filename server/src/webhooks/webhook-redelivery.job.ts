import { idNumber, type RedeliveryFilter } from '@commerce-integration/contract';
import { SUBSCRIPTION_DELETED } from '@commerce-integration/contract/rules';
import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../database/in-transaction.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { ProcessParts } from '../feature/define-feature.ts';
import { defineJob } from '../jobs/define-job.ts';
import { isSmallExtent } from '../jobs/job-class.ts';
import { JobFailure, type JobRun } from '../jobs/job-handlers.ts';
import { deliveryConditions } from './deliveries.queries.ts';
import { endWaitForRetry } from './place-waiting.ts';
import { chooseDeliveries, sendAgain } from './redeliver.ts';

// Tenancy of this file: the filter of the job, deliveries of the job's partner, and the subscription that was checked when the job was created.

/** Deliveries per transaction. */
const STEP = 1_000;

/** The definition of the jobs that send a set of deliveries again, in steps that remain committed when a try fails. */
export const webhookRedeliveryJob = defineJob<ProcessParts>({
  type: 'webhook_redelivery',
  isResumable: true,
  isSmall: isSmallExtent,
  concurrencyKey: ({ type, subjectId }) => `${type}:${subjectId}`,
  run: (parts) => (run) => runRedelivery(parts, run),
});

/** The set of deliveries to send again, and the progress. */
interface Redelivery {
  readonly conditions: readonly Sql[];
  readonly webhook: number;
  /** The last delivery that was made due again. */
  last: number;
  done: number;
}

async function runRedelivery({ database: { pool } }: ProcessParts, run: JobRun): Promise<void> {
  const redelivery = await readRedelivery(pool, run);
  for (let hasMore = true; hasMore; ) {
    run.signal.throwIfAborted();
    hasMore = await inTransaction(pool, (client) => sendSome(client, run, redelivery));
  }
  const { done } = redelivery;
  const message = `Redelivery completed. Deliveries: ${done}.`;
  await inTransaction(pool, (client) => run.complete(client, { message, result: { deliveries: done }, rows: done }));
}

async function readRedelivery(pool: Pool, run: JobRun): Promise<Redelivery> {
  const { rows } = await pool.query<{ filter: RedeliveryFilter; created_at: string; last_id: string; done: string }>(
    `select r.filter, r.created_at, r.last_id, r.done from webhook_redelivery r where r.job_id = $1`,
    [run.job.id],
  );
  const [row] = rows;
  if (!row) throw new JobFailure('the filter of the redelivery is gone.');
  const { partner_id, ...filter } = row.filter;
  const conditions = [
    ...deliveryConditions({ status: 'failed', ...filter }),
    sql`created_at < ${new Date(row.created_at)}`,
    ...(partner_id === undefined ? [] : [sql`event_partner_id = ${idNumber(partner_id)}`]),
  ];
  return { conditions, webhook: run.job.subjectId ?? 0, last: Number(row.last_id), done: Number(row.done) };
}

/**
 * Makes deliveries due in number order, so that one that ends again meanwhile is not sent a second time, even after a
 * failed try.
 *
 * @returns whether there may be more
 */
async function sendSome(client: PoolClient, run: JobRun, redelivery: Redelivery): Promise<boolean> {
  const { conditions } = redelivery;
  const behind = [...conditions, sql`id > ${redelivery.last}`];
  const chosen = await chooseDeliveries(client, redelivery.webhook, behind, STEP);
  const last = chosen.at(-1);
  if (!last) return false;
  const webhook = await lockedWebhook(client, redelivery.webhook);
  const sent = await sendAgain(client, webhook, chosen, conditions);
  // Only once: each time is another attempt of the failed delivery.
  if (redelivery.done === 0 && sent.length > 0) await endWaitForRetry(client, webhook);
  redelivery.last = Number(last.id);
  redelivery.done += sent.length;
  await client.query('update webhook_redelivery set last_id = $2, done = $3 where job_id = $1', [
    run.job.id,
    redelivery.last,
    redelivery.done,
  ]);
  await run.checkpoint(client, redelivery.done);
  return chosen.length === STEP;
}

/**
 * The subscription, locked against deletion and against becoming ordered until the transaction ends.
 *
 * @throws JobFailure where it was deleted
 */
async function lockedWebhook(client: PoolClient, number: number): Promise<{ id: number; ordered: boolean }> {
  const { rows } = await client.query<{ ordered: boolean }>('select ordered from webhook where id = $1 for update', [
    number,
  ]);
  const [row] = rows;
  if (!row) throw new JobFailure(SUBSCRIPTION_DELETED);
  return { id: number, ordered: row.ordered };
}
