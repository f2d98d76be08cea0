import type { Pool, PoolClient } from 'pg';

// Tenancy of this file: of no subscription that is there.

/** Deliveries that one statement cancels; other deliveries wait meanwhile. */
const AT_ONCE = 2_000;

/** Which of the subscriptions are deleted, by their numbers. */
export async function deletedAmong(client: PoolClient, webhookNumbers: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($1::bigint[]) waiting (id)
     where not exists (select from webhook where webhook.id = waiting.id)`,
    [webhookNumbers],
  );
  return rows.map(({ id }) => Number(id));
}

/**
 * Cancels queued deliveries to deleted subscriptions, including those queued by a change that was in progress during
 * the deletion. Skips rows that another process is cancelling.
 *
 * @returns whether there may be more
 */
export async function cancelQueued(pool: Pool, webhookNumbers: readonly number[]): Promise<boolean> {
  const { rows } = await pool.query<{ count: number }>(
    `with waiting as (
       delete from webhook_queue where delivery_id = any(array(
         select delivery_id from webhook_queue where webhook_id = any($1::bigint[]) limit $2 for update skip locked
       )) returning delivery_id, created_at
     ), cancelled as (
       update webhook_delivery d set status = 'cancelled', due_at = null from waiting w
       where d.id = w.delivery_id and d.created_at = w.created_at
     )
     select count(*)::integer as count from waiting`,
    [webhookNumbers, AT_ONCE],
  );
  return rows[0]?.count === AT_ONCE;
}
