// Sends tomorrow's prices and the prices of one shop as one batch: failed operations are reported, and corrected.

import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Harbour Lamps';
const lamps = `sku,product_name,price,currency,availability
HL-1,Anchor Lamp,80.00,EUR,in stock
HL-2,Buoy Lamp,60.00,EUR,in stock
`;
const { feed: loaded } = await client.feeds.ingest({ partner_name, file: new File([lamps], 'lamps.csv') });
// The organisation of a batch is the partner's ID. `client.me()` returns a partner's own.
const org_id = loaded.partner_id;

// A sales channel, which can have its own prices. You can find it by the external ID of your systems.
const external_id = 'shop-lisbon';
const known = await client.salesChannels.list({ partner_name, external_id });
const shop =
  known.items[0] ??
  (await client.salesChannels.create({
    partner_id: org_id,
    name: 'Lisbon',
    type: 'POS_SALES_CHANNEL',
    external_id,
  }));

// One operation each, executed in the order of their IDs. An async generator can send any number of them.
const price = (valid_from: string, amount: number) => ({ valid_from, price: amount, currency: 'EUR' });
const stages = new Set<string>();
const { batch, failed } = await client.batches.submit(
  {
    org_id,
    batch_type: 'valid-from-price-updates',
    operations: [
      {
        '@type': 'ProductValidFromPriceUpdate',
        operation_id: 'anchor',
        product: { sku: 'HL-1' },
        price_list: [price('2040-03-01T00:00:00Z', 95), price('2040-11-27T00:00:00Z', 70)],
      },
      {
        '@type': 'ProductSalesChannelValidFromPriceUpdate',
        operation_id: 'anchor-lisbon',
        product: { sku: 'HL-1' },
        sales_channel: { id: external_id, type: 'POS_SALES_CHANNEL' },
        price_list: [price('2026-01-01T00:00:00Z', 75)],
      },
      {
        '@type': 'ProductValidFromPriceUpdate',
        operation_id: 'bouy',
        product: { sku: 'HL-22' },
        price_list: [price('2026-01-01T00:00:00Z', 65)],
      },
    ],
  },
  { onProgress: ({ stage }) => stages.add(stage) },
);
console.log(`${[...stages].join(', ')}: ${batch.succeeded} of ${batch.total} operations succeeded.`);
for (const { operation_id, error } of failed) console.log(`${operation_id}: ${error?.code}. ${error?.message}`);

// The price in force at any time, and the reason for it.
const [lamp] = (await client.products.list({ partner_name, sku: 'HL-1' })).items;
if (!lamp) throw new Error('There is no lamp HL-1.');
await show('today', {});
await show('today in Lisbon', { sales_channel_id: shop.sales_channel_id });
await show('in spring 2040', { at: '2040-04-01T00:00:00Z' });
await show('in the sale', { at: '2040-12-01T00:00:00Z' });

// An order uses the price in force in its sales channel.
const order = await client.orders.create({
  partner_name,
  sales_channel_id: shop.sales_channel_id,
  items: [{ product_id: lamp.product_id, quantity: 2 }],
});
console.log(`Two of them in Lisbon: ${order.total_amount} ${order.currency}`);

async function show(when: string, where: { at?: string; sales_channel_id?: string }): Promise<void> {
  const found = await client.products.getPrice(lamp?.product_id ?? '', where);
  const lowest = found.lowest_price_30_days;
  const before = lowest === null ? '' : `, lowest of the 30 days before: ${lowest}`;
  console.log(`${lamp?.product_name} ${when}: ${found.price} by the ${found.source}${before}`);
}
