import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../test/support/receiver.ts';
import { startTestServer } from '../../test/support/server.ts';
import { until } from '../../test/support/until.ts';
import { order, QUICK_RETRIES, Webhooks } from '../../test/support/webhooks.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer(QUICK_RETRIES);
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');

describe('a webhook', () => {
  it('is added with its secret, fails, is inspected, fixed and resent', async () => {
    const receiver = await startReceiver();
    receiver.answer = (_, res) => void res.writeHead(500).end('<script>document.title="owned"</script>');
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/webhooks');
    await visitor.button('Add a webhook').first().click();
    await page.getByLabel('URL').fill(receiver.url);
    await visitor.button('Add the webhook').click();
    const secret = await page.getByText(/^whsec_/).textContent();
    await visitor.button('I have saved it').click();
    await visitor.heading(receiver.url).waitFor();
    expect(await page.content()).not.toContain(secret);

    await order(server, 'one');
    await visitor.open('/deliveries?status=failed');
    await page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first().click();
    await visitor.text('The receiver responded with 500.').waitFor();
    await visitor.text('<script>document.title="owned"</script>').waitFor();
    expect(await page.title()).not.toBe('owned');

    receiver.answer = (_, res) => void res.writeHead(204).end();
    await visitor.button('Send again').click();
    await page.getByText('Succeeded').first().waitFor();
    expect(receiver.received.length).toBeGreaterThan(1);
    expect(visitor.complaints).toEqual([]);
  });

  it('is added once, also by another click after the answer was lost', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open('/webhooks');
    await visitor.button('Add a webhook').first().click();
    await page.getByLabel('URL').fill('https://hooks.example/once');
    await page.route('**/webhooks', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await visitor.button('Add the webhook').click();
    await page.getByRole('dialog').getByRole('alert').waitFor();
    await page.unroute('**/webhooks');
    await visitor.button('Add the webhook').click();
    await page.getByText(/^whsec_/).waitFor();
    const { body } = await server.call<{ items: { url: string }[] }>('/webhooks?limit=100');
    expect(body.items.filter(({ url }) => url === 'https://hooks.example/once')).toHaveLength(1);
  });

  it('that needs attention is on the overview, where a click fixes it', async () => {
    const gone = await startReceiver();
    gone.answer = (_, res) => void res.writeHead(410).end();
    const created = await server.call<{ webhook_id: string }>('/webhooks', { body: { url: gone.url, events: ['*'] } });
    await server.call(`/webhooks/${created.body.webhook_id}/test`, { body: {} });
    const statusOf = async () =>
      (await server.call<{ status: string }>(`/webhooks/${created.body.webhook_id}`)).body.status;
    await until(async () => (await statusOf()) === 'disabled');
    const visitor = await signedIn(server);
    gone.answer = (_, res) => void res.writeHead(204).end();
    await visitor.open('/');
    const row = visitor.page
      .getByRole('listitem')
      .filter({ hasText: created.body.webhook_id })
      .filter({ has: visitor.button('Enable') });
    await row.getByRole('button', { name: 'Enable' }).click();
    await row.waitFor({ state: 'detached' });
    expect(await statusOf()).toBe('active');
  });

  it('gets another URL and other events, and is refused a private one', async () => {
    const { webhook_id } = await new Webhooks(server).create('https://partner.example/typo');
    const visitor = await signedIn(server);
    const { page } = visitor;
    await visitor.open(`/webhooks/${webhook_id}`);
    await visitor.button('More actions').click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.getByLabel('URL').fill('https://10.0.0.1/hooks');
    await page.getByLabel('Description').fill('Orders to the ERP');
    await visitor.button('Save').click();
    await visitor.text('url must be a public address, which 10.0.0.1 is not.').waitFor();
    await page.getByLabel('URL').fill('https://partner.example/hooks');
    await visitor.button('Save').click();
    await visitor.heading('https://partner.example/hooks').waitFor();
    const { body } = await server.call(`/webhooks/${webhook_id}`);
    expect(body).toMatchObject({ url: 'https://partner.example/hooks', description: 'Orders to the ERP' });
  });
});

describe('a webhook whose circuit is open', () => {
  it('is retried at once by a click on its page', async () => {
    const often = await startTestServer({
      WEBHOOK_ALLOW_LOOPBACK: 'true',
      WEBHOOK_RETRY_SECONDS: '0.02x99',
      WEBHOOK_CIRCUIT_SECONDS: '0.5,432000',
    });
    const receiver = await startReceiver();
    receiver.answer = (_, res) => void res.writeHead(500).end();
    const webhooks = new Webhooks(often);
    const { webhook_id } = await webhooks.create(receiver.url);
    await often.call(`/webhooks/${webhook_id}/test`, { body: {} });
    await until(async () => (await webhooks.get(webhook_id)).circuit === 'open');
    const visitor = await signedIn(often);
    await visitor.open(`/webhooks/${webhook_id}`);
    await visitor.button('Try again now').waitFor();
    // No more attempts end: neither does a probe close the circuit, nor a failure open it again.
    receiver.answer = () => undefined;
    await visitor.button('Try again now').click();
    await until(async () => (await webhooks.get(webhook_id)).circuit === 'closed');
    await visitor.button('Try again now').waitFor({ state: 'detached' });
  });
});
