import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';

const ROWS = 60_000;

let server: FreshServer;
let client: CommerceClient;
beforeAll(async () => {
  server = await startFreshServer({ MAX_UPLOAD_BYTES: '1000000', MAX_PUT_BYTES: '6000000' });
  client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: server.url });
}, 120_000);
afterAll(() => server?.stop(), 60_000);

it('a file that is too large for one PUT is loaded, and its key returns the same feed without sending it again', async () => {
  const description = 'x'.repeat(200);
  const rows = Array.from({ length: ROWS }, (_, row) => `S-${row},Product ${row},${description}\n`);
  const data = new TextEncoder().encode(`sku,product_name,description\n${rows.join('')}`);
  expect(data.length).toBeGreaterThan(12_000_000);
  const sent: number[] = [];
  const ingest = () =>
    client.feeds.ingest(
      { partner_name: 'Large', validate_only: true, file: { name: 'large.csv', data } },
      {
        idempotencyKey: 'large-1',
        onProgress: (progress) => {
          if (progress.stage === 'upload') sent.push(progress.bytesSent);
        },
      },
    );
  const first = await ingest();
  expect(first.result).toMatchObject({ processed: ROWS, skipped: 0 });
  expect(sent.at(-1)).toBe(data.length);
  sent.length = 0;
  const { feed, job } = await ingest();
  expect([feed.feed_id, job.attempt, sent]).toEqual([first.feed.feed_id, 1, []]);
}, 120_000);
