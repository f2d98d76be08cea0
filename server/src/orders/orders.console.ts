import { type Attention, formatId } from '@commerce-integration/contract';
import { boundedCounts, countTable } from '../database/bounded-count.ts';
import { idSql } from '../database/json-sql.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { failing, MOST_OF_A_KIND, type OverviewPart, present, waiting } from '../feature/overview-part.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/**
 * Orders, by their IDs, those of their items and deliveries, and the buyer's reference; never by customer data.
 *
 * Tenancy: an item or a delivery gives the number of its order, which is confined like any other.
 */
export const orderSearch: Searchable = {
  type: 'order',
  access: 'orders:read',
  table: 'sales_order',
  shown: {
    id: idSql('order', 'id'),
    title: `coalesce(customer_reference, ${idSql('order', 'id')})`,
    subtitle: partnerNameSql('sales_order.partner_id'),
    status: 'status',
  },
  ids: {
    order: { field: 'order_id', where: (number) => sql`id = ${number}` },
    orderItem: {
      field: 'order_item_id',
      where: (number) => sql`id = (select order_id from order_item where order_item.id = ${number})`,
    },
    delivery: {
      field: 'delivery_id',
      where: (number) => sql`id = (select order_id from delivery where delivery.id = ${number})`,
    },
  },
  texts: { customer_reference: { column: 'customer_reference', index: 'lower' } },
};

/** Parcels of orders, by their IDs and tracking numbers. */
export const shipmentSearch: Searchable = {
  type: 'shipment',
  access: 'orders:read',
  table: 'shipment',
  shown: {
    id: idSql('shipment', 'id'),
    title: `coalesce(tracking_number, ${idSql('shipment', 'id')})`,
    subtitle: idSql('order', 'order_id'),
    status: 'null::text',
    leadsTo: idSql('order', 'order_id'),
  },
  ids: { shipment: { field: 'shipment_id', where: (number) => sql`id = ${number}` } },
  texts: { tracking_number: { column: 'tracking_number', index: 'lower' } },
};

/** The number of orders. Analytics counts those of a range from its sums. */
export const ordersOverview: OverviewPart = {
  stage: 'orders',
  access: 'orders:read',
  counts: async (em) => [present('all', 'Orders', await countTable(em, 'sales_order'))],
};

/** Orders in progress: those that wait for a decision, those being fulfilled, and those with a failed delivery. */
export const fulfilmentOverview: OverviewPart = {
  stage: 'fulfilment',
  access: 'orders:read',
  counts: async (em) => {
    const table = 'sales_order';
    const found = await boundedCounts(em, {
      waiting: { table, where: WAITING, since: 'created_at' },
      inProgress: { table, where: sql`status = 'in_progress'` },
      partiallyShipped: { table, where: sql`status = 'partially_shipped'` },
      failed: { table, where: FAILED, since: 'updated_at' },
    });
    return [
      waiting('waiting_approval', 'Orders that wait for approval', found.waiting),
      present('in_progress', 'Orders in progress', found.inProgress),
      present('partially_shipped', 'Partially shipped orders', found.partiallyShipped),
      failing('failed', 'Orders with a failed delivery', found.failed),
    ];
  },
  attention: async (em) => [
    ...(await ordersThat(em, WAITING, 'created_at')).map((row) => ({
      ...commonOf(row),
      kind: 'order_waits_for_approval',
      title: `${row.name} waits for approval.`,
      level: 'waiting' as const,
      action_label: 'Decide',
    })),
    ...(await ordersThat(em, FAILED, 'updated_at')).map((row) => ({
      ...commonOf(row),
      kind: 'delivery_failed',
      title: `A delivery of ${row.name} failed.`,
      level: 'failing' as const,
      action_label: 'Show the order',
    })),
  ],
};

const WAITING = sql`status = 'waiting_approval'`;
const FAILED = sql`fulfillment_status = 'failed'`;

interface OrderRow {
  id: string;
  name: string;
  partner_id: string;
  partner_name: string;
  since: string;
}

/** The oldest orders that meet a condition. */
function ordersThat(em: UnitOfWork, where: ReturnType<typeof sql>, since: string): Promise<OrderRow[]> {
  return visibleRows<OrderRow>(em, {
    table: 'sales_order',
    select: sql.raw(`id, 'Order ' || coalesce(customer_reference, ${idSql('order', 'id')}) as name, partner_id,
      ${partnerNameSql('sales_order.partner_id')} as partner_name, ${since} as since`),
    where: [where],
    orderBy: 'id',
    limit: MOST_OF_A_KIND,
  });
}

function commonOf({
  id,
  partner_id,
  partner_name,
  since,
}: OrderRow): Omit<Attention, 'kind' | 'title' | 'level' | 'action_label'> {
  return {
    detail: null,
    subject: { type: 'order', id: formatId('order', Number(id)) },
    partner_id: formatId('partner', Number(partner_id)),
    partner_name,
    since: new Date(since).toISOString(),
    action: 'view',
  };
}
