import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const feed = (price: number) =>
  `sku,product_name,price,currency,availability\nAC-7000,Canvas Tote Bag,${price},USD,in stock\nAC-8000,Enamel Mug,12,USD,in stock\n`;
for (const price of [49.99, 39.99, 44.5]) await server.load(feed(price));

describe('a product', () => {
  it('is found by its SKU using only the keyboard, and shows its price history', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/');
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('combobox', { name: 'Search' }).fill('AC-70');
    await page.getByRole('option', { name: /Canvas Tote Bag/ }).waitFor();
    await page.keyboard.press('Enter');
    await visitor.heading('Canvas Tote Bag').waitFor();
    const changes = page.getByRole('table', { name: 'Changes of the product' });
    await changes.waitFor();
    const rows = (await changes.getByRole('row').allInnerTexts()).slice(1).map((row) => row.replaceAll(/\s+/g, ' '));
    expect(rows).toEqual([expect.stringContaining('$39.99 → $44.50'), expect.stringContaining('$49.99 → $39.99')]);
    const chart = page.getByRole('img', { name: 'Price of Canvas Tote Bag in time' });
    const legend = chart.locator('.u-legend');
    await legend.getByText('Price').waitFor();
    expect(await legend.getByText('Time').isVisible()).toBe(false);
    await chart.locator('.u-over').hover();
    await legend.getByText('Time').waitFor();
    await legend.getByText('$44.50').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('gets a price that starts at a given time', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/products/PR00001');
    await visitor.button('Price list').click();
    await visitor.button('Add a price').click();
    await page.getByLabel('In force from, row 1').fill('2026-01-01T00:00:00');
    await page.getByLabel('Price, row 1').fill('1000');
    await visitor.button('Save the list').click();
    await visitor.text('$1,000.00').waitFor();
    await visitor.text('from the base price list').waitFor();
  });
});

describe('a search', () => {
  it('does not open results of an earlier query', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/products');
    await page.keyboard.press('ControlOrMeta+K');
    const field = page.getByRole('combobox', { name: 'Search' });
    await field.fill('AC-');
    await page.getByRole('option', { name: /Canvas Tote Bag/ }).waitFor();
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await page.route('**/search?q=AC-8*', async (route) => {
      asked.resolve();
      await held.promise;
      await route.continue();
    });
    await field.fill('AC-8');
    await page.keyboard.press('Enter');
    await asked.promise;
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('AC-8');
    held.resolve();
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual([expect.stringContaining('AC-8000')]);
    await page.keyboard.press('Enter');
    await visitor.heading('Enamel Mug').waitFor();
  });
});

describe('a price list', () => {
  it('refuses an entry without a price', async () => {
    const visitor = await signedIn(server);
    await visitor.open('/products/PR00002');
    await visitor.button('Price list').click();
    await visitor.button('Add a price').click();
    await visitor.button('Save the list').click();
    await visitor.text('price_list.0.price must be a number.').waitFor();
    await visitor.page.getByLabel('Price, row 1').fill('11');
    await visitor.button('Save the list').click();
    await visitor.text('$11.00').waitFor();
  });
});

