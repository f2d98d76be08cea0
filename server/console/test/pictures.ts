import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CommerceClient } from '@commerce-integration/sdk';
import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { startReceiver } from '../../test/support/receiver.ts';
import { PastSales } from '../../test/support/sales.ts';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { fillExporters, fillExports, fillImports } from './support/sample-integrations.ts';
import { fillShop } from './support/sample-shop.ts';
import { type Visitor, visit } from './support/visitor.ts';

const FOLDER = path.join(import.meta.dirname, '../../../docs/console/pictures');
const DAY = 86_400_000;
const QUALITY = 0.82;

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true' });
const [good, bad] = [await startReceiver(), await startReceiver()];
bad.answer = (_, res) => void res.writeHead(500).end('Internal Server Error');
const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });
const shop = await fillShop(client, { good: good.url, bad: bad.url });
await fillExporters(client, 'PT00001');
const { importJobId } = await fillImports(client, 'PT00001');
const { exportJobId } = await fillExports(client, 'PT00001');
await client.orders.transition(shop.orderIds[0] ?? '', { to: 'in_progress' });
await sellInThePast();

/** Two months of orders, with different numbers per day, the same in each run. */
async function sellInThePast(): Promise<void> {
  const sales = await PastSales.open(server);
  for (let day = 60; day > 0; day -= 1) {
    const at = new Date(Date.now() - day * DAY).toISOString();
    const units = 3 + ((day * 7) % 11);
    for (const partner of [1, 1, 2]) {
      const revenue = (units * (partner === 1 ? 41.3 : 18.9)).toFixed(2);
      await sales.sell({ partner, currency: 'USD', at, items: [{ product: 1 + (day % 8), units, revenue }] });
    }
  }
  await sales.rollUp();
}

/** Saves a screenshot as WebP, which the browser encodes. */
async function keep(page: Page, name: string): Promise<void> {
  const png = (await page.screenshot()).toString('base64');
  const webp = await page.evaluate(
    async ([data, quality]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', quality).split(',')[1] ?? '';
    },
    [png, QUALITY] as const,
  );
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(path.join(FOLDER, `${name}.webp`), Buffer.from(webp, 'base64'));
}

const SCREENS: Readonly<Record<string, string>> = {
  overview: '/',
  feeds: '/feeds',
  feed: `/feeds/${shop.failedFeedId}`,
  jobs: '/jobs',
  batches: '/batches',
  products: '/products',
  product: '/products/PR00001',
  order: `/orders/${shop.orderIds[0]}`,
  customers: '/customers',
  exporter: '/exporters/OX00001',
  'data-group': '/data-groups/DG00001',
  import: `/jobs/${importJobId}`,
  export: `/jobs/${exportJobId}`,
  categories: '/categories',
  descriptor: '/data-descriptors/DD00001',
  'descriptor-editor': '/data-descriptors/DD00001/edit',
  analytics: '/analytics?compare=yes',
  partner: '/partners/PT00001',
  'sales-channel': '/sales-channels/SC00001',
  webhook: `/webhooks/${shop.webhookId}`,
  delivery: '/deliveries/WD00002',
  events: '/events',
  system: '/system',
};

async function signedInWith(theme: 'light' | 'dark', viewport = { width: 1280, height: 800 }): Promise<Visitor> {
  const visitor = await visit(server, { colorScheme: theme, viewport });
  await visitor.page.request.post(`${server.url}/console/session`, { data: { api_key: OPERATOR_KEY } });
  return visitor;
}

describe('a picture', () => {
  it.each(['light', 'dark'] as const)('of each screen is taken in %s', async (theme) => {
    const visitor = await signedInWith(theme);
    for (const [name, screen] of Object.entries(SCREENS)) {
      await visitor.open(screen);
      await visitor.page.waitForFunction(() => document.querySelector('main .breathe') === null);
      await visitor.page.evaluate(() => document.fonts.ready);
      await keep(visitor.page, `${name}-${theme}`);
    }
  });

  it('of the search and of a phone is taken', async () => {
    const visitor = await signedInWith('light');
    await visitor.open('/');
    await visitor.page.keyboard.press('ControlOrMeta+K');
    await visitor.page.getByRole('combobox', { name: 'Search' }).fill('AC-10');
    await visitor.page.getByRole('option', { name: /Canvas Tote Bag/ }).waitFor();
    await keep(visitor.page, 'search-light');
    const phone = await signedInWith('light', { width: 390, height: 844 });
    await phone.open('/');
    await keep(phone.page, 'phone-light');
  });
});
