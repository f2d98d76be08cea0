// Reads the catalogue: filters, sorting, search, one page, all pages, and everything as a stream.

import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('data/sample_catalog.csv', import.meta.url)) });

console.log('In stock, in the kitchen, the dearest first:');
const kitchen = await client.products.list({
  partner_name,
  category: 'Kitchen',
  availability: 'in_stock',
  sort_by: 'price',
  order: 'desc',
});
for (const { sku, product_name, price, currency } of kitchen.items) {
  console.log(`  ${sku}  ${product_name}, ${price} ${currency}`);
}

// With await, a list is its first page.
const page = await client.products.list({ partner_name, limit: 5 });
console.log(`A page of ${page.count}, and there is ${page.next_cursor === undefined ? 'no more' : 'more'}.`);

// In a loop, a list is all pages, fetched one at a time: a million products need the memory of a hundred.
const brands = new Map<string, number>();
for await (const { brand } of client.products.list({ partner_name })) {
  const name = brand ?? 'no brand';
  brands.set(name, (brands.get(name) ?? 0) + 1);
}
console.log('Products by brand:', Object.fromEntries(brands));

const camping = await client.products.list({ partner_name, q: 'camp' });
console.log('With "camp" in name, brand or SKU:', camping.items.map((product) => product.sku).join(', '));

// To get everything as a file, the export is one streamed response. Its CSV can be uploaded as a feed.
const csv = await client.products.export({ partner_name, format: 'csv', brand: 'Hive & Home' });
console.log(await csv.text());
