import type { Order, Page, Product } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';

// Orders of products, however many orders other products have, and however old theirs are.

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const FILE = 'sku,product_name,price,currency,availability\n';
await server.load(`${FILE}OLD,Old,10,EUR,in stock\nHOT,Hot,10,EUR,in stock\nNEVER,Never,10,EUR,in stock\n`);
await server.partner('Other Corp');
await server.load(`${FILE}OLD,Old of another,10,EUR,in stock\n`, { fields: { partner_name: 'Other Corp' } });
const products = new Map(
  (await server.products()).map((product: Product) => [product.sku + product.partner_name, product]),
);
const numberOf = (name: string) => Number(products.get(name)?.product_id.slice(2));
const ORDERS = 20_000;
/** The first orders contain the old product; all contain the frequent one. */
const OLD = 3_000;
await server.pool.query(
  `with new_order as (
     insert into sales_order (partner_id, status, total_amount, currency, created_at, updated_at)
     select $1, 'created', 1, 'EUR', at, at from generate_series(1, ${ORDERS}) n,
       lateral (select now() - make_interval(mins => ${ORDERS} - n) as at) times order by n
     returning id
   )
   insert into order_item (order_id, product_id, sku, product_name, quantity, unit_price, line_total)
   select id, product, 'SKU', 'Name', 1, 1, 1 from new_order,
     unnest(case when id <= ${OLD} then array[$2, $3, $2]::bigint[] else array[$3]::bigint[] end) product
   order by id`,
  [Number(acme.id.slice(2)), numberOf('OLDAcme Corp'), numberOf('HOTAcme Corp')],
);
await server.pool.query('vacuum analyze sales_order, order_item');

const productId = (name: string) => `product_id=${products.get(name)?.product_id}`;
const numbers = (last: number) => Array.from({ length: 10 }, (_, place) => last - place);
const anOldDay = `created_from=${minutesAgo(ORDERS - 1_000)}&created_to=${minutesAgo(ORDERS - 2_000)}`;

function minutesAgo(count: number): string {
  return new Date(Date.now() - count * 60_000 - 30_000).toISOString();
}

it.each([
  ['an old product', productId('OLDAcme Corp'), numbers(OLD)],
  ['an old product, after a cursor', `${productId('OLDAcme Corp')}&cursor=OR02001`, numbers(2_000)],
  ['an old product, of a day', `${productId('OLDAcme Corp')}&${anOldDay}`, numbers(1_999)],
  ['a hot product', productId('HOTAcme Corp'), numbers(ORDERS)],
  ['a product that was never ordered', productId('NEVERAcme Corp'), []],
  ['the SKU of an old product, which another partner has as well', 'sku=OLD', numbers(OLD)],
  ['the SKU of a hot product', 'sku=HOT', numbers(ORDERS)],
  ['a SKU that was never ordered', 'sku=NEVER', []],
  ['an unknown SKU', 'sku=UNKNOWN', []],
  ['two products', `${productId('HOTAcme Corp')}&sku=OLD`, numbers(OLD)],
])('of %s are found', async (_, query, found) => {
  for (const key of [undefined, acme.key]) {
    for (const table of ['sales_order', 'order_item']) {
      const read = await rowsRead(server, table, async () => {
        const { body } = await server.call<Page<Order>>(`/orders?${query}`, key === undefined ? {} : { key });
        expect(body.items.map(({ order_id }) => Number(order_id.slice(2)))).toEqual(found);
      });
      // Of two products, of two partners or in one order, more rows are read.
      const isOfTwo = query.includes('&sku=') || (query === 'sku=OLD' && key === undefined);
      if (!isOfTwo) expect(read).toBeLessThan(400);
    }
  }
});
