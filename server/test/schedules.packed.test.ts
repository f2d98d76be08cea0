import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { productsFile, Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', MAX_UPLOAD_BYTES: '2000' });
const acme = await server.partner('Acme Corp');
const schedules = new Schedules(server, acme);

let sent: { coding: string; body: Buffer } = { coding: '', body: Buffer.alloc(0) };
const erp = createServer((_, res) => void res.writeHead(200, { 'content-encoding': sent.coding }).end(sent.body));
await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  erp.closeAllConnections();
  erp.close();
});

/** A run that fetches a file with the given `Content-Encoding`. */
async function fetched(name: string, coding: string, body: Buffer) {
  sent = { coding, body };
  const { port } = erp.address() as AddressInfo;
  const { data_group_id } = await schedules.group({ type: 'https', url: `http://127.0.0.1:${port}/${name}` });
  return schedules.run(data_group_id);
}

describe('a file at an address whose server applies a Content-Encoding although it is asked not to,', () => {
  it.each<[string, string, string, Buffer]>([
    ['is unpacked', 'products.csv', 'gzip', gzipSync(productsFile('Z1'))],
    ['is unpacked once where it is gzip itself', 'products.csv.gz', 'x-gzip', gzipSync(productsFile('Z2'))],
    ['is taken as it is where nothing is around it', 'products.csv', 'identity', Buffer.from(productsFile('Z3'))],
  ])('%s', async (_, name, coding, body) => {
    expect(await fetched(name, coding, body)).toMatchObject({ status: 'completed', file_count: 1, error: null });
  });

  it('is refused if the encoding is unknown, damaged, or hides too large a file', async () => {
    const packed = gzipSync(productsFile('A'));
    const errorOf = async (coding: string, body: Buffer) => (await fetched('products.csv', coding, body)).error;
    expect(await errorOf('br', packed)).toBe(
      'The server sends the file packed by br: let it send gzip, or the file as it is.',
    );
    expect(await errorOf('gzip', packed.subarray(0, -12))).toBe('The server sends damaged gzip.');
    expect(await errorOf('gzip', gzipSync(Buffer.alloc(5_000, 'a')))).toMatch(/over the limit of 2000 bytes/);
  });
});
