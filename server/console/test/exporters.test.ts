import type { DataDescriptor } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');

describe('an operator', () => {
  it('links exporters in a chain, pauses one and resumes it', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    const add = async (name: string, kind: string, flag: string, next: string) => {
      await visitor.open('/exporters');
      await visitor.button('Add an exporter').first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill(name);
      await dialog.getByLabel('Kind').selectOption({ label: kind });
      await dialog.getByLabel('Orders of').selectOption('Acme Corp');
      await dialog.getByLabel('Flag', { exact: true }).fill(flag);
      await dialog.getByLabel('Next flag').fill(next);
      await dialog.getByRole('button', { name: 'Add the exporter' }).click();
      await visitor.heading(name).waitFor();
    };
    await add('Warehouse', 'By hand: wait for a person to approve', 'to_fulfilment', 'to_erp');
    await add('ERP', 'File: write orders to files in the storage', 'to_erp', '');
    const chain = page.getByRole('region', { name: 'Chain' }).or(page.locator('section', { hasText: 'to_fulfilment' }));
    await chain.getByRole('link', { name: 'Warehouse' }).click();
    await visitor.heading('Warehouse').waitFor();
    await visitor.button('Pause').click();
    await visitor.text('It is paused: orders wait for it until it is resumed.').waitFor();
    await visitor.button('Resume').click();
    await visitor.button('Pause').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('sees a chain error at the field that causes it', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/exporters/OX00002');
    await visitor.button('Edit').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Next flag').fill('to_fulfilment');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').first().waitFor();
    await dialog.getByLabel('Next flag').fill('to_accounting');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('to_accounting').waitFor();
  });
});

describe('a partner', () => {
  it('exports orders in the layout of a data descriptor', async () => {
    const described = { name: 'Orders of the ERP', entity: 'order', direction: 'export', format: { type: 'csv' } };
    const columns = [{ target: 'order_id', source: 'Auftrag' }];
    const { body } = await server.call<DataDescriptor>('/data-descriptors', {
      body: { ...described, columns },
      key: acme.key,
    });
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/exporters');
    await visitor.button('Add an exporter').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Books');
    await dialog.getByLabel('Kind').selectOption({ label: 'File: write orders to files in the storage' });
    await dialog.getByLabel('Format').selectOption({ label: `Orders of the ERP (${body.data_descriptor_id})` });
    await dialog.getByLabel('Flag', { exact: true }).fill('to_books');
    await dialog.getByRole('button', { name: 'Add the exporter' }).click();
    await visitor.heading('Books').waitFor();
    // It is kept when something else is changed.
    await visitor.button('Edit').click();
    await dialog.getByLabel('Name', { exact: true }).fill('Accounts');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await visitor.heading('Accounts').waitFor();
    await page.getByRole('link', { name: body.data_descriptor_id }).first().click();
    await visitor.heading('Orders of the ERP').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it("registers a courier's feed, whose notice becomes an update", async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/order-update-feeds');
    await visitor.button('Register a feed').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Courier notices');
    await dialog.getByRole('button', { name: 'Register the feed' }).click();
    await dialog.getByText('Give the path of order_id').first().waitFor();
    await dialog.getByLabel('Customer reference').fill('order.reference');
    await dialog.getByLabel('Status', { exact: true }).fill('code');
    await dialog.getByLabel('Words of the status').fill('DONE = delivered\nINFO =');
    await dialog.getByRole('button', { name: 'Register the feed' }).click();
    const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    await visitor.button('I have saved it').click();
    await visitor.heading('Courier notices').waitFor();
    await visitor.text('order.reference').waitFor();
    const address = (await page.locator('code', { hasText: '/push' }).textContent()) ?? '';
    const notice = { order: { reference: 'none of ours' }, code: 'DONE' };
    const pushed = await page.request.post(address, { data: notice, headers: { 'x-feed-token': secret } });
    expect(pushed.status()).toBe(202);

    await visitor.button('Rotate secret').click();
    await visitor.button('Make a new secret').click();
    const rotated = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
    expect(rotated).not.toBe(secret);
    await visitor.button('I have saved it').click();
    // Both are valid until the old one expires.
    for (const proof of [secret, rotated]) {
      const again = await page.request.post(address, { data: notice, headers: { 'x-feed-token': proof } });
      expect(again.status()).toBe(202);
    }
    expect(visitor.complaints).toEqual([]);
  });

  it('registers a feed that reads files with a data descriptor, then gives it a mapping instead', async () => {
    const columns = ['update_id', 'order_id', 'status', 'occurred_at'].map((name) => ({ target: name, source: name }));
    const descriptor = { name: 'Courier files', entity: 'order_update', format: { type: 'csv' }, columns };
    const { body } = await server.call<DataDescriptor>('/data-descriptors', { key: acme.key, body: descriptor });
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/order-update-feeds');
    await visitor.button('Register a feed').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('Nightly files');
    await dialog.getByLabel('Read by').selectOption('A data descriptor: files');
    await dialog.getByRole('button', { name: 'Register the feed' }).click();
    await dialog.getByText('Choose how its files are read').first().waitFor();
    await dialog.getByLabel('Data descriptor').selectOption(`Courier files (${body.data_descriptor_id})`);
    await dialog.getByRole('button', { name: 'Register the feed' }).click();
    await visitor.button('I have saved it').click();
    await visitor.heading('Nightly files').waitFor();
    await page.getByRole('link', { name: body.data_descriptor_id }).waitFor();
    await visitor.text('files in the layout of the data descriptor').waitFor();

    await visitor.button('Edit').click();
    await dialog.getByLabel('Read by').selectOption('Paths: notices as JSON, XML or a form');
    await dialog.getByLabel('Customer reference').fill('order.reference');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await visitor.text('order.reference').waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});
