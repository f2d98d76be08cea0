import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommerceClient } from '../src/index.ts';
import { clientOf, json, type Seen } from './support/fake-api.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const make = (options: object) => () => new CommerceClient(options as never);

describe('client options', () => {
  it('are refused by name when unknown', () => {
    expect(make({ apiKey: 'k', timeout: 5 })).toThrow(
      /Unknown client option: timeout\. Known are: apiKey, baseUrl, timeoutMs/,
    );
  });

  it.each([
    [{}, /apiKey is missing/],
    [{ apiKey: 'a key' }, /apiKey contains characters that are not allowed in a key, such as a space/],
    [
      { apiKey: 'k', baseUrl: 'ftp://x' },
      /baseUrl must be an http or https URL, such as https:\/\/api.example.com, not "ftp:\/\/x"/,
    ],
    [{ apiKey: 'k', baseUrl: 'http://me:pw@x' }, /must not contain a user, query or fragment/],
    [{ apiKey: 'k', timeoutMs: 0 }, /timeoutMs must be a number of at least 1, not 0/],
    [{ apiKey: 'k', timeoutMs: Number.NaN }, /not NaN/],
    [{ apiKey: 'k', maxRetries: 1.5 }, /maxRetries must be a whole number from 0 to 100, not 1.5/],
    [{ apiKey: 'k', fetch: 'x' }, /fetch must be a function/],
    [{ apiKey: 'k', logLevel: 'loud' }, /logLevel must be one of off, error, warn, info, debug, not "loud"/],
  ])('%o is refused', (options, message) => {
    expect(make(options)).toThrow(message);
  });

  it('may be at the ends of their ranges', () => {
    expect(make({ apiKey: 'k', timeoutMs: 1, maxRetries: 0 })).not.toThrow();
    expect(make({ apiKey: 'k', maxRetries: 100 })).not.toThrow();
    expect(make({ apiKey: 'k', maxRetries: 101 })).toThrow(/from 0 to 100, not 101/);
  });

  it('never quote the key, not even a broken one', () => {
    expect(make({ apiKey: 'sk_secret\n' })).toThrow(/^(?!.*sk_secret)/s);
    const { client } = clientOf(() => json({}));
    expect(inspect(client, { depth: 10, showHidden: true }) + JSON.stringify(client)).not.toContain('sk_secret_123');
  });

  it('keep a path in front of that of the endpoint', async () => {
    const { client, seen } = clientOf(() => json({ status: 'ok', database: 'connected' }), {
      baseUrl: 'http://api.test/v1//',
    });
    await client.service.health();
    expect(seen[0]?.url.href).toBe('http://api.test/v1/health');
  });

  it('refuse a web page, unless it is allowed explicitly', () => {
    vi.stubGlobal('window', { document: {} });
    expect(make({ apiKey: 'k' })).toThrow(/everybody can read the API key/);
    expect(make({ apiKey: 'k', dangerouslyAllowBrowser: true })).not.toThrow();
  });

  it('with csrfToken make the calls of a page with a session: without a key, and with the token if they write', async () => {
    vi.stubGlobal('window', { document: {} });
    vi.stubEnv('COMMERCE_API_KEY', 'a-key-of-the-environment');
    let csrfToken: string | undefined;
    const answer = ({ method }: Seen) =>
      method === 'DELETE' ? new Response(null, { status: 204 }) : json({ items: [] }, method === 'POST' ? 201 : 200);
    const { client, seen } = clientOf(answer, {
      apiKey: undefined,
      csrfToken: () => csrfToken,
    });
    await client.console.createSession({ api_key: 'typed-once' });
    csrfToken = 'token-1';
    await client.products.list();
    await client.partners.create({ partner_name: 'Acme' });
    csrfToken = 'token-2';
    await client.console.deleteSession();
    expect(seen.map(({ headers }) => headers.get('x-api-key'))).toEqual([null, null, null, null]);
    expect(seen.map(({ headers }) => headers.get('x-csrf-token'))).toEqual([null, null, 'token-1', 'token-2']);
  });

  it('must name either a key or a session', () => {
    expect(make({ apiKey: 'k', csrfToken: () => 't' })).toThrow('Give either apiKey or csrfToken.');
    expect(make({ csrfToken: 't' })).toThrow('csrfToken must be a function.');
  });

  it('use the global fetch at the time of the call', async () => {
    const client = new CommerceClient({ apiKey: 'k', baseUrl: 'http://api.test' });
    vi.stubGlobal('fetch', async () => json({ status: 'ok', database: 'connected' }));
    await expect(client.service.health()).resolves.toEqual({ status: 'ok', database: 'connected' });
  });
});

describe('arguments of a call', () => {
  const { client, seen } = clientOf(() => json({}));

  it.each([
    [
      'an unknown option',
      () => client.jobs.get('JV00001', {}, { timeout: 1 } as never),
      /Unknown option: timeout\. Known are: signal, timeoutMs/,
    ],
    ['an unknown field', () => client.products.list({ brnad: 'x' } as never), /Unknown field: brnad/],
    [
      'an option among the fields',
      () => client.products.list({ signal: 1 } as never),
      /Options such as signal .* after the fields/,
    ],
    [
      'an ID of another kind',
      () => client.jobs.get('FD00001'),
      /Invalid job_id "FD00001": expected an ID such as JS00001/,
    ],
    ['a path in an ID', () => client.partners.get('PT00001/../PT00002'), /Invalid partner_id/],
    ['no ID', () => client.partners.get(undefined as never), /Invalid partner_id undefined/],
    [
      'a key where none is taken',
      () => client.partners.get('PT00001', { idempotencyKey: 'k' } as never),
      /Unknown option: idempotencyKey/,
    ],
    [
      'a bad key',
      () => client.partners.create({ partner_name: 'a' }, { idempotencyKey: 'a b' }),
      /idempotencyKey must be 1 to 255/,
    ],
    [
      'a header of ours',
      () => client.partners.list({}, { headers: { 'X-Api-Key': 'x' } }),
      /headers must not set X-Api-Key/,
    ],
    ['no signal', () => client.partners.list({}, { signal: {} as never }), /signal must be an AbortSignal/],
    [
      'a query value without text',
      () => client.products.list({ q: {} as never }),
      /q must be a string, a finite number or a boolean/,
    ],
    ['a body that is none', () => client.partners.create('Acme' as never), /fields must be an object, not "Acme"/],
    [
      'a wait too long',
      () => client.jobs.run('JV00001', { waitMs: 31_000 }),
      /waitMs must be a number from 0 to 30000, not 31000/,
    ],
  ])('%s is refused before anything is sent', async (_, call, message) => {
    await expect(Promise.resolve(call())).rejects.toThrow(message as RegExp);
    expect(seen).toHaveLength(0);
  });

  it('reach the API under their wire names', async () => {
    const { client, seen } = clientOf(() => json({ count: 0, items: [] }));
    await client.products.list({ brand: 'A&B', price_min: 1.5, limit: 5 }, { headers: { traceparent: '00-1' } });
    expect(seen[0]?.url.search).toBe('?brand=A%26B&price_min=1.5&limit=5');
    expect(Object.fromEntries(seen[0]?.headers ?? [])).toMatchObject({
      'x-api-key': 'sk_secret_123',
      traceparent: '00-1',
    });
  });
});
