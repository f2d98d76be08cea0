import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommerceClient } from '../src/index.ts';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';

interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

let api: FailingApi;
let client: CommerceClient;
let received: Received[];

beforeAll(async () => {
  api = await startFailingApi(async (req, res) => {
    const { method = '', url = '', headers } = req;
    received.push({ method, url, headers, body: await text(req) });
    answerJson(res, method === 'POST' ? 201 : 200, { count: 0, items: [] });
  });
  client = new CommerceClient({ apiKey: 'sk_secret_123', baseUrl: api.url, maxRetries: 0, logLevel: 'off' });
});
afterAll(() => api.close());
beforeEach(() => {
  received = [];
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the headers of a call', () => {
  it('are its key, an ID and the accepted type', async () => {
    await client.partners.get('PT00001');
    const [request] = received;
    expect(request?.headers).toMatchObject({ accept: '*/*', 'x-api-key': 'sk_secret_123' });
    expect(request?.headers['x-request-id']).toMatch(UUID);
    for (const name of ['content-type', 'idempotency-key', 'cache-control']) {
      expect(request?.headers).not.toHaveProperty(name);
    }
  });

  it('are those of its body, and an idempotency key if it takes one', async () => {
    await client.partners.create({ partner_name: 'Acmé' });
    const [request] = received;
    expect(request).toMatchObject({ method: 'POST', url: '/partners', body: '{"partner_name":"Acmé"}' });
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json' });
    expect(request?.headers['idempotency-key']).toMatch(UUID);
  });

  it('can be overridden', async () => {
    const headers = { 'x-request-id': 'mine', accept: 'x/y', traceparent: '00-1' };
    const call = client.partners.get('PT00001', { headers });
    await call;
    expect(received[0]?.headers).toMatchObject({ ...headers, 'x-api-key': 'sk_secret_123' });
    await client.partners.create({ partner_name: 'a' }, { idempotencyKey: 'k1' });
    expect(received[1]?.headers).toMatchObject({ 'idempotency-key': 'k1' });
  });

  it('bypass caches for a conditional call, unless overridden', async () => {
    await client.products.get('PR00001', { headers: { 'if-none-match': '"1"' } });
    await client.products.get('PR00001', { headers: { 'if-none-match': '"1"', 'Cache-Control': 'no-store' } });
    await client.products.get('PR00001', { headers: { 'cache-control': 'max-age=5' } });
    expect(received.map(({ headers }) => headers['cache-control'])).toEqual(['max-age=0', 'no-store', 'max-age=5']);
  });

  it('contain the ID of the response, or that of the request', async () => {
    expect((await client.partners.get('PT00001').withResponse()).requestId).toBe('r-1');
    api.answer = (_, res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    const call = client.partners.get('PT00001', { headers: { 'x-request-id': 'mine' } });
    expect((await call.withResponse()).requestId).toBe('mine');
  });
});

describe('the path of a call', () => {
  const open = (answer: () => PromiseLike<unknown>) => Promise.resolve(answer());
  beforeEach(() => {
    api.answer = async (req, res) => {
      received.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers, body: await text(req) });
      answerJson(res, 200, { count: 0, items: [] });
    };
  });

  it.each<[string, (client: CommerceClient) => PromiseLike<unknown>]>([
    ['/partners', (c) => c.partners.list()],
    ['/partners', (c) => c.partners.list({})],
    ['/products?limit=5&q=a+b%26c%C3%A9', (c) => c.products.list({ limit: 5, q: 'a b&cé' })],
    ['/products?price_min=0&price_max=1.5', (c) => c.products.list({ price_min: 0, price_max: 1.5 })],
    ['/products?price_min=0.0000001', (c) => c.products.list({ price_min: 1e-7 })],
    ['/products?price_min=0.00000012', (c) => c.products.list({ price_min: 1.2e-7 })],
    ['/products?price_min=0', (c) => c.products.list({ price_min: 1e-30 })],
    ['/products?price_min=100000000000', (c) => c.products.list({ price_min: 1e11 })],
    ['/products', (c) => c.products.list({ q: undefined, brand: undefined })],
    [
      '/org/PT00001/operations-batches/OB00002/operations?status=failed',
      (c) => c.batches.listOperations('PT00001', 'OB00002', { status: 'failed' }),
    ],
  ])('is %s', async (url, call) => {
    await open(() => call(client));
    expect(received.map((request) => request.url)).toEqual([url]);
  });

  it.each<[string, (client: CommerceClient) => PromiseLike<unknown>]>([
    ['Invalid partner_id "PT1": expected an ID such as PT00001.', (c) => c.partners.get('PT1')],
    [
      'q must be a string, a finite number or a boolean, not an array.',
      (c) => c.products.list({ q: [] as unknown as string }),
    ],
    [
      'limit must be a string, a finite number or a boolean, not Infinity.',
      (c) => c.products.list({ limit: Number.POSITIVE_INFINITY }),
    ],
    ['limit must be a string, a finite number or a boolean, not NaN.', (c) => c.products.list({ limit: Number.NaN })],
    ['q must be a string, a finite number or a boolean, not null.', (c) => c.products.list({ q: null } as never)],
  ])('is refused before anything is sent: %s', async (message, call) => {
    await expect(open(() => call(client))).rejects.toThrow(new TypeError(message));
    expect(received).toEqual([]);
  });

  it('accepts only the fields of the contract', async () => {
    await expect(open(() => client.partners.list({ nam: 'x' } as never))).rejects.toThrow(
      /^Unknown field: nam\. Known are: .*limit.*\. Options such as signal or timeoutMs are an argument of their own, after the fields\.$/,
    );
  });
});
