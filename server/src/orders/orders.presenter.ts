import { formatId, ORDER_STATES, type Order as OrderShape, statesToAskFor } from '@commerce-integration/contract';
import { idSql, timeSql } from '../database/json-sql.ts';
import { partnerNameSql } from '../partners/partners.queries.ts';
import { allowedTransitionsSql, DELIVERY_LIST_SQL, SHIPMENT_LIST_SQL } from './lifecycle/deliveries.presenter.ts';
import type { WrittenOrder } from './write-order.ts';

/** An order that was just created, in the contract's shape. */
export function presentOrder({ order, items }: WrittenOrder, partnerName: string): OrderShape {
  return {
    order_id: formatId('order', order.id),
    partner_id: formatId('partner', order.partnerId),
    partner_name: partnerName,
    customer_reference: order.customerReference,
    customer_id: order.customerId ? formatId('customer', order.customerId) : null,
    shipping_address_id: order.shippingAddressId ? formatId('address', order.shippingAddressId) : null,
    sales_channel_id: order.salesChannelId ? formatId('salesChannel', order.salesChannelId) : null,
    status: order.status,
    total_amount: Number(order.totalAmount),
    currency: order.currency,
    items: items.map((item) => ({
      order_item_id: formatId('orderItem', item.id),
      product_id: formatId('product', item.productId),
      sku: item.sku,
      product_name: item.productName,
      quantity: item.quantity,
      unit_price: Number(item.unitPrice),
      line_total: Number(item.lineTotal),
      shipped_quantity: 0,
      cancelled_quantity: 0,
      returned_quantity: 0,
    })),
    fulfillment_status: 'unfulfilled',
    cancelled_amount: 0,
    returned_amount: 0,
    block_export: false,
    allowed_transitions: statesToAskFor(ORDER_STATES, order.status),
    deliveries: [],
    shipments: [],
    created_at: order.createdAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
  };
}

const ITEM_FIELDS: Record<keyof OrderShape['items'][number], string> = {
  order_item_id: idSql('orderItem', 'i.id'),
  product_id: idSql('product', 'i.product_id'),
  sku: 'i.sku',
  product_name: 'i.product_name',
  quantity: 'i.quantity',
  unit_price: 'trim_scale(i.unit_price)',
  line_total: 'trim_scale(i.line_total)',
  shipped_quantity: 'i.shipped_quantity',
  cancelled_quantity: 'i.cancelled_quantity',
  returned_quantity: 'i.returned_quantity',
};

/**
 * The SQL of each field of an order in a list, from a row of `sales_order` and its items. Tenancy: whoever may see an
 * order may see its items.
 */
export const ORDER_FIELDS: Record<keyof OrderShape, string> = {
  order_id: idSql('order', 'id'),
  partner_id: idSql('partner', 'partner_id'),
  partner_name: partnerNameSql('sales_order.partner_id'),
  customer_reference: 'customer_reference',
  customer_id: idSql('customer', 'customer_id'),
  shipping_address_id: idSql('address', 'shipping_address_id'),
  sales_channel_id: idSql('salesChannel', 'sales_channel_id'),
  status: 'status',
  total_amount: 'trim_scale(total_amount)',
  currency: 'currency',
  items: `(select json_agg(item) from (
    select ${Object.entries(ITEM_FIELDS)
      .map(([name, value]) => `${value} as ${name}`)
      .join(', ')}
    from order_item i where i.order_id = sales_order.id order by i.id
  ) item)`,
  fulfillment_status: 'fulfillment_status',
  cancelled_amount: worthSql('cancelled_quantity'),
  returned_amount: worthSql('returned_quantity'),
  block_export: 'block_export',
  allowed_transitions: allowedTransitionsSql(ORDER_STATES, 'status'),
  deliveries: ifChanged(DELIVERY_LIST_SQL),
  shipments: ifChanged(SHIPMENT_LIST_SQL),
  created_at: timeSql('created_at'),
  updated_at: timeSql('updated_at'),
};

/** The value of a quantity of all items, at the order's prices. Tenancy: of an order that the caller may see. */
function worthSql(column: string): string {
  return `(case when version = 1 then 0 else (
    select trim_scale(coalesce(sum(i.unit_price * i.${column}), 0)) from order_item i where i.order_id = sales_order.id
  ) end)`;
}

/** Avoids the subquery for orders that were never changed, whose list is empty: most listed orders are such. */
function ifChanged(list: string): string {
  return `(case when version = 1 then '[]'::json else ${list} end)`;
}
