import type { Order, OrderExport, Page } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { until } from '../../test/support/until.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');
const { body: partners } = await server.call<{ items: { partner_id: string }[] }>('/partners');
await server.call(`/partners/${partners.items[0]?.partner_id}`, {
  method: 'PATCH',
  body: { orders_need_approval_above: 25 },
});

it('an order is approved, shipped in two parcels, delivered and returned', async () => {
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 3 }] };
  const { order_id } = (await server.call<Order>('/orders', { body })).body;
  const visitor = await signedIn(server);
  const { page } = visitor;
  await visitor.open('/');
  await page.getByText(`Order ${order_id} waits for approval.`).waitFor();
  await visitor.open(`/orders/${order_id}`);
  await visitor.button('Approve').click();
  for (const [number, quantity] of [
    ['T-1', '1'],
    ['T-2', '2'],
  ] as const) {
    await visitor.button('Ship').click();
    await page.getByLabel('Tracking number').fill(number);
    await page.getByLabel('Quantity of A-1').fill(quantity);
    await visitor.button('Ship the parcel').click();
    await page.getByText(number).waitFor();
  }
  await page.getByText('Completed', { exact: true }).first().waitFor();
  await visitor.button(/^Change delivery/).click();
  await page.getByRole('menuitem', { name: 'Mark as delivered' }).click();
  await page.getByText('Delivered', { exact: true }).first().waitFor();
  await visitor.button('All returned').click();
  await visitor.button('Record the return').click();
  await page.getByText('3 returned').waitFor();
  const order = (await server.call<Order>(`/orders/${order_id}`)).body;
  expect(order).toMatchObject({ status: 'returned', returned_amount: 30 });
  expect(order.shipments.map(({ tracking_number, items }) => [tracking_number, items[0]?.quantity])).toEqual([
    ['T-1', 1],
    ['T-2', 2],
  ]);
  expect(visitor.complaints).toEqual([]);
});

it('a double click changes an order once and issues a key once', async () => {
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
  const { order_id } = (await server.call<Order>('/orders', { body })).body;
  const visitor = await signedIn(server);
  const { page } = visitor;
  const changes: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') changes.push(new URL(request.url()).pathname);
  });
  await visitor.open(`/orders/${order_id}`);
  await visitor.button('Begin').dblclick();
  await page.getByText('In progress', { exact: true }).first().waitFor();
  await visitor.open('/partners/PT00001');
  await visitor.button('Issue a key').click();
  await page.getByLabel('Name').fill('ERP');
  await page.getByRole('dialog').getByRole('button', { name: 'Issue' }).dblclick();
  await page.getByText('Key created').waitFor();
  expect(changes).toEqual([`/orders/${order_id}/transitions`, '/partners/PT00001/api-keys']);
});

it('an export that waits for approval is found on the overview and approved', async () => {
  await server.call('/order-exporters', { body: { name: 'Check', kind: 'manual', when: { flag: 'to_fulfilment' } } });
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
  const { order_id } = (await server.call<Order>('/orders', { body })).body;
  await server.call(`/orders/${order_id}/transitions`, { body: { to: 'in_progress' } });
  const exports = async (status: string) =>
    (await server.call<Page<OrderExport>>(`/order-exports?order_id=${order_id}&status=${status}`)).body.items;
  await until(async () => (await exports('waiting_approval')).length === 1);
  const visitor = await signedIn(server);
  await visitor.open('/');
  const row = visitor.page.getByRole('listitem').filter({ hasText: `The export of ${order_id}` });
  await row.getByRole('link', { name: 'Decide' }).click();
  await visitor.button('Approve').click();
  await visitor.page.getByText('Completed').first().waitFor();
  expect(await exports('completed')).toHaveLength(1);
  await visitor.open('/exports');
  const listed = visitor.page.getByRole('table', { name: 'Exports' }).locator('tbody tr').filter({ hasText: order_id });
  const completed = listed.filter({ hasText: 'Completed' });
  await completed.getByRole('link', { name: /^OX/ }).waitFor();
  await completed.getByText('Acme Corp').waitFor();
  expect(visitor.complaints).toEqual([]);
});

it('the history of an order links to the update that changed it', async () => {
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
  const { order_id, partner_id } = (await server.call<Order>('/orders', { body })).body;
  const update = { update_id: 'U-1', order_id, status: 'shipped', occurred_at: '2026-04-08T12:00:00Z' };
  await server.call('/order-updates', { body: { partner_id, updates: [update] } });
  const visitor = await signedIn(server);
  await visitor.open('/order-updates');
  await visitor.page.getByRole('table', { name: 'Order updates' }).getByText('Acme Corp').waitFor();
  await until(async () => (await server.call<Order>(`/orders/${order_id}`)).body.status === 'completed');
  await visitor.open(`/orders/${order_id}`);
  await visitor.page.getByRole('link', { name: 'OU00001' }).first().click();
  await visitor.heading('Update U-1').waitFor();
});
