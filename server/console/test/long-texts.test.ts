import { CommerceClient } from '@commerce-integration/sdk';
import { describe, expect, it } from 'vitest';
import { OPERATOR_KEY, startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true' });
const client = new CommerceClient({ baseUrl: server.url, apiKey: OPERATOR_KEY });

const PARTNER = `Donaudampfschifffahrts${'gesellschaftskapitänsmützen'.repeat(3)} GmbH & Co. KG`;
const HEADER =
  'sku,product_name,brand,category,price,currency,availability,first_supplier_attribute,other_supplier_attribute\n';
const row = (name: string, attribute: string) =>
  `SKU-${'0'.repeat(60)},${name},${'B'.repeat(90)},${'C'.repeat(90)},123456789.99,EUR,in stock,${attribute},${attribute}\n`;
const name = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const file = { name: `catalogue-${'of-the-supplier-'.repeat(10)}.csv`, fields: { partner_name: PARTNER } };
await server.load(HEADER + row(name, 'a'), file);
await server.load(HEADER + row(`${name} 2`, 'b'.repeat(200)), file);
const [product] = (await client.products.list({ partner_name: PARTNER })).items;
const partner_id = product?.partner_id ?? '';
await client.orders.create({
  partner_name: PARTNER,
  customer_reference: 'R'.repeat(100),
  items: [{ product_id: product?.product_id ?? '', quantity: 1000 }],
});
await client.webhooks.create({
  partner_id,
  url: `http://127.0.0.1:4999/${'path/'.repeat(60)}`,
  events: ['order.fulfillment.completed', 'order.status.changed'],
  description: 'd'.repeat(200),
});
await client.salesChannels.create({ partner_id, name: 'N'.repeat(100), type: 'WEB_SALES_CHANNEL' });

const SCREENS = [
  '/feeds',
  '/feeds/FD00001',
  '/products',
  '/products/PR00001',
  '/orders',
  '/orders/OR00001',
  '/partners',
  '/partners/PT00001',
  '/webhooks',
  '/webhooks/WH00001',
  '/deliveries',
  '/sales-channels',
  '/sales-channels/SC00001',
  '/analytics',
];

const visitor = await signedIn(server);
const { page } = visitor;

describe('a screen with long texts', () => {
  it.each(SCREENS.flatMap((screen) => [1280, 1024].map((width) => [screen, width] as const)))(
    '%s identifies each row, and fits a window of %i pixels',
    async (screen, width) => {
      await page.setViewportSize({ width, height: 800 });
      await visitor.open(screen);
      const tables = await page.locator('main table[aria-label]').evaluateAll((found) =>
        found.map((table) => {
          const cells = [...table.querySelectorAll('tbody tr:first-child td')].filter(
            ({ clientWidth }) => clientWidth > 0,
          );
          return {
            narrowest: Math.min(...cells.map(({ clientWidth }) => clientWidth)),
            isCut: table.clientWidth > (table.parentElement?.clientWidth ?? 0),
          };
        }),
      );
      for (const { narrowest, isCut } of tables) {
        expect(narrowest).toBeGreaterThan(40);
        expect(isCut).toBe(false);
      }
      expect(await isTooWide()).toBe(false);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await isTooWide()).toBe(false);
    },
  );
});

it('hovering over truncated text in a table shows it in full', async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visitor.open('/products');
  const partner = page.getByRole('cell', { name: PARTNER }).first().locator('span');
  await partner.hover();
  expect(await partner.getAttribute('title')).toBe(PARTNER);
});

function isTooWide(): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}
