import {
  type Customer,
  type CustomerAddress,
  ORDER_STATUSES,
  type Order,
  type Page,
  type Product,
} from '@commerce-integration/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const HEADER = 'sku,product_name,price,currency,availability\n';
await server.load(
  `${HEADER}TOTE,Canvas Tote Bag,49.99,USD,in stock\nMUG,Mug,0.10,USD,preorder\nLAMP,Desk Lamp,79,USD,backorder\n`,
);
const product = Object.fromEntries((await server.products()).map((one) => [one.sku, one])) as Record<string, Product>;
const idOf = (sku: string) => product[sku]?.product_id ?? '';
const order = (items: [sku: string, quantity: number][], more: object = {}, { key }: { key: string } = acme) =>
  server.call<Order>('/orders', {
    key,
    body: { items: items.map(([sku, quantity]) => ({ product_id: idOf(sku), quantity })), ...more },
  });

describe('an order', () => {
  it('copies price, name and SKU, and has an exact total', async () => {
    const made = await order([
      ['TOTE', 2],
      ['MUG', 3],
    ]);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      order_id: 'OR00001',
      partner_id: acme.id,
      partner_name: 'Acme Corp',
      customer_reference: null,
      customer_id: null,
      shipping_address_id: null,
      status: 'created',
      total_amount: 100.28,
      currency: 'USD',
      items: [
        {
          order_item_id: 'OI00001',
          product_id: idOf('TOTE'),
          sku: 'TOTE',
          product_name: 'Canvas Tote Bag',
          quantity: 2,
          unit_price: 49.99,
          line_total: 99.98,
        },
        { order_item_id: 'OI00002', sku: 'MUG', quantity: 3, unit_price: 0.1, line_total: 0.3 },
      ],
    });
    const read = await server.call<Order>(`/orders/${made.body.order_id}`, { key: acme.key });
    expect(read.body).toEqual(made.body);
  });

  it('keeps its price, name and SKU when a later feed changes them, and new orders use the new ones', async () => {
    const before = (await order([['LAMP', 1]])).body;
    const job = await server.load(`${HEADER}LAMP,Desk Lamp II,99.50,USD,in stock\n`);
    expect(job.result).toMatchObject({ updated: 1 });
    expect((await server.call<Order>(`/orders/${before.order_id}`)).body).toEqual(before);
    expect((await order([['LAMP', 1]])).body.items[0]).toMatchObject({
      product_name: 'Desk Lamp II',
      unit_price: 99.5,
    });
  });

  it('may have one product in several items, in any order', async () => {
    const { body } = await order([
      ['MUG', 1],
      ['TOTE', 1],
      ['MUG', 2],
    ]);
    expect(body.items.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG', 1],
      ['TOTE', 1],
      ['MUG', 2],
    ]);
    expect(body.total_amount).toBe(50.29);
  });

  it('of the operator names its partner, by name or ID', async () => {
    const items = [{ product_id: idOf('MUG'), quantity: 1 }];
    for (const named of [{ partner_name: 'acme corp' }, { partner_id: acme.id }]) {
      const made = await server.call<Order>('/orders', { body: { ...named, items } });
      expect([made.status, made.body.partner_name]).toEqual([201, 'Acme Corp']);
    }
    const unnamed = await server.call('/orders', { body: { items } });
    expect([unnamed.status, unnamed.body.errors?.[0]?.path]).toEqual([422, 'partner_name']);
    const unknown = await server.call('/orders', { body: { partner_name: 'Nobody', items } });
    expect([unknown.status, unknown.body.detail]).toEqual([404, 'Partner not found: Nobody']);
  });

  it('accepts 500 items', async () => {
    const { status, body } = await order(Array.from({ length: 500 }, () => ['MUG', 1]));
    expect([status, body.items.length, body.total_amount]).toEqual([201, 500, 50]);
  });

  it('has an exact total, whatever is ordered', async () => {
    const line = fc.tuple(fc.constantFrom('TOTE', 'MUG', 'LAMP'), fc.integer({ min: 1, max: 1_000_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const { body } = await order(lines);
        const cents = body.items.map(
          ({ unit_price, quantity }) => BigInt(Math.round(unit_price * 100)) * BigInt(quantity),
        );
        expect(body.items.map((item) => BigInt(Math.round(item.line_total * 100)))).toEqual(cents);
        expect(BigInt(Math.round(body.total_amount * 100))).toBe(cents.reduce((sum, one) => sum + one, 0n));
      }),
      { numRuns: 30 },
    );
  });

  it('emits an event without customer data', async () => {
    const { body } = await order([['MUG', 5]]);
    const { rows } = await server.pool.query(
      `select * from event where event_type = 'order.created' order by id desc limit 1`,
    );
    expect(rows[0].data).toEqual({ order_id: body.order_id, status: 'created', total_amount: 0.5, currency: 'USD' });
  });
});

