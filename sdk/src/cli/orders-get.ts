import type { Order } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { money } from './money.ts';
import { columns } from './write-list.ts';

export const ordersGet: Command = {
  name: 'orders get',
  operands: ['ORDER_ID'],
  summary: 'Shows an order.',
  options: {},
  examples: ['commerce orders get OR00001', 'commerce orders get OR00001 --json | jq .total_amount'],
  async run({ arguments: given, terminal, signal, client }) {
    const order = await client().orders.get(given.operands[0] ?? '', { signal });
    if (terminal.json) await terminal.printJson(order);
    else for (const line of linesOfOrder(order)) await terminal.print(line);
    return EXIT.done;
  },
};

/** An order as lines for people. */
export function linesOfOrder(order: Order): string[] {
  const { order_id, partner_name, status, items, total_amount, currency } = order;
  return [
    `${order_id}  ${partner_name}  ${status}  ${money(total_amount, currency)}`,
    ...columns(
      items.map(({ product_id, sku, quantity, unit_price, line_total, product_name }) => [
        `  ${product_id}`,
        sku,
        `${quantity} x ${money(unit_price, currency)}`,
        money(line_total, currency),
        product_name,
      ]),
    ),
  ];
}
