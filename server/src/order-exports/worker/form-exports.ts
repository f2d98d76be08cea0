import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../../database/in-transaction.ts';
import { LOCKS, lockSharedUntilCommit } from '../../database/locks.ts';
import { EXPORTED_ORDERS } from '../../orders/exported-orders.ts';
import { isSameGroup } from '../export-groups.ts';

// Tenancy of this file: flags of orders of all partners; an exporter gets orders of its partner, or of all.

/** Flags per transaction. */
const STEP = 2_000;

/**
 * Assigns orders whose flags were set to the exporters of the flag: creates an export for each, of which the first is
 * due now. A flag without an exporter is cleared, which is logged as an export without an exporter. Exporters that
 * already exported the order for this flag do not export it again. A flag whose exports are being ended concurrently is
 * left for the next round.
 *
 * @returns whether there may be more
 */
export async function formExports(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query('select 1 from order_export_flag limit 1');
  if (rows.length === 0) return false;
  return inTransaction(pool, async (client) => {
    // Prevents the deletion of exporters meanwhile: their exports would wait for ever.
    await lockSharedUntilCommit(client, LOCKS.orderExporters);
    const { rows: flags } = await client.query<{ id: string }>(
      'select id from order_export_flag order by id limit $1 for update skip locked',
      [STEP],
    );
    const ids = flags.map(({ id }) => id);
    const { rows: taken } = await client.query<{ count: string }>(FORM, [ids, await lockOpen(client, ids)]);
    return ids.length === STEP && Number(taken[0]?.count) > 0;
  });
}

/**
 * Locks the unfinished exports of the flags' groups, so that none ends before the exports behind it exist: those would
 * wait for ever. Skips rows that others have locked.
 */
async function lockOpen(client: PoolClient, flags: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select g.id from order_export_flag e join order_export g on ${isSameGroup('g', 'e')}
     where e.id = any($1::bigint[]) and g.ended_at is null order by g.id for update of g skip locked`,
    [flags],
  );
  return rows.map(({ id }) => id);
}

const COLUMNS = `partner_id, exporter_id, order_id, order_partner_id, delivery_id, flag, of_cancelled, rank, status, error,
    due_at, created_at, ended_at`;

// A flag that is set again applies only to exporters added since. They come after the others.
const FORM = `with taken as (
    delete from order_export_flag e
    where id = any($1::bigint[]) and not exists (
      select from order_export g where ${isSameGroup('g', 'e')} and g.ended_at is null and g.id <> all($2::bigint[])
    )
    returning id, partner_id, order_id, delivery_id, flag, of_cancelled
  ), served as (
    select t.*, x.id as exporter_id, x.partner_id as owner_id, x.priority
    from taken t join ${EXPORTED_ORDERS} o on o.order_id = t.order_id
    join order_exporter x on x.flag = t.flag and (x.partner_id is null or x.partner_id = o.partner_id)
      and (x.sales_channel_id is null or x.sales_channel_id = o.sales_channel_id)
      and (x.currency is null or x.currency = o.currency) and (x.min_total is null or x.min_total <= o.total_amount)
  ), new as (
    select s.*, before.rank as last_rank, before.is_open,
      row_number() over (partition by s.id order by s.priority, s.exporter_id) as place
    from served s cross join lateral (
      select coalesce(max(g.rank), 0) as rank, coalesce(bool_or(g.ended_at is null), false) as is_open,
        coalesce(bool_or(g.exporter_id = s.exporter_id), false) as is_there
      from order_export g where ${isSameGroup('g', 's')}
    ) before where not before.is_there
  ), formed as (
    insert into order_export (${COLUMNS})
    select owner_id, exporter_id, order_id, partner_id, delivery_id, flag, of_cancelled, last_rank + place, 'queued', null,
      case when place = 1 and not is_open then clock_timestamp() end, clock_timestamp(), null
    from new order by id, place
    on conflict do nothing
  ), unserved as (
    insert into order_export (${COLUMNS})
    select partner_id, null, order_id, partner_id, delivery_id, flag, of_cancelled, 1, 'cleared',
      'No exporter takes this order for the flag ' || flag || '.', null, clock_timestamp(), clock_timestamp()
    from taken t where not exists (select from served where served.id = t.id) order by id
    on conflict do nothing
  )
  select count(*) from taken`;
