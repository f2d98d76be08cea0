import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CommerceClient, ConflictError, ServerError } from '../src/index.ts';
import { retryAfterMs } from '../src/internal/transport/retry.ts';
import { broken, clientOf, json, outcomeOf, problem } from './support/fake-api.ts';

beforeEach(() => {
  vi.useFakeTimers();
  // The longest pause of each step.
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The time of each try, in milliseconds after the start. */
function timesOf(answer: (number: number) => Response, maxRetries = 2) {
  const startedAt = Date.now();
  const times: number[] = [];
  const api = clientOf(
    (_, number) => {
      times.push(Date.now() - startedAt);
      return answer(number);
    },
    { maxRetries },
  );
  return { ...api, times };
}

describe('a failed read', () => {
  it('is repeated after 0.5 s, doubled each time up to 8 s', async () => {
    const { client, times } = timesOf(() => problem(500, 'internal_error'), 7);
    const outcome = outcomeOf(client.partners.get('PT00001'));
    await vi.runAllTimersAsync();
    expect(times).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 23_500, 31_500]);
    expect(await outcome).toBeInstanceOf(ServerError);
  });

  it('is repeated after at least half of the pause, at random', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const { client, times } = timesOf(() => problem(500, 'internal_error'));
    outcomeOf(client.partners.get('PT00001'));
    await vi.runAllTimersAsync();
    expect(times).toEqual([0, 250, 750]);
  });

  it.each([
    ['a broken connection', () => broken()],
    ['too many calls', () => problem(429, 'rate_limited')],
    ['a proxy in trouble', () => new Response('', { status: 502 })],
    ['a request that came too slowly', () => new Response('', { status: 408 })],
    ['half an answer', () => new Response('{"count":')],
  ])('is repeated after %s', async (_, fail) => {
    const { client, seen } = clientOf((_seen, number) => (number === 1 ? fail() : json({ count: 0, items: [] })));
    const outcome = outcomeOf(client.partners.list());
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ count: 0, items: [] });
    expect(new Set(seen.map(({ headers }) => headers.get('x-request-id'))).size).toBe(1);
  });

  it.each([400, 401, 403, 404, 409, 422, 501])('is not repeated after %i', async (status) => {
    const { client, seen } = clientOf(() => new Response('', { status }));
    outcomeOf(client.partners.get('PT00001'));
    await vi.runAllTimersAsync();
    expect(seen).toHaveLength(1);
  });

  it('is not repeated without retries, in the client or in the call', async () => {
    const { client, seen } = clientOf(broken);
    await outcomeOf(client.partners.get('PT00001', { maxRetries: 0 }));
    expect(seen).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  it("takes precedence over the SDK's pause", async () => {
    const { client, times } = timesOf((n) => problem(429, 'rate_limited', n === 1 ? { 'retry-after': '3' } : {}));
    outcomeOf(client.partners.list());
    await vi.runAllTimersAsync();
    expect(times).toEqual([0, 3_000, 4_000]);
  });

  const now = Date.parse('2026-04-08T12:00:00Z');
  it.each([
    ['2', 2_000],
    ['0', 0],
    ['0.5', 500],
    ['3600', 60_000],
    ['Wed, 08 Apr 2026 12:00:05 GMT', 5_000],
    ['Wed, 08 Apr 2026 11:59:00 GMT', 0],
    ['Wednesday, 08-Apr-26 11:59:00 GMT', 0],
    ['Thu, 09 Apr 2026 12:00:00 GMT', 60_000],
    ['-1', undefined],
    ['1e99', undefined],
    ['Infinity', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('%j is %s ms', (value, expected) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), now)).toBe(expected);
  });
});

describe('a creating call', () => {
  it('sends one key with all its tries, and different calls have different keys', async () => {
    const { client, seen } = clientOf((_, number) =>
      number % 2 === 1 ? broken() : json({ partner_id: 'PT00001' }, 201),
    );
    for (const name of ['a', 'b']) {
      const outcome = outcomeOf(client.partners.create({ partner_name: name }));
      await vi.runAllTimersAsync();
      expect(await outcome).toEqual({ partner_id: 'PT00001' });
    }
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys).toEqual([keys[0], keys[0], keys[2], keys[2]]);
    expect(keys[0]).not.toBe(keys[2]);
    expect(seen.map(({ body }) => body)).toEqual(['a', 'a', 'b', 'b'].map((name) => `{"partner_name":"${name}"}`));
  });

  it.each([
    ['an order', (c: CommerceClient) => c.orders.create({ items: [{ product_id: 'PR00001', quantity: 1 }] })],
    [
      'a customer',
      (c: CommerceClient) => c.customers.create({ first_name: 'A', last_name: 'B', email: 'a@b.example' }),
    ],
    [
      'an address',
      (c: CommerceClient) =>
        c.customers.createAddress('CU00001', { address_line1: '1 Elm', city: 'X', state: 'IL', postal_code: '1' }),
    ],
  ])('of %s sends one key with all its tries', async (_, create) => {
    const { client, seen } = clientOf((_seen, number) => (number < 3 ? broken() : json({}, 201)));
    const outcome = outcomeOf<unknown>(create(client));
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({});
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(1);
  });

  it("sends the caller's key", async () => {
    const { client, seen } = clientOf(() => json({}, 201));
    await client.partners.create({ partner_name: 'a' }, { idempotencyKey: 'order-1' });
    expect(seen[0]?.headers.get('idempotency-key')).toBe('order-1');
  });

  it('waits until its own first try has ended, beyond its retries', async () => {
    const inProgress = () => problem(409, 'idempotency_in_progress', { 'retry-after': '1' });
    const { client, times } = timesOf((n) =>
      n === 1 ? broken() : n < 9 ? inProgress() : json({ partner_id: 'PT00001' }, 201),
    );
    const outcome = outcomeOf(client.partners.create({ partner_name: 'a' }));
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ partner_id: 'PT00001' });
    expect(times.at(-1)).toBe(7_500);
  });

  it('does not wait for it forever', async () => {
    const { client, times } = timesOf(() => problem(409, 'idempotency_in_progress', { 'retry-after': '1' }));
    const outcome = outcomeOf(client.partners.create({ partner_name: 'a' }));
    await vi.runAllTimersAsync();
    expect(await outcome).toBeInstanceOf(ConflictError);
    expect(times.at(-1)).toBe(30_000);
  });
});

describe('changes and deletions', () => {
  it('are repeated: the effect is the same as once', async () => {
    const { client, seen } = clientOf((_, n) =>
      n % 2 === 1 ? broken() : n === 2 ? json({}) : new Response(null, { status: 204 }),
    );
    outcomeOf(client.partners.update('PT00001', { status: 'paused' }));
    await vi.runAllTimersAsync();
    outcomeOf(client.partners.revokeApiKey('PT00001', 'AK00001'));
    await vi.runAllTimersAsync();
    expect(seen.map(({ method }) => method)).toEqual(['PATCH', 'PATCH', 'DELETE', 'DELETE']);
  });
});
