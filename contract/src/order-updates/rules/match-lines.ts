import type { DeliveryItem } from '../../orders/deliveries.ts';
import type { DeliveryProgress } from '../../orders/lifecycle/order-progress.ts';
import type { OrderUpdateLine } from '../order-update.ts';

/** A line of an update, and the matching line of a delivery. */
export interface MatchedLine {
  readonly said: OrderUpdateLine;
  readonly line: DeliveryItem;
  readonly delivery: DeliveryProgress;
}

/**
 * Matches each line of an update to a line of a delivery: by its item, else by its SKU, preferring the same quantity.
 * Each line of a delivery is matched once. Of several, those without a report come first.
 *
 * @returns the matches, and the indexes of the unmatched lines
 */
export function matchLines(
  deliveries: readonly DeliveryProgress[],
  lines: readonly OrderUpdateLine[],
): { matched: MatchedLine[]; leftovers: number[] } {
  const free = new Set(deliveries.flatMap((delivery) => delivery.items.map((line) => ({ delivery, line }))));
  const matched: MatchedLine[] = [];
  const leftovers: number[] = [];
  // Lines with an item come first: one with a SKU must not take theirs.
  const places = [...lines.keys()].sort((a, b) => rankOf(lines[a]) - rankOf(lines[b]) || a - b);
  for (const place of places) {
    const said = lines[place] as OrderUpdateLine;
    const candidates = [...free].filter(({ line }) => isAbout(said, line));
    const unreported = candidates.filter(({ line }) => line.delivered_quantity === null);
    const preferred = unreported.length > 0 ? unreported : candidates;
    const quantity = said.quantity ?? said.delivered_quantity;
    const found = preferred.find(({ line }) => line.quantity - line.cancelled_quantity === quantity) ?? preferred[0];
    if (found) {
      free.delete(found);
      matched.push({ said, ...found });
    } else leftovers.push(place);
  }
  return { matched, leftovers: leftovers.sort((a, b) => a - b) };
}

function rankOf(line: OrderUpdateLine | undefined): number {
  return line?.order_item_id === undefined ? 1 : 0;
}

function isAbout({ order_item_id, sku }: OrderUpdateLine, line: DeliveryItem): boolean {
  return order_item_id === undefined ? line.sku === sku : line.order_item_id === order_item_id;
}
