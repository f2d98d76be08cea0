import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { CreateOrderFields, Order } from '../internal/types/wire-types.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { isStdin } from './input-file.ts';
import { linesOfOrder } from './orders-get.ts';
import { UsageError } from './usage-error.ts';

const FIELDS = ['partner-name', 'partner-id', 'customer-id', 'customer-reference', 'shipping-address-id'] as const;

export const ordersCreate: Command = {
  name: 'orders create',
  operands: [],
  summary: 'Creates an order.',
  details:
    'An order is made as a whole or not at all. With --idempotency-key the command may be repeated, also after a\n' +
    'crash: the same key and the same order give the first outcome for 24 hours.',
  options: {
    item: { value: 'ID:QUANTITY', multiple: true, help: 'a product and how many of it; one without QUANTITY' },
    file: { value: 'FILE', help: 'the order as JSON, as the API takes it; - is stdin' },
    'partner-name': { value: 'NAME', help: "whose products are ordered; a partner's key may leave it out" },
    'partner-id': { value: 'ID', help: 'the same by ID' },
    'customer-id': { value: 'ID', help: 'who orders' },
    'customer-reference': { value: 'TEXT', help: "the buyer's own number for the order" },
    'shipping-address-id': { value: 'ID', help: 'an address of the customer' },
    'idempotency-key': { value: 'KEY', help: 'makes it safe to repeat the command' },
  },
  examples: [
    'commerce orders create --partner-name "Acme Corp" --item PR00001:2 --item PR00003',
    'commerce orders create --file order.json --idempotency-key order-2026-0042',
  ],
  async run({ arguments: given, terminal, signal, client }) {
    const fields = await orderOf(given);
    const order: Order = await client().orders.create(fields, {
      signal,
      idempotencyKey: given.text('idempotency-key'),
    });
    if (terminal.json) await terminal.printJson(order);
    else for (const line of linesOfOrder(order)) await terminal.print(line);
    return EXIT.done;
  },
};

/** The order from the file or from the options. @throws UsageError where both or neither are given */
async function orderOf(given: Arguments): Promise<CreateOrderFields> {
  const [file, items] = [given.text('file'), given.texts('item')];
  const fields = Object.fromEntries(
    FIELDS.map((name) => [name.replaceAll('-', '_'), given.text(name)]).filter(([, value]) => value !== undefined),
  );
  if (file === undefined) {
    if (items.length === 0) throw new UsageError('An order has items: give --item PR00001:2, or --file order.json.');
    return { ...fields, items: items.map(itemOf) };
  }
  if (items.length > 0 || Object.keys(fields).length > 0)
    throw new UsageError('--file gives the whole order: leave the other options of it out.');
  return readOrder(file);
}

function itemOf(item: string): { product_id: string; quantity: number } {
  const [product_id = '', quantity = '1', ...more] = item.split(':');
  if (product_id !== '' && /^\d{1,15}$/.test(quantity) && more.length === 0)
    return { product_id, quantity: Number(quantity) };
  throw new UsageError(`--item must be a product and a whole number, such as PR00001:2, not ${JSON.stringify(item)}.`);
}

async function readOrder(file: string): Promise<CreateOrderFields> {
  const content = isStdin(file) ? await text(process.stdin) : await readFile(file, 'utf8');
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as CreateOrderFields;
  } catch (error) {
    throw new UsageError(`${isStdin(file) ? 'stdin' : file} is not JSON: ${(error as Error).message}`);
  }
}
