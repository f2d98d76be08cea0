import { afterEach, describe, expect, it, vi } from 'vitest';
import { AbortError, AuthenticationError, CommerceClient } from '../src/index.ts';
import { outcomeOf } from './support/fake-api.ts';
import { type Arrived, LocalServer, sendJson, sendProblem } from './support/local-server.ts';

afterEach(() => vi.unstubAllEnvs());

const keysOf = (arrived: Arrived[]) => arrived.map(({ headers }) => headers['x-api-key']);

describe('an API key', () => {
  it('from a function is requested before every try', async () => {
    let asked = 0;
    await using server = await LocalServer.start((_, res, number) =>
      number === 1
        ? sendProblem(res, 503, 'service_unavailable', { 'retry-after': '0' })
        : sendJson(res, { count: 0, items: [] }),
    );
    const client = server.client({ apiKey: async () => `key-${++asked}` });
    await client.products.list();
    await client.products.list();
    expect(keysOf(server.arrived)).toEqual(['key-1', 'key-2', 'key-3']);
  });

  it('that was replaced during a call is replaced in the call, which is sent again', async () => {
    let current = 'old';
    await using server = await LocalServer.start(({ headers }, res) => {
      if (headers['x-api-key'] === 'new') return sendJson(res, { count: 0, items: [] });
      current = 'new';
      sendProblem(res, 401, 'unauthorized');
    });
    await server.client({ apiKey: () => current }).products.list();
    expect(keysOf(server.arrived)).toEqual(['old', 'new']);
  });

  it.each([
    ['the same again', () => 'same', {}, 1],
    ['another, which is refused, too', undefined, {}, 2],
    ['another, of a client that repeats nothing', undefined, { maxRetries: 0 }, 1],
  ])('that is refused again is an error: %s', async (_what, given, options, calls) => {
    let asked = 0;
    await using server = await LocalServer.start((_, res) => sendProblem(res, 401, 'unauthorized'));
    const client = server.client({ apiKey: given ?? (() => `key-${++asked}`), ...options });
    expect(await outcomeOf(client.products.list())).toBeInstanceOf(AuthenticationError);
    expect(server.arrived).toHaveLength(calls);
  });

  it('whose function throws or returns none sends nothing, and is never shown', async () => {
    await using server = await LocalServer.start();
    const mistake = new Error('the vault is closed');
    const failing = server.client({
      apiKey: () => {
        throw mistake;
      },
    });
    expect(await outcomeOf(failing.products.list())).toBe(mistake);
    const broken = await outcomeOf(server.client({ apiKey: () => 'sk_secret\n' }).products.list());
    expect(broken).toBeInstanceOf(TypeError);
    expect(String(broken)).not.toContain('sk_secret');
    expect(server.arrived).toHaveLength(0);
  });

  it('whose function hangs ends with the call', async () => {
    await using server = await LocalServer.start();
    const controller = new AbortController();
    const client = server.client({ apiKey: () => new Promise<string>(() => controller.abort()) });
    expect(await outcomeOf(client.products.list({}, { signal: controller.signal }))).toBeInstanceOf(AbortError);
  });

  it('that a proxy sends back is hidden, even a previous one', async () => {
    await using server = await LocalServer.start(({ headers }, res) =>
      sendJson(res, { detail: `Who is ${headers['x-api-key']}?` }, 403),
    );
    const error = await outcomeOf(server.client({ apiKey: () => 'sk_of_today' }).products.list());
    expect(String(error)).toContain('Who is ***?');
  });

  it('and the address come from the environment by default', async () => {
    await using server = await LocalServer.start();
    vi.stubEnv('COMMERCE_API_KEY', 'sk_of_the_environment');
    vi.stubEnv('COMMERCE_BASE_URL', server.url);
    await new CommerceClient().products.list();
    await new CommerceClient({ apiKey: 'sk_given' }).products.list();
    expect(keysOf(server.arrived)).toEqual(['sk_of_the_environment', 'sk_given']);
    vi.stubEnv('COMMERCE_API_KEY', '');
    expect(() => new CommerceClient()).toThrow(
      'apiKey is missing: give the secret of an API key, or set COMMERCE_API_KEY',
    );
  });

  it('is not read from a missing environment', () => {
    vi.stubGlobal('process', undefined);
    expect(() => new CommerceClient()).toThrow('apiKey is missing');
    vi.stubGlobal('process', {
      get env() {
        throw new Error('NotCapable: Requires env access');
      },
    });
    expect(new CommerceClient({ apiKey: 'k' })).toBeInstanceOf(CommerceClient);
    vi.unstubAllGlobals();
  });
});
