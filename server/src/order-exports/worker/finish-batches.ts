import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { clockDifference } from '../../database/clock.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { recordEvents } from '../../events/record-event.ts';
import { secondsAskedFor } from '../../outbound/receiver-health.ts';
import { doubledSeconds, type RetrySettings } from '../../outbound/retry-times.ts';
import { aboutExport, completeExports, ownerOf } from '../complete-exports.ts';
import { lockFailing, writeHealth } from './exporter-health.ts';
import type { FinishedBatch } from './send-batch.ts';

// Tenancy of this file: exports of all partners end; each belongs to the owner of its exporter.

/** The consequences of a failed attempt. */
interface Failure extends FinishedBatch {
  readonly error: string;
  /** When it is retried, by the database's clock; null if it is not. */
  readonly retryAt: Date | null;
  /** Whether each order is tried alone from now on: the receiver may refuse only one of them. */
  readonly isSplit: boolean;
  /** The numbers of exports that failed only because of others: they are retried without those, at once. */
  readonly spared: readonly number[];
}

/** The result of writing outcomes. */
export interface Written {
  /** Outcomes to write later: their exporters are locked by others. */
  readonly left: readonly FinishedBatch[];
  /** When the first of the others is retried by the clock of this process, in milliseconds since 1970. */
  readonly retryAt: number | undefined;
}

/**
 * Writes the outcomes of attempts: the log, the exports with the flags that follow, and the health of their exporters.
 * An attempt that another process has taken over is only logged.
 *
 * @param options.waits whether it waits for exporters that others have locked
 */
export async function finishBatches(
  pool: Pool,
  finished: readonly FinishedBatch[],
  { settings, waits }: { settings: RetrySettings; waits: boolean },
): Promise<Written> {
  return inTransaction(pool, async (client) => {
    // Locks exporters first, in the same order as claims.
    const { locked: failing, ready: done, left } = await lockFailing(client, finished, { waits });
    const ahead = await clockDifference(client);
    // The times that are written are those of the database's clock.
    const ready = done.map(({ batch, attempt }) => ({
      batch,
      attempt: { ...attempt, at: shifted(attempt.at, -ahead) },
    }));
    await writeAttempts(client, ready);
    const own = await ownClaims(client, ready);
    const succeeded = own.filter(({ attempt }) => attempt.error === null);
    const failures = own.flatMap((one) => failureOf(one, shifted(new Date(), -ahead)));
    await endBatches(client, succeeded);
    for (const isEvent of [false, true]) {
      const batches = succeeded.filter(({ batch }) => (batch.exporter.kind === 'event') === isEvent);
      const exports = batches.flatMap(({ batch }) => batch.members.map(({ id }) => id));
      if (exports.length > 0) await completeExports(client, { exports, isEvent });
    }
    for (const failure of failures) await writeFailure(client, failure);
    await writeHealth(client, failing, own, settings);
    const retries = failures.flatMap(({ retryAt, spared }) =>
      spared.length > 0 ? Date.now() : retryAt === null ? [] : retryAt.getTime() + ahead,
    );
    return { left, retryAt: retries.length === 0 ? undefined : Math.min(...retries) };
  });
}

/** Retries exports without those that made them fail; this does not count as a try of theirs. */
async function spareExports(client: PoolClient, ids: readonly number[]): Promise<void> {
  await client.query(
    `update order_export set status = 'queued', due_at = clock_timestamp(), batch_id = null, tries = tries - 1
     where id = any($1::bigint[]) and status = 'running'`,
    [ids],
  );
}

