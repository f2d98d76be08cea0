import { formatId, type OrderUpdate } from '@commerce-integration/contract';
import type { OrderUpdateRow } from './order-updates.queries.ts';

/** An order update in the contract's shape. */
export function presentOrderUpdate(row: OrderUpdateRow): OrderUpdate {
  return {
    order_update_id: formatId('orderUpdate', Number(row.id)),
    update_id: row.update_id,
    partner_id: formatId('partner', Number(row.partner_id)),
    partner_name: row.partner_name,
    order_update_feed_id: row.feed_id === null ? null : formatId('orderUpdateFeed', Number(row.feed_id)),
    push_id: row.push_id === null ? null : formatId('orderUpdatePush', Number(row.push_id)),
    status: row.status,
    code: row.code,
    message: row.message,
    order_id: row.order_id === null ? null : formatId('order', Number(row.order_id)),
    update: row.content,
    occurred_at: new Date(row.occurred_at).toISOString(),
    created_at: new Date(row.created_at).toISOString(),
    finished_at: row.finished_at === null ? null : new Date(row.finished_at).toISOString(),
  };
}
