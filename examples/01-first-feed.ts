// From a file to a catalogue in one call: it uploads the file, runs its load and waits for the end.

import process from 'node:process';
import { CommerceClient, type IngestProgress } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});

function show(progress: IngestProgress): void {
  if (progress.stage === 'upload') console.log(`Upload: ${progress.bytesSent} of ${progress.bytesTotal} bytes`);
  else console.log(`Load: ${progress.job.status}, ${progress.job.progress.rows_done} rows`);
}

// The operator acts for any partner, and registers one whose name is new. A partner's key acts for its own partner.
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';

const file = await fromPath(new URL('data/sample_catalog.csv', import.meta.url));
const first = await client.feeds.ingest({ partner_name, file }, { onProgress: show });

console.log(`${first.feed.feed_id} of ${first.feed.partner_name}: ${first.job.message}`);
console.log(first.result);

// Sending the same file again is safe: unchanged rows are not written.
const again = await client.feeds.ingest({ partner_name, file });

console.log(`${again.feed.feed_id}, the same bytes as ${again.feed.duplicate_of}: ${again.job.message}`);
