import { listProductsQuerySchema } from '@commerce-integration/contract';
import type { Product } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { money } from './money.ts';
import { queryFields, queryOptions } from './query-options.ts';
import { columns, LIST_OPTIONS, writeList } from './write-list.ts';

export const productsList: Command = {
  name: 'products list',
  operands: [],
  summary: 'Lists products of the catalogue.',
  options: { ...queryOptions(listProductsQuerySchema), ...LIST_OPTIONS },
  examples: [
    'commerce products list --brand Fieldway --availability in_stock --sort-by price',
    `commerce products list --all --json | jq -r '.items[].sku'`,
  ],
  async run(call) {
    const fields = queryFields(listProductsQuerySchema, call.arguments);
    await writeList(call.client().products.list(fields, { signal: call.signal }), call, linesOf);
    return EXIT.done;
  },
};

function linesOf(products: Product[]): string[] {
  return columns(
    products.map(({ product_id, sku, price, currency, availability, product_name }) => [
      product_id,
      sku,
      price === null ? '-' : money(price, currency),
      availability ?? '-',
      product_name,
    ]),
  );
}
