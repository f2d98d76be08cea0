import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

/** The status filter selects exactly the matching rows, combined with other filters, in every list of orders. */
export async function ordersAreFilteredByStatus(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Statuses Inc');
  await api.load('sku,product_name,price,availability\nT1,Tin,1,1\n', { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  const person = { first_name: 'A', last_name: 'B', email: 'a@b.example' };
  const { customer_id } = (await api.post('/customers', person, { key })).body;
  for (const customer_reference of ['one', 'two', 'three']) {
    await api.post('/orders', { items: [{ product_id, quantity: 1 }], customer_id, customer_reference }, { key });
  }
  for (const list of ['/orders', `/customers/${customer_id}/orders`]) {
    await api.pages(`${list}?status=created&limit=2`, { key });
    for (const status of ['gone', 'CREATED', 'created&status=created', '']) {
      expect((await api.get(`${list}?status=${status}`, { key })).status).toBe(400);
    }
  }
  const some = await api.get('/orders?status=created&customer_reference=two', { key });
  expect(some.body.count).toBe(1);
}

/** Until an object is changed, its last change is its creation; then it is the time of the change. */
export async function timesOfChangesAreNotMadeUp(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Times Inc');
  await api.load('sku,product_name,price,availability\nT1,Tin,1,1\n', { key });
  const person = { first_name: 'A', last_name: 'B', email: 'a@b.example' };
  const { customer_id } = (await api.post('/customers', person, { key })).body;
  const channel = { name: 'Web', type: 'WEB_SALES_CHANNEL' };
  const { sales_channel_id } = (await api.post('/sales-channels', channel, { key })).body;
  const { product_id } = (await api.get('/products', { key })).body.items[0];
  const { order_id } = (await api.post('/orders', { items: [{ product_id, quantity: 1 }] }, { key })).body;
  const paths = [
    `/customers/${customer_id}`,
    `/sales-channels/${sales_channel_id}`,
    `/orders/${order_id}`,
    `/products/${product_id}`,
  ];
  const check = async (path: string, own: { key?: string }) => {
    const { body } = await api.get(path, own);
    expect(Object.keys(body)).toContain('updated_at');
    expect(body.updated_at).toBe(body.created_at);
  };
  for (const path of paths) await check(path, { key });
  await check(`/partners/${id}`, {});
  await api.load('sku,product_name,price,availability\nT1,Tin,2,1\n', { key });
  const changed = (await api.get(`/products/${product_id}`, { key })).body;
  expect(Date.parse(changed.updated_at)).toBeGreaterThan(Date.parse(changed.created_at));
  const history = (await api.get(`/products/${product_id}/history`, { key })).body;
  expect(history.items[0].changed_at).toBe(changed.updated_at);
  await check(`/orders/${order_id}`, { key });
}
