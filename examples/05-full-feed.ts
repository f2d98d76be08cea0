// A full feed contains the whole catalogue: missing products become discontinued. An incremental feed adds and changes.

import process from 'node:process';
import { CommerceClient, JobFailedError } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Harbour Goods';

// A full feed discontinues all other products of the partner, so do not run this on a catalogue that is in use.
for await (const { sku } of client.products.list({ partner_name })) {
  if (sku.startsWith('HG-')) continue;
  console.error(
    `${partner_name} has other products, such as ${sku}, and the full feed of this example would discontinue them. ` +
      "Use the operator's key, or one of a partner without products.",
  );
  process.exit(1);
}

const header = 'sku,product_name,price,currency,availability';
const rope = 'HG-1,Rope,12.50,EUR,in_stock';
const anchor = 'HG-2,Anchor,89.00,EUR,in_stock';
const lantern = 'HG-3,Lantern,34.00,EUR,in_stock';
const feed = (name: string, ...rows: string[]) => new File([[header, ...rows, ''].join('\n')], name);

await client.feeds.ingest({ partner_name, file: feed('season.csv', rope, anchor, lantern) });
await showAvailability('The season begins');

await client.feeds.ingest({ partner_name, file: feed('rope.csv', rope.replace('in_stock', 'sold out')) });
await showAvailability('An incremental feed that names the rope');

const { result } = await client.feeds.ingest({ partner_name, mode: 'full', file: feed('full.csv', rope, anchor) });
await showAvailability(`A full feed without the lantern, ${result?.removed} removed`);

// A truncated file would discontinue most of the catalogue. Limit the rejected rows that you accept.
const broken = feed('broken.csv', rope, 'HG-2,Anchor,a lot,EUR,in_stock');
try {
  await client.feeds.ingest({ partner_name, mode: 'full', max_error_ratio: 0.1, file: broken });
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.log(`Nothing loaded: ${error.job.error}`);
}

async function showAvailability(when: string): Promise<void> {
  const { items } = await client.products.list({ partner_name });
  console.log(`${when}: ${items.map((product) => `${product.product_name} ${product.availability}`).join(', ')}`);
}
