import type { Queryable } from '../database/queryable.ts';

/** Cancels what waits to be delivered to subscriptions. Tenancy: of subscriptions that the caller may end. */
export async function cancelQueued(sql: Queryable, webhookNumbers: readonly number[]): Promise<void> {
  await sql.query(
    `with waiting as (
       delete from webhook_queue where webhook_id = any($1::bigint[]) returning delivery_id, created_at
     )
     update webhook_delivery d set status = 'cancelled', due_at = null from waiting w
     where d.id = w.delivery_id and d.created_at = w.created_at`,
    [webhookNumbers],
  );
}

/**
 * Cancels what waits for subscriptions that are deleted: a change that was under way when one was deleted has still
 * queued a delivery to it.
 *
 * Tenancy: of no subscription that is there.
 *
 * @param waiting the numbers of subscriptions with something queued
 */
export async function cancelQueuedOfDeleted(sql: Queryable, waiting: readonly number[]): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `select id from unnest($1::bigint[]) waiting (id)
     where not exists (select from webhook where webhook.id = waiting.id)`,
    [waiting],
  );
  if (rows.length > 0) {
    await cancelQueued(
      sql,
      rows.map(({ id }) => Number(id)),
    );
  }
}
