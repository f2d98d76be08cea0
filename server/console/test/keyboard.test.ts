import type { Order, OrderExport, Page } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../test/support/receiver.ts';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { until } from '../../test/support/until.ts';
import { order, QUICK_RETRIES } from '../../test/support/webhooks.ts';
import { Keyboard } from './support/keyboard.ts';
import { RIGHT_ROWS, WRONG_ROWS } from './support/sample-shop.ts';
import { signedIn, visit } from './support/visitor.ts';

const server = await startTestServer(QUICK_RETRIES);
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');

async function withoutPointer(path: string) {
  const visitor = await signedIn(server);
  await visitor.open(path);
  return { visitor, page: visitor.page, keys: new Keyboard(visitor.page) };
}

describe('using only the keyboard', () => {
  it('a user signs in and out', async () => {
    const visitor = await visit(server);
    const keys = new Keyboard(visitor.page);
    await visitor.open('/');
    await keys.type('API key', OPERATOR_KEY);
    await visitor.page.keyboard.press('Enter');
    await visitor.heading('Overview').waitFor();
    await keys.press('button', 'Account');
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    await visitor.page.keyboard.press('ArrowDown');
    await visitor.page.keyboard.press('Enter');
    await visitor.heading('Commerce Integration').waitFor();
  });

  it('a feed is loaded, its errors are read, and it is loaded again after correction', async () => {
    const { visitor, page, keys } = await withoutPointer('/feeds');
    const upload = async (name: string, text: string) => {
      await keys.press('button', 'Upload a feed');
      await page.getByRole('dialog').waitFor();
      await keys.chooseFile(name, text);
      await keys.type('Partner', 'Acme Corp');
      await keys.press('button', 'Upload and load');
      await visitor.heading(name).waitFor();
    };
    await upload('autumn.csv', WRONG_ROWS);
    await page.getByRole('table', { name: 'Rejected values' }).getByText('product_name must not be empty.').waitFor();
    await keys.press('button', /^Invalid price/);
    await expect.poll(() => page.getByRole('table', { name: 'Rejected values' }).getByRole('row').count()).toBe(2);
    await keys.press('link', 'Feeds');
    await visitor.heading('Feeds').waitFor();
    await upload('autumn-corrected.csv', RIGHT_ROWS);
    await visitor.text('Every line was accepted').waitFor();
  });

  it('an order is shipped in two parcels', async () => {
    const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 3 }] };
    const { order_id } = (await server.call<Order>('/orders', { body })).body;
    await server.call(`/orders/${order_id}/transitions`, { body: { to: 'in_progress' } });
    const { page, keys } = await withoutPointer(`/orders/${order_id}`);
    for (const [number, quantity] of [
      ['T-1', '1'],
      ['T-2', '2'],
    ] as const) {
      await keys.press('button', 'Ship');
      await keys.type('Tracking number', number);
      await keys.type('Quantity of A-1', quantity);
      await keys.press('button', 'Ship the parcel');
      await page.getByText(number).waitFor();
    }
    const { shipments } = (await server.call<Order>(`/orders/${order_id}`)).body;
    expect(shipments.map(({ items }) => items[0]?.quantity)).toEqual([1, 2]);
  });

  it('an export is found on the overview and approved', async () => {
    await server.call('/order-exporters', { body: { name: 'Check', kind: 'manual', when: { flag: 'to_fulfilment' } } });
    const { order_id } = await order(server, 'approved by keys');
    await server.call(`/orders/${order_id}/transitions`, { body: { to: 'in_progress' } });
    const exports = async (status: string) =>
      (await server.call<Page<OrderExport>>(`/order-exports?order_id=${order_id}&status=${status}`)).body.items;
    await until(async () => (await exports('waiting_approval')).length === 1);
    const { page, keys } = await withoutPointer('/');
    await keys.press('link', 'Decide', page.getByRole('listitem').filter({ hasText: `The export of ${order_id}` }));
    await keys.press('button', 'Approve');
    await until(async () => (await exports('completed')).length === 1);
  });

  it('a failed delivery is inspected and sent again', async () => {
    const receiver = await startReceiver();
    receiver.answer = (_, res) => void res.writeHead(500).end();
    await server.call('/webhooks', { body: { url: receiver.url, events: ['order.created'] } });
    await order(server, 'resent by keys');
    const { visitor, page, keys } = await withoutPointer('/deliveries?status=failed');
    const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('link');
    await keys.to(rows);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await visitor.text('The receiver responded with 500.').waitFor();
    receiver.answer = (_, res) => void res.writeHead(204).end();
    await keys.press('button', 'Send again');
    await page.getByText('Succeeded').first().waitFor();
  });

  it('a descriptor is created, its group scheduled, and a file imported with it', async () => {
    const { visitor, page, keys } = await withoutPointer('/data-descriptors/new');
    await keys.chooseFile('artikel-2026.csv', 'Artikelnummer;Bezeichnung\nK-1;Lampe\nK-2;Tisch\n');
    await keys.press('button', 'Fill the form from this file');
    await keys.type('Name', 'Articles');
    await keys.choose(/^Partner/, 'Acme');
    await page.getByRole('table', { name: 'First rows' }).getByText('Lampe').waitFor();
    await keys.press('button', 'Create the descriptor');
    await visitor.heading('Articles').waitFor();
    await keys.press('link', 'Imports and exports');
    await keys.press('button', 'Create a group');
    await page.getByRole('dialog').waitFor();
    await keys.type('Name', 'Nightly');
    await keys.choose(/^Partner/, 'Acme');
    await keys.choose('Descriptors', 'Articles');
    await keys.press('button', 'Create the group');
    await visitor.heading('Nightly').waitFor();
    await keys.press('button', 'Set a schedule');
    await page.getByRole('dialog').waitFor();
    await keys.type('Cron', '0 6 * * mon-fri');
    await keys.type('Folder', 'erp');
    await keys.press('button', 'Set the schedule');
    await page.locator('section', { hasText: 'Next runs' }).waitFor();
    await keys.press('button', 'Import a file');
    await page.getByRole('dialog').waitFor();
    await keys.chooseFile('artikel-2026.csv', 'Artikelnummer;Bezeichnung\nK-1;Lampe\nK-2;Tisch\n');
    await keys.press('button', 'Import');
    await page.getByRole('table', { name: 'Files of the import' }).getByText('artikel-2026.csv').waitFor();
    await until(async () => (await server.products('&sku=K-2')).length === 1);
  });

  it('sales are shown in another time zone', async () => {
    const { page, keys } = await withoutPointer('/analytics');
    await keys.choose('Time zone', 'Asia/Tokyo');
    await expect.poll(() => new URL(page.url()).searchParams.get('zone')).toBe('Asia/Tokyo');
  });
});
