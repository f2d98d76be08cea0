import { afterCommit } from '../database/in-transaction.ts';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { announceSoon } from '../events/record-event.ts';
import { getOrderExporter } from './order-exporters.queries.ts';

/**
 * Deletes an exporter. A worker clears its pending exports (see `clear-deleted.ts`), since there may be hundreds of
 * thousands.
 *
 * @throws Problem `not_found`
 */
export async function deleteOrderExporter(em: UnitOfWork, exporterId: string): Promise<void> {
  const sql = sqlOf(em);
  await lockUntilCommit(sql, LOCKS.orderExporters);
  const exporter = await getOrderExporter(em, exporterId, 'for update');
  // Tenancy: an exporter that was read for the caller.
  await sql.query('insert into order_exporter_deleted (id, partner_id, next_flag) values ($1, $2, $3)', [
    exporter.id,
    exporter.partnerId ?? null,
    exporter.nextFlag ?? null,
  ]);
  em.remove(exporter);
  await em.flush();
  afterCommit(sql, announceSoon);
}
