import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CommerceClient } from '../src/index.ts';
import { broken, json, outcomeOf } from './support/fake-api.ts';

const SECRET = 'sk_secret_123';
const URL_WITH_SECRET = 'http://storage.test/a.csv?X-Amz-Signature=signed';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function logged(level: 'debug' | 'info' | 'warn' | 'off') {
  const lines: [level: string, ...rest: unknown[]][] = [];
  const write =
    (name: string) =>
    (...rest: unknown[]) =>
      void lines.push([name, ...rest]);
  const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  let n = 0;
  const fetch = async (url: string) => {
    if (++n === 1) broken();
    if (url.endsWith('/file')) return new Response(null, { status: 302, headers: { location: URL_WITH_SECRET } });
    return url === URL_WITH_SECRET
      ? new Response('sku\n')
      : json({ secret: 'ck_created' }, 201, { 'x-request-id': 'r-1' });
  };
  const client = new CommerceClient({ apiKey: SECRET, baseUrl: 'http://api.test', logger, logLevel: level, fetch });
  return { client, lines };
}

it('logs every try at debug, every repetition at info, and never a secret', async () => {
  const { client, lines } = logged('debug');
  const created = outcomeOf(client.partners.createApiKey('PT00001', { name: 'k' }));
  await vi.runAllTimersAsync();
  expect(await created).toEqual({ secret: 'ck_created' });
  await client.feeds.downloadFile('FD00001');
  expect(lines).toEqual([
    [
      'info',
      expect.stringContaining('POST /partners/PT00001/api-keys failed; retrying in 250 ms. POST'),
      { attempt: 1, request_id: expect.any(String) },
    ],
    [
      'debug',
      'POST /partners/PT00001/api-keys 201',
      { status: 201, ms: expect.any(Number), attempt: 2, request_id: 'r-1' },
    ],
    ['debug', 'GET /feeds/FD00001/file 302', expect.any(Object)],
    ['debug', 'GET http://storage.test (file storage) 200', expect.any(Object)],
  ]);
  const text = JSON.stringify(lines);
  for (const secret of [SECRET, 'ck_created', 'signed']) expect(text).not.toContain(secret);
});

it.each([
  ['info', 1],
  ['warn', 0],
  ['off', 0],
] as const)('at level %s there are %i lines', async (level, count) => {
  const { client, lines } = logged(level);
  const created = outcomeOf(client.partners.createApiKey('PT00001', { name: 'k' }));
  await vi.runAllTimersAsync();
  await created;
  expect(lines).toHaveLength(count);
});
