import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { Command } from './command.ts';
import { derivedCommand } from './derived-command.ts';
import { UsageError } from './exit-codes.ts';
import { quantityOf } from './orders-create.ts';

/** Endpoints that take parts of an order, by the names that people look for, with an example of each. */
const PARTS: Readonly<Record<string, { name: string; examples: readonly string[] }>> = {
  'orders create-shipment': {
    name: 'orders ship',
    examples: [
      'OR00001 --carrier DHL --tracking-number JD014600003RU',
      'OR00001 --delivery-id DL00001 --item OI00001:2',
    ],
  },
  'orders cancel-items': {
    name: 'orders cancel',
    examples: ['OR00001 --item OI00001:2 --item OI00002 --reason "Out of stock"'],
  },
  'orders return-items': {
    name: 'orders return',
    examples: ['OR00001 --item OI00001 --reason "Wrong size"'],
  },
  'orders create-delivery': { name: 'orders create-delivery', examples: ['OR00001 --item OI00001:2'] },
};

/** The commands that ship, cancel and return parts of an order, with `--item` for each part. */
export function ordersParts(endpoints: readonly EndpointCommand[]): Command[] {
  return endpoints.filter(({ name }) => Object.hasOwn(PARTS, name)).map(partsCommand);
}

function partsCommand(endpoint: EndpointCommand): Command {
  const { name, examples } = PARTS[endpoint.name] ?? { name: endpoint.name, examples: [] };
  const derived = derivedCommand(endpoint);
  const { items: _, ...options } = derived.options;
  const isNeeded = endpoint.flags.some(({ field, required }) => field === 'items' && required);
  const hasReason = ['orders cancel', 'orders return'].includes(name);
  const flags = endpoint.flags.filter(({ field }) => field !== 'items');
  return {
    ...derived,
    name,
    options: {
      item: { value: 'ID:QUANTITY', multiple: true, help: 'an order item and its quantity; default for QUANTITY: 1' },
      ...(hasReason && { reason: { value: 'REASON', help: 'the reason, as text for the history' } }),
      ...options,
    },
    examples: examples.map((example) => `commerce ${name} ${example}`),
    async run(call) {
      const { requestOf } = await import('./endpoint-request.ts');
      const { sendRequest } = await import('./run-endpoint.ts');
      const { arguments: given } = call;
      const reason = hasReason ? given.text('reason') : undefined;
      const items = given
        .texts('item')
        .map((item) => ({ ...quantityOf(item, 'order_item_id', 'OI00001'), ...(reason && { reason }) }));
      const data = given.text('data');
      if (isNeeded && items.length === 0 && data === undefined)
        throw new UsageError('Items are missing: give --item OI00001:2, or the whole body as --data @body.json.');
      const request = await requestOf({ ...endpoint, flags }, call, data);
      return sendRequest(endpoint, { ...request, body: { ...request.body, ...(items.length > 0 && { items }) } }, call);
    },
  };
}
