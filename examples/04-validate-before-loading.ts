// Two ways to check a feed before loading it: locally, and on the server without writing.

import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';
import { validateFeed } from '@commerce-integration/sdk/validate';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
const data = new URL('data/', import.meta.url);

// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';

// The same rules as in the load, without sending anything.
const report = await validateFeed(await fromPath(new URL('catalog_with_errors.csv', data)));
console.log(`Checked here: ${report.accepted} of ${report.processed} rows would be taken.`);
for (const { line, column, code } of report.problems) console.log(`  line ${line}, ${column}: ${code}`);

// Only the server can determine what a load would change. First load something to compare with:
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('sample_catalog.csv', data)) });

// Next week's file: the bag is cheaper, and the chair is missing.
const thisWeek = await readFile(new URL('sample_catalog.csv', data), 'utf8');
const rows = thisWeek.split('\n').filter((row) => !row.startsWith('AC-1006'));
const file = new File([rows.join('\n').replace('49.99', '44.99')], 'next_week.csv');

// A full feed that discontinues more than half of the products is refused. Validation discontinues nothing, so allow
// all.
const options = { mode: 'full', max_removed_ratio: 1, validate_only: true } as const;
const trial = await client.feeds.ingest({ partner_name, file, ...options });
console.log(trial.job.message);
for await (const { sku, field, from, to } of client.jobs.listChanges(trial.job.job_id)) {
  console.log(`  ${sku}: ${field} from ${from} to ${to}`);
}

const [bag] = (await client.products.list({ partner_name, sku: 'AC-1001' })).items;
console.log(`The price of ${bag?.product_name} is still ${bag?.price} ${bag?.currency}.`);
