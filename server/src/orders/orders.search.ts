import { idSql } from '../database/json-sql.ts';
import { sql } from '../database/sql.ts';
import type { Searchable } from '../feature/searchable.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';

/**
 * Orders, by their IDs, those of their items and deliveries, and the buyer's reference; never by what is known of the
 * customer.
 *
 * Tenancy: an item or a delivery tells the number of its order, which is confined like any other.
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
