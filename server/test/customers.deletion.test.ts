import type { CustomerDeletion, Order, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { HOME, makeAddress, makeCustomer } from './support/customers.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA,Tote,10.00,USD,in_stock\n');
const [product] = await server.products();
const items = [{ product_id: product?.product_id, quantity: 1 }];
const order = (customer_id: string, more: object = {}) =>
  server.call<Order>('/orders', { body: { partner_name: 'Acme Corp', customer_id, items, ...more } });
const remove = (customer_id: string) => server.call(`/customers/${customer_id}`, { method: 'DELETE' });
const removeAll = (customer_ids: string[]) =>
  server.call<Page<CustomerDeletion>>('/customers', { method: 'DELETE', body: { customer_ids } });
const number = (id: string) => Number(id.slice(2));

describe('deleting a customer', () => {
  it('deletes its addresses as well', async () => {
    const { customer_id } = await makeCustomer(server);
    const { address_id } = await makeAddress(server, customer_id);
    const deleted = await remove(customer_id);
    expect([deleted.status, deleted.body]).toEqual([204, '']);
    expect((await server.call(`/customers/${customer_id}`)).status).toBe(404);
    expect((await server.call(`/customers/addresses/${address_id}`)).status).toBe(404);
    const again = await remove(customer_id);
    expect(again.body).toMatchObject({ status: 404, detail: `Customer not found: ${customer_id}` });
  });

  it('is refused if an order refers to it, and changes nothing', async () => {
    const { customer_id } = await makeCustomer(server);
    const { address_id } = await makeAddress(server, customer_id);
    expect((await order(customer_id, { shipping_address_id: address_id })).status).toBe(201);
    const refused = await remove(customer_id);
    expect(refused.body).toMatchObject({
      status: 409,
      code: 'customer_has_orders',
      detail: `Customer ${customer_id} has orders: it cannot be deleted.`,
    });
    expect((await server.call(`/customers/addresses/${address_id}`)).status).toBe(200);
  });
});

describe('deleting several customers', () => {
  it('has an outcome for each, in order, and one for a repeated ID', async () => {
    const make = async () => (await makeCustomer(server)).customer_id;
    const [one, two, three, kept] = await Promise.all([make(), make(), make(), make()]);
    await makeAddress(server, two);
    await order(three);
    const deleted = await removeAll([two, 'CU99999', three, one, two]);
    expect(deleted.status).toBe(200);
    expect(deleted.body).toEqual({
      count: 4,
      items: [
        { customer_id: two, outcome: 'deleted' },
        { customer_id: 'CU99999', outcome: 'not_found' },
        { customer_id: three, outcome: 'has_orders' },
        { customer_id: one, outcome: 'deleted' },
      ],
    });
    for (const [id, status] of [
      [one, 404],
      [two, 404],
      [three, 200],
      [kept, 200],
    ] as const) {
      expect((await server.call(`/customers/${id}`)).status).toBe(status);
    }
  });

  it.each([
    ['none', []],
    ['more than 100', Array.from({ length: 101 }, (_, index) => `CU${String(index).padStart(5, '0')}`)],
    ['what is no ID', ['CU00001', 'PR00001']],
  ])('is refused for %s', async (_what, customer_ids) => {
    expect((await removeAll(customer_ids)).status).toBe(422);
  });

  it('is refused without a body', async () => {
    expect((await server.call('/customers', { method: 'DELETE' })).status).toBe(422);
  });

  it('twice concurrently, in opposite orders, deletes each customer once', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => makeCustomer(server)));
    const ids = made.map(({ customer_id }) => customer_id);
    const both = await Promise.all([removeAll(ids), removeAll(ids.toReversed())]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const outcomes = both.flatMap(({ body }) => body.items);
    for (const id of ids) {
      const own = outcomes.filter(({ customer_id }) => customer_id === id).map(({ outcome }) => outcome);
      expect(own.toSorted()).toEqual(['deleted', 'not_found']);
    }
  });
});

describe('a customer that is deleted while an order for it is created', () => {
  it('is kept if the order was first', async () => {
    const { customer_id } = await makeCustomer(server);
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query(
      `insert into sales_order (partner_id, customer_id, status, total_amount, currency, created_at, updated_at)
       values (1, $1, 'created', 1, 'USD', now(), now())`,
      [number(customer_id)],
    );
    const deletion = remove(customer_id);
    const deletions = removeAll([customer_id]);
    await until(async () => (await waiting()) === 2, 10_000);
    await client.query('commit');
    client.release();
    expect((await deletion).body).toMatchObject({ status: 409, code: 'customer_has_orders' });
    expect((await deletions).body.items).toEqual([{ customer_id, outcome: 'has_orders' }]);
  });

  it('is either deleted or ordered, without an internal error', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { customer_id } = await makeCustomer(server);
      const { address_id } = await makeAddress(server, customer_id);
      const calls = [order(customer_id, { shipping_address_id: address_id }), order(customer_id), remove(customer_id)];
      const [shipped, plain, removed] = await Promise.all(round % 2 ? calls : calls.toReversed()).then((answers) =>
        (round % 2 ? answers : answers.toReversed()).map(({ status }) => status),
      );
      expect([201, 404]).toContain(shipped);
      expect([201, 404]).toContain(plain);
      expect(removed).toBe(shipped === 201 || plain === 201 ? 409 : 204);
    }
  });

  it('cannot get a concurrent address', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { customer_id } = await makeCustomer(server);
      const path = `/customers/${customer_id}/addresses`;
      const [removed, added] = await Promise.all([remove(customer_id), server.call(path, { body: HOME })]);
      expect(removed.status).toBe(204);
      expect([201, 404]).toContain(added.status);
    }
    const left = await server.pool.query(
      'select 1 from customer_address a where not exists (select from customer c where c.id = a.customer_id)',
    );
    expect(left.rowCount).toBe(0);
  });

  async function waiting(): Promise<number> {
    const { rows } = await server.pool.query(
      `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0].n;
  }
});
