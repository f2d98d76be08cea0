import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { Arguments } from './arguments.ts';
import type { Command } from './command.ts';
import { derivedCommand } from './derived-command.ts';
import { UsageError } from './exit-codes.ts';

/** The endpoint that creates orders, with `--item` for what an order is made of. */
export function ordersCreate(endpoint: EndpointCommand): Command {
  const { items: _, ...options } = derivedCommand(endpoint).options;
  // An order is complete with items from --item: they are no option of the endpoint any more.
  const flags = endpoint.flags.filter(({ field }) => field !== 'items');
  return {
    ...derivedCommand(endpoint),
    options: {
      item: { value: 'ID:QUANTITY', multiple: true, help: 'a product and its quantity; default for QUANTITY: 1' },
      ...options,
      file: { value: 'FILE', help: 'same as --data @FILE' },
    },
    examples: [
      'commerce orders create --partner-name "Acme Corp" --item PR00001:2 --item PR00003',
      'commerce orders create --data @order.json --idempotency-key order-2026-0042',
    ],
    async run(call) {
      const { requestOf } = await import('./endpoint-request.ts');
      const { sendRequest } = await import('./run-endpoint.ts');
      const { arguments: given } = call;
      const items = given.texts('item').map((item) => quantityOf(item, 'product_id', 'PR00001'));
      const data = dataOf(given);
      if (items.length === 0 && data === undefined)
        throw new UsageError('An order needs items: give --item PR00001:2, or the whole order as --data @order.json.');
      const request = await requestOf({ ...endpoint, flags }, call, data);
      return sendRequest(endpoint, { ...request, body: { ...request.body, ...(items.length > 0 && { items }) } }, call);
    },
  };
}

function dataOf(given: Arguments): string | undefined {
  const file = given.text('file');
  return file === undefined ? given.text('data') : `@${file}`;
}

/** What `--item ID:QUANTITY` says; one without QUANTITY. @throws UsageError */
export function quantityOf<Field extends string>(
  item: string,
  field: Field,
  example: string,
): { [Name in Field]: string } & { quantity: number } {
  const [id = '', quantity = '1', ...more] = item.split(':');
  if (id !== '' && /^\d{1,15}$/.test(quantity) && more.length === 0)
    return { [field]: id, quantity: Number(quantity) } as { [Name in Field]: string } & { quantity: number };
  const noun = field.replace(/_id$/, '').replace('_', ' ');
  throw new UsageError(
    `--item must be ${noun.startsWith('o') ? 'an' : 'a'} ${noun} and a whole number, such as ${example}:2, not ${JSON.stringify(item)}.`,
  );
}
