import { formatId } from '@commerce-integration/contract';
import type { Queryable } from '../database/queryable.ts';
import { type AnyNewEvent, recordEvents } from '../events/record-event.ts';
import { isWaiting, lockGroups, NEXT_FLAGS, restOfGroup } from './export-groups.ts';

// Tenancy of this file: exports of all partners end; each belongs to the owner of its exporter.

/** An export that has succeeded. */
interface CompletedRow {
  id: string;
  partner_id: string | null;
  exporter_id: string;
  order_id: string;
  order_partner_id: string;
  delivery_ids: string[];
  flag: string;
  next_flag: string | null;
}

export interface Completion {
  /** The numbers of the exports. */
  readonly exports: readonly number[];
  /** Whether to record `order.export` as well: for exporters that do nothing else. */
  readonly isEvent?: boolean;
  readonly decision?: { readonly by: string; readonly reason: string | null };
}

/**
 * Completes exports. If another exporter serves the flag, the order passes to it; after the last one, sets the next
 * flag, which a worker handles in its next round.
 *
 * @returns how many were completed; those that had already ended stay unchanged
 */
export async function completeExports(
  sql: Queryable,
  { exports, isEvent = false, decision }: Completion,
): Promise<number> {
  await lockGroups(sql, 'e.id = any($1::bigint[])', [...exports]);
  const { rows } = await sql.query<CompletedRow>(COMPLETE, [
    [...exports],
    decision?.by ?? null,
    decision?.reason ?? null,
  ]);
  await recordEvents(sql, [...(isEvent ? rows.map(exportEvent) : []), ...rows.map(completedEvent)]);
  return rows.length;
}

// An export whose exporter was deleted meanwhile is `cleared`, although it was exported.
const COMPLETE = `with done as (
    update order_export e set status = 'completed', error = null, due_at = null, ended_at = clock_timestamp(),
      next_flag = case when ended.is_open then null else ended.next_flag end, kept_next_flag = ended.own_next_flag,
      decided_by = $2, reason = $3
    from (
      select e.id, rest.*, case when x.id is null then e.kept_next_flag else x.next_flag end as own_next_flag
      from order_export e left join ${NEXT_FLAGS} x on x.id = e.exporter_id
      cross join lateral ${restOfGroup('g.id <> e.id')} rest
      where e.id = any($1::bigint[]) and e.status in ('running', 'waiting_approval', 'cleared')
    ) ended
    where e.id = ended.id and e.status in ('running', 'waiting_approval', 'cleared')
    returning e.id, e.partner_id, e.exporter_id, e.order_id, e.order_partner_id, e.delivery_id, e.delivery_ids, e.flag,
      e.next_flag, e.of_cancelled, case when not ended.is_active then ended.next_id end as next_id
  ), chained as (
    insert into order_export_flag (partner_id, order_id, delivery_id, flag, of_cancelled, created_at)
    select order_partner_id, order_id, delivery_id, next_flag, of_cancelled, clock_timestamp()
    from done where next_flag is not null order by id
  ), released as (
    update order_export n set due_at = clock_timestamp() from done where n.id = done.next_id and ${isWaiting('n')}
  )
  select id, partner_id, exporter_id, order_id, order_partner_id, delivery_ids, flag, next_flag from done order by id`;

/** The payload that all events about an export share. */
export function aboutExport(row: { id: string; order_id: string; exporter_id: string; flag: string }) {
  return {
    order_export_id: formatId('orderExport', Number(row.id)),
    order_id: formatId('order', Number(row.order_id)),
    exporter_id: formatId('orderExporter', Number(row.exporter_id)),
    flag: row.flag,
  };
}

/** The partner of an event about an export: the owner of the exporter, who may see the export. */
export function ownerOf({ partner_id: partner }: { partner_id: string | null }): number | null {
  return partner === null ? null : Number(partner);
}

function completedEvent(row: CompletedRow): AnyNewEvent {
  const data = { ...aboutExport(row), next_flag: row.next_flag };
  return { type: 'order.export.completed', partnerId: ownerOf(row), data };
}

/** The event that carries the exported order. It belongs to the order's partner, whose webhooks wait for it. */
function exportEvent(row: CompletedRow): AnyNewEvent {
  const delivery_ids = row.delivery_ids.map((id) => formatId('delivery', Number(id)));
  return {
    type: 'order.export',
    partnerId: Number(row.order_partner_id),
    data: { ...aboutExport(row), delivery_ids },
  };
}
