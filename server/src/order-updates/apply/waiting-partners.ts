import type { Pool } from 'pg';

/** A partner with queued updates or pushes. */
export interface WaitingPartner {
  readonly id: number;
  /** Whether it has pushes to map. */
  readonly hasPushes: boolean;
}

/** The partners with queued updates or pushes, by number. Tenancy: a worker, for all partners. */
export async function waitingPartners(pool: Pool): Promise<WaitingPartner[]> {
  const { rows } = await pool.query<{ partner_id: string; has_pushes: boolean }>(WAITING);
  return rows.map((row) => ({ id: Number(row.partner_id), hasPushes: row.has_pushes }));
}

// An index skip scan over partners, independent of the number of queued updates. Tenancy: a worker, for all partners.
const WAITING = `with recursive waiting as (
    (select partner_id from order_update where status = 'queued' and content is not null order by partner_id limit 1)
    union all
    select (select partner_id from order_update
      where status = 'queued' and content is not null and partner_id > waiting.partner_id order by partner_id limit 1)
    from waiting where partner_id is not null
  ), pushed as (
    (select partner_id from order_update_push where not is_mapped order by partner_id limit 1)
    union all
    select (select partner_id from order_update_push
      where not is_mapped and partner_id > pushed.partner_id order by partner_id limit 1)
    from pushed where partner_id is not null
  )
  select partner_id, bool_or(is_pushed) as has_pushes from (
    select partner_id, false as is_pushed from waiting union all select partner_id, true from pushed
  ) partner where partner_id is not null group by partner_id order by partner_id`;
