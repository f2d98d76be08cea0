import type { PoolClient } from 'pg';
import { HEALTH_COLUMNS, type HealthRow, healthOf, healthOutcome, healthValues } from '../../outbound/health-row.ts';
import { lockReceivers } from '../../outbound/lock-receivers.ts';
import { healthAfter } from '../../outbound/receiver-health.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import type { FinishedBatch } from './send-batch.ts';

// Tenancy of this file: exporters of all partners, whose attempts this process has made.

interface ExporterHealth extends HealthRow {
  id: string;
}

/** Outcomes that can be written now, and those of exporters whose rows are locked by others. */
export interface LockedHealth {
  readonly locked: readonly ExporterHealth[];
  readonly ready: readonly FinishedBatch[];
  readonly left: readonly FinishedBatch[];
}

/**
 * Locks the exporters whose health may change (those that fail, or failed before) before the rows of their requests and
 * exports. Healthy exporters are not touched. Internal failures do not count as the exporter's. Skips locked rows
 * unless `waits` is set: waiting would delay the outcomes of all other exporters.
 */
export async function lockFailing(
  client: PoolClient,
  finished: readonly FinishedBatch[],
  { waits }: { waits: boolean },
): Promise<LockedHealth> {
  const idsOf = (some: readonly FinishedBatch[]) => [...new Set(some.map(({ batch }) => batch.exporter.id))];
  const failed = finished.filter(({ attempt }) => attempt.error !== null && !attempt.isOwnFault);
  const { locked, busy } = await lockReceivers<ExporterHealth>(client, {
    table: 'order_exporter',
    where: 'id = any($1::bigint[]) and (failure_count > 0 or id = any($2::bigint[]))',
    values: [idsOf(finished), idsOf(failed)],
    waits,
  });
  const isLeft = ({ batch }: FinishedBatch) => busy.includes(batch.exporter.id);
  return { locked, ready: finished.filter((one) => !isLeft(one)), left: finished.filter(isLeft) };
}

/**
 * Writes the health. Uses the circuit breaker of webhooks, but never disables an exporter automatically: its orders
 * wait.
 */
export async function writeHealth(
  client: PoolClient,
  locked: readonly ExporterHealth[],
  finished: readonly FinishedBatch[],
  settings: RetrySettings,
): Promise<void> {
  for (const row of locked) {
    const own = finished.filter(({ batch, attempt }) => batch.exporter.id === row.id && !attempt.isOwnFault);
    if (own.length === 0) continue;
    const after = own.reduce(
      (health, { attempt }) => healthAfter(health, healthOutcome(attempt), settings),
      healthOf(row),
    );
    await client.query(`update order_exporter set (${HEALTH_COLUMNS}) = ($2, $3, $4, $5, $6) where id = $1`, [
      row.id,
      ...healthValues(after),
    ]);
  }
}
