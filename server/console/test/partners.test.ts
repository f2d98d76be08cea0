import type { Webhook } from '@commerce-integration/contract';
import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
const [acme, other] = [await server.partner('Acme Corp'), await server.partner('Other Ltd')];
const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });
for (const partner_name of ['Acme Corp', 'Other Ltd'])
  await server.load('sku,product_name,price,currency\nA-1,Lamp,1,EUR\n', { fields: { partner_name } });
const { batch } = await client.batches.submit({
  org_id: other.id,
  batch_type: 'product-updates',
  operations: [
    {
      '@type': 'ProductAvailabilityUpdate',
      operation_id: 'a1',
      product: { sku: 'A-1' },
      availability: 'out_of_stock',
    },
  ],
});

describe('the operator', () => {
  it('sees the partner of each job and batch, in lists and on their pages', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/jobs?job_type=validation');
    const names = page.getByRole('table', { name: 'Jobs' }).locator('tbody tr');
    expect(await names.filter({ hasText: 'Acme Corp' }).count()).toBe(1);
    await names.filter({ hasText: 'Other Ltd' }).getByRole('link').first().click();
    await visitor.heading('Validation job').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Other Ltd' }).waitFor();
    await visitor.open(`/jobs/${batch.job_id}`);
    await page.getByRole('link', { name: batch.batch_id }).click();
    await visitor.heading(`Batch ${batch.batch_id}`).waitFor();
    // Without its partner, an old batch would not be found.
    expect(new URL(page.url()).searchParams.get('org')).toBe(other.id);
    await visitor.open('/batches');
    await page
      .getByRole('row', { name: /Other Ltd/ })
      .getByRole('link')
      .first()
      .click();
    await visitor.heading(`Batch ${batch.batch_id}`).waitFor();
    await page.getByRole('link', { name: 'Other Ltd' }).click();
    await visitor.heading('Other Ltd').waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('finds a batch by its ID alone, however many batches there are', async () => {
    await server.pool.query(
      `insert into job (job_type, number, status, message, partner_id, subject_type, subject_id, concurrency_key,
         created_at)
       select 'operations_batch', 1000 + n, 'completed', '', $1, 'operations_batch', 1000 + n, '', now()
       from generate_series(1, 600) n`,
      [Number(acme.id.slice(2))],
    );
    const visitor = await signedIn(server);
    await visitor.open(`/batches/${batch.batch_id}`);
    await visitor.heading(`Batch ${batch.batch_id}`).waitFor();
    expect(visitor.complaints).toEqual([]);
  });

  it('adds a webhook for one partner', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/webhooks');
    await visitor.button('Add a webhook').first().click();
    await page.getByLabel('URL').fill('https://hooks.example/one');
    await page.getByRole('option', { name: 'Other Ltd' }).waitFor({ state: 'attached' });
    await page.getByRole('dialog').getByLabel('Partner').selectOption('Other Ltd');
    await visitor.button('Add the webhook').click();
    await visitor.button('I have saved it').click();
    await visitor.heading('https://hooks.example/one').waitFor();
    const { body } = await server.call<{ items: Webhook[] }>('/webhooks');
    expect(body.items).toMatchObject([{ url: 'https://hooks.example/one', partner_id: other.id }]);
  });
});

describe('a partner', () => {
  it('sees no column and no select of partners', async () => {
    const visitor = await signedIn(server, acme.key);
    await visitor.open('/jobs');
    const headers = await visitor.page.getByRole('columnheader').allTextContents();
    expect(headers).toContain('Status');
    expect(headers).not.toContain('Partner');
    await visitor.open('/webhooks');
    await visitor.button('Add a webhook').first().click();
    await visitor.page.getByLabel('URL').waitFor();
    expect(await visitor.page.getByLabel('Partner').count()).toBe(0);
  });
});
