// Files over the limit for direct uploads go to the file storage with a presigned URL. `feeds.ingest` does this
// automatically; these are its steps, for programs that send the file themselves.

import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { CommerceClient } from '@commerce-integration/sdk';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});

// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Brick Barn';

const { limits } = await client.service.limits();
const direct = limits.find((limit) => limit.name === 'direct_upload');
console.log(`A file over ${(direct?.value ?? 0) / 2 ** 20} MiB takes this way.`);

// Compressed, a feed is at most a fifth of its size; the server decompresses it while reading.
const rows = Array.from({ length: 10_000 }, (_, i) => `BB-${i + 1},Brick No. ${i + 1},${(i % 90) + 10}.95,USD\n`);
const bytes = gzipSync(`sku,product_name,price,currency\n${rows.join('')}`);

// 1. Request a URL. It is valid for this file, for an hour, and needs no API key.
const ticket = await client.feeds.createUploadUrl({
  partner_name,
  file_name: 'bricks.csv.gz',
  content_type: 'application/gzip',
});
console.log(`Send it by ${ticket.method} until ${ticket.expires_at}.`);

// 2. Send the file with the headers of the response.
const sent = await fetch(ticket.upload_url, { method: ticket.method, headers: ticket.headers, body: bytes });
if (!sent.ok) throw new Error(`The file storage answered ${sent.status}: ${await sent.text()}`);

// 3. Complete the feed: the file is checked like a direct upload, and its jobs are created.
const accepted = await client.feeds.completeUpload(ticket.feed_id, { size: bytes.length });
console.log(`Feed ${accepted.feed_id} is ${accepted.status}; its load is ${accepted.validation_job_id}.`);

// 4. Start the load without waiting for it, then wait for its end.
await client.jobs.run(accepted.validation_job_id, { waitMs: 0 });
const job = await client.jobs.waitForJob(accepted.validation_job_id, { timeoutMs: 120_000 });
console.log(job.message);
