import type { FeedAccepted } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { feedOf } from './support/feeds.ts';
import { LockedTable } from './support/locked-table.ts';
import { type Call, OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
await server.load(feedOf(2));

const cached = async (path: string, call: Call = {}) => {
  const { status, headers } = await server.call(path, call);
  const varies = (headers.get('vary') ?? '').toLowerCase().split(/,\s*/);
  return { status, control: headers.get('cache-control'), byKey: varies.includes('x-api-key') };
};

it.each([
  '/products',
  '/products/PR00001',
  '/products/export',
  '/jobs/JV00001',
  '/jobs/JV00001/errors.csv',
  '/analytics/sales-by-partner',
  '/limits',
])('GET %s is private: no shared cache stores it, and private ones revalidate it', async (path) => {
  expect(await cached(path)).toEqual({ status: 200, control: 'private, no-cache', byKey: true });
});

it('an unchanged response is private as well', async () => {
  const first = await server.call('/products');
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  expect(await cached('/products', { headers })).toEqual({ status: 304, control: 'private, no-cache', byKey: true });
});

it('the link to a file is private, and so are responses to writing calls', async () => {
  expect(await cached('/feeds/FD00001/file')).toEqual({ status: 302, control: 'private, no-cache', byKey: true });
  const made = await server.upload<FeedAccepted>(feedOf(1));
  expect(made.headers.get('cache-control')).toBe('private, no-cache');
});

it.each([
  [404, '/products/PR99999', {}],
  [400, '/products?limit=0', {}],
  [401, '/products', { key: 'unknown' }],
  [422, '/partners', { body: {} }],
])('a refusal with %d is not cached', async (status, path, call) => {
  expect(await cached(path, call)).toEqual({ status, control: 'no-store', byKey: true });
});

it('public responses are not marked private', async () => {
  for (const path of ['/health', '/ready', '/openapi.json', '/docs']) {
    const { status, control, byKey } = await cached(path, { key: null });
    expect([status, byKey, control?.includes('private') ?? false], path).toEqual([200, false, false]);
  }
});

it('key lookups stop for an address that guesses keys', async () => {
  const limited = await startTestServer({ RATE_LIMIT_PER_MINUTE: '3', WORKER: 'off' });
  expect((await limited.call('/limits', { key: OPERATOR_KEY })).status).toBe(200);
  const guess = async (n: number) => (await limited.call('/limits', { key: `guess-${n}` })).status;
  expect([await guess(1), await guess(2), await guess(3)]).toEqual([401, 401, 401]);
  // The table of keys is locked, so a call that looked up its key would not get a response.
  await LockedTable.of(limited, 'api_key');
  expect([await guess(4), await guess(5)]).toEqual([429, 429]);
  expect((await limited.call('/limits', { key: OPERATOR_KEY })).status).toBe(200);
});
