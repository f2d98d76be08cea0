import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CommerceClient } from '@commerce-integration/sdk';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../test/support/receiver.ts';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { fillExporters, fillExports, fillImports } from './support/sample-integrations.ts';
import { fillShop } from './support/sample-shop.ts';
import { signedIn, visit } from './support/visitor.ts';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true' });
const [good, bad] = [await startReceiver(), await startReceiver()];
bad.answer = (_, res) => void res.writeHead(500).end('Internal Server Error');
const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });
const shop = await fillShop(client, { good: good.url, bad: bad.url });

await fillExporters(client, 'PT00001');
const { importJobId } = await fillImports(client, 'PT00001');
const { exportJobId } = await fillExports(client, 'PT00001');

const SCREENS = [
  '/',
  '/feeds',
  `/feeds/${shop.failedFeedId}`,
  '/feeds/FD00001',
  '/jobs',
  '/jobs/JV00005',
  '/batches',
  '/categories',
  '/products',
  '/products/PR00001',
  '/orders',
  `/orders/${shop.orderIds[0]}`,
  '/order-updates',
  '/exports',
  '/exporters',
  '/exporters/OX00001',
  '/order-update-feeds',
  '/order-update-feeds/OF00001',
  '/customers',
  '/customers/CU00001',
  '/webhooks',
  `/webhooks/${shop.webhookId}`,
  '/deliveries',
  '/deliveries/WD00002',
  '/events',
  '/events/EV00001',
  '/partners',
  '/partners/PT00001',
  '/sales-channels',
  '/sales-channels/SC00001',
  '/data-groups',
  '/data-groups/DG00001',
  '/data-groups/DG00002',
  `/jobs/${importJobId}`,
  `/jobs/${exportJobId}`,
  '/data-descriptors',
  '/data-descriptors/DD00001',
  '/data-descriptors/DD00001/edit',
  '/data-descriptors/DD00004',
  '/data-descriptors/DD00004/edit',
  '/data-descriptors/new',
  '/analytics',
  '/system',
];

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

