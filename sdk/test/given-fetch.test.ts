import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommerceClient, ConnectionError } from '../src/index.ts';
import { broken, clientOf, json, outcomeOf } from './support/fake-api.ts';

describe('a custom fetch', () => {
  it('is called as a function, as browsers and workers require', async () => {
    const receivers: unknown[] = [];
    const fetch = function (this: unknown): Promise<Response> {
      receivers.push(this);
      return Promise.resolve(json({ count: 0, items: [] }));
    };
    await new CommerceClient({ apiKey: 'k', baseUrl: 'http://api.test', fetch }).products.list();
    expect(receivers).toEqual([undefined]);
  });

  it.each([undefined, null, 'OK', { status: 200 }])(
    'that returns %j instead of a response is reported',
    async (given) => {
      const { client, seen } = clientOf(() => given as unknown as Response);
      const error = await outcomeOf(client.products.list());
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toMatch(/^fetch must return a Response, not /);
      expect(seen).toHaveLength(1);
    },
  );
});

describe('an error in the program', () => {
  const mistakes: [string, () => unknown][] = [
    ['a TypeError', () => (undefined as unknown as { of: string }).of],
    ['a ReferenceError', () => runInNewContext('missing')],
    ['a RangeError', () => new Array(-1)],
    ['an error of another realm', () => runInNewContext('null.of')],
    ['an assertion', () => expect(1).toBe(2)],
    ['a body that is used', () => new Response(used()).text()],
    [
      'a blob that cannot be read',
      () => Promise.reject(new DOMException('The blob could not be read', 'NotReadableError')),
    ],
  ];

  it.each(mistakes)('is thrown unchanged and immediately: %s', async (_, mistake) => {
    let thrown: unknown;
    const { client, seen } = clientOf(async () => {
      try {
        await mistake();
      } catch (error) {
        thrown = error;
        throw error;
      }
      return json({});
    });
    expect(await outcomeOf(client.products.list())).toBe(thrown);
    expect(thrown).toBeDefined();
    expect(seen).toHaveLength(1);
  });

  it('in the source of a body is thrown unchanged', async () => {
    const mistake = new RangeError('mine');
    const { client, seen } = clientOf(() => {
      throw new TypeError('fetch failed', { cause: mistake });
    });
    expect(await outcomeOf(client.products.list())).toBe(mistake);
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['bad port', undefined],
    ['unknown scheme', undefined],
    ['Invalid URL', 'ERR_INVALID_URL'],
    ['Request body length does not match content-length header', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'],
  ])('in the request is reported: %s', async (reason, code) => {
    const { client, seen } = clientOf(() => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(reason), { code }) });
    });
    const error = await outcomeOf(client.products.list());
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(`GET /products cannot be sent: ${reason}.`);
    expect(seen).toHaveLength(1);
  });
});

describe('a network error', () => {
  const named = (name: string, message: string) => Object.assign(new Error(message), { name });
  const breaks: [string, () => unknown][] = [
    ['Node', broken],
    ['Node, in a body', () => new TypeError('terminated', { cause: new Error('other side closed') })],
    ['Chromium', () => new TypeError('Failed to fetch')],
    ['Firefox', () => new TypeError('NetworkError when attempting to fetch resource.')],
    ['WebKit', () => new TypeError('Load failed')],
    ['WebKit in Italian', () => Object.assign(new TypeError('Si è verificato un errore SSL'), { stack: undefined })],
    ['Deno', () => new TypeError('error sending request for url (http://api.test/)')],
    ['Bun', () => Object.assign(new Error('Unable to connect.'), { code: 'ConnectionRefused' })],
    ['Workers', () => new Error('Network connection lost.')],
    ['another fetch', () => named('FetchError', 'request to http://api.test/ failed')],
    ['an aborting proxy', () => new DOMException('This operation was aborted', 'AbortError')],
    ['a string', () => 'no route'],
  ];

  afterEach(() => vi.useRealTimers());

  it.each(breaks)('is retried, in the form of %s', async (_, make) => {
    vi.useFakeTimers();
    const { client, seen } = clientOf(
      async (_seen, number) => {
        if (number === 1) throw make();
        return json({ count: 0, items: [] });
      },
      { maxRetries: 1 },
    );
    const outcome = outcomeOf(client.products.list());
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ count: 0, items: [] });
    expect(seen).toHaveLength(2);
    const once = clientOf(() => Promise.reject(make()), { maxRetries: 0 });
    expect(await outcomeOf(once.client.products.list())).toBeInstanceOf(ConnectionError);
  });
});

function used(): ReadableStream {
  const stream = new ReadableStream();
  stream.getReader();
  return stream;
}
