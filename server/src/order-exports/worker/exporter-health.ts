import type { PoolClient } from 'pg';
import { HEALTHY, healthAfter, type ReceiverHealth } from '../../outbound/receiver-health.ts';
import type { RetrySettings } from '../../outbound/retry-times.ts';
import type { FinishedBatch } from './send-batch.ts';

// Tenancy of this file: exporters of all partners, whose attempts this process has made.

interface HealthRow {
  id: string;
  circuit: 'closed' | 'open';
  failure_count: number;
  failing_since: string | null;
  last_error: string | null;
  held_until: string | null;
}

/**
 * Writes the health of exporters whose state changes; those that work and go on working are not touched. The circuit is
 * that of webhooks, but an exporter is never disabled by itself: its orders wait.
 */
export async function writeHealth(
  client: PoolClient,
  finished: readonly FinishedBatch[],
  settings: RetrySettings,
): Promise<void> {
  const idsOf = (some: readonly FinishedBatch[]) => [...new Set(some.map(({ batch }) => batch.exporter.id))];
  const { rows } = await client.query<HealthRow>(
    `select id, circuit, failure_count, failing_since, last_error, held_until from order_exporter
     where id = any($1::bigint[]) and (failure_count > 0 or id = any($2::bigint[])) order by id for update`,
    [idsOf(finished), idsOf(finished.filter(({ attempt }) => attempt.error !== null))],
  );
  for (const row of rows) {
    const own = finished.filter(({ batch }) => batch.exporter.id === row.id);
    const after = own.reduce((health, one) => healthAfter(health, outcomeOf(one), settings), healthOf(row));
    await writeOne(client, row, after);
  }
}

function healthOf(row: HealthRow): ReceiverHealth {
  const time = (text: string | null) => (text === null ? null : new Date(text).getTime());
  return {
    ...HEALTHY,
    circuit: row.circuit,
    failureCount: row.failure_count,
    failingSince: time(row.failing_since),
    lastError: row.last_error,
    heldUntil: time(row.held_until),
  };
}

function outcomeOf({ attempt: { at, durationMs, error, responseCode, retryAfterSeconds } }: FinishedBatch) {
  return { at: at.getTime() + durationMs, error, responseCode, retryAfterSeconds, holdUntil: null };
}

async function writeOne(client: PoolClient, row: HealthRow, after: ReceiverHealth): Promise<void> {
  const time = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds));
  await client.query(
    `update order_exporter set circuit = $2, failure_count = $3, failing_since = $4, last_error = $5, held_until = $6
     where id = $1`,
    [row.id, after.circuit, after.failureCount, time(after.failingSince), after.lastError, time(after.heldUntil)],
  );
}
