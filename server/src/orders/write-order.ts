import { kept } from '../database/kept-statements.ts';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';

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

/** An item of the order, with copied product data that later feeds do not change. */
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
 * Inserts an order and its items with one statement of the unit of work. They are not entities: they never change
 * afterwards, and the ORM's change tracking would take a third of an order's time.
 *
 * @returns both with their numbers; items in the order given
 */
export async function writeOrder(
  em: UnitOfWork,
  order: NewOrder,
  items: readonly NewOrderItem[],
): Promise<WrittenOrder> {
  const { rows } = await sqlOf(em).query<{ id: string; items: string[] }>(WRITE, valuesOf(order, items));
  const [numbers] = rows;
  if (!numbers) throw new Error('An order that was written has no number');
  return {
    order: { ...order, id: Number(numbers.id) },
    items: items.map((item, place) => ({ ...item, id: Number(numbers.items[place]) })),
  };
}

/** The values of {@link WRITE}. */
function valuesOf(order: NewOrder, items: readonly NewOrderItem[]): unknown[] {
  return [
    ...[order.partnerId, order.customerReference, order.customerId, order.shippingAddressId, order.salesChannelId],
    ...[order.status, order.totalAmount, order.currency, order.createdAt.toISOString(), order.updatedAt.toISOString()],
    ...ITEM_FIELDS.map((field) => items.map((item) => item[field])),
  ];
}

const ITEM_FIELDS = ['productId', 'sku', 'productName', 'quantity', 'unitPrice', 'lineTotal'] as const;

/** Tenancy: the order's partner is the one that the call is made for, and its products belong to that partner. */
const WRITE = kept(`with new_order as (
    insert into sales_order (partner_id, customer_reference, customer_id, shipping_address_id, sales_channel_id, status,
      total_amount, currency, created_at, updated_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
  ), new_item as (
    insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
    select new_order.id, product_id, sku, product_name, quantity, unit_price, line_total
    from new_order,
      unnest($11::bigint[], $12::text[], $13::text[], $14::integer[], $15::numeric[], $16::numeric[])
        with ordinality line (product_id, sku, product_name, quantity, unit_price, line_total, place)
    order by place
    returning id
  )
  select id, (select array_agg(id order by id) from new_item) as items from new_order`);
