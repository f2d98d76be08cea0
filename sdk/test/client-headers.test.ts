import { getEventListeners } from 'node:events';
import { API_VERSION } from '@commerce-integration/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Logger, Orders, Products } from '../src/index.ts';
import { outcomeOf } from './support/fake-api.ts';
import { LocalServer, sendJson, sendProblem } from './support/local-server.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the headers of a call', () => {
  it('name the SDK, and its API version', async () => {
    await using server = await LocalServer.start();
    await server.client().products.list();
    expect(server.arrived[0]?.headers).toMatchObject({
      'user-agent': `commerce-integration-sdk/source node/${process.versions.node}`,
      'commerce-version': API_VERSION,
    });
  });

  it.each([
    ['Bun', { process: { versions: { bun: '1.3.0', node: '24.0.0' } } }, 'bun/1.3.0'],
    ['Deno', { process: { versions: { deno: '2.5.0', node: '24.0.0' } } }, 'deno/2.5.0'],
    ['Workers', { process: undefined, navigator: { userAgent: 'Cloudflare-Workers' } }, 'Cloudflare-Workers'],
    ['the edge runtime', { process: undefined, EdgeRuntime: 'edge' }, 'edge-runtime'],
  ])('name the runtime: %s', async (_what, globals, runtime) => {
    await using server = await LocalServer.start();
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    const client = server.client();
    vi.unstubAllGlobals();
    await client.products.list();
    expect(server.arrived[0]?.headers['user-agent']).toBe(`commerce-integration-sdk/source ${runtime}`);
  });

  it('leave the user agent of a web page unchanged', async () => {
    await using server = await LocalServer.start();
    vi.stubGlobal('window', { document: {} });
    const client = server.client({ dangerouslyAllowBrowser: true });
    vi.unstubAllGlobals();
    await client.products.list();
    expect(server.arrived[0]?.headers['user-agent']).not.toContain('commerce-integration');
  });

  it('are those of the client, overridden by those of the call', async () => {
    await using server = await LocalServer.start();
    const client = server.client({
      defaultHeaders: { 'User-Agent': 'shop/1', 'x-team': 'feeds' },
      apiVersion: '2031-01-01',
    });
    await client.products.list({}, { headers: { 'X-Team': 'orders' } });
    expect(server.arrived[0]?.headers).toMatchObject({
      'user-agent': 'shop/1',
      'x-team': 'orders',
      'commerce-version': '2031-01-01',
    });
  });

  it('are not sent to the file storage', async () => {
    await using storage = await LocalServer.start((_, res) => res.end('sku'));
    await using server = await LocalServer.start((_, res) => res.writeHead(302, { location: storage.url }).end());
    await (await server.client({ defaultHeaders: { 'x-team': 'feeds' } }).feeds.downloadFile('FD00001')).text();
    const sent = Object.keys(storage.arrived[0]?.headers ?? {});
    for (const own of ['x-team', 'x-api-key', 'commerce-version']) expect(sent).not.toContain(own);
  });

  it.each([
    [{ defaultHeaders: { 'X-Api-Key': 'other' } }, 'defaultHeaders must not set X-Api-Key'],
    [{ defaultHeaders: { 'commerce-version': '2020-01-01' } }, 'defaultHeaders must not set commerce-version'],
    [{ defaultHeaders: { 'x-team': 5 } }, 'The header x-team must be a string'],
    [{ apiVersion: 'latest' }, 'apiVersion must be a date, such as 2026-11-01, not "latest"'],
    [{ fetchOptions: { redirect: 'follow' } }, 'fetchOptions must not set redirect'],
    [{ fetchOptions: { signal: null } }, 'fetchOptions must not set signal'],
  ])('%j is refused', async (options, message) => {
    await using server = await LocalServer.start();
    expect(() => server.client(options as never)).toThrow(message);
  });
});

describe('options of fetch', () => {
  it('are passed with every call, overridden by those of the call', async () => {
    await using server = await LocalServer.start();
    const seen: Record<string, unknown>[] = [];
    const fetch = (url: string, init: RequestInit) => {
      seen.push({ ...init });
      return globalThis.fetch(url, { ...init, cache: 'default' });
    };
    const client = server.client({ fetch, fetchOptions: { proxy: 'http://proxy:3128', cache: 'no-store' } });
    await client.products.list({}, { fetchOptions: { cache: 'force-cache', next: { revalidate: 60 } } });
    await client.products.list();
    expect(seen[0]).toMatchObject({ proxy: 'http://proxy:3128', cache: 'force-cache', next: { revalidate: 60 } });
    expect(seen[0]).toMatchObject({ method: 'GET', redirect: 'manual' });
    expect(seen[1]).toMatchObject({ proxy: 'http://proxy:3128', cache: 'no-store' });
  });
});

describe('a deprecated endpoint', () => {
  it('is logged once', async () => {
    const headers = {
      deprecation: '@1803859200',
      sunset: 'Wed, 01 Mar 2028 00:00:00 GMT',
      link: '<https://docs.example.com/versioning>; rel="deprecation"; type="text/html"',
    };
    await using server = await LocalServer.start((_, res) => sendJson(res, { count: 0, items: [] }, 200, headers));
    const warned: string[] = [];
    const none = () => undefined;
    const logger: Logger = { debug: none, info: none, warn: (message) => void warned.push(message), error: none };
    const client = server.client({ logger, logLevel: 'warn' });
    for (const feed of ['FD00001', 'FD00002']) await client.products.listByFeed(feed);
    expect(warned).toEqual([
      'GET /products/by-feed/:feed_id is deprecated since 2027-03-01 and ends on Wed, 01 Mar 2028 00:00:00 GMT. See https://docs.example.com/versioning',
    ]);
  });
});

describe('a resource without a client', () => {
  it('is created with the options of a client', async () => {
    await using server = await LocalServer.start();
    const options = { apiKey: 'k', baseUrl: server.url };
    expect(await new Products(options).list()).toEqual({ count: 0, items: [] });
    expect(await new Orders(options).list().toArray({ limit: 5 })).toEqual([]);
    expect(() => new Orders({ apiKey: '' })).toThrow('apiKey is missing');
    expect(() => new Orders({ apiKey: 'k', timeout: 1 } as never)).toThrow('Unknown client option: timeout');
  });
});

describe('a signal shared by many calls', () => {
  it('keeps no listener of a completed call, whatever its result', async () => {
    await using server = await LocalServer.start(({ url }, res, number) => {
      if (url.includes('export')) return void res.writeHead(200, { 'content-type': 'text/csv' }).end('sku\nA');
      if (number % 3 === 0) return sendProblem(res, 404, 'not_found');
      if (number % 5 === 0) return sendProblem(res, 503, 'service_unavailable', { 'retry-after': '0' });
      sendJson(res, { count: 1, items: [{}], ...(number % 2 === 0 && { next_cursor: String(number) }) });
    });
    const { signal } = new AbortController();
    const client = server.client({ maxRetries: 1, apiKey: async () => 'k', onRequest: async () => {} });
    for (let call = 0; call < 30; call++) {
      await outcomeOf(client.products.list({}, { signal }).toArray({ limit: 3 }));
      await outcomeOf(client.request('GET', '/x', { signal }));
      const read = await client.products.export({}, { signal });
      await read.text();
      const cancelled = await client.products.export({}, { signal });
      await cancelled.body?.cancel();
    }
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
