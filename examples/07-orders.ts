// Orders: created once, however often you send them, and refused as a whole with all of their problems.

import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { ApiError, CommerceClient } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('data/sample_catalog.csv', import.meta.url)) });

const product = async (sku: string) => {
  const { items } = await client.products.list({ partner_name, sku });
  if (!items[0]) throw new Error(`There is no product ${sku}.`);
  return items[0].product_id;
};

// Use the buyer's order number as the key, so that even another process can safely send the order again.
const customer_reference = `PO-${randomUUID()}`;
const fields = {
  partner_name,
  customer_reference,
  items: [
    { product_id: await product('AC-1001'), quantity: 2 },
    { product_id: await product('AC-1002'), quantity: 1 },
  ],
};
const order = await client.orders.create(fields, { idempotencyKey: customer_reference });
for (const { quantity, product_name, unit_price, line_total } of order.items) {
  console.log(`${quantity} × ${product_name} at ${unit_price} = ${line_total}`);
}
console.log(`Total: ${order.total_amount} ${order.currency}, ${order.status}`);

const again = await client.orders.create(fields, { idempotencyKey: customer_reference });
const found = await client.orders.list({ customer_reference });
console.log(`Sent again, it is the same order: ${again.order_id === order.order_id}; there is ${found.count} of it.`);

// All problems are reported together, each with its field. Nothing of a refused order is stored.
try {
  const items = [
    { product_id: await product('AC-1006'), quantity: 1 },
    { product_id: await product('AC-1013'), quantity: 1 },
    { product_id: 'PR99999999', quantity: 1 },
  ];
  await client.orders.create({ partner_name, items });
} catch (error) {
  if (!(error instanceof ApiError)) throw error;
  console.log(`Refused with ${error.status} ${error.code}:`);
  for (const { path, code, message } of error.errors) console.log(`  ${path}: ${message} (${code})`);
}
