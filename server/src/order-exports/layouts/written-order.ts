import type { Order } from '@commerce-integration/contract';
import { amountOf, unitsOf } from '@commerce-integration/contract/rules';

/** An order as exporters write it. */
export interface ExportedOrder {
  readonly order_export_id: string;
  readonly exporter_id: string;
  readonly flag: string;
  readonly delivery_ids: readonly string[];
  readonly order: Order;
}

/** An order whose JSON need not be read for layouts of JSON. */
export interface WrittenOrder {
  /** As JSON. */
  readonly json: string;
  read(): ExportedOrder;
}

/** How orders are written into a request or a file, as UTF-8. */
export interface Layout {
  readonly contentType: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  write(order: WrittenOrder): string;
}

/** How the body of a request or a file is made. */
export interface OrdersBody {
  readonly contentType: string;
  /** @throws OrdersUnwritable where orders cannot be written in the layout */
  bytes(orders: AsyncIterable<WrittenOrder>): AsyncIterable<Buffer>;
}

/** Orders that cannot be written in the layout that the exporter has: its settings are wrong, or the layout's are. */
export class OrdersUnwritable extends Error {
  /** The IDs of their exports; null where it is due to no single order. */
  readonly exports: ReadonlySet<string> | null;

  /** @param message a sentence that says what to do */
  constructor(message: string, exports: ReadonlySet<string> | null) {
    super(message);
    this.exports = exports;
  }
}

type Item = Order['items'][number];

/**
 * The items of an order as far as they are exported: with the quantities of its deliveries, and those alone that stand in
 * one; all of them while the order has no deliveries.
 *
 * @param order without the deliveries that are not exported
 */
export function exportedItems({ deliveries, items }: Pick<Order, 'deliveries' | 'items'>): Item[] {
  if (deliveries.length === 0) return items;
  const quantities = new Map<string, number>();
  for (const { order_item_id, quantity } of deliveries.flatMap((delivery) => delivery.items))
    quantities.set(order_item_id, (quantities.get(order_item_id) ?? 0) + quantity);
  return items.flatMap((item) => {
    const quantity = quantities.get(item.order_item_id) ?? 0;
    if (quantity === 0) return [];
    return [quantity === item.quantity ? item : { ...item, quantity, line_total: totalOf(item.unit_price, quantity) }];
  });
}

function totalOf(unitPrice: number, quantity: number): number {
  return Number(amountOf(unitsOf(String(unitPrice)) * BigInt(quantity)));
}
