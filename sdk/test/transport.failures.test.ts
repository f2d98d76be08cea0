import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../src/index.ts';
import { clientOf, json, outcomeOf } from './support/fake-api.ts';

/** The result of a call whose fetch throws, and the number of tries. */
async function failing(thrown: unknown) {
  const { client, seen } = clientOf(() => Promise.reject(thrown), { maxRetries: 0 });
  return { outcome: await outcomeOf(client.products.list()), tries: seen.length };
}
const withCause = (...messages: string[]): Error =>
  messages.reduceRight<Error | undefined>((cause, message) => new Error(message, { cause }), undefined) as Error;
const named = (name: string, message = 'mine') => Object.assign(new Error(message), { name });
const coded = (message: string, code: unknown) => Object.assign(new Error(message), { code });

describe('a call without a response', () => {
  it.each<[string, unknown, string]>([
    ['a reason', new Error('no route'), 'no route'],
    ['its code', coded('no route', 'EHOSTUNREACH'), 'no route (EHOSTUNREACH)'],
    ['a code that it says', coded('connect ECONNREFUSED ::1', 'ECONNREFUSED'), 'connect ECONNREFUSED ::1'],
    ['a code that is none', coded('no route', 5), 'no route'],
    [
      'an http server behind https',
      coded(`80A2:error:0A00010B:SSL routines:f:wrong version number:../a.c:77:\n`, 'ERR_SSL_WRONG_VERSION_NUMBER'),
      'wrong version number, as from a server that speaks http and not https (ERR_SSL_WRONG_VERSION_NUMBER)',
    ],
    [
      'what else OpenSSL says',
      coded('error:1416F086:SSL routines:f:sslv3 alert handshake failure:../a.c:1:SSL alert number 40\n', 'ERR_SSL'),
      'sslv3 alert handshake failure (ERR_SSL)',
    ],
    ['the reason beneath', withCause('fetch failed', 'other side closed'), 'other side closed'],
    ['the reason deep beneath', withCause('1', '2', '3', '4', '5', '6'), '6'],
    ['a reason deeper than anybody looks', withCause('1', '2', '3', '4', '5', '6', '7'), '6'],
    ['a cause that is no error', new Error('outer', { cause: 'inner' }), 'outer'],
    ['a name alone', named('HttpError', ''), 'HttpError'],
    ['a text', 'no route', 'no route'],
    ['nothing', undefined, 'undefined'],
    ['an object', { message: 'x' }, '[object Object]'],
  ])('reports %s', async (_, thrown, reason) => {
    const { outcome } = await failing(thrown);
    expect(outcome).toBeInstanceOf(ConnectionError);
    expect(outcome).toMatchObject({
      message: `GET /products got no answer: ${reason}.`,
      requestId: expect.any(String),
    });
    expect((outcome as Error).cause).toBe(thrown);
  });
});

describe('a TypeError', () => {
  const NETWORK = [
    'fetch failed',
    'terminated',
    'Failed to fetch',
    'Network error',
    'NetworkError when attempting to fetch resource.',
    'Network request failed',
    'The network connection was lost.',
    'Load failed',
    'error sending request for url (http://x)',
    'error reading a body from connection',
    'The socket hung up',
    'Connection closed',
    'The Internet appears to be offline.',
    'The request timed out.',
    'Request timeout',
    'Request time out',
  ];

  it.each(NETWORK)('of a runtime is a network error: %s', async (message) => {
    expect((await failing(new TypeError(message))).outcome).toBeInstanceOf(ConnectionError);
  });

  it.each(['x is not a function', 'Cannot read properties of undefined', '', 'error'])(
    'of the program is thrown unchanged: %j',
    async (message) => {
      const mistake = new TypeError(message);
      expect((await failing(mistake)).outcome).toBe(mistake);
    },
  );

  it('of a body that closed too early is a network error', async () => {
    const early = Object.assign(new TypeError('Invalid state: closed'), { code: 'ERR_INVALID_STATE' });
    expect((await failing(early)).outcome).toBeInstanceOf(ConnectionError);
  });

  it('without a stack is a network error, in any language', async () => {
    const silent = Object.assign(new TypeError('Nicht erreichbar'), { stack: undefined });
    expect((await failing(silent)).outcome).toBeInstanceOf(ConnectionError);
  });
});

