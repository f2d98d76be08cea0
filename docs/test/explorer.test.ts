import chromium from '@sparticuz/chromium';
import { type Locator, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFreshServer } from './fresh-server.ts';

const server = await startFreshServer();
afterAll(() => server.stop());
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args });
afterAll(() => browser.close());

describe('the reference at /docs, on a server that was just started', () => {
  let page: Page;
  const refused: string[] = [];

  beforeAll(async () => {
    page = await browser.newPage();
    // Only the time limit of the tests applies, since the machine may be busy.
    page.setDefaultTimeout(110_000);
    page.on('pageerror', (error) => refused.push(error.message));
    page.on('response', (answer) => {
      if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    });
    await page.goto(`${server.url}/docs`);
  });

  it('describes each feature, and names the server', async () => {
    await page.getByText('Orders of products, at the prices in force when they are created.').waitFor();
    expect(await page.locator('.servers option').allInnerTexts()).toEqual([server.url]);
  });

  it('uploads a feed, loads it and orders from it: open and execute, without input', async () => {
    expect(await execute('feeds-uploadFeed')).toMatchObject({ feed_id: 'FD00001', validation_job_id: 'JV00001' });
    expect(await execute('jobs-runJob')).toMatchObject({ status: 'completed', result: { inserted: 1 } });
    expect(await execute('products-listProducts')).toMatchObject({ count: 1, items: [{ sku: 'AC-1001' }] });
    expect(await execute('orders-createOrder')).toMatchObject({ order_id: 'OR00001', total_amount: 99.98 });
    expect(refused).toEqual([]);
  });

  it('offers the allowed values, and sends no optional parameter', async () => {
    const form = page.locator('#operations-feeds-uploadFeed');
    expect(await choices(form, 'mode')).toEqual(['--', 'incremental', 'full']);
    expect(await choices(form, 'validate_only')).toEqual(['--', 'true', 'false']);
    expect(await form.locator('.curl').textContent()).not.toMatch(/partner_id|max_error_ratio|max_removed_ratio/);
  });

  /** Opens an endpoint, sends the form, and returns the response. */
  async function execute(id: string): Promise<unknown> {
    const feature = page.locator(`#operations-tag-${id.split('-')[0]}`);
    if ((await feature.getAttribute('data-is-open')) === 'false') await feature.click();
    const endpoint = page.locator(`#operations-${id}`);
    await endpoint.locator('.opblock-summary-control').click();
    const answered = page.waitForResponse((answer) => answer.url().startsWith(server.url));
    await endpoint.locator('.execute').click();
    const body = await (await answered).json();
    // The page shows the actual response.
    await endpoint.locator('.live-responses-table .response-col_status').getByText(/^20\d/).first().waitFor();
    return body;
  }
});

async function choices(form: Locator, field: string): Promise<string[]> {
  return form.locator(`tr[data-property-name="${field}"] option`).allInnerTexts();
}
