import { text } from 'node:stream/consumers';
import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const client = new CommerceClient({ baseUrl: server.url, apiKey: acme.key });
await client.feeds.ingest({ file: new File(['sku,product_name,price,currency\nA-1,Lamp,19.9,EUR\n'], 'f.csv') });

/**
 * Imports a tree of categories.
 *
 * @param below the code of the category below `home`
 */
async function importTree(of: CommerceClient, below: string): Promise<void> {
  const tree = await of.dataDescriptors.create({
    name: 'Tree',
    entity: 'category',
    file_name_pattern: '*',
    format: { type: 'csv' },
    columns: ['code', 'name', 'parent_code'].map((name) => ({ target: name, source: name })),
  });
  const group = await of.dataGroups.create({ name: 'Tree', descriptors: [tree.data_descriptor_id] });
  const file = new File([`code,name,parent_code\nhome,Home,\n${below},Below,home\n`], 'tree.csv');
  await of.jobs.waitForJob((await of.dataGroups.import(group.data_group_id, { file })).job_id);
}

describe('a partner', () => {
  it('describes export files, exports them and downloads one', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-descriptors/new');
    await page.getByLabel('Direction').selectOption('Export');
    await page.getByRole('heading', { name: 'What it exports' }).waitFor();
    // The fields of imports are gone, and so is an entity that can only be imported.
    expect(await page.getByLabel('Mode').count()).toBe(0);
    expect(await page.getByLabel('Rows').locator('option').allInnerTexts()).not.toContain('Order update');
    await page.getByLabel('Name', { exact: true }).fill('Products of the shop');
    await page.getByLabel('File names').fill('products_*.csv');
    await page.getByLabel('Delimiter').selectOption('Semicolon');
    const column = (number: number) => page.getByRole('group', { name: `Column ${number}`, exact: true });
    await column(1).getByLabel('Column of the file').fill('SKU');
    await visitor.button('Add a column').click();
    await column(2).getByLabel('Field').fill('price');
    await column(2).getByLabel('Column of the file').fill('Preis');
    await column(2).getByLabel('Written as').selectOption('Decimal');
    await visitor.button('Options of column 2').click();
    expect(await page.getByLabel('Extract').count()).toBe(0);
    await page.getByLabel('Decimal separator').selectOption('Comma');
    await visitor.button('Create the descriptor').click();
    await visitor.heading('Products of the shop').waitFor();

    await page.getByRole('link', { name: 'Imports and exports' }).click();
    await visitor.button('Create a group').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Shop, nightly');
    // A descriptor of exports cannot be chosen for a group of imports.
    await dialog.getByText('no descriptors of imports yet').waitFor();
    await dialog.getByLabel('Direction').selectOption('Export');
    expect(await dialog.getByLabel('When a row is rejected').count()).toBe(0);
    await dialog.getByLabel('Descriptors').selectOption('Products of the shop');
    await dialog.getByRole('button', { name: 'Create the group' }).click();
    await visitor.heading('Shop, nightly').waitFor();
    await visitor.button('Export').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Export the files' }).click();
    await visitor.heading('Export job').waitFor();
    const files = page.getByRole('table', { name: 'Files of the export' });
    const link = files.getByRole('link', { name: /^Download products_/ });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(await text(await download.createReadStream())).toBe('SKU;Preis\nA-1;19,9\n');

    await page.getByRole('link', { name: /^DG/ }).click();
    await page.getByRole('table', { name: 'Exports of this group' }).getByText('Completed').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('schedules an export', async () => {
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/data-groups/DG00001');
    await visitor.button('Set a schedule').click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Files come from').count()).toBe(0);
    await dialog.getByLabel('Folder').fill('shop');
    await dialog.getByRole('button', { name: 'Set the schedule' }).click();
    await dialog.waitFor({ state: 'detached' });
    const card = page.locator('section', { hasText: 'Next runs' });
    await expect.poll(() => card.locator('time').count()).toBe(5);
    await card.getByRole('button', { name: 'Run now' }).click();
    const runs = page.getByRole('table', { name: 'Exports of this group' });
    await visitor.button(/Show it/).click();
    await expect.poll(() => runs.getByText('Completed').count()).toBe(2);
    await page.getByText('Exported 1 file').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('sees its category tree', async () => {
    await importTree(client, 'lamps');
    const visitor = await signedIn(server, acme.key);
    const { page } = visitor;
    await visitor.open('/categories');
    await page.getByRole('link', { name: 'Home' }).last().click();
    const rows = page.getByRole('table', { name: 'Categories' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(2);
    await rows.getByText('lamps', { exact: true }).waitFor();
    expect(visitor.complaints).toEqual([]);
  });
});

describe('an operator', () => {
  it('sees the partner of a category, and below it only children of the same partner', async () => {
    const other = await server.partner('Other Ltd');
    await importTree(new CommerceClient({ baseUrl: server.url, apiKey: other.key }), 'tables');
    const visitor = await signedIn(server);
    await visitor.open('/categories');
    const rows = visitor.page.getByRole('table', { name: 'Categories' }).locator('tbody tr');
    expect(await rows.getByText('Other Ltd').count()).toBe(2);
    await rows.filter({ hasText: 'Acme Corp' }).getByRole('link', { name: 'Home' }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByText('lamps', { exact: true }).waitFor();
    await rows.getByText('Acme Corp').waitFor();
  });

  it('chooses among all partners by name', async () => {
    for (let number = 1; number <= 100; number += 1)
      await server.call('/partners', { body: { partner_name: `Zebra ${number}` } });
    const visitor = await signedIn(server);
    await visitor.open('/data-groups');
    await visitor.button('Create a group').click();
    const partners = visitor.page.getByLabel(/^Partner/).locator('option');
    await expect.poll(() => partners.count()).toBeGreaterThan(100);
    const names = (await partners.allTextContents()).slice(1);
    expect(names).toContain('Acme Corp');
    expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
  });
});
