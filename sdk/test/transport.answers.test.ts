import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiError, CommerceClient, ConnectionError, NotModifiedError } from '../src/index.ts';
import { type FailingApi, startFailingApi } from './support/failing-api.ts';
import { outcomeOf } from './support/fake-api.ts';

let api: FailingApi;
let client: CommerceClient;

beforeAll(async () => {
  api = await startFailingApi();
  client = new CommerceClient({ apiKey: 'sk_secret_123', baseUrl: api.url, maxRetries: 0, logLevel: 'off' });
});
afterAll(() => api.close());

/** Reads a partner with this response. */
function outcomeFor(status: number, body: string, headers: Record<string, string> = {}, statusText?: string) {
  api.answer = (_, res) => res.writeHead(status, statusText ?? '', headers).end(body);
  return outcomeOf(client.partners.get('PT00001'));
}
const JSON_TYPE = { 'content-type': 'application/json' };
const PROBLEM_TYPE = { 'content-type': 'application/problem+json' };
const AFTER = ', which is not a response of the API but possibly of a proxy or a login page. Is baseUrl right?';

describe('an error response', () => {
  it('contains the problem', async () => {
    const errors = [{ path: 'a', code: 'b', message: 'c' }];
    const problem = { code: 'not_found', detail: 'Key sk_secret_123 sees no PT00001.', request_id: 'r-body', errors };
    expect(await outcomeFor(404, JSON.stringify(problem), PROBLEM_TYPE)).toMatchObject({
      status: 404,
      code: 'not_found',
      detail: 'Key *** sees no PT00001.',
      requestId: 'r-body',
      errors,
      retryAfterMs: undefined,
    });
    const named = await outcomeFor(404, JSON.stringify(problem), { ...PROBLEM_TYPE, 'x-request-id': 'r-header' });
    expect(named).toMatchObject({ requestId: 'r-header' });
    expect(await outcomeFor(422, '{"detail":"No.","errors":"x"}', PROBLEM_TYPE)).toMatchObject({ errors: [] });
    expect(await outcomeFor(429, '{"detail":"No."}', { 'retry-after': '3' })).toMatchObject({ retryAfterMs: 3_000 });
  });

  it.each(['null', '[]', '5', '"x"', '{}', '{"detail":5,"code":"x"}', 'no JSON', ''])(
    'has its status as message if it contains %s',
    async (body) => {
      const error = await outcomeFor(500, body, JSON_TYPE, 'Oh No');
      expect(error).toBeInstanceOf(ApiError);
      const detail = 'GET /partners/PT00001 was answered with 500 Oh No.';
      expect(error).toMatchObject({ status: 500, code: undefined, detail, errors: [], requestId: undefined });
    },
  );

  it.each([
    [299, undefined, '.'],
    [300, 'https://x.test/a?key=b', ', a redirect to https://x.test/a; is baseUrl right?'],
    [399, 'https://x.test/a', ', a redirect to https://x.test/a; is baseUrl right?'],
    [302, undefined, '.'],
    [400, 'https://x.test/a', '.'],
    [404, 'https://x.test/a', '.'],
  ])('%i to %s names the target of a redirect', async (status, location, end) => {
    if (status < 300) return;
    const error = await outcomeFor(status, '', location === undefined ? {} : { location }, 'Text');
    expect(error).toMatchObject({ detail: `GET /partners/PT00001 was answered with ${status} Text${end}` });
  });

  it.each([
    [404, '<html><h1>404 Not Found</h1></html>', { 'content-type': 'text/html' }, 'text/html that begins with "<html>'],
    [403, '{"message":"Denied to sk_secret_123"}', JSON_TYPE, '{\\"message\\":\\"Denied to ***\\"}"'],
    [405, 'nginx', {}, '"nginx"'],
  ])('%i of another server shows its beginning: %s', async (status, body, headers, shown) => {
    const error = (await outcomeFor(status, body, headers, 'Text')) as ApiError;
    expect(error).toMatchObject({ status, code: undefined, body: body.replace('sk_secret_123', '***') });
    expect(error.detail).toContain(`GET /partners/PT00001 was answered with ${status} Text and `);
    expect(error.detail).toContain(shown);
    expect(error.detail).toContain('which is not a response of the API. Is baseUrl right?');
  });

  it('can be that of an unchanged resource', async () => {
    const error = await outcomeFor(304, '', { etag: '"1"', 'x-request-id': 'r-1' });
    expect(error).toBeInstanceOf(NotModifiedError);
    expect(error).toMatchObject({ etag: '"1"', requestId: 'r-1' });
    expect(await outcomeFor(304, '')).toMatchObject({ etag: undefined, requestId: undefined });
  });

  it('can have a status that is not in the contract', async () => {
    expect(await outcomeFor(418, '{}', JSON_TYPE)).toMatchObject({ status: 418 });
    const message = `GET /partners/PT00001 was answered with 201 and application/json that begins with "{}"${AFTER}`;
    expect(await outcomeFor(201, '{}', JSON_TYPE)).toMatchObject({ message });
  });
});

