import type { Order } from '@commerce-integration/contract';
import { amountOf, unitsOf } from '@commerce-integration/contract/rules';

/** An order in the form that exporters write. */
export interface ExportedOrder {
  readonly order_export_id: string;
  readonly exporter_id: string;
  readonly flag: string;
  readonly delivery_ids: readonly string[];
  readonly order: Order;
}

/** An order whose JSON need not be parsed for JSON layouts. */
export interface WrittenOrder {
  /** As JSON. */
  readonly json: string;
  read(): ExportedOrder;
}

/** Writes orders into a request or a file, as UTF-8. */
export interface Layout {
  readonly contentType: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  write(order: WrittenOrder): string;
}

/** Produces the body of a request or a file. */
export interface OrdersBody {
  readonly contentType: string;
  /** @throws OrdersUnwritable where orders cannot be written in the layout */
  bytes(orders: AsyncIterable<WrittenOrder>): AsyncIterable<Buffer>;
}

/** Orders cannot be written in the exporter's layout, because the exporter's settings or the layout's are wrong. */
export class OrdersUnwritable extends Error {
  /** The IDs of their exports; null if no single order is the cause. */
  readonly exports: ReadonlySet<string> | null;

  /** @param message a sentence that says how to fix it */
  constructor(message: string, exports: ReadonlySet<string> | null) {
    super(message);
    this.exports = exports;
  }
}

type Item = Order['items'][number];

/**
 * The exported items of an order: those in its deliveries, with the quantities of these; all items while the order has
 * no deliveries.
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
