import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { LOCKS, lockUntilCommit } from '../../database/locks.ts';
import { isWaiting, lockGroups, restOfGroup } from '../export-groups.ts';

// Tenancy of this file: a worker, for exporters of all partners that were deleted.

/** Exports, and requests or files, per transaction: meanwhile no orders are assigned to exporters. */
const STEP = 1_000;
/** Deleted exporters per round. */
const MOST_EXPORTERS = 20;

interface DeletedExporter {
  id: string;
  next_flag: string | null;
  after_id: string;
}

/**
 * Clears pending exports of deleted exporters, one step each. They stay in the log; if other exporters serve the flag,
 * the order continues with the next of them.
 *
 * @returns whether there is more to clear now
 */
export async function clearDeleted(pool: Pool): Promise<boolean> {
  const { rows: deleted } = await pool.query<DeletedExporter>(
    'select id, next_flag, after_id from order_exporter_deleted order by id limit $1',
    [MOST_EXPORTERS],
  );
  let hasMore = false;
  for (const exporter of deleted) if (await clearStep(pool, exporter)) hasMore = true;
  return hasMore;
}

async function clearStep(pool: Pool, exporter: DeletedExporter): Promise<boolean> {
  // Searched before anything is locked: the exporter's log may be long.
  const { rows } = await pool.query<{ id: string }>(
    'select id from order_export where exporter_id = $1 and id > $2 and ended_at is null order by id limit $3',
    [exporter.id, exporter.after_id, STEP],
  );
  const ids = rows.map(({ id }) => id);
  return inTransaction(pool, async (client) => {
    // Meanwhile no order may be assigned to an exporter of the groups: it would wait for an export that has already
    // ended.
    await lockUntilCommit(client, LOCKS.orderExporters);
    const ended = await endBatches(client, exporter);
    if (ids.length > 0) {
      await lockGroups(client, 'e.id = any($1::bigint[]) and e.ended_at is null', ids);
      await client.query(CLEAR, [exporter.id, exporter.next_flag, ids]);
    }
    const isOver = ids.length < STEP && ended < STEP;
    await (isOver ? forget(client, exporter) : goOn(client, exporter, ids.at(-1)));
    return !isOver;
  });
}

/** Ends pending retries. Attempts in progress may still finish, and their outcome is then written. @returns how many */
async function endBatches(client: PoolClient, { id }: DeletedExporter): Promise<number> {
  const { rowCount } = await client.query(
    `update order_export_batch set due_at = null, is_running = false, ended_at = clock_timestamp()
     where id = any(array(
       select id from order_export_batch
       where exporter_id = $1 and ended_at is null and (not is_running or due_at <= clock_timestamp())
       order by id limit $2 for update
     ))`,
    [id, STEP],
  );
  return rowCount ?? 0;
}

async function goOn(client: PoolClient, { id }: DeletedExporter, last: string | undefined): Promise<void> {
  await client.query('update order_exporter_deleted set after_id = greatest(after_id, $2::bigint) where id = $1', [
    id,
    last ?? 0,
  ]);
}

/** Only once no attempt is in progress: it may fail, or its process may die. */
async function forget(client: PoolClient, { id }: DeletedExporter): Promise<void> {
  await client.query(
    `delete from order_exporter_deleted d where id = $1
       and not exists (select from order_export_batch b where b.exporter_id = d.id and b.ended_at is null)`,
    [id],
  );
}

// If other exporters of the flag have taken the order, or will, it continues in its chain: with the next of them, or
// with the next flag, which may be that of the deleted exporter.
const CLEAR = `with cleared as (
    update order_export set status = 'cleared', error = 'The exporter was deleted.', due_at = null,
      ended_at = clock_timestamp(), kept_next_flag = $2
    where exporter_id = $1 and id = any($3::bigint[]) and ended_at is null
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
  where e.id = gone_on.last_completed and not gone_on.is_open`;
