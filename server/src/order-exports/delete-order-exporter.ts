import { afterCommit } from '../database/after-commit.ts';
import { LOCKS, lockUntilCommit } from '../database/locks.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { type Queryable, sqlOf } from '../database/queryable.ts';
import { announceSoon } from '../events/announce.ts';
import { isWaiting, lockGroups, restOfGroup } from './export-groups.ts';
import type { OrderExporter } from './order-exporter.entity.ts';
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
  const sql = sqlOf(em);
  await endBatches(sql, exporter.id);
  await lockGroups(sql, 'e.exporter_id = $1 and e.ended_at is null', exporter.id);
  await clearWaiting(sql, exporter);
  em.remove(exporter);
  await em.flush();
  afterCommit(sql, announceSoon);
}

// Tenancy of this file: of an exporter that was read for the caller.

/** Ends what is to be tried again. What is under way now may still end: its outcome is written then. */
async function endBatches(sql: Queryable, exporterNumber: number): Promise<void> {
  await sql.query(
    `update order_export_batch set due_at = null, is_running = false, ended_at = clock_timestamp()
     where exporter_id = $1 and ended_at is null and (not is_running or due_at <= clock_timestamp())`,
    [exporterNumber],
  );
}

/**
 * An order that other exporters of the flag have taken, or will, goes on in its chain: with the next of them, or with
 * the next flag, which the deleted one may have named.
 */
async function clearWaiting(sql: Queryable, { id, nextFlag }: OrderExporter): Promise<void> {
  await sql.query(
    `with cleared as (
       update order_export set status = 'cleared', error = 'The exporter was deleted.', due_at = null,
         ended_at = clock_timestamp(), kept_next_flag = $2
       where exporter_id = $1 and ended_at is null
       returning id, order_id, order_partner_id, flag, delivery_id, of_cancelled
     ), gone_on as (
       select e.*, rest.* from cleared e cross join lateral ${restOfGroup('g.exporter_id <> $1')} rest
     ), released as (
       update order_export n set due_at = clock_timestamp() from gone_on
       where not gone_on.is_active and n.id = gone_on.next_id and ${isWaiting('n')}
     ), chained as (
       insert into order_export_flag (partner_id, order_id, delivery_id, flag, of_cancelled, created_at)
       select order_partner_id, order_id, delivery_id, next_flag, of_cancelled, clock_timestamp()
       from gone_on where not is_open and last_completed is not null and next_flag is not null order by id
     )
     update order_export e set next_flag = gone_on.next_flag from gone_on
     where e.id = gone_on.last_completed and not gone_on.is_open`,
    [id, nextFlag ?? null],
  );
}
