import type { Job, Page } from '@commerce-integration/contract';
import type { Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { until } from '../../test/support/until.ts';
import { RIGHT_ROWS, WRONG_ROWS } from './support/sample-shop.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

describe('an operator', () => {
  it('uploads a feed with errors, sees them, corrects it and loads it again', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/feeds');
    await visitor.text('No feeds yet').waitFor();
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('autumn.csv', WRONG_ROWS));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();

    await visitor.heading('autumn.csv').waitFor();
    const errors = page.getByRole('table', { name: 'Rejected values' });
    await errors.getByText('product_name must not be empty.').waitFor();
    expect(await errors.getByRole('row').count()).toBe(5);
    await visitor.button(/^Invalid price/).click();
    expect(await errors.getByRole('row').count()).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'errors.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/errors\.csv$/);

    await page.getByRole('link', { name: 'Feeds' }).first().click();
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('autumn-corrected.csv', RIGHT_ROWS));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();
    await visitor.heading('autumn-corrected.csv').waitFor();
    await visitor.text('Every line was accepted').waitFor();
    expect(await server.products()).toHaveLength(4);
    expect(visitor.complaints).toEqual([]);
  });

  it('uploads no second feed by another click after the answer was lost', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/feeds');
    // The answers to the first try and to its retry.
    await page.evaluate(() => {
      let left = 2;
      const send = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (...body) {
        const { onload, onerror } = this;
        this.onload = (event) => {
          left -= 1;
          (left >= 0 ? onerror : onload)?.call(this, event);
        };
        send.apply(this, body);
      };
    });
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('lost-answer.csv', RIGHT_ROWS));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await visitor.button('Upload and load').click();
    await visitor.heading('lost-answer.csv').waitFor();
    const { body } = await server.call<Page<{ file_name: string }>>('/feeds?limit=100');
    expect(body.items.filter(({ file_name }) => file_name === 'lost-answer.csv')).toHaveLength(1);
  });

  it('previews the changes of a feed before loading it', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/feeds');
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('cheaper.csv', RIGHT_ROWS.replace('89.00', '79.00')));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await page.getByLabel('Validate only').check();
    await visitor.button('Upload and load').click();
    const changes = page.getByRole('table', { name: 'Changes that the load would make' });
    await changes.getByText('AC-2001').waitFor();
    expect(await changes.textContent()).toMatch(/AC-2001Price89(\.00)?79(\.00)?/);
    const [hammock] = await server.products('&sku=AC-2001');
    expect(hammock?.price).toBe(89);
  });

  it('undoes a load after a preview of the effects', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    const wrong = await server.load(RIGHT_ROWS.replace('89.00', '8.90'));
    await visitor.open(`/jobs/${wrong.job_id}`);
    await visitor.button('Undo').click();
    const changes = page.getByRole('table', { name: 'Changes that the undo would make' });
    await changes.getByText('AC-2001').waitFor();
    expect(await changes.textContent()).toMatch(/AC-2001Price8\.9(0)?89(\.00)?/);
    await visitor.button('Undo the load').click();
    await visitor.heading('Undo job').waitFor();
    await visitor.text(/^Undo completed\./).waitFor();
    const [hammock] = await server.products('&sku=AC-2001');
    expect(hammock?.price).toBe(89);
    expect(visitor.complaints).toEqual([]);
  });

  it('reruns all failed jobs that match a filter with one click', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    const fields = { partner_name: 'Acme Corp', max_error_ratio: '0.1' };
    const lost = [];
    for (const sku of ['R-1', 'R-2'])
      lost.push(await server.load(`sku,product_name,price,currency\n${sku},Lamp,cheap,EUR\n`, { fields }));
    expect(lost.map(({ status }) => status)).toEqual(['failed', 'failed']);
    await visitor.open('/jobs?status=failed');
    await visitor.button('Run all failed again').click();
    await visitor.button('Run them again').click();
    await page.getByText(/^2 jobs will run again\./).waitFor();
    for (const { job_id, finished_at = '' } of lost)
      await until(async () => ((await server.call<Job>(`/jobs/${job_id}`)).body.finished_at ?? '') > finished_at);
  });

  it('sees a refusal of the API with its request ID and a link to go on', async () => {
    const visitor = await signedIn(server);
    await visitor.open('/feeds');
    await visitor.button('Upload a feed').first().click();
    await visitor.page.locator('input[type=file]').setInputFiles(csv('picture.png', '\u0089PNG'));
    await visitor.page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();
    const alert = visitor.page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/invalid_file[\s\S]*Request [\w-]{8,}/);
  });

  it('is taken to a feed whose load could not be started instead of uploading it again', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await page.route('**/jobs/*/run', (route) =>
      route.fulfill({ status: 503, json: { detail: 'The server restarts.' } }),
    );
    await visitor.open('/feeds');
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('not-run.csv', RIGHT_ROWS));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();
    await visitor.heading('not-run.csv').waitFor();
    await visitor.text('The file was uploaded, but its load could not be started').waitFor();
    await page.unroute('**/jobs/*/run');
    await visitor.button('Run').click();
    await visitor.text('Every line was accepted').waitFor();
  });

  it('is asked before an upload is stopped, and nothing is sent afterwards', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    const before = (await server.call<Page<unknown>>('/feeds?limit=100')).body.count;
    const isHeld = Promise.withResolvers<Request>();
    await page.route('**/feeds/upload', (route) => isHeld.resolve(route.request()));
    await visitor.open('/products');
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Feeds', exact: true }).click();
    await visitor.heading('Feeds').waitFor();
    await visitor.button('Upload a feed').first().click();
    await page.locator('input[type=file]').setInputFiles(csv('stopped.csv', RIGHT_ROWS));
    await page.getByRole('combobox', { name: 'Partner' }).fill('Acme Corp');
    await visitor.button('Upload and load').click();
    const request = await isHeld.promise;
    const asked: string[] = [];
    const answer = (accept: boolean) =>
      page.once('dialog', (dialog) => {
        asked.push(dialog.message());
        void (accept ? dialog.accept() : dialog.dismiss());
      });
    answer(false);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(1);
    answer(false);
    await page.evaluate(() => history.back());
    await expect.poll(() => asked.length).toBe(2);
    answer(true);
    const stopped = page.waitForEvent('requestfailed', (one) => one === request);
    await page.keyboard.press('Escape');
    await stopped;
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(asked).toEqual(Array(3).fill('The file is still uploading. Stop the upload?'));
    expect((await server.call<Page<unknown>>('/feeds?limit=100')).body.count).toBe(before);
    await visitor.heading('Feeds').waitFor();
  });
});