async function writeAttempts(client: PoolClient, finished: readonly FinishedBatch[]): Promise<void> {
  const rows = finished.map(({ batch, attempt }) => ({
    batch_id: batch.id,
    partner_id: batch.exporter.partner_id,
    attempt: batch.attempt,
    at: attempt.at,
    duration_ms: attempt.durationMs,
    orders: batch.members.length,
    request_digest: attempt.requestDigest,
    response_code: attempt.responseCode,
    response_body: attempt.responseBody,
    response_digest: attempt.responseBody === null ? null : digestOf(attempt.responseBody),
    error: attempt.error,
  }));
  await client.query(
    `insert into order_export_attempt (batch_id, partner_id, attempt, at, duration_ms, orders, request_digest,
       response_code, response_body, response_digest, error)
     select batch_id, partner_id, attempt, at, duration_ms, orders, request_digest, response_code, response_body,
       response_digest, error
     from json_populate_recordset(null::order_export_attempt, $1::json)`,
    [JSON.stringify(rows)],
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Locks and returns the batches that this process still holds claims on. */
async function ownClaims(client: PoolClient, finished: readonly FinishedBatch[]): Promise<FinishedBatch[]> {
  const { rows } = await client.query<{ id: string; attempts: number }>(
    `select id, attempts from order_export_batch where id = any($1::bigint[]) and ended_at is null
     order by id for update`,
    [finished.map(({ batch }) => batch.id)],
  );
  const current = new Map(rows.map(({ id, attempts }) => [Number(id), attempts]));
  return finished.filter(({ batch }) => current.get(batch.id) === batch.attempt);
}

async function endBatches(client: PoolClient, ended: readonly FinishedBatch[]): Promise<void> {
  if (ended.length === 0) return;
  await client.query(
    `update order_export_batch set due_at = null, is_running = false, ended_at = clock_timestamp() where id = any($1::bigint[])`,
    [ended.map(({ batch }) => batch.id)],
  );
}

/** @param now by the database's clock */
function failureOf(finished: FinishedBatch, now: Date): Failure[] {
  const { batch, attempt } = finished;
  const { error } = attempt;
  if (error === null) return [];
  const { exporter, members } = batch;
  if (attempt.isOwnFault) {
    const seconds = doubledSeconds(OWN_FAULT_DELAY, batch.attempt);
    return [{ ...finished, error, retryAt: shifted(now, seconds * 1_000), isSplit: false, spared: [] }];
  }
  const tries = Math.max(...members.map((member) => member.tries));
  const delay = { first: exporter.retry_first_seconds, max: exporter.retry_max_seconds };
  const seconds = Math.max(doubledSeconds(delay, tries), secondsAskedFor(attempt));
  const retryAt = tries >= exporter.retry_attempts ? null : shifted(now, seconds * 1_000);
  const { unwritable } = attempt;
  const spared = members.flatMap(({ id }) => (unwritable === null || unwritable.includes(id) ? [] : [id]));
  const isSplit = spared.length > 0 || (members.length > 1 && isRefusal(attempt));
  return [{ ...finished, error, retryAt, isSplit, spared }];
}

function isRefusal({ responseCode }: FinishedBatch['attempt']): boolean {
  return REFUSALS.has(responseCode ?? 0);
}

/** Statuses that concern the orders sent: the request is invalid, or conflicts with existing data. */
const REFUSALS = new Set([400, 409, 413, 422]);
/** The delay after an internal failure, which does not count as an attempt of the exporter. In seconds. */
const OWN_FAULT_DELAY = { first: 2, max: 300 };

function shifted(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

interface FailedRow {
  id: string;
  partner_id: string | null;
  exporter_id: string;
  order_id: string;
  flag: string;
  attempts: number;
}

/**
 * Keeps the flag and the error; the exporter's other orders continue. After a refusal or an unwritable order, the next
 * attempt uses the current data descriptor, which may have been corrected by then.
 */
async function writeFailure(client: PoolClient, failure: Failure): Promise<void> {
  const { batch, attempt, error, retryAt, isSplit, spared } = failure;
  const { isOwnFault, unwritable } = attempt;
  const isOver = retryAt === null || isSplit;
  await client.query(
    `update order_export_batch set is_running = false, due_at = $2, ended_at = case when $3 then clock_timestamp() end,
       descriptor_version = case when $4 then null else descriptor_version end where id = $1`,
    [batch.id, isOver ? null : retryAt, isOver, unwritable !== null || isRefusal(attempt)],
  );
  if (spared.length > 0) await spareExports(client, spared);
  const { rows } = await client.query<FailedRow>(
    `update order_export set status = $2, error = $3, due_at = $4, batch_id = case when $5 then null else batch_id end,
       alone = alone or $6, tries = tries - $7::integer
     where id = any($1::bigint[]) and status = 'running'
     returning id, partner_id, exporter_id, order_id, flag, attempts`,
    [
      batch.members.map(({ id }) => id),
      isSplit && retryAt !== null ? 'queued' : 'failed',
      error,
      retryAt,
      isOver,
      isSplit,
      isOwnFault ? 1 : 0,
    ],
  );
  const told = rows.filter(({ attempts }) => !isOwnFault && (attempts === 1 || retryAt === null));
  await recordEvents(
    client,
    told.map((row) => ({
      type: 'order.export.failed' as const,
      partnerId: ownerOf(row),
      data: { ...aboutExport(row), attempts: row.attempts, error, next_attempt_at: retryAt?.toISOString() ?? null },
    })),
  );
}
