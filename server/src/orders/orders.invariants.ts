import { idSql } from '../database/json-sql.ts';
import type { Invariant } from '../feature/define-feature.ts';

// Tenancy of this file: a command of the operator, for every partner's orders.

const ORDER = idSql('order', 'sales_order.id');
const OF_THE_STEP = 'sales_order.id >= $1 and sales_order.id < $2';

/** The lines of the deliveries of some orders, summed up by item. */
const LINES = `select line.order_item_id as item, sum(line.quantity) as quantity, sum(line.shipped_quantity) as shipped,
    sum(line.returned_quantity) as returned
  from delivery cross join lateral jsonb_to_recordset(delivery.items)
    as line (order_item_id text, quantity integer, shipped_quantity integer, returned_quantity integer)
  where delivery.order_id >= $1 and delivery.order_id < $2 group by 1`;

/** Invariants of orders. */
export const ORDER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'order-items',
    holds: 'An order has items, and its total is their sum.',
    over: 'sales_order',
    violations: `select ${ORDER} as id from sales_order left join order_item on order_item.order_id = sales_order.id
      where ${OF_THE_STEP} group by sales_order.id
      having count(order_item.id) = 0 or sum(order_item.line_total) <> sales_order.total_amount`,
  },
  {
    name: 'order-lines',
    holds: 'The total of an item is its price times its quantity.',
    over: 'order_item',
    violations: `select ${idSql('orderItem', 'id')} as id from order_item
      where id >= $1 and id < $2 and line_total <> unit_price * quantity`,
  },
  {
    name: 'order-quantities',
    holds:
      'The shipped and cancelled quantity of an item is at most the ordered one, and the returned quantity at most the shipped one.',
    over: 'order_item',
    violations: `select ${idSql('orderItem', 'id')} as id from order_item where id >= $1 and id < $2 and (
        least(shipped_quantity, cancelled_quantity, returned_quantity) < 0
        or shipped_quantity + cancelled_quantity > quantity or returned_quantity > shipped_quantity
      )`,
  },
  {
    name: 'order-partners',
    holds: 'Products, customer, address and sales channel of an order belong to its partner.',
    over: 'sales_order',
    violations: `select ${ORDER} as id from sales_order where ${OF_THE_STEP} and (
        exists (select from order_item join product on product.id = order_item.product_id
          where order_item.order_id = sales_order.id and product.partner_id <> sales_order.partner_id)
        or exists (select from customer where customer.id = customer_id and customer.partner_id <> sales_order.partner_id)
        or exists (select from customer_address where customer_address.id = shipping_address_id
          and customer_address.partner_id <> sales_order.partner_id)
        or exists (select from sales_channel where sales_channel.id = sales_channel_id
          and sales_channel.partner_id <> sales_order.partner_id)
      )`,
  },
  {
    name: 'order-deliveries',
    holds:
      'Deliveries contain only items of their order, no more than was ordered, and their shipped and returned quantities match those of the items.',
    over: 'sales_order',
    violations: `select distinct ${ORDER} as id from (
        select id, order_id, ${idSql('orderItem', 'id')} as item, quantity, shipped_quantity, returned_quantity
        from order_item where order_id >= $1 and order_id < $2
      ) ordered left join (${LINES}) lines on lines.item = ordered.item
      join sales_order on sales_order.id = ordered.order_id
      where coalesce(lines.quantity, 0) > ordered.quantity
        or coalesce(lines.shipped, 0) <> ordered.shipped_quantity
        or coalesce(lines.returned, 0) <> ordered.returned_quantity
      union
      select ${idSql('order', 'delivery.order_id')} from delivery
        cross join lateral jsonb_to_recordset(delivery.items) as line (order_item_id text)
      where delivery.order_id >= $1 and delivery.order_id < $2 and not exists (
        select from order_item where order_item.order_id = delivery.order_id
          and ${idSql('orderItem', 'order_item.id')} = line.order_item_id
      )`,
  },
  {
    name: 'order-shipments',
    holds: 'The parcels of a delivery contain no more of an item than the delivery has shipped.',
    over: 'delivery',
    violations: `select distinct ${idSql('delivery', 'delivery.id')} as id from delivery
      cross join lateral jsonb_to_recordset(delivery.items) as line (order_item_id text, shipped_quantity integer)
      where delivery.id >= $1 and delivery.id < $2 and line.shipped_quantity < (
        select sum(part.quantity) from shipment
          cross join lateral jsonb_to_recordset(shipment.items) as part (order_item_id text, quantity integer)
        where shipment.order_id = delivery.order_id and shipment.delivery_id = delivery.id
          and part.order_item_id = line.order_item_id
      )`,
  },
];
