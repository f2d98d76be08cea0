// Long work is a job: wait for it, check it later, or cancel it.

import process from 'node:process';
import { CommerceClient, JobFailedError, WaitTimeoutError } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Button Works';

const rows = Array.from({ length: 50_000 }, (_, i) => `BW-${i + 1},Button No. ${i + 1},${(i % 9) + 1}.20,USD\n`);
const file = new File(['sku,product_name,price,currency\n', ...rows], 'buttons.csv');
const { validation_job_id: jobId } = await client.feeds.upload({ partner_name, file });

// Start it without waiting. You only need its ID.
const started = await client.jobs.run(jobId, { waitMs: 0 });
console.log(`${started.job_id} is under way.`);

// `timeoutMs` ends the waiting, not the job.
try {
  await client.jobs.waitForJob(jobId, { timeoutMs: 100 });
} catch (error) {
  if (!(error instanceof WaitTimeoutError)) throw error;
  console.log('Not done in time. It goes on.');
}

// A cancelled job leaves the catalogue unchanged.
await client.jobs.cancel(jobId);
try {
  await client.jobs.waitForJob(jobId);
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.log(`It ended as ${error.job.status}: ${error.job.message}`);
}

// Run it again, to the end this time.
await client.jobs.run(jobId, { waitMs: 0 });
const job = await client.jobs.waitForJob(jobId, {
  timeoutMs: 300_000,
  onProgress: ({ status, progress }) => console.log(`${status}, ${progress.rows_done} rows`),
});
console.log(job.message);
