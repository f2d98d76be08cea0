import { expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');
await server.load('sku,product_name,price,currency\nB-1,Lamp,cheap,EUR\n', {
  fields: { partner_name: 'Wrong Rows Ltd', max_error_ratio: '0.1' },
});
const [lamp] = await server.products();
await server.call('/orders', {
  body: {
    partner_name: 'Acme Corp',
    customer_reference: 'R-1',
    items: [{ product_id: lamp?.product_id, quantity: 1 }],
  },
});

it('the sales chart says from when a partial first period is counted', async () => {
  const visitor = await signedIn(server);
  const { page } = visitor;
  await visitor.open('/analytics?span=1y&zone=UTC');
  await visitor
    .text(/^The first month is counted from \d+ \w+ \d{4}, \d\d:00 on, and the last one until now\.$/)
    .waitFor();
  await page.getByText('As a table').click();
  const rows = page.getByRole('table', { name: 'Sales in time' }).locator('tbody tr');
  expect(await rows.last().textContent()).toMatch(/^1 \w+ \d{4}, counted from \d+ \w+ \d{4}, \d\d:00 on/);
  expect(await rows.first().textContent()).not.toContain('counted from');
  // An hour begins at the start of the report.
  await page.getByLabel('Time', { exact: true }).selectOption('Last 24 hours');
  await page.getByText(/The first month/).waitFor({ state: 'detached' });
  await page.getByRole('img', { name: /^Revenue in time/ }).waitFor();
  expect(await page.getByText(/is counted from/).count()).toBe(0);
});

it('feed quality shows no share of rejected rows when no load has completed', async () => {
  const visitor = await signedIn(server);
  await visitor.open('/analytics');
  const rowOf = (name: string) =>
    visitor.page.getByRole('table', { name: 'Quality of feeds' }).getByRole('row', { name });
  expect(await rowOf('Acme Corp').getByRole('cell').allTextContents()).toMatchObject({
    1: '1',
    2: '1',
    3: '0',
    4: '1',
    5: '0%',
  });
  expect(await rowOf('Wrong Rows Ltd').getByRole('cell').allTextContents()).toMatchObject({
    1: '1',
    2: '0',
    3: '1',
    4: '0',
    5: '–',
  });
});
