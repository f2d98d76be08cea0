import { type OrderExport, Problem } from '@commerce-integration/contract';
import { afterCommit } from '../database/in-transaction.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { announceSoon } from '../events/record-event.ts';
import { completeExports } from './complete-exports.ts';
import { isSameGroup, isWaiting, lockGroups } from './export-groups.ts';
import { presentOrderExport } from './order-exports.presenter.ts';
import { getOrderExport, type OrderExportRow } from './order-exports.queries.ts';

/** Who decided, and why. */
export interface Decision {
  /** The ID of the API key. */
  readonly by: string;
  readonly reason: string | undefined;
}

/**
 * Approves an export that waits for approval. Of two concurrent calls, the first one counts.
 *
 * @throws Problem `not_found`, `export_not_waiting`
 */
export async function approveExport(em: UnitOfWork, exportId: string, { by, reason }: Decision): Promise<OrderExport> {
  const row = await lockedExport(em, exportId);
  if (row.status !== 'waiting_approval') throw notWaiting(exportId, row, 'waiting_approval');
  await completeExports(sqlOf(em), { exports: [Number(row.id)], decision: { by, reason: reason ?? null } });
  return presentOrderExport(await getOrderExport(em, exportId));
}

/** The states in which an export can be rejected, because no attempt is in progress. */
const REJECTABLE: readonly string[] = ['waiting_approval', 'blocked', 'failed'];

/**
 * Rejects an export: the order leaves the chain, and later exporters of the flag do not get it.
 *
 * @throws Problem `not_found`, `export_not_waiting`
 */
export async function rejectExport(em: UnitOfWork, exportId: string, { by, reason }: Decision): Promise<OrderExport> {
  const row = await lockedExport(em, exportId);
  if (!REJECTABLE.includes(row.status)) throw notWaiting(exportId, row, REJECTABLE.join(', '));
  // Tenancy: of an export that was read for the caller, and those of the same order that follow it.
  await sqlOf(em).query(
    `with rejected as (
       update order_export set status = 'rejected', decided_by = $2, reason = $3, due_at = null,
         ended_at = clock_timestamp()
       where id = $1 returning id, order_id, flag, delivery_id
     )
     update order_export n set status = 'cleared', error = 'An earlier export for this flag was rejected.',
       ended_at = clock_timestamp()
     from rejected r where ${isSameGroup('n', 'r')} and n.id <> r.id and ${isWaiting('n')}`,
    [row.id, by, reason ?? null],
  );
  return presentOrderExport(await getOrderExport(em, exportId));
}

/** Locks the exports that depend on an export, then the export. @throws Problem `not_found` */
async function lockedExport(em: UnitOfWork, exportId: string): Promise<OrderExportRow> {
  const { id } = await getOrderExport(em, exportId);
  await lockGroups(sqlOf(em), 'e.id = $1', id);
  return getOrderExport(em, exportId);
}

function notWaiting(exportId: string, { status }: OrderExportRow, allowed: string): Problem {
  return new Problem('export_not_waiting', `Order export ${exportId} is ${status}, not ${allowed}.`);
}

/**
 * Retries a failed export at once.
 *
 * @throws Problem `not_found`, `export_not_repeatable`
 */
export async function retryExport(em: UnitOfWork, exportId: string): Promise<OrderExport> {
  const row = await getOrderExport(em, exportId, 'for update');
  if (row.status !== 'failed')
    throw new Problem('export_not_repeatable', `Order export ${exportId} is ${row.status}, not failed.`);
  const sql = sqlOf(em);
  // Tenancy: of an export that was read for the caller. It leaves the batch with which it failed.
  await sql.query(
    `update order_export set status = 'queued', batch_id = null, alone = true, tries = 0,
       due_at = clock_timestamp() where id = $1`,
    [row.id],
  );
  afterCommit(sql, announceSoon);
  return presentOrderExport(await getOrderExport(em, exportId));
}
