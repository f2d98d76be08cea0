// Five reports. They include new orders immediately, never add up different currencies, and begin days in your time
// zone.

import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});

// The operator's reports contain all partners. Those of a partner's key contain only its own data, including the
// boards.
const { partner } = await client.me();
const north_shore = partner?.partner_name ?? 'North Shore';
const south_shore = partner?.partner_name ?? 'South Shore';

const header = 'sku,product_name,price,currency,availability';
const catalogue = (...rows: string[]) => new File([[header, ...rows, ''].join('\n')], 'catalogue.csv');
const boats = catalogue('NS-1,Kayak,750.00,USD,in_stock', 'NS-2,Canoe,900.00,EUR,in_stock');
const boards = catalogue('SS-1,Surfboard,250.00,USD,in_stock');
const north = await client.feeds.ingest({ partner_name: north_shore, file: boats });
await client.feeds.ingest({ partner_name: south_shore, file: boards });

await order(north_shore, 'NS-1', 1);
await order(north_shore, 'NS-2', 2);
await order(south_shore, 'SS-1', 1);

// Without `to`, a report ends now; without `from`, it has no start. Here, it starts with this script.
const from = north.feed.created_at;

console.log('Sales by partner');
const byPartner = await client.analytics.salesByPartner({ from });
console.table(byPartner.items, ['partner_name', 'currency', 'order_count', 'units_sold', 'total_sales']);

console.log('Sales by day, as New York has its days');
const timezone = 'America/New_York';
const byDay = await client.analytics.salesOverTime({ from, granularity: 'daily', timezone, currency: 'USD' });
for (const { period_start, order_count, total_sales } of byDay.items) {
  console.log(`  the day that begins at ${period_start}: ${order_count} orders, ${total_sales} USD`);
}

console.log('What sold best');
const top = await client.analytics.topProducts({ from, by: 'revenue', currency: 'USD', limit: 3 });
console.table(top.items, ['product_name', 'partner_name', 'units_sold', 'total_sales']);

console.log('Who took what share of the dollars');
const shares = await client.analytics.revenueShare({ from, currency: 'USD' });
console.table(shares.items, ['partner_name', 'total_revenue', 'revenue_pct']);

console.log('What became of the feeds');
const feeds = await client.analytics.feeds({ from });
console.table(feeds.items, ['partner_name', 'feeds', 'loads', 'rows_processed', 'error_ratio']);

async function order(partner_name: string, sku: string, quantity: number): Promise<void> {
  const [product] = (await client.products.list({ partner_name, sku })).items;
  if (!product) throw new Error(`${partner_name} has no product ${sku}.`);
  await client.orders.create({ partner_name, items: [{ product_id: product.product_id, quantity }] });
}