describe('a response from something else', () => {
  const HTML = { 'content-type': 'text/html' };

  it.each([
    ['<p>Sign in</p>', HTML, 'text/html that begins with "<p>Sign in</p>"'],
    [' <p>\r\n\tSign   in ', HTML, 'text/html that begins with "<p> Sign in"'],
    ['', HTML, 'nothing'],
    ['  \n ', HTML, 'nothing'],
    ['Sign in', {}, '"Sign in"'],
    ['x'.repeat(80), {}, `"${'x'.repeat(80)}"`],
    ['x'.repeat(81), {}, `"${'x'.repeat(80)}…"`],
    ['Hello sk_secret_123', HTML, 'text/html that begins with "Hello ***"'],
    ['[1, 2]', JSON_TYPE, 'application/json that begins with "[1, 2]"'],
    ['null', JSON_TYPE, 'application/json that begins with "null"'],
    ['"text"', JSON_TYPE, 'application/json that begins with "\\"text\\""'],
    ['{"partner_id":', JSON_TYPE, 'application/json that begins with "{\\"partner_id\\":"'],
    ['a;b', { 'content-type': 'text/csv;charset=x' }, 'text/csv;charset=x that begins with "a;b"'],
  ])('is shown with its beginning: %j', async (body, headers, shown) => {
    const error = await outcomeFor(200, body, headers);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: `GET /partners/PT00001 was answered with 200 and ${shown}${AFTER}` });
  });

  it.each([
    {},
    JSON_TYPE,
    { 'content-type': 'APPLICATION/JSON ; charset=utf-8' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/octet-stream' },
  ])('is not JSON with the type %j', async (headers) => {
    expect(await outcomeFor(200, '{"partner_id":"PT00001"}', headers)).toEqual({ partner_id: 'PT00001' });
  });
});

describe('a response without JSON', () => {
  const removal = (body: string, headers = {}) => {
    const put = { upload_url: `${api.url}/put`, headers: {}, method: 'PUT' };
    const answers = [{ limits: [{ name: 'direct_upload', value: 0 }] }, { feed_id: 'FD00001', ...put }];
    api.answer = (req, res) => {
      if (req.method === 'PUT') return res.writeHead(200, headers).end(body);
      const status = req.method === 'POST' ? 201 : 200;
      return res.writeHead(status, JSON_TYPE).end(JSON.stringify(answers[req.method === 'POST' ? 1 : 0]));
    };
    return outcomeOf(client.feeds.ingest({ file: new Blob(['sku,product_name\n']) }, { timeoutMs: 1 }));
  };

  it.each(['<!DOCTYPE html><p>Sign in', '\n <HTML lang="en">Sign in', '<html>Sign in'])(
    'is not recognised as a page: %j',
    async (body) => {
      const error = await removal(body);
      expect(error).toBeInstanceOf(ConnectionError);
      expect((error as Error).message).toMatch(
        /^PUT http:\/\/127\.0\.0\.1:\d+ \(file storage\) was answered with 200 and /,
      );
      expect((error as Error).message).toContain('Sign in');
    },
  );

  it.each(['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml'])(
    'is recognised as a page by its type: %s',
    async (type) => {
      const error = await removal('OK', { 'content-type': type });
      expect((error as Error).message).toContain(' (file storage) was answered with 200 and ');
    },
  );

  it.each([
    ['', {}],
    ['OK', { 'content-type': 'text/plain' }],
    ['<Result/>', { 'content-type': 'application/xml' }],
    ['a <html> b', {}],
    ['<htmlx>', {}],
    ['x', { 'content-type': 'x-text/html' }],
    ['x', { 'content-type': 'text/html5' }],
  ])('is refused with any other type: %j', async (body, headers) => {
    // The next step gets a response that is not a job, so it comes later.
    expect(((await removal(body, headers)) as Error).message).not.toContain('(file storage)');
  });

  it('is text if text is expected', async () => {
    api.answer = (_, res) => res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end('up 1\n');
    expect(await client.service.metrics()).toBe('up 1\n');
  });
});
