// Rows with errors are rejected and reported; the others are loaded. The rejected rows can be downloaded as a file.

import process from 'node:process';
import { CommerceClient } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Birch Outdoor';

const file = await fromPath(new URL('data/catalog_with_errors.csv', import.meta.url));
const { job, errors } = await client.feeds.ingest({ partner_name, file });
console.log(job.message);
for await (const { line, severity, column, message } of errors) {
  console.log(`  line ${line}, ${column}: ${message}${severity === 'warning' ? ' (warning)' : ''}`);
}

// The rejected lines as they were sent, preceded by columns with their errors.
const rejected = await (await client.feeds.downloadErrors(job.job_id)).text();
console.log(`\nTo correct:\n${rejected}`);

// Correct the rows. You can keep the added columns: feeds may contain them, and they are ignored.
const corrected = rejected
  .replace('AC-2002,,', 'AC-2002,Tent Pegs,')
  .replace('"1,299.00"', '1299.00')
  .replace('79.999', '79.99')
  .replace(',maybe', ',preorder');
const second = await client.feeds.ingest({ partner_name, file: new File([corrected], 'corrected.csv') });
console.log(`Corrected: ${second.job.message}`);
