import {
  type Customer,
  type CustomerAddress,
  contract,
  type FeedAccepted,
  type Order,
  type Page,
  type Product,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Product as ProductEntity } from '../src/catalog/product.entity.ts';
import { openDatabase } from '../src/database/orm.ts';
import { visibleRows } from '../src/database/visible-rows.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const mine = await server.partner('Mine');
const theirs = await server.partner('Theirs');
const CSV = 'sku,product_name,price,availability\nA,One,1,in stock\nB,Two,2,in stock\n';
const feed = await server.upload<FeedAccepted>(CSV, { key: theirs.key, fields: {} });
await server.run(feed.body.validation_job_id);
const [product] = (await server.call<Page<Product>>('/products', { key: theirs.key })).body.items;
const customer = await server.call<Customer>('/customers', {
  key: theirs.key,
  body: { first_name: 'Ann', last_name: 'Other', email: 'ann@example.com' },
});
const { customer_id } = customer.body;
const address = await server.call<CustomerAddress>(`/customers/${customer_id}/addresses`, {
  key: theirs.key,
  body: { address_line1: '1 Road', city: 'Town', state: 'TX', postal_code: '73301' },
});
const order = await server.call<Order>('/orders', {
  key: theirs.key,
  body: { items: [{ product_id: product?.product_id, quantity: 1 }], customer_id },
});

describe("another partner's things", () => {
  const { feed_id, job_id, validation_job_id } = feed.body;
  it.each([
    ['GET', `/feeds/${feed_id}`],
    ['GET', `/feeds/${feed_id}/file`],
    ['POST', `/feeds/${feed_id}/complete`],
    ['GET', `/jobs/${job_id}`],
    ['GET', `/jobs/${validation_job_id}`],
    ['GET', `/jobs/${validation_job_id}/errors`],
    ['GET', `/jobs/${validation_job_id}/errors.csv`],
    ['GET', `/jobs/${validation_job_id}/changes`],
    ['POST', `/jobs/${validation_job_id}/run`],
    ['POST', `/jobs/${validation_job_id}/cancel`],
    ['GET', `/products/${product?.product_id}`],
    ['GET', `/products/${product?.product_id}/history`],
    ['GET', `/products/by-feed/${feed_id}`],
    ['GET', `/orders/${order.body.order_id}`],
    ['GET', `/customers/${customer_id}`],
    ['GET', `/customers/${customer_id}/orders`],
    ['GET', `/customers/addresses/${address.body.address_id}`],
    ['POST', `/customers/${customer_id}/addresses`],
    ['DELETE', `/customers/${customer_id}`],
  ])('are not there: %s %s', async (method, path) => {
    const fields = { address_line1: '2 Road', city: 'Town', state: 'TX', postal_code: '73301' };
    const body = path.endsWith('/complete') ? { body: {} } : path.endsWith('/addresses') ? { body: fields } : {};
    expect((await server.call(path, { key: mine.key, method, ...body })).status).toBe(404);
    const known = await server.call(path, { key: theirs.key, method, ...body });
    expect(known.status).not.toBe(404);
  });

  it.each([
    '/feeds',
    '/jobs',
    '/products',
    '/products?partner_name=Theirs',
    '/products?sort_by=price',
    `/jobs?feed_id=${feed_id}`,
    '/orders',
    '/orders?partner_name=Theirs',
    `/orders?customer_id=${customer_id}`,
    '/customers',
    '/analytics/sales-by-partner',
    '/analytics/top-products?partner_name=Theirs',
    '/analytics/revenue-share',
    '/analytics/feeds',
  ])('are in no list: %s', async (path) => {
    expect((await server.call<Page<unknown>>(path, { key: mine.key })).body.count).toBe(0);
    expect((await server.call<Page<unknown>>(path, { key: theirs.key })).body.count).toBeGreaterThan(0);
  });

  it('are in no export', async () => {
    const lines = await server.call<string>('/products/export?format=jsonl', { key: mine.key });
    expect(lines.body).toBe('');
  });

  it("and the operator's own endpoints stay shut", async () => {
    for (const path of ['/partners', `/partners/${mine.id}`, `/partners/${mine.id}/api-keys`]) {
      expect((await server.call(path, { key: mine.key })).status).toBe(403);
    }
  });
});

it('every endpoint of the contract says who may call it', () => {
  const routes = Object.values(contract).flatMap(
    (router) => Object.values(router) as { metadata?: { access?: string } }[],
  );
  expect(routes.length).toBeGreaterThan(20);
  expect(routes.filter((route) => !route.metadata?.access)).toEqual([]);
});

it('a unit of work that was given no tenancy reads nothing', async () => {
  const database = await openDatabase(server.environment.DATABASE_URL ?? '', 4, [ProductEntity]);
  const em = database.open(undefined as never);
  await expect(em.find(ProductEntity, {})).rejects.toThrow();
  await expect(visibleRows(em, { table: 'product', select: 'id', where: [] })).rejects.toThrow('no tenancy');
  await database.close();
});