/** The violations that axe reports, as sentences. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(async (only) => {
    const { axe: runner } = globalThis as unknown as {
      axe: { run(root: Document, options: object): Promise<{ violations: Violation[] }> };
    };
    return (await runner.run(document, only ? { runOnly: only } : {})).violations;
  }, rules);
  return found.map(
    ({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}

const visitor = await signedIn(server);
const { page } = visitor;

describe('a screen', () => {
  it.each(SCREENS)('%s is accessible to a screen reader, in light and dark mode, and on a phone', async (screen) => {
    await page.setViewportSize({ width: 1360, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await (screen === '/' ? visitor.open(screen) : visitor.go(screen));
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
    expect(visitor.complaints).toEqual([]);
  });

  it.each([
    ['/products?brand=Fieldway', 1280],
    ['/products?brand=Fieldway', 1024],
    ['/orders', 1024],
    ['/orders?status=created', 1024],
    ['/jobs?status=failed', 1024],
    ['/deliveries?status=failed', 1024],
    ['/order-updates?status=parked', 1024],
    ['/exporters/OX00001?status=failed', 1280],
    ['/exporters/OX00001?status=failed', 1024],
    [`/webhooks/${shop.webhookId}?status=failed`, 1280],
    [`/webhooks/${shop.webhookId}?status=failed`, 1024],
  ])('%s shows its filters in one line at %i pixels', async (screen, width) => {
    await page.setViewportSize({ width, height: 800 });
    await visitor.open(screen);
    const middles = await page.locator('main search > *').evaluateAll((controls) =>
      controls.map((control) => {
        const { top, bottom } = control.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
    );
    expect(new Set(middles).size).toBe(1);
  });

  it('of the limits shows each description at every width', async () => {
    for (const width of [1280, 1024, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await visitor.open('/system');
      await visitor.text('Calls of one API key in a minute.').waitFor();
    }
  });

  it('that does not exist says so, and links back', async () => {
    await visitor.open('/no-such-screen');
    await visitor.heading('There is nothing here').waitFor();
    await visitor.open('/orders/OR99999');
    await visitor.heading('There is nothing here').waitFor();
  });
});

describe('navigating between two objects of the same kind', () => {
  it('shows no data of the previous one, neither while loading nor after', async () => {
    await page.setViewportSize({ width: 1360, height: 900 });
    await visitor.go('/data-groups/DG00001');
    await page.getByRole('link', { name: importJobId }).waitFor();
    const held = Promise.withResolvers<void>();
    await page.route(/[/]jobs[?]/, (route) => held.promise.then(() => route.continue()));
    await page.keyboard.press('ControlOrMeta+K');
    await page.getByRole('combobox', { name: 'Search' }).fill('DG00002');
    await page.getByRole('option', { name: /Shop, nightly/ }).click();
    await page.locator('[aria-busy="true"]').waitFor();
    const whileBusy = await page.getByRole('link', { name: importJobId }).count();
    held.resolve();
    await page.getByRole('link', { name: exportJobId }).waitFor();
    await page.unroute(/[/]jobs[?]/);
    expect([whileBusy, await page.getByRole('link', { name: importJobId }).count()]).toEqual([0, 0]);
  });
});

describe('a dialog', () => {
  it.each([
    ['/feeds', 'Upload a feed'],
    ['/webhooks', 'Add a webhook'],
    ['/partners', 'Register a partner'],
    ['/partners/PT00001', 'Issue a key'],
    ['/sales-channels', 'Add a sales channel'],
    ['/batches', 'Submit a batch'],
    ['/data-groups', 'Create a group'],
    ['/exporters', 'Add an exporter'],
    ['/order-update-feeds', 'Register a feed'],
    ['/data-groups/DG00001', 'Import a file'],
  ])('of %s is accessible to a screen reader, and closes with Escape', async (screen, name) => {
    await visitor.go(screen);
    await visitor.button(name).first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('a form in a dialog', () => {
  it('keeps typed text when the user clicks outside it', async () => {
    await visitor.open('/partners');
    await visitor.button('Register a partner').click();
    const name = page.getByRole('dialog').getByLabel('Name');
    await name.fill('Half Typed Ltd');
    await page.mouse.click(5, 5);
    expect(await name.inputValue()).toBe('Half Typed Ltd');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('text written by a partner', () => {
  it('is rendered as text everywhere', async () => {
    const script = '<img src=x onerror="document.title=\'owned\'">';
    await server.load(
      `sku,product_name,description,brand,category,price,currency,availability,note\n"${script.replaceAll('"', '""')}","${script.replaceAll('"', '""')}","${script.replaceAll('"', '""')}","${script.replaceAll('"', '""')}",c,1,EUR,in stock,"${script.replaceAll('"', '""')}"\n`,
      {
        name: 'img-onerror.csv',
        fields: { partner_name: 'Script & Sons <b>Ltd</b>' },
      },
    );
    const { items } = await client.products.list({ partner_name: 'Script & Sons <b>Ltd</b>' });
    const product = items[0]?.product_id ?? '';
    const order = await client.orders.create({
      partner_name: 'Script & Sons <b>Ltd</b>',
      customer_reference: script,
      items: [{ product_id: product, quantity: 1 }],
    });
    for (const screen of [
      '/',
      '/products?q=img',
      `/products/${product}`,
      '/orders',
      `/orders/${order.order_id}`,
      '/events',
      '/partners',
      '/feeds',
    ]) {
      await visitor.go(screen);
      expect(await page.locator('main img').count(), screen).toBe(0);
      expect(await page.title(), screen).not.toBe('owned');
    }
    expect(visitor.complaints).toEqual([]);
  });
});

describe('a first visit', () => {
  it('loads at most 200 kB of script, and each screen at most 60 kB more', async () => {
    const first = await visit(server);
    await first.open('/');
    // By keyboard: a pointer over a link loads the linked screen.
    await first.page.keyboard.type(OPERATOR_KEY);
    await first.page.keyboard.press('Enter');
    await first.heading('Overview').waitFor();
    await first.page.getByRole('img', { name: /Revenue by day/ }).waitFor();
    let scripts = await loadedScripts(first.page);
    expect(sizeOf(scripts)).toBeLessThan(200_000);
    for (const screen of ['/feeds', '/products/PR00001', '/webhooks/WH00001', '/analytics']) {
      await first.go(screen);
      const all = await loadedScripts(first.page);
      expect(sizeOf(all.filter((script) => !scripts.includes(script))), screen).toBeLessThan(60_000);
      scripts = all;
    }
  });
});

/** The scripts that a page has loaded, by name. */
function loadedScripts(of: Page): Promise<string[]> {
  return of.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((name) => name.endsWith('.js')),
  );
}

/** Gzipped size of scripts in bytes. */
function sizeOf(scripts: readonly string[]): number {
  const dist = path.join(import.meta.dirname, '..', 'dist');
  const files = scripts.map((script) => readFileSync(path.join(dist, script.replace('/console/', ''))));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0);
}
