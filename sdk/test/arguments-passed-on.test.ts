import { describe, expect, it } from 'vitest';
import type { CommerceClient } from '../src/index.ts';
import { clientOf } from './support/fake-api.ts';
import { METHOD_CALLS } from './support/method-calls.ts';

type Resources = Record<string, Record<string, (...args: unknown[]) => unknown>>;

/** The arguments with which the list of all methods calls one. */
function argumentsOf(name: string): unknown[] {
  let given: unknown[] = [];
  const keeps = (...args: unknown[]) => {
    given = args;
    return { [Symbol.asyncIterator]: () => ({ next: async () => undefined }) };
  };
  const resource = new Proxy({}, { get: () => keeps });
  METHOD_CALLS[name]?.(new Proxy({}, { get: () => resource }) as CommerceClient);
  return given;
}

/** The requests of a method, which are refused. */
async function requestsOf(name: string, args: readonly unknown[]) {
  const { client, seen } = clientOf(() => new Response('{}', { status: 418 }), { maxRetries: 0 });
  const [resource = '', method = ''] = name.split('.');
  await ended(() => (client as unknown as Resources)[resource]?.[method]?.(...args)).catch(() => undefined);
  return seen;
}

/** Waits for the end of a call, or for the first item of what it streams. */
async function ended(call: () => unknown): Promise<unknown> {
  const result = call() as PromiseLike<unknown> | AsyncIterable<unknown>;
  return 'then' in result ? result : result[Symbol.asyncIterator]().next();
}

/** Lists whose pages are asked for by fields; the files of one export are a short list. */
const LISTS = Object.keys(METHOD_CALLS).filter((name) => /\.list/.test(name) && name !== 'dataGroups.listExportFiles');

describe('every method that lists', () => {
  it.each(LISTS)('%s sends the fields that it is given', async (name) => {
    const [request] = await requestsOf(name, [...argumentsOf(name), { limit: 7, cursor: 'JV00001' }]);
    expect(Object.fromEntries(request?.url.searchParams ?? [])).toEqual({ limit: '7', cursor: 'JV00001' });
  });
});

describe('every method', () => {
  it.each(Object.keys(METHOD_CALLS))(
    '%s takes the options of its call, with or without fields before them',
    async (name) => {
      const options = { headers: { 'x-request-id': 'mine' } };
      const args = argumentsOf(name);
      const requests = [
        await requestsOf(name, [...args, options]),
        await requestsOf(name, [...args, undefined, options]),
      ];
      expect(requests.flat().map(({ headers }) => headers.get('x-request-id'))).toContain('mine');
    },
  );
});
