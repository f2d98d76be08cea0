import { expect, it } from 'vitest';
import { startTestServer } from '../../test/support/server.ts';
import { order } from '../../test/support/webhooks.ts';
import { signedIn } from './support/visitor.ts';

const server = await startTestServer();
await server.load('sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n');

it('shows what happens during the fetch of a list, before the event stream is open', async () => {
  const { page } = await signedIn(server);
  const answered = Promise.withResolvers<void>();
  const placed = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  await page.route('**/events/stream*', async (route) => {
    await placed.promise;
    await route.continue();
  });
  // The first response is older than the order, and arrives when the stream is open.
  await page.route(
    '**/orders?*',
    async (route) => {
      const response = await route.fetch();
      answered.resolve();
      await opened.promise;
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  const stream = page.waitForResponse('**/events/stream*');
  await page.goto(`${server.url}/console/orders`);
  await answered.promise;
  const { order_id } = await order(server);
  placed.resolve();
  await stream;
  await page.getByText('Live', { exact: true }).first().waitFor();
  opened.resolve();
  await page.getByRole('link', { name: order_id }).waitFor();
  expect(await page.getByRole('link', { name: order_id }).count()).toBe(1);
});

it('shows what happens while another tab takes over the event stream', async () => {
  const { page: reader } = await signedIn(server);
  await reader.goto(`${server.url}/console/orders`);
  await reader.getByText('Live', { exact: true }).first().waitFor();
  const page = await reader.context().newPage();
  const placed = Promise.withResolvers<void>();
  await page.route('**/events/stream*', async (route) => {
    await placed.promise;
    await route.continue();
  });
  await page.goto(`${server.url}/console/orders`);
  await page.getByText('Live', { exact: true }).first().waitFor();
  const stream = page.waitForRequest('**/events/stream*');
  await reader.close();
  await stream;
  const { order_id } = await order(server);
  placed.resolve();
  // New rows are announced, and shown on request.
  await page.getByRole('button', { name: '1 new' }).click();
  await page.getByRole('link', { name: order_id }).waitFor();
  expect(await page.getByRole('link', { name: order_id }).count()).toBe(1);
});
