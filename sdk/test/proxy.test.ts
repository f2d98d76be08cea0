import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ProxyAgent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalServer, sendJson } from './support/local-server.ts';

/** A proxy that opens tunnels, and records their targets. */
const tunnels: string[] = [];
const proxy = createServer().on('connect', ({ url = '' }, socket) => {
  tunnels.push(url);
  const { hostname, port } = new URL(`http://${url}`);
  const api = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    api.pipe(socket).pipe(api);
  });
});
let proxyUrl: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(() => {
  proxy.closeAllConnections();
  proxy.close();
});

describe('a proxy', () => {
  it("is used with undici's agent, for calls and for forms", async () => {
    await using server = await LocalServer.start((_, res) => sendJson(res, { status: 'uploaded' }, 201));
    const dispatcher = new ProxyAgent(proxyUrl);
    const client = server.client({ fetchOptions: { dispatcher } });
    const from = tunnels.length;
    await client.feeds.upload({ partner_name: 'Acme Corp', file: new File(['sku\nA'], 'a.csv') });
    await client.feeds.upload({ file: new File(['sku\nA'], 'a.csv') }, { onProgress: () => undefined });
    await client.orders.create({ items: [{ product_id: 'PR00001', quantity: 1 }] });
    expect(server.arrived.map(({ url }) => url)).toEqual(['/feeds/upload', '/feeds/upload', '/orders']);
    for (const { body } of server.arrived.slice(0, 2)) expect(body).toContain('filename="a.csv"');
    expect(new Set(tunnels.slice(from))).toEqual(new Set([new URL(server.url).host]));
    await dispatcher.close();
  });

  it('is read from the environment', async () => {
    await using server = await LocalServer.start();
    const sdk = pathToFileURL(path.join(import.meta.dirname, '..', 'src', 'index.ts'));
    const program = `
      const { CommerceClient } = await import(${JSON.stringify(sdk.href)});
      console.log((await new CommerceClient().products.list()).count);`;
    const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxyUrl, COMMERCE_API_KEY: 'k', COMMERCE_BASE_URL: server.url };
    const from = tunnels.length;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
    expect((await run).stdout.trim()).toBe('0');
    expect(server.arrived).toHaveLength(1);
    expect(tunnels.slice(from)).toEqual([new URL(server.url).host]);
  });
});
