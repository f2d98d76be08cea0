import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CommerceClient, ConflictError, ConnectionError, NotFoundError } from '../src/index.ts';
import { type Answerer, broken, clientOf, json, outcomeOf, problem } from './support/fake-api.ts';
import { METHOD_CALLS } from './support/method-calls.ts';

const gone = () => new Response(null, { status: 204 });
const notFound = () => problem(404, 'not_found');

/** Deletes a customer, with these responses in order. */
async function remove(...answers: Answerer[]) {
  vi.useFakeTimers();
  const { client, seen } = clientOf((request, n) => (answers[n - 1] ?? broken)(request, n));
  const outcome = outcomeOf(client.customers.delete('CU00001'));
  await vi.runAllTimersAsync();
  return { outcome: await outcome, tries: seen.length };
}

afterEach(() => vi.useRealTimers());

describe('deleting a customer', () => {
  it('that does not exist is refused', async () => {
    const { outcome, tries } = await remove(notFound);
    expect(outcome).toBeInstanceOf(NotFoundError);
    expect(tries).toBe(1);
  });

  it.each([
    ['a broken connection', broken],
    ['a gateway that gave up', () => new Response('', { status: 504 })],
  ])('succeeds if it no longer exists after %s', async (_, fail) => {
    expect(await remove(fail, notFound)).toEqual({ outcome: undefined, tries: 2 });
  });

  it('succeeds if a later try deletes it', async () => {
    expect(await remove(broken, gone)).toEqual({ outcome: undefined, tries: 2 });
  });

  it('that was first rate-limited, and then does not exist, is refused', async () => {
    const busy = () => problem(429, 'rate_limited');
    expect((await remove(busy, notFound)).outcome).toBeInstanceOf(NotFoundError);
  });

  it('with orders is refused, whatever happened before', async () => {
    const { outcome } = await remove(broken, () => problem(409, 'customer_has_orders'));
    expect(outcome).toBeInstanceOf(ConflictError);
  });

  it('without a response finally says so', async () => {
    const { outcome, tries } = await remove();
    expect(outcome).toBeInstanceOf(ConnectionError);
    expect(tries).toBe(3);
  });
});

describe('every deletion of one object', () => {
  it.each(Object.entries(METHOD_CALLS).filter(([name]) => name.endsWith('.delete')))(
    'is done when it is not there any more after a broken connection: %s',
    async (_, call) => {
      vi.useFakeTimers();
      const { client, seen } = clientOf((_, n) => (n === 1 ? broken() : notFound()));
      const outcome = outcomeOf(call(client));
      await vi.runAllTimersAsync();
      expect(await outcome).toBeUndefined();
      expect(seen).toHaveLength(2);
    },
  );
});

describe('revoking a key', () => {
  it('that does not exist is refused, also after a lost response: a key must not wrongly seem revoked', async () => {
    vi.useFakeTimers();
    const { client } = clientOf((_, n) => (n === 1 ? broken() : notFound()));
    const outcome = outcomeOf(client.partners.revokeApiKey('PT00001', 'AK00009'));
    await vi.runAllTimersAsync();
    expect(await outcome).toBeInstanceOf(NotFoundError);
  });
});

describe('deleting several customers', () => {
  const deletions = { count: 1, items: [{ customer_id: 'CU00001', outcome: 'deleted' }] };
  const bodies: string[] = [];
  let dropNext = false;
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    bodies.push(`${req.method} ${req.url} ${req.headers['content-type']} ${body}`);
    if (dropNext) {
      dropNext = false;
      req.socket.destroy();
    } else res.setHeader('content-type', 'application/json').end(JSON.stringify(deletions));
  });

  beforeEach(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('sends their IDs as JSON, and repeats the request when the connection breaks', async () => {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new CommerceClient({ apiKey: 'k', baseUrl, logLevel: 'off' });
    dropNext = true;
    expect(await client.customers.deleteMany({ customer_ids: ['CU00001', 'CU00002'] })).toEqual(deletions);
    const expected = 'DELETE /customers application/json {"customer_ids":["CU00001","CU00002"]}';
    expect(bodies).toEqual([expected, expected]);
  });

  it('accepts no idempotency key, and no unknown field', async () => {
    const { client, seen } = clientOf(() => json(deletions));
    // @ts-expect-error deletions need no key
    await expect(client.customers.deleteMany({ customer_ids: ['CU00001'] }, { idempotencyKey: 'k' })).rejects.toThrow(
      'Unknown option: idempotencyKey',
    );
    expect(seen).toEqual([]);
  });
});