describe('an order for a customer', () => {
  const customerOf = async (key?: string) => {
    const body = { first_name: 'Alice', last_name: 'Moreau', email: 'alice@example.com' };
    return (await server.call<Customer>('/customers', { body, ...(key ? { key } : {}) })).body.customer_id;
  };
  const addressOf = async (customer: string) => {
    const body = { address_line1: '123 Main Street', city: 'Springfield', state: 'IL', postal_code: '62701' };
    return (await server.call<CustomerAddress>(`/customers/${customer}/addresses`, { body })).body.address_id;
  };

  it('names the customer and the address, and is among their orders', async () => {
    const customer_id = await customerOf(acme.key);
    const shipping_address_id = await addressOf(customer_id);
    const made = await order([['MUG', 1]], { customer_id, shipping_address_id, customer_reference: 'PO-118' });
    expect(made.body).toMatchObject({ customer_id, shipping_address_id, customer_reference: 'PO-118' });
    const later = (await order([['MUG', 2]], { customer_id })).body;
    const theirs = await server.call<Page<Order>>(`/customers/${customer_id}/orders`, { key: acme.key });
    expect(theirs.body.items).toEqual([later, made.body]);
  });

  it("of the operator may be of any partner; a partner's customer only of that partner", async () => {
    const other = await server.partner('Other');
    const operators = await customerOf();
    const others = await customerOf(other.key);
    const named = { partner_id: acme.id };
    expect((await order([['MUG', 1]], { ...named, customer_id: operators }, { key: OPERATOR_KEY })).status).toBe(201);
    const refused = await server.call('/orders', {
      body: { ...named, customer_id: others, items: [{ product_id: idOf('MUG'), quantity: 1 }] },
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'customer_of_another_partner']);
    // A partner does not see other partners' customers.
    for (const customer_id of [others, operators]) {
      const hidden = await order([['MUG', 1]], { customer_id });
      expect([hidden.status, (hidden.body as never as { detail: string }).detail]).toEqual([
        404,
        `Customer not found: ${customer_id}`,
      ]);
    }
  });

  it('is refused if the address is not the customer’s, unknown, or without its customer', async () => {
    const [mine, another] = [await customerOf(acme.key), await customerOf(acme.key)];
    const address = await addressOf(another);
    const refusal = async (more: object) => {
      const { status, body } = await server.call('/orders', {
        key: acme.key,
        body: { items: [{ product_id: idOf('MUG'), quantity: 1 }], ...more },
      });
      return [status, body.code, body.errors?.[0]?.path];
    };
    expect(await refusal({ customer_id: mine, shipping_address_id: address })).toEqual([
      422,
      'address_of_another_customer',
      'shipping_address_id',
    ]);
    expect(await refusal({ customer_id: mine, shipping_address_id: 'AD99999' })).toEqual([
      404,
      'not_found',
      'shipping_address_id',
    ]);
    expect(await refusal({ shipping_address_id: address })).toEqual([422, 'validation_failed', 'shipping_address_id']);
    expect(await refusal({ customer_id: 'CU99999' })).toEqual([404, 'not_found', 'customer_id']);
  });
});

describe('the list of orders', () => {
  it('is newest first, page by page', async () => {
    const first = await server.call<Page<Order>>('/orders?limit=3');
    expect(first.body.count).toBe(3);
    const second = await server.call<Page<Order>>(`/orders?limit=3&cursor=${first.body.next_cursor}`);
    const numbers = [...first.body.items, ...second.body.items].map((one) => Number(one.order_id.slice(2)));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect(new Set(numbers).size).toBe(6);
    expect((await server.call('/orders?cursor=PR00001')).body.code).toBe('invalid_cursor');
  });

  it('can be filtered by partner, status, customer, reference and time', async () => {
    const { body } = await order([['MUG', 1]], { customer_reference: 'Only one' });
    const found = async (query: string) =>
      (await server.call<Page<Order>>(`/orders?${query}`)).body.items.map((one) => one.order_id);
    expect(await found('customer_reference=Only one')).toEqual([body.order_id]);
    expect(await found('customer_reference=Only one&status=created&partner_name=Acme Corp')).toEqual([body.order_id]);
    expect(await found('customer_reference=Only one&partner_name=Nobody')).toEqual([]);
    expect(await found('customer_id=CU99999')).toEqual([]);
    expect(await found(`customer_reference=Only one&created_from=${body.created_at}`)).toEqual([body.order_id]);
    expect(await found(`customer_reference=Only one&created_to=${body.created_at}`)).toEqual([]);
    expect((await server.call('/orders?status=lost')).body.detail).toBe(
      `Invalid status value. Allowed values: ${ORDER_STATUSES.join(', ')}`,
    );
  });

  it('shows a partner only its own orders', async () => {
    const stranger = await server.partner('Stranger');
    expect((await server.call<Page<Order>>('/orders', { key: stranger.key })).body.items).toEqual([]);
    const hidden = await server.call('/orders/OR00001', { key: stranger.key });
    expect([hidden.status, hidden.body.detail]).toEqual([404, 'Order not found: OR00001']);
    expect((await server.call('/orders/OR99999')).body.detail).toBe('Order not found: OR99999');
  });
});