describe('an error in the program', () => {
  const NAMES = [
    'RangeError',
    'ReferenceError',
    'SyntaxError',
    'EvalError',
    'URIError',
    'AssertionError',
    'DataCloneError',
    'InvalidStateError',
    'NotSupportedError',
    'SecurityError',
    'NotReadableError',
  ];

  it.each(NAMES)('is thrown unchanged, whatever its message: %s', async (name) => {
    for (const message of ['mine', 'fetch failed']) {
      const mistake = named(name, message);
      expect((await failing(mistake)).outcome).toBe(mistake);
      expect((await failing(new TypeError('fetch failed', { cause: mistake }))).outcome).toBe(mistake);
    }
  });

  it.each(['Error', 'AbortError', 'FetchError', 'MyTypeError'])('is not assumed for the name %s', async (name) => {
    expect((await failing(named(name))).outcome).toBeInstanceOf(ConnectionError);
  });

  it('is searched for in up to five nested errors', async () => {
    const wrap = (error: unknown, times: number): unknown =>
      times === 0 ? error : new Error('outer', { cause: wrap(error, times - 1) });
    const mistake = new RangeError('mine');
    expect((await failing(wrap(mistake, 4))).outcome).toBe(mistake);
    expect((await failing(wrap(mistake, 5))).outcome).toBeInstanceOf(ConnectionError);
    const circle = new Error('round');
    circle.cause = circle;
    expect((await failing(circle)).outcome).toBeInstanceOf(ConnectionError);
  });
});

describe('a request that cannot be sent', () => {
  it.each([
    ['bad port', undefined],
    ['unknown scheme', undefined],
    ['invalid url', undefined],
    ['mine', 'ERR_INVALID_URL'],
    ['mine', 'ERR_INVALID_ARG_TYPE'],
    ['mine', 'UND_ERR_INVALID_ARG'],
    ['mine', 'UND_ERR_NOT_SUPPORTED'],
    ['mine', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'],
  ])('has an error that says so: %s %s', async (message, code) => {
    const thrown = new TypeError('fetch failed', { cause: coded(message, code) });
    const { outcome, tries } = await failing(thrown);
    expect(outcome).toBeInstanceOf(TypeError);
    expect(outcome).toMatchObject({ message: `GET /products cannot be sent: ${message}.`, cause: thrown });
    expect(tries).toBe(1);
  });

  it.each([
    ['a bad port', undefined],
    ['mine', 'XERR_INVALID_URL'],
    ['mine', 'UND_ERR_SOCKET'],
    ['mine', 'ERR_INVALID_STATE'],
  ])('is not assumed for %s %s', async (message, code) => {
    const { outcome } = await failing(new TypeError('fetch failed', { cause: coded(message, code) }));
    expect(outcome).toBeInstanceOf(ConnectionError);
  });
});

describe('the result of fetch', () => {
  it.each([
    [{ status: 200 }, 'an object of class Object'],
    [{ status: '200', headers: new Headers() }, 'an object of class Object'],
    [{ headers: new Headers() }, 'an object of class Object'],
    [{ status: 200, headers: {} }, 'an object of class Object'],
    [null, 'null'],
    ['OK', '"OK"'],
  ])('must be a response, not %j', async (given, shown) => {
    const { client, seen } = clientOf(() => given as unknown as Response);
    expect(await outcomeOf(client.products.list())).toEqual(
      new TypeError(`fetch must return a Response, not ${shown}.`),
    );
    expect(seen).toHaveLength(1);
  });

  it('can be a custom response class', async () => {
    const { status, headers } = json({});
    const own = { ok: true, status, headers, text: async () => '{"count":0,"items":[]}' };
    const { client } = clientOf(() => own as unknown as Response);
    expect(await client.products.list()).toEqual({ count: 0, items: [] });
  });
});
