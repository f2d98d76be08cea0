import { describe, expect, it } from 'vitest';
import {
  ApiError,
  AuthenticationError,
  BadRequestError,
  CommerceError,
  ConflictError,
  ConnectionError,
  NotFoundError,
  NotModifiedError,
  PermissionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from '../src/index.ts';
import { broken, clientOf, json, outcomeOf, problem } from './support/fake-api.ts';

const once = { maxRetries: 0 };

async function errorFor(response: Response) {
  const { client } = clientOf(() => response, once);
  return outcomeOf(client.partners.get('PT00001'));
}

describe('an error response', () => {
  it.each([
    [400, 'invalid_parameter', BadRequestError],
    [401, 'unauthorized', AuthenticationError],
    [403, 'forbidden', PermissionError],
    [404, 'not_found', NotFoundError],
    [409, 'conflict', ConflictError],
    [413, 'payload_too_large', ApiError],
    [422, 'validation_failed', ValidationError],
    [429, 'rate_limited', RateLimitError],
    [500, 'internal_error', ServerError],
    [503, 'service_unavailable', ServerError],
  ] as const)('%i %s is an error of the class of its status', async (status, code, Class) => {
    const error = await errorFor(problem(status, code));
    expect(error).toBeInstanceOf(CommerceError);
    expect(error.constructor).toBe(Class);
    expect(error).toMatchObject({ name: Class.name, status, code, detail: `No: ${code}.`, requestId: 'r-1' });
    expect((error as Error).message).toBe(`${status} ${code}: No: ${code}. (request r-1)`);
  });

  it('names every invalid field, also in the message', async () => {
    const errors = [{ path: 'contact_email', code: 'invalid_format', message: 'Not an e-mail address.' }];
    const error = await errorFor(problem(422, 'validation_failed', {}, { errors }));
    expect(error).toMatchObject({ errors });
    expect((error as Error).message).toContain('contact_email: Not an e-mail address.');
  });

  it('says how long to wait', async () => {
    expect(await errorFor(problem(429, 'rate_limited', { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('from something in front of the API is an error without a code', async () => {
    const error = await errorFor(new Response('<html>Bad gateway</html>', { status: 502, statusText: 'Bad Gateway' }));
    expect(error).toMatchObject({ status: 502, code: undefined, errors: [] });
    expect((error as Error).message).toBe('502: GET /partners/PT00001 was answered with 502 Bad Gateway.');
  });

  it('never contains the key', async () => {
    const error = await errorFor(problem(401, 'unauthorized', {}, { detail: 'No such key: sk_secret_123.' }));
    expect(JSON.stringify(error) + String(error)).not.toContain('sk_secret_123');
  });
});

describe('a failed call without an API response', () => {
  it('has the reason of a broken connection', async () => {
    const { client } = clientOf(broken, once);
    const error = await outcomeOf(client.partners.get('PT00001', { headers: { 'x-request-id': 'mine' } }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ requestId: 'mine', cause: expect.any(TypeError) });
    expect((error as Error).message).toBe('GET /partners/PT00001 got no answer: socket hang up (ECONNRESET).');
  });

  it('is a broken connection if a page replaces the JSON', async () => {
    expect(await errorFor(new Response('<html>'))).toBeInstanceOf(ConnectionError);
  });

  it('does not follow a redirect, which would get the key', async () => {
    const { client, seen } = clientOf(
      () => new Response(null, { status: 301, headers: { location: 'https://x.test/a?b' } }),
    );
    const error = await outcomeOf(client.partners.list());
    expect((error as Error).message).toContain('a redirect to https://x.test/a; is baseUrl right?');
    expect(seen).toHaveLength(1);
  });

  it('is a separate error for an unchanged resource, since there is no data', async () => {
    const { client, seen } = clientOf(() => new Response(null, { status: 304, headers: { etag: 'W/"1"' } }));
    const error = await outcomeOf(client.products.get('PR00001', { headers: { 'if-none-match': 'W/"1"' } }));
    expect(error).toBeInstanceOf(NotModifiedError);
    expect(error).toMatchObject({ etag: 'W/"1"' });
    // fetch would otherwise add `no-cache`, which makes servers respond in full.
    expect(seen[0]?.headers.get('cache-control')).toBe('max-age=0');
  });
});

describe('an unhealthy service', () => {
  it('returns its state, without an error', async () => {
    const { client, seen } = clientOf(() => json({ status: 'error', database: 'unreachable' }, 503));
    await expect(client.service.health()).resolves.toEqual({ status: 'error', database: 'unreachable' });
    expect(seen).toHaveLength(1);
  });
});

describe('withResponse', () => {
  it('returns the data, the response and the ID of the request', async () => {
    const { client } = clientOf(() => json({ partner_id: 'PT00001' }, 200, { etag: 'W/"1"', 'x-request-id': 'r-9' }));
    const call = client.partners.get('PT00001');
    const { data, response, requestId } = await call.withResponse();
    expect({ data, etag: response.headers.get('etag'), requestId }).toEqual({
      data: { partner_id: 'PT00001' },
      etag: 'W/"1"',
      requestId: 'r-9',
    });
    expect(await call).toBe(data);
  });

  it('sends a call that is not awaited, and only once', async () => {
    const { client, seen } = clientOf(() => json({}));
    const call = client.jobs.cancel('JV00001');
    await call.withResponse();
    await call.finally();
    expect(seen).toHaveLength(1);
  });
});
