import type { Pool } from 'pg';
import type { ClaimedBatch } from './exporter-rows.ts';

/**
 * Renews a lease while a long file is written. The signal fires when another process has taken over.
 *
 * Tenancy: of orders that this process has claimed.
 */
export function keepLease(
  pool: Pool,
  { id, attempt }: ClaimedBatch,
  leaseSeconds: number,
): { signal: AbortSignal; end(): void } {
  const lost = new AbortController();
  const timer = setInterval(
    () => {
      pool
        .query(
          `update order_export_batch set due_at = clock_timestamp() + make_interval(secs => $3)
         where id = $1 and attempts = $2 and is_running returning 1`,
          [id, attempt, leaseSeconds],
        )
        .then(
          ({ rowCount }) => {
            if (rowCount === 0) lost.abort(new Error('Another process took over'));
          },
          // The next renewal makes up for a failed one.
          () => undefined,
        );
    },
    (leaseSeconds * 1_000) / 3,
  );
  timer.unref();
  return { signal: lost.signal, end: () => clearInterval(timer) };
}
