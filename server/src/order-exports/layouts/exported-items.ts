import type { Order } from '@commerce-integration/contract';
import { amountOf, unitsOf } from '@commerce-integration/contract/rules';

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
