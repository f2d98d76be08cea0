import {
  API_VERSION,
  API_VERSIONS,
  type Limit,
  type ProblemBody,
  type RouteAccess,
  serviceContract,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { DEMO_API_KEY } from '../src/config/config.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer({ MAX_JSON_BYTES: '2000' });

describe('every response', () => {
  it("carries a request ID, the caller's own if it is valid", async () => {
    const own = await server.call('/health', { headers: { 'x-request-id': 'order-42.a' } });
    expect(own.headers.get('x-request-id')).toBe('order-42.a');
    const odd = await server.call('/health', { headers: { 'x-request-id': 'a b<script>' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('has the remaining rate limit', async () => {
    const answer = await server.call('/products');
    expect(answer.headers.get('ratelimit-policy')).toMatch('q=60000');
    expect(answer.headers.get('ratelimit')).toMatch(/r=\d+/);
  });

  it('does not reveal the software', async () => {
    const answer = await server.call('/nothing/here');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'not_found', detail: 'There is no GET /nothing/here.' });
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('content-type')).toMatch('application/problem+json');
  });
});

describe('the version of the API', () => {
  const header = 'commerce-version';

  it.each(['/health', '/products', '/nothing/here', '/docs', '/', '/openapi.json'])(
    'is returned by GET %s',
    async (path) => {
      expect((await server.call(path)).headers.get(header)).toBe(API_VERSIONS[0]);
      const asked = await server.call(path, { headers: { [header]: API_VERSION } });
      expect(asked.headers.get(header)).toBe(API_VERSION);
    },
  );

  it.each(['/health', '/products', '/nothing/here', '/docs'])(
    'that is not supported is refused by GET %s',
    async (path) => {
      const refused = await server.call(path, { key: null, headers: { [header]: '2019-12-31' } });
      expect(refused.body).toMatchObject({ status: 400, code: 'unknown_version' });
      expect(refused.body.detail).toContain(`Send one of: ${API_VERSIONS.join(', ')}`);
      expect(refused.headers.get(header)).toBe(API_VERSION);
    },
  );

  it('that is not supported creates nothing', async () => {
    const call = { body: { partner_name: 'Of Another Time Inc' }, headers: { [header]: '2019-12-31' } };
    expect((await server.call('/partners', call)).status).toBe(400);
    expect((await server.call('/partners?partner_name=Of Another Time Inc')).body).toMatchObject({ count: 0 });
  });
});

describe('a deprecated endpoint', () => {
  it('says so in every response, with its end date; others do not', async () => {
    const metadata = serviceContract.getMe.metadata as RouteAccess;
    // No endpoint of the contract is deprecated, so the test deprecates one.
    metadata.deprecated = { since: '2027-03-01', sunset: '2028-03-01', link: '/guides/versioning' };
    try {
      for (const key of [OPERATOR_KEY, null]) {
        const { headers } = await server.call('/me', { key });
        expect(headers.get('deprecation')).toBe('@1803859200');
        expect(headers.get('sunset')).toBe('Wed, 01 Mar 2028 00:00:00 GMT');
        expect(headers.get('link')).toBe('</guides/versioning>; rel="deprecation"; type="text/html"');
      }
      expect((await server.call('/limits')).headers.get('deprecation')).toBeNull();
    } finally {
      delete metadata.deprecated;
    }
  });
});

describe('a method that a path does not support', () => {
  it.each([
    ['DELETE', '/products', 'GET, HEAD'],
    ['PUT', '/orders/OR00001', 'GET, HEAD'],
    ['GET', '/jobs/JV00001/run', 'POST'],
    ['POST', '/partners/PT00001', 'GET, HEAD, PATCH'],
    ['PATCH', '/org/PT00001/operations-batches/OB00001', 'POST, GET, HEAD'],
  ])('%s %s is refused with the supported ones', async (method, path, allowed) => {
    const refused = await server.call(path, { method });
    expect(refused.body).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(refused.body.detail).toBe(`${path} takes ${allowed}, and no ${method}.`);
    expect(refused.headers.get('allow')).toBe(allowed);
  });
});

describe('an unreadable request', () => {
  const post = (body: string, headers: Record<string, string> = {}) => server.call('/partners', { body, headers });

  it.each([
    ['is not JSON', '{"partner_name": ', {}, 400, 'malformed_request'],
    ['is JSON, but no object', '"Acme"', {}, 400, 'malformed_request'],
    ['is too large', JSON.stringify({ partner_name: 'x'.repeat(3_000) }), {}, 413, 'payload_too_large'],
    ['is of another type', '<partner/>', { 'content-type': 'application/xml' }, 415, 'unsupported_media_type'],
    ['is packed in an unknown way', '{}', { 'content-encoding': 'zip' }, 415, 'unsupported_media_type'],
    [
      'is in another charset',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
      415,
      'unsupported_media_type',
    ],
  ])('because it %s is refused with the reason', async (_what, body, headers, status, code) => {
    const refused = await post(body, headers);
    expect(refused.body).toMatchObject({ status, code });
    expect(refused.status).toBe(status);
  });

  it('with a deeply nested body is handled', async () => {
    const refused = await post(`${'['.repeat(900)}${']'.repeat(900)}`);
    expect(refused.status).toBe(422);
  });
});

describe('the service', () => {
  it('reports its health and readiness without a key', async () => {
    expect((await server.call('/health', { key: null })).body).toEqual({ status: 'ok', database: 'connected' });
    const ready = await server.call('/ready', { key: null });
    expect(ready.body).toEqual({ status: 'ok', database: 'ok', storage: 'ok', queue: 'ok' });
  });

  it('lists its limits as data', async () => {
    const limits = await server.call<{ limits: Limit[] }>('/limits');
    const most = limits.body.limits.find((limit) => limit.name === 'batch_operations');
    expect(most).toMatchObject({ value: 100_000, unit: 'operations' });
    expect(limits.body.limits.find((limit) => limit.name === 'json_body')).toMatchObject({
      value: 2_000,
      unit: 'bytes',
    });
    expect((await server.call('/limits', { key: null })).status).toBe(401);
  });

  it('measures requests by route, not by requested path', async () => {
    await server.call('/partners/PT00001');
    const metrics = await server.call<string>('/metrics', { key: null });
    expect(metrics.body).toContain(
      'http_request_duration_seconds_count{method="GET",route="/partners/:partner_id",status="404"}',
    );
    expect(metrics.body).not.toContain('PT00001');
    expect(metrics.body).toContain('queue_tickets{queue="small",state="waiting"} 0');
  });

  it('serves its reference, with all assets', async () => {
    const page = await server.call<string>('/docs', { key: null });
    expect(page.status).toBe(200);
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await server.call(`/${asset}`, { key: null })).status, asset).toBe(200);
    // The well-known key is shown where it is valid, and nowhere else.
    expect(page.body).not.toContain(DEMO_API_KEY);
    const document = await server.call<{ openapi: string; servers: object[]; paths: object }>('/openapi.json', {
      key: null,
    });
    expect(document.body.openapi).toBe('3.1.0');
    expect(document.body.servers).toEqual([{ url: server.url }]);
    expect(Object.keys(document.body.paths)).toContain('/feeds/upload');
  });
});

describe('rate limits', () => {
  it('refuse the call over the limit, and say when to retry', async () => {
    const limited = await startTestServer({ RATE_LIMIT_PER_MINUTE: '3' });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await limited.call('/products')).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await limited.call<ProblemBody>('/products');
    expect(refused.body.code).toBe('rate_limited');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await limited.call('/health', { key: null })).status).toBe(200);
  });

  it('count calls without a valid key by address', async () => {
    const limited = await startTestServer({ RATE_LIMIT_PER_MINUTE: '2' });
    const statuses: number[] = [];
    for (const key of [null, 'guessed', 'guessed again'])
      statuses.push((await limited.call('/products', { key })).status);
    expect(statuses).toEqual([401, 401, 429]);
  });
});

it("a problem's type links to the explanation of its code", async () => {
  const problem = await server.call<ProblemBody>('/products', { key: null });
  const [path, code] = problem.body.type.split('#');
  const page = await server.call<string>(path ?? '', { key: null });
  expect(page.body).toContain(`id="${code}"`);
});

describe('a value that a database cannot store', () => {
  it.each([
    ['/products?brand=%00', {}],
    ['/partners', { body: { partner_name: 'Nul', feed_type: 'a\u0000b' } }],
    ['/orders?customer_reference=%00', {}],
  ])('is a client error: NUL in %s', async (path, call) => {
    expect((await server.call(path, call)).body).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it.each([
    '/products?updated_since=2026-01-01T00:00:00-23:59',
    '/orders?created_from=0000-01-01T00:00:00Z',
    '/analytics/sales-by-partner?from=0000-01-01',
    '/analytics/sales-by-partner?to=2026-01-01T00:00:00%2B19:00',
  ])('is a client error: %s', async (path) => {
    expect((await server.call(path)).body).toMatchObject({ status: 400, code: 'invalid_parameter' });
  });
});
