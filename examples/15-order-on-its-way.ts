// The fulfilment of an order: it waits for approval, is shipped in two parcels, and is returned in part.

import process from 'node:process';
import { CommerceClient, OrderEndedError } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('data/sample_catalog.csv', import.meta.url)) });
const [bag, mug] = (await client.products.list({ partner_name, limit: 2 })).items;
if (!bag || !mug) throw new Error('The catalogue was not loaded.');

const placed = await client.orders.create({
  partner_name,
  items: [
    { product_id: bag.product_id, quantity: 3 },
    { product_id: mug.product_id, quantity: 2 },
  ],
});
const { order_id } = placed;
const [bags, mugs] = placed.items.map(({ order_item_id }) => order_item_id);
if (!bags || !mugs) throw new Error('The order has no items.');

// The operator can make a partner's orders wait for approval; a request can do so for a single order.
if (placed.status === 'created')
  await client.orders.transition(order_id, { to: 'waiting_approval', reason: 'A new buyer' });
const approved = await client.orders.transition(order_id, { to: 'in_progress', reason: 'Checked' });
console.log(`Approved: ${approved.status}, in ${approved.deliveries.length} delivery.`);

const first = { carrier: 'DHL', tracking_number: 'JD014600003RU' };
const part = await client.orders.ship(order_id, { ...first, items: [{ order_item_id: bags, quantity: 2 }] });
console.log(`A parcel left: ${part.status}.`);

const items = [{ order_item_id: mugs, quantity: 1, reason: 'Out of stock' }];
const less = await client.orders.cancel(order_id, { items });
console.log(`Cancelled: ${less.cancelled_amount} ${less.currency}.`);

// Anyone who waits for the order, here or in another process, is notified of its end.
const waiting = client.orders.waitForOrder(order_id, { until: ['completed'], minDelayMs: 100 });
await client.orders.ship(order_id, { carrier: 'DHL', tracking_number: 'JD014600004RU' });
const { status, shipments } = await waiting;
console.log(`It is ${status}, in ${shipments.length} parcels.`);

const back = await client.orders.return(order_id, {
  items: [{ order_item_id: bags, quantity: 1, reason: 'Wrong color' }],
});
console.log(`Came back: ${back.returned_amount} ${back.currency}; the order is ${back.status}.`);

try {
  await client.orders.waitForOrder(order_id, { until: ['cancelled'] });
} catch (error) {
  if (!(error instanceof OrderEndedError)) throw error;
  console.log(`Nobody waits in vain: it is ${error.order.status}, and will not be cancelled.`);
}

for (const { subject, from, to, reason } of await client.orders
  .listHistory(order_id, { limit: 100 })
  .toArray({ limit: 100 })) {
  if (subject === order_id) console.log(`  ${from} -> ${to}${reason === null ? '' : ` (${reason})`}`);
}
