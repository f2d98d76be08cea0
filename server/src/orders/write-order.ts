import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';

/** An order to insert. */
export interface NewOrder {
  partnerId: number;
  customerReference: string | null;
  customerId: number | null;
  shippingAddressId: number | null;
  salesChannelId: number | null;
  /** `waiting_approval` where the partner wants orders of this total approved. */
  status: 'created' | 'waiting_approval';
  /** In major units, exact. */
  totalAmount: string;
  currency: string;
  createdAt: Date;
  updatedAt: Date;
}

/** An item of the order, with copies that later feeds do not change. */
export interface NewOrderItem {
  productId: number;
  sku: string;
  productName: string;
  quantity: number;
  /** In major units, exact, like the item's total. */
  unitPrice: string;
  lineTotal: string;
}

/** The inserted order and items, with their numbers. */
export interface WrittenOrder {
  order: NewOrder & { id: number };
  items: (NewOrderItem & { id: number })[];
}

/**
 * Inserts an order and its items with one statement of the unit of work. Not as entities: they never change afterwards,
 * and the ORM's change tracking would take a third of an order's time.
 *
 * @returns both with their numbers; items in the order given
 */
export async function writeOrder(
  em: UnitOfWork,
  order: NewOrder,
  items: readonly NewOrderItem[],
): Promise<WrittenOrder> {
  const [numbers] = await rowsOf<{ id: string; items: string[] }>(sqlOf(em), writeStatement(order, items));
  if (!numbers) throw new Error('An order that was written has no number');
  return {
    order: { ...order, id: Number(numbers.id) },
    items: items.map((item, place) => ({ ...item, id: Number(numbers.items[place]) })),
  };
}

/** Tenancy: the order's partner is the one that the call is made for, and its products belong to that partner. */
function writeStatement(order: NewOrder, items: readonly NewOrderItem[]): Sql {
  const values = [
    ...[order.partnerId, order.customerReference, order.customerId, order.shippingAddressId, order.salesChannelId],
    ...[order.status, order.totalAmount, order.currency, order.createdAt.toISOString(), order.updatedAt.toISOString()],
  ];
  const lines = items.map(
    ({ productId, sku, productName, quantity, unitPrice, lineTotal }, place) =>
      sql`(${place}::integer, ${productId}::bigint, ${sku}, ${productName}, ${quantity}::integer, ${unitPrice}::numeric, ${lineTotal}::numeric)`,
  );
  return sql`with new_order as (
      insert into sales_order (partner_id, customer_reference, customer_id, shipping_address_id, sales_channel_id, status,
        total_amount, currency, created_at, updated_at)
      values (${sql.join(values)}) returning id
    ), new_item as (
      insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
      select new_order.id, product_id, sku, product_name, quantity, unit_price, line_total
      from new_order, (values ${sql.join(lines)})
        line (place, product_id, sku, product_name, quantity, unit_price, line_total)
      order by place
      returning id
    )
    select id, (select array_agg(id order by id) from new_item) as items from new_order`;
}
