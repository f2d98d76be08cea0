import { describe, expect, it } from 'vitest';
import { NotFoundError } from '../src/index.ts';
import { outcomeOf } from './support/fake-api.ts';
import { LocalServer, sendJson, sendProblem } from './support/local-server.ts';

describe('a call of a custom path', () => {
  it('sends and reads JSON, with the key and the headers of all calls', async () => {
    await using server = await LocalServer.start((_, res) => sendJson(res, { webhook_id: 'WH00001' }, 201));
    const client = server.client();
    const body = { url: 'https://shop.example/hooks' };
    const call = client.request<{ webhook_id: string }>('post', '/webhooks', { body, query: { dry_run: true, n: 2 } });
    const { data, response } = await call.withResponse();
    expect([data.webhook_id, response.status]).toEqual(['WH00001', 201]);
    expect(server.arrived[0]).toMatchObject({ method: 'POST', url: '/webhooks?dry_run=true&n=2' });
    expect(JSON.parse(server.arrived[0]?.body ?? '')).toEqual(body);
    expect(server.arrived[0]?.headers).toMatchObject({
      'x-api-key': 'sk_secret_123',
      'content-type': 'application/json',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it.each([
    ['text', 'a,b', { 'content-type': 'text/csv' }, 'a,b', 'text/csv'],
    ['bytes', new TextEncoder().encode('a,b'), { 'content-type': 'text/csv' }, 'a,b', 'text/csv'],
    ['a blob', new Blob(['a,b'], { type: 'text/csv' }), {}, 'a,b', 'text/csv'],
    ['parameters', new URLSearchParams({ a: 'b c' }), {}, 'a=b+c', 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['an array', [1, 2], {}, '[1,2]', 'application/json'],
  ])('sends %s', async (_what, body, headers, arrived, type) => {
    await using server = await LocalServer.start();
    await server.client().request('PUT', '/files/1', { body, headers });
    expect(server.arrived[0]?.body).toBe(arrived);
    expect(server.arrived[0]?.headers['content-type']).toBe(type);
  });

  it('returns the response as JSON, text, nothing, or a Response', async () => {
    const answers: Record<string, [string, string]> = {
      '/json': ['application/json', '[1]'],
      '/text': ['text/csv', 'a,b'],
      '/null': ['application/json', 'null'],
    };
    await using server = await LocalServer.start(({ url }, res) => {
      const [type, text] = answers[url] ?? [];
      if (type === undefined) return void res.writeHead(204).end();
      res.setHeader('content-type', type).end(text);
    });
    const client = server.client();
    expect(await client.request('GET', '/json')).toEqual([1]);
    expect(await client.request('GET', '/text')).toBe('a,b');
    expect(await client.request('GET', '/null')).toBeNull();
    expect(await client.request('DELETE', '/nothing')).toBeUndefined();
    expect(await client.request('GET', '/json', { responseType: 'text' })).toBe('[1]');
    const response = await client.request<Response>('GET', '/text', { responseType: 'stream' });
    expect(await response.text()).toBe('a,b');
  });

  it('is repeated if that is safe: a POST only with a key', async () => {
    await using server = await LocalServer.start((_, res, number) =>
      number % 2 === 1 ? res.destroy() : sendJson(res, { ok: true }),
    );
    const client = server.client({ maxRetries: 1 });
    expect(await client.request('GET', '/x')).toEqual({ ok: true });
    expect(await client.request('POST', '/x', { idempotencyKey: 'mine-1' })).toEqual({ ok: true });
    expect(server.arrived.slice(2).map(({ headers }) => headers['idempotency-key'])).toEqual(['mine-1', 'mine-1']);
    await expect(client.request('POST', '/x')).rejects.toThrow('got no answer');
    expect(server.arrived).toHaveLength(5);
  });

  it('throws the errors of all calls', async () => {
    await using server = await LocalServer.start((_, res) => sendProblem(res, 404, 'not_found'));
    expect(await outcomeOf(server.client().request('GET', '/nothing'))).toBeInstanceOf(NotFoundError);
  });

  it.each([
    ['//evil.example/x', {}, /must begin with one slash/],
    ['https://evil.example', {}, /must begin with one slash/],
    ['/a/../b', {}, /must begin with one slash/],
    ['/a/%2e%2E/b', {}, /must begin with one slash/],
    ['/a\\b', {}, /must begin with one slash/],
    ['/a?b=c', {}, /Give the query as an option/],
    ['/a', { headers: { 'x-api-key': 'other' } }, /must not set x-api-key/],
    ['/a', { body: new ReadableStream() }, /must not be a stream/],
    ['/a', { body: 5 }, /body must be an object, a string/],
    ['/a', { responseType: 'xml' }, /responseType must be json, text or stream/],
    ['/a', { timeout: 5 }, /Unknown option: timeout/],
  ])('%s with %j is refused before anything is sent', async (path, options, message) => {
    await using server = await LocalServer.start();
    await expect(server.client().request('GET', path, options as never)).rejects.toThrow(message);
    for (const method of ['GET /', 'FETCH', 'CONNECT'])
      await expect(server.client().request(method as never, '/a')).rejects.toThrow(/must be an HTTP method/);
    expect(server.arrived).toHaveLength(0);
  });
});

describe('extra query parameters', () => {
  it('are sent with every page of a list', async () => {
    await using server = await LocalServer.start((_, res, number) =>
      sendJson(res, { count: 1, items: [{}], ...(number === 1 && { next_cursor: 'c' }) }),
    );
    const list = server.client().products.list({ brand: 'Acme' }, { query: { include: 'stock', none: undefined } });
    expect(await list.toArray({ limit: 5 })).toHaveLength(2);
    expect(server.arrived.map(({ url }) => url)).toEqual([
      '/products?brand=Acme&limit=5&include=stock',
      '/products?brand=Acme&limit=5&cursor=c&include=stock',
    ]);
  });

  it('cannot override the fields of a call', async () => {
    await using server = await LocalServer.start();
    const call = server.client().products.list({}, { query: { brand: 'Acme' } });
    await expect(call.withResponse()).rejects.toThrow('brand is a field of this call');
    expect(server.arrived).toHaveLength(0);
  });
});

describe('a list as an array', () => {
  const pages = 250;
  const answer = ({ url }: { url: string }, res: Parameters<typeof sendJson>[0]) => {
    const query = new URL(url, 'http://x').searchParams;
    const from = Number(query.get('cursor') ?? 0);
    const until = Math.min(from + Number(query.get('limit')), pages);
    const items = Array.from({ length: until - from }, (_, index) => ({ sku: String(from + index) }));
    sendJson(res, { count: items.length, items, ...(until < pages && { next_cursor: String(until) }) });
  };

  it.each([
    [3, 3, 1],
    [120, 120, 2],
    [Number.POSITIVE_INFINITY, 250, 3],
  ])('of at most %d has %d items, read in %d calls', async (limit, length, calls) => {
    await using server = await LocalServer.start(answer);
    const items = await server.client().products.list().toArray({ limit });
    expect(items.map(({ sku }) => Number(sku))).toEqual([...Array(length).keys()]);
    expect(server.arrived).toHaveLength(calls);
  });

  it('needs a limit', async () => {
    await using server = await LocalServer.start(answer);
    const list = server.client().products.list();
    for (const [wrong, message] of [
      [{}, 'limit must be a number of at least 1'],
      [{ limit: 0 }, 'limit must be a number of at least 1, not 0.'],
      [undefined, 'The options of toArray must be an object, not undefined.'],
    ] as const)
      await expect(list.toArray(wrong as never)).rejects.toThrow(message);
    expect(server.arrived).toHaveLength(0);
  });
});