describe('a list', () => {
  it('keeps a trailing space while the user types', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/products');
    const filter = page.getByRole('searchbox', { name: 'Words in the name' });
    await filter.pressSequentially('Canvas ');
    await expect.poll(() => new URL(page.url()).search).toBe('?q=Canvas');
    await filter.pressSequentially('Tote');
    await expect.poll(() => new URL(page.url()).search).toBe('?q=Canvas+Tote');
    expect(await filter.inputValue()).toBe('Canvas Tote');
  });

  it('keeps its filters, sort and page in the URL, and supports the arrow keys', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/products');
    const rows = page.getByRole('table', { name: 'Products' }).getByRole('link');
    await visitor.button('Price').click();
    await expect.poll(() => new URL(page.url()).search).toBe('?sort_by=price');
    await expect.poll(() => rows.first().textContent()).toBe('Enamel Mug');
    await rows.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await visitor.heading('Canvas Tote Bag').waitFor();
    await page.goBack();
    await expect.poll(() => rows.first().textContent()).toBe('Enamel Mug');
    await page.getByRole('searchbox', { name: 'SKU' }).fill('AC-7000');
    await expect.poll(() => new URL(page.url()).search).toBe('?sort_by=price&sku=AC-7000');
    await expect.poll(() => rows.count()).toBe(1);
    await page.reload();
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByRole('searchbox', { name: 'SKU' }).fill('nothing like it');
    await visitor.button('Clear all filters').click();
    await expect.poll(() => rows.count()).toBe(2);
  });

  it('is saved as a view of this key, shown again, and deleted', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    const item = (name: string) => page.getByRole('menu').getByText(name, { exact: true });
    await visitor.open('/products?sku=AC-7000');
    await visitor.button('Views').click();
    await item('Save as a view…').click();
    await page.getByLabel('Name', { exact: true }).fill('Totes');
    await visitor.button('Save').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await visitor.open('/products?sort_by=price');
    await visitor.button('Views').click();
    await item('Totes').click();
    await expect.poll(() => new URL(page.url()).search).toBe('?sku=AC-7000');

    // Not visible to another key in the same browser, nor in another list.
    const { key } = await server.partner('Other Views Ltd');
    await page.request.post(`${server.url}/console/session`, { data: { api_key: key } });
    await visitor.open('/products?sku=AC-7000');
    await visitor.button('Views').click();
    await item('No saved views yet').waitFor();
    await page.request.post(`${server.url}/console/session`, { data: { api_key: OPERATOR_KEY } });
    await visitor.open('/jobs?status=failed');
    await visitor.button('Views').click();
    await item('No saved views yet').waitFor();

    await visitor.open('/products?sku=AC-7000');
    await visitor.button('Views').click();
    await item('Delete “Totes”').click();
    await visitor.button('Views').click();
    await item('No saved views yet').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('opens a row in a new tab on a modified click', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/products');
    const cell = page.getByRole('cell', { name: 'AC-7000' });
    const clicks = [() => cell.click({ modifiers: ['ControlOrMeta'] }), () => cell.click({ button: 'middle' })];
    for (const click of clicks) {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), click()]);
      await tab.getByRole('heading', { level: 1, name: 'Canvas Tote Bag' }).waitFor();
      expect(page.url()).toMatch(/\/products$/);
      await tab.close();
    }
  });

  it('announces new rows, and moves nothing until asked', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/feeds');
    await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    const rows = page.getByRole('table', { name: 'Feeds' }).locator('tbody tr');
    expect(await rows.count()).toBe(3);
    await server.load(feed(41));
    await visitor.button(/1 new since you opened this list/).waitFor();
    expect(await rows.count()).toBe(3);
    await visitor.button(/1 new/).click();
    expect(await rows.count()).toBe(4);
  });
});

describe('a sales channel', () => {
  it('lists only the products of its own partner', async () => {
    const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });
    const { items } = await client.products.list({ sku: 'AC-7000' });
    const { partner_id = '', partner_name = '' } = items[0] ?? {};
    const { sales_channel_id } = await client.salesChannels.create({
      partner_id,
      name: 'Web shop',
      type: 'WEB_SALES_CHANNEL',
    });
    await server.load('sku,product_name,price,currency\nX-1,Lamp of another partner,5,EUR\n', {
      fields: { partner_name: 'Other Supply' },
    });
    const visitor = await signedIn(server);
    await visitor.open(`/sales-channels/${sales_channel_id}`);
    const products = visitor.page.getByRole('table', { name: 'Products in this sales channel' });
    await products.getByRole('link', { name: 'Canvas Tote Bag' }).waitFor();
    expect(await products.getByText('Lamp of another partner').count()).toBe(0);
    await visitor.page.getByRole('link', { name: partner_name }).waitFor();
  });
});
