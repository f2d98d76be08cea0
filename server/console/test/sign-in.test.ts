import type { Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { signedIn, visit } from './support/visitor.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');

describe('a first visit', () => {
  it('redirects from / to the sign-in form, then to the requested page', async () => {
    const visitor = await visit(server);
    await visitor.page.goto(server.url);
    await visitor.heading('Commerce Integration').waitFor();
    await visitor.signIn('not-a-key');
    await visitor.text('This is no valid API key').waitFor();
    await visitor.signIn(OPERATOR_KEY);
    await visitor.heading('Overview').waitFor();
    await visitor.text('Nothing needs attention.').waitFor();
    const stored = await visitor.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(stored).not.toContain(OPERATOR_KEY);
    expect(stored).not.toContain('commerce_console');
    expect(visitor.complaints).toEqual([]);
  });

  it('returns to the screen of a shared link', async () => {
    const visitor = await visit(server);
    await visitor.open('/products?sku=A-1');
    await visitor.heading('Commerce Integration').waitFor();
    await visitor.signIn(OPERATOR_KEY);
    await visitor.heading('Products').waitFor();
    await visitor.page.getByRole('link', { name: 'Lamp' }).waitFor();
    expect(new URL(visitor.page.url()).search).toBe('?sku=A-1');
  });

  it('with a link to another server ends at the overview', async () => {
    const visitor = await visit(server);
    for (const target of ['//evil.example/', 'https://evil.example/']) {
      await visitor.page.context().clearCookies();
      await visitor.open(`/sign-in?to=${encodeURIComponent(target)}`);
      await visitor.signIn(OPERATOR_KEY);
      await visitor.heading('Overview').waitFor();
      expect(new URL(visitor.page.url()).origin).toBe(server.url);
    }
  });

  it('is offered the demo key only by a server that has it', async () => {
    const visitor = await visit(server);
    await visitor.open('/');
    expect(await visitor.button('Enter with the demo key').count()).toBe(0);
    await visitor.page.route('**/', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), demo: true } });
    });
    await visitor.page.reload();
    await visitor.button('Enter with the demo key').waitFor();
    await visitor.page.unrouteAll({ behavior: 'wait' });
  });
});

