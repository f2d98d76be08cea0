import { randomUUID } from 'node:crypto';
import type { Order, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { type Call, startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
await server.load(`sku,product_name,price,currency,availability
USD,In dollars,10,USD,in stock
EUR,In euros,10,EUR,in stock
FREE,No price,,,in stock
GONE,Discontinued,10,USD,discontinued
SOLD,Sold out,10,USD,out of stock
UNKNOWN,Nobody knows,10,USD,
DEAR,Dear,999999999999.99,USD,in stock
`);
await server.load('sku,product_name,price,availability\nTHEIRS,Theirs,1,in stock\n', { key: other.key, fields: {} });
const id = Object.fromEntries((await server.products()).map((one) => [one.sku, one.product_id]));

/** Orders of the operator for Acme. */
const refusal = async (items: unknown, call: Call = {}): Promise<ProblemBody> =>
  (await server.call('/orders', { body: { partner_id: acme.id, items }, ...call })).body;
const one = (product_id: string | undefined, quantity: unknown = 1) => [{ product_id, quantity }];
const orders = async () => Number((await server.pool.query('select count(*) as n from sales_order')).rows[0].n);

describe('an order is refused', () => {
  it('without items', async () => {
    expect(await refusal([])).toMatchObject({
      status: 400,
      code: 'order_without_items',
      detail: 'Order must contain at least one item.',
    });
    expect(await refusal(undefined)).toMatchObject({ status: 422, detail: 'items is required.' });
  });

  it('with 501 items', async () => {
    const items = Array.from({ length: 501 }, () => ({ product_id: id.USD, quantity: 1 }));
    expect(await refusal(items)).toMatchObject({ status: 422, detail: 'An order has at most 500 items.' });
  });

  it.each([0, -1, 1.5, 1e9, 1_000_001, '1', null, 'many'])('for a quantity of %s', async (quantity) => {
    expect(await refusal(one(id.USD, quantity))).toMatchObject({
      status: 422,
      code: 'validation_failed',
      errors: [{ path: 'items.0.quantity', message: 'quantity must be a whole number from 1 to 1000000.' }],
    });
  });

  it.each([
    ['an unknown product', () => 'PR00000', 404, 'not_found', 'Product not found: PR00000'],
    ['a product that is no more', () => id.GONE, 409, 'product_not_available', 'Product is not available: PR00004'],
    ['a product that is sold out', () => id.SOLD, 409, 'product_not_available', 'Product is not available: PR00005'],
    [
      'one whose availability nobody named',
      () => id.UNKNOWN,
      409,
      'product_not_available',
      'Product is not available: PR00006',
    ],
    ['a product without a price', () => id.FREE, 409, 'product_not_priced', 'Product has no price: PR00003'],
    [
      "another partner's product",
      () => id.THEIRS,
      422,
      'product_of_another_partner',
      'Product PR00008 belongs to PT00002, and the order is for Acme Corp.',
    ],
  ])('for %s', async (_what, product, status, code, detail) => {
    expect(await refusal(one(product()))).toMatchObject({
      status,
      code,
      detail,
      errors: [{ path: 'items.0.product_id', code, message: detail }],
    });
  });

  it("for another partner's product, which does not exist for a partner's key", async () => {
    const call = { key: acme.key, body: { items: one(id.THEIRS) } };
    expect(await refusal([], call)).toMatchObject({ status: 404, detail: `Product not found: ${id.THEIRS}` });
  });

  it('for two currencies', async () => {
    expect(await refusal([...one(id.USD), ...one(id.EUR)])).toMatchObject({
      status: 422,
      code: 'mixed_currencies',
      detail: `An order has one currency: ${id.USD} is in USD, ${id.EUR} is in EUR.`,
    });
  });

  it('for a total with too many digits', async () => {
    expect(await refusal([...one(id.DEAR), ...one(id.DEAR)])).toMatchObject({
      status: 422,
      code: 'order_total_too_large',
    });
  });

  it('for everything at once, with every problem named', async () => {
    const items = [
      ...one(id.USD),
      ...one('PR99999'),
      ...one(id.GONE),
      ...one(id.FREE),
      ...one(id.EUR),
      ...one(id.THEIRS),
    ];
    const body = { partner_id: acme.id, items, customer_id: 'CU99999' };
    const { status, detail, errors } = await refusal([], { body });
    expect(status).toBe(404);
    expect(detail).toBe('Product not found: PR99999 (and 5 more, see errors)');
    expect(errors?.map(({ path, code }) => [path, code])).toEqual([
      ['items.1.product_id', 'not_found'],
      ['items.2.product_id', 'product_not_available'],
      ['items.3.product_id', 'product_not_priced'],
      ['items.5.product_id', 'product_of_another_partner'],
      ['items', 'mixed_currencies'],
      ['customer_id', 'not_found'],
    ]);
  });

  it('for unknown fields, and invalid IDs', async () => {
    expect(await refusal(one('TOTE'))).toMatchObject({ status: 422, errors: [{ path: 'items.0.product_id' }] });
    const call = { body: { partner_id: acme.id, items: one(id.USD), total_amount: 1 } };
    expect((await refusal([], call)).detail).toContain('total_amount');
  });

  it('for a body that is not JSON, of another type, too large, or deeply nested', async () => {
    expect(await refusal([], { body: '{"items": [' })).toMatchObject({ status: 400, code: 'malformed_request' });
    const headers = { 'content-type': 'text/plain' };
    expect(await refusal([], { body: '{}', headers })).toMatchObject({ status: 415 });
    const large = JSON.stringify({ customer_reference: 'x'.repeat(2_000_000), items: [] });
    expect(await refusal([], { body: large })).toMatchObject({ status: 413, code: 'payload_too_large' });
    const deep = `{"items": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await refusal([], { body: deep })).status).toBe(422);
  });

  it("by a paused partner's key, by one without the scope, and for another partner", async () => {
    const paused = await server.partner('Paused');
    await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
    const call = { key: paused.key, body: { items: one(id.USD) } };
    expect(await refusal([], call)).toMatchObject({ status: 409, code: 'partner_not_active' });
    const reader = await server.partner('Reader', ['orders:read']);
    expect((await refusal([], { ...call, key: reader.key })).status).toBe(403);
    const named = { key: acme.key, body: { partner_name: 'Other', items: one(id.USD) } };
    expect(await refusal([], named)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it('and leaves nothing behind', async () => {
    expect(await orders()).toBe(0);
    const { rows } = await server.pool.query(
      `select count(*)::integer as n from event where event_type = 'order.created'`,
    );
    expect(rows[0].n).toBe(0);
  });
});

describe('the same key', () => {
  const body = { partner_id: acme.id, items: one(id.USD) };

  it('returns the first order again, and refuses another body', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await server.call<Order>('/orders', { body, headers });
    const again = await server.call<Order>('/orders', { body, headers });
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const changed = await server.call('/orders', { body: { ...body, items: one(id.USD, 2) }, headers });
    expect([changed.status, changed.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('twenty times concurrently creates one order', async () => {
    const before = await orders();
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.call<Order>('/orders', { body, headers })),
    );
    expect(await orders()).toBe(before + 1);
    const made = answers.filter(({ status }) => status === 201).map((answer) => answer.body.order_id);
    expect(new Set(made).size).toBe(1);
    expect(answers.filter(({ status }) => status !== 201).map(({ status }) => status)).toEqual(
      Array.from({ length: 20 - made.length }, () => 409),
    );
  });
});
