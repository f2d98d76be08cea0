import { CommerceClient } from '@commerce-integration/sdk';
import type { Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { fillExports } from './support/sample-integrations.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');
const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });
await fillExports(client, 'PT00001');
await client.orders.create({ partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] });

/** An API whose database restarts. */
const restarting = (route: Route): Promise<void> =>
  route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    json: { status: 503, code: 'service_unavailable', detail: 'The database is restarting.', request_id: 'req-4711' },
    headers: { 'x-request-id': 'req-4711', 'retry-after': '0' },
  });

describe('an API failure', () => {
  it('is shown with its message and request ID, and can be retried by a click', async () => {
    const visitor = await signedIn(server);
    let answer = restarting;
    await visitor.page.route('**/orders?*', (route) => answer(route));
    await visitor.open('/orders');
    await visitor.text('The database is restarting.').waitFor();
    await visitor.text('req-4711').waitFor();
    // The list also reloads by itself. The reload is held back so that it does not remove the button before the click.
    const clicked = Promise.withResolvers<void>();
    answer = (route) => clicked.promise.then(() => route.continue());
    await visitor.button('Try again').click();
    clicked.resolve();
    await visitor.page.getByRole('table', { name: 'Orders' }).waitFor();
  });

  it('that asks to wait is shown, with the end of the wait', async () => {
    const visitor = await signedIn(server);
    await visitor.page.route('**/orders?*', (route) =>
      route.fulfill({
        status: 429,
        contentType: 'application/problem+json',
        json: { status: 429, code: 'rate_limited', detail: 'Over 600 calls in a minute: wait 40 s.' },
        headers: { 'retry-after': '40' },
      }),
    );
    await visitor.page.goto(`${server.url}/console/orders`);
    await visitor.text('Waiting: too many requests').waitFor();
    await visitor.text(/wait 40 s[.] The console goes on by itself at \d\d:\d\d:\d\d[.]/).waitFor();
  });

  it('by an unreachable API shows a badge and keeps the displayed data', async () => {
    const visitor = await signedIn(server);
    await visitor.open('/orders');
    await visitor.page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    const orders = await visitor.page.getByRole('table', { name: 'Orders' }).locator('tbody tr').count();
    expect(orders).toBe(1);
    await visitor.page.context().setOffline(true);
    await visitor.page.getByRole('status').filter({ hasText: 'Delayed' }).waitFor();
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    expect(await visitor.page.getByRole('status').filter({ hasText: 'Delayed' }).isVisible()).toBe(true);
    expect(await visitor.page.getByRole('table', { name: 'Orders' }).locator('tbody tr').count()).toBe(orders);
    await visitor.page.context().setOffline(false);
    await visitor.page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  });

  it.each([
    ['/', /[/]analytics[/]sales-over-time/],
    ['/analytics', /[/]analytics[/]sales-by-partner/],
    ['/analytics', /[/]analytics[/]top-products/],
    ['/analytics', /[/]analytics[/]feeds/],
    ['/partners/PT00001', /[/]analytics[/]feeds/],
    ['/orders/OR00001', /[/]orders[/]OR00001[/]history/],
    ['/orders/OR00001', /[/]events[?]subject/],
    ['/events/EV00001', /[/]webhook-deliveries/],
    ['/feeds/FD00001', /[/]jobs[/]JV00001$/],
    ['/data-groups/DG00001', /[/]data-groups[/]DG00001[/]schedule/],
    ['/jobs/JE00001', /[/]jobs[/]JE00001[/]files/],
  ])('is shown on %s even if only a part of the screen fails: %s', async (screen, path) => {
    const visitor = await signedIn(server);
    await visitor.page.route(path, restarting);
    await visitor.page.goto(`${server.url}/console${screen}`);
    await visitor.page.getByRole('alert').getByText('The database is restarting.').waitFor();
    await visitor.button('Try again').waitFor();
  });
});

it('a feed whose load the key may not see is not shown as rejected', async () => {
  const { items } = await client.partners.list({ limit: 1 });
  const body = { name: 'feeds alone', scopes: ['feeds:read'] };
  const key = await server.call<{ secret: string }>(`/partners/${items[0]?.partner_id}/api-keys`, { body });
  const visitor = await signedIn(server, key.body.secret);
  await visitor.page.goto(`${server.url}/console/feeds/FD00001`);
  await visitor.text('This key may not do that').waitFor();
  expect(await visitor.page.getByText('The file was rejected').count()).toBe(0);
});

describe('a file download', () => {
  it('that is refused saves no file, and the page says why', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    let saved = 0;
    page.on('download', () => {
      saved += 1;
    });
    const detail = 'This key has 10 downloads running: wait until one of them has ended.';
    await visitor.open('/products');
    await page.route('**/products/export?*', (route) => route.fulfill({ status: 429, json: { detail } }));
    await page.getByRole('link', { name: 'Export CSV' }).click();
    await page.getByText(detail).waitFor();
    await page.unroute('**/products/export?*');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    expect(saved).toBe(1);
  });

  it('after the end of the session redirects to the sign-in form', async () => {
    const visitor = await signedIn(server);
    const { page } = visitor;
    let saved = 0;
    page.on('download', () => {
      saved += 1;
    });
    await visitor.open('/products');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Export CSV' }).click();
    await visitor.text('Your session has ended, or its key was revoked').waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/products');
    expect(saved).toBe(0);
  });
});
