import type { PoolClient } from 'pg';
import { HEALTH_COLUMNS, type HealthRow, healthOf, healthOutcome, healthValues } from '../../outbound/health-row.ts';
import { healthAfter } from '../../outbound/receiver-health.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import type { FinishedBatch } from './send-batch.ts';

// Tenancy of this file: exporters of all partners, whose attempts this process has made.

interface ExporterHealth extends HealthRow {
  id: string;
}

/**
 * Locks the exporters whose health may change, before the rows of their requests and exports: those that fail, or did.
 * Those that work and go on working are not touched. Our own faults are none of an exporter's failures.
 */
export async function lockFailing(client: PoolClient, finished: readonly FinishedBatch[]): Promise<ExporterHealth[]> {
  const idsOf = (some: readonly FinishedBatch[]) => [...new Set(some.map(({ batch }) => batch.exporter.id))];
  const failed = finished.filter(({ attempt }) => attempt.error !== null && !attempt.isOwnFault);
  const { rows } = await client.query<ExporterHealth>(
    `select id, ${HEALTH_COLUMNS} from order_exporter
     where id = any($1::bigint[]) and (failure_count > 0 or id = any($2::bigint[])) order by id for update`,
    [idsOf(finished), idsOf(failed)],
  );
  return rows;
}

/** Writes the health. The circuit is that of webhooks, but an exporter is never disabled by itself: its orders wait. */
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
