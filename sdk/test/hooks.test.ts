import { describe, expect, it } from 'vitest';
import { type Hooks, NotFoundError, type RequestInfo, type ResponseInfo, type RetryInfo } from '../src/index.ts';
import { outcomeOf } from './support/fake-api.ts';
import { LocalServer, sendJson, sendProblem } from './support/local-server.ts';

/** Hooks that record their arguments. */
function noting() {
  const told: { requests: RequestInfo[]; responses: ResponseInfo[]; retries: RetryInfo[] } = {
    requests: [],
    responses: [],
    retries: [],
  };
  const hooks: Hooks = {
    onRequest: (one) => void told.requests.push(one),
    onResponse: (one) => void told.responses.push(one),
    onRetry: (one) => void told.retries.push(one),
  };
  return { told, hooks };
}

describe('hooks', () => {
  it('are called for every try, its response and its repetition', async () => {
    await using server = await LocalServer.start((_, res, number) => {
      if (number === 1) return sendProblem(res, 503, 'service_unavailable', { 'retry-after': '0' });
      if (number === 2) return void res.destroy();
      sendJson(res, { count: 0, items: [] }, 200, { etag: '"1"' });
    });
    const { told, hooks } = noting();
    await server.client(hooks).products.list({ brand: 'Acme' }, { headers: { 'x-request-id': 'order-7' } });
    const call = { method: 'GET', url: `${server.url}/products?brand=Acme`, requestId: 'order-7' };
    expect(told.requests).toMatchObject([1, 2, 3].map((attempt) => ({ ...call, attempt })));
    expect(told.responses).toMatchObject([
      { ...call, attempt: 1, status: 503 },
      { ...call, attempt: 3, status: 200, responseHeaders: { etag: '"1"' }, durationMs: expect.any(Number) },
    ]);
    expect(told.retries).toMatchObject([
      { ...call, attempt: 1, delayMs: 0, error: { name: 'ServerError' } },
      { ...call, attempt: 2, delayMs: expect.any(Number), error: { name: 'ConnectionError' } },
    ]);
  });

  it('never get a secret', async () => {
    const signed = '/put?X-Amz-Signature=s3cr3t';
    await using server = await LocalServer.start(({ url }, res) => {
      if (url.startsWith('/put')) return void res.writeHead(200, { 'set-cookie': 'id=s3cr3t' }).end('sku');
      res.writeHead(302, { location: server.url + signed }).end();
    });
    const { told, hooks } = noting();
    const headers = { authorization: 'Bearer s3cr3t', cookie: 'id=s3cr3t' };
    const response = await server.client({ ...hooks, defaultHeaders: headers }).feeds.downloadFile('FD00001');
    await response.text();
    expect(server.arrived.map(({ url }) => url)).toEqual(['/feeds/FD00001/file', signed]);
    expect(server.arrived[0]?.headers).toMatchObject({ ...headers, 'x-api-key': 'sk_secret_123' });
    const seen = JSON.stringify(told);
    expect(seen).not.toMatch(/s3cr3t|sk_secret/);
    expect(told.requests[0]?.headers).toMatchObject({ 'x-api-key': '***', authorization: '***', cookie: '***' });
    expect(told.responses.map(({ responseHeaders }) => responseHeaders)).toMatchObject([
      { location: `${server.url}/put?***` },
      { 'set-cookie': '***' },
    ]);
    expect(told.requests[1]?.url).toBe(`${server.url}/put?***`);
  });

  it('are awaited', async () => {
    const order: string[] = [];
    await using server = await LocalServer.start((_, res) => {
      order.push('arrived');
      sendJson(res, { count: 0, items: [] });
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const onRequest = async () => {
      await turn();
      order.push('onRequest');
    };
    const onResponse = async () => {
      await turn();
      order.push('onResponse');
    };
    await server.client({ onRequest, onResponse }).products.list();
    expect([...order, 'done']).toEqual(['onRequest', 'arrived', 'onResponse', 'done']);
  });

  it.each(['onRequest', 'onResponse', 'onRetry'] as const)('that throw end the call: %s', async (name) => {
    await using server = await LocalServer.start((_, res) => sendProblem(res, 503, 'service_unavailable'));
    const mistake = new Error('of mine');
    const hook = () => {
      throw mistake;
    };
    expect(await outcomeOf(server.client({ [name]: hook }).products.list())).toBe(mistake);
    expect(server.arrived).toHaveLength(name === 'onRequest' ? 0 : 1);
  });

  it('that are not functions are refused', async () => {
    await using server = await LocalServer.start();
    expect(() => server.client({ onRetry: {} as never })).toThrow('onRetry must be a function');
  });
});

describe('an error', () => {
  it('has the headers and the body of its response, and shows them only on request', async () => {
    await using server = await LocalServer.start((_, res) =>
      sendProblem(res, 404, 'not_found', { 'x-trace': 'abc', 'x-request-id': 'r-1' }),
    );
    const error = await outcomeOf(server.client().products.get('PR00001'));
    expect(error).toBeInstanceOf(NotFoundError);
    if (!(error instanceof NotFoundError)) return;
    expect(error.headers.get('x-trace')).toBe('abc');
    expect(JSON.parse(error.body)).toMatchObject({ code: 'not_found', request_id: 'r-1' });
    expect(Object.keys(error)).not.toEqual(expect.arrayContaining(['body']));
    expect(JSON.stringify(error)).not.toContain('x-trace');
  });

  it('has the unchanged body of a proxy, without the key', async () => {
    await using server = await LocalServer.start(({ headers }, res) =>
      res.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>Bad Gateway</h1>${headers['x-api-key']}`),
    );
    const error = await outcomeOf(server.client({ maxRetries: 0 }).products.list());
    expect(error).toMatchObject({ status: 502, code: undefined, body: '<h1>Bad Gateway</h1>***' });
  });
});
