import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { getOrderExporter } from './order-exporters.queries.ts';

/**
 * Deletes an exporter. What waits for it is cleared and stays in the log; where further exporters serve the flag, the
 * order goes on with the next of them.
 *
 * @throws Problem `not_found`
 */
export async function deleteOrderExporter(em: UnitOfWork, exporterId: string): Promise<void> {
  await lockUntilCommit(sqlOf(em), LOCKS.orderExporters);
  const exporter = await getOrderExporter(em, exporterId, 'for update');
  await clearWaiting(em, exporter.id);
  em.remove(exporter);
  await em.flush();
}

/** What is under way now may still end: its outcome is written then. Tenancy: of an exporter read for the caller. */
async function clearWaiting(em: UnitOfWork, exporterNumber: number): Promise<void> {
  await sqlOf(em).query(
    `with cleared as (
       update order_export set status = 'cleared', error = 'The exporter was deleted.', due_at = null,
         ended_at = clock_timestamp()
       where exporter_id = $1 and ended_at is null
       returning order_id, flag, delivery_id, rank, is_last
     ), ended as (
       update order_export_batch set due_at = null, ended_at = clock_timestamp()
       where exporter_id = $1 and ended_at is null and due_at <= clock_timestamp()
     )
     update order_export n set due_at = clock_timestamp() from cleared c
     where not c.is_last and n.order_id = c.order_id and n.flag = c.flag
       and n.delivery_id is not distinct from c.delivery_id and n.rank = c.rank + 1 and n.due_at is null
       and n.status = 'queued'`,
    [exporterNumber],
  );
}