describe('a session', () => {
  it('ends in all tabs when one signs out', async () => {
    const visitor = await signedIn(server);
    await visitor.open('/orders');
    const other = await visitor.page.context().newPage();
    await other.goto(`${server.url}/console/feeds`);
    await other.getByRole('heading', { level: 1, name: 'Feeds' }).waitFor();
    await visitor.button('Account').click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.heading('Commerce Integration').waitFor();
    await other.getByRole('heading', { level: 1, name: 'Commerce Integration' }).waitFor();
  });

  it('of another key, started in one tab, applies to all tabs', async () => {
    const { key } = await server.partner('Second Tab Ltd');
    const visitor = await signedIn(server);
    await visitor.open('/orders');
    const other = await visitor.page.context().newPage();
    await other.goto(`${server.url}/console/partners`);
    await other.getByRole('heading', { level: 1, name: 'Partners' }).waitFor();
    await visitor.button('Account').click();
    await visitor.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await visitor.signIn(key);
    await visitor.heading('Overview').waitFor();
    // The other tab showed the partners, which this key may not see.
    await other.getByText('This key may not do that').waitFor();
    await other.getByRole('button', { name: 'Account' }).click();
    await other.getByText('Second Tab Ltd').waitFor();
  });

  it('that was restarted in another tab continues with the new token', async () => {
    const visitor = await signedIn(server);
    await visitor.open('/partners');
    await visitor.page.request.post(`${server.url}/console/session`, { data: { api_key: OPERATOR_KEY } });
    await visitor.button('Register a partner').first().click();
    const form = visitor.page.getByRole('dialog');
    await form.getByLabel('Name').fill('Registered Later');
    await form.getByRole('button', { name: 'Register' }).click();
    await visitor.heading('Registered Later').waitFor();
  });

  it('that was restarted in another tab during a call continues', async () => {
    await server.partner('Under Way Ltd');
    const visitor = await signedIn(server);
    const [{ name, value } = { name: '', value: '' }] = await visitor.page.context().cookies();
    // A call with the previous cookie, answered by the server after that session has ended.
    const answered = new Promise<number>((resolve) => {
      void visitor.page.route(
        '**/partners?*',
        async (route) => {
          await visitor.page.request.post(`${server.url}/console/session`, { data: { api_key: OPERATOR_KEY } });
          const answer = await fetch(route.request().url(), { headers: { cookie: `${name}=${value}` } });
          resolve(answer.status);
          await route.fulfill({ status: answer.status, json: await answer.json() });
        },
        { times: 1 },
      );
    });
    await visitor.page.goto(`${server.url}/console/partners`);
    expect(await answered).toBe(401);
    await visitor.page.getByRole('link', { name: 'Under Way Ltd' }).waitFor();
    await visitor.heading('Partners').waitFor();
  });

  it('is not extended by an idle page', async () => {
    const partner = await server.partner('Idle Ltd');
    const visitor = await signedIn(server, partner.key);
    await visitor.open('/events');
    await visitor.page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
    const isBackground = (request: Request) => request.headers()['x-console-background'] === '1';
    const isList = (request: Request) => new URL(request.url()).pathname === '/events';
    const news = visitor.page.waitForRequest(isList);
    await server.call('/customers', {
      key: partner.key,
      body: { first_name: 'A', last_name: 'B', email: 'a@b.example' },
    });
    expect(isBackground(await news)).toBe(true);
    const asked = visitor.page.waitForRequest(isList);
    await visitor.page.getByLabel('Rows per page').selectOption('50');
    // Chosen by script, without a key or a pointer, as if the page did it by itself.
    expect(isBackground(await asked)).toBe(true);
    await visitor.page.keyboard.press('Shift');
    const byHand = visitor.page.waitForRequest(isList);
    await visitor.page.getByLabel('Rows per page').selectOption('100');
    expect(isBackground(await byHand)).toBe(false);
  });

  it('ends with its key: the user is signed out and told why', async () => {
    const partner = await server.partner('Revoked Ltd');
    const visitor = await signedIn(server, partner.key);
    // Only the click notices it: neither the event stream nor the list does by itself.
    await visitor.page.route('**/events/stream*', (route) => route.abort());
    await visitor.open('/orders');
    await visitor.page.route('**/orders?*', () => undefined);
    const keys = await server.call<{ items: { api_key_id: string }[] }>(`/partners/${partner.id}/api-keys`);
    await server.call(`/partners/${partner.id}/api-keys/${keys.body.items[0]?.api_key_id}`, { method: 'DELETE' });
    await visitor.page.getByRole('link', { name: 'Products' }).click();
    await visitor.text('Your session has ended, or its key was revoked').waitFor();
    expect(new URL(visitor.page.url()).searchParams.get('to')).toBe('/products');
  });
});

describe('a partner', () => {
  it('sees only its own data, and no actions that its key lacks', async () => {
    const { key } = await server.partner('Narrow Ltd', ['products:read', 'orders:read', 'feeds:read']);
    const visitor = await signedIn(server, key);
    await visitor.open('/products');
    await visitor.text('No products yet').waitFor();
    const sections = await visitor.page
      .getByRole('navigation', { name: 'Sections' })
      .getByRole('link')
      .allTextContents();
    expect(sections).toEqual([
      'Overview',
      'Feeds',
      'Products',
      'Categories',
      'Orders',
      'Order updates',
      'Update feeds',
      'System',
    ]);
    await visitor.open('/products/PR00001');
    await visitor.heading('There is nothing here').waitFor();
    await visitor.open('/feeds');
    expect(await visitor.button('Upload a feed').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });
});
