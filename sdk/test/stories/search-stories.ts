import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const FEED =
  'sku,product_name,price,currency,availability\nFIND-1,Find Alpha,1,EUR,in stock\nFIND-2,Find_Beta,2,EUR,\n';

/** Everything is found by its ID and by the beginning of its name, and nothing of other partners. */
export async function everythingIsFound(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Finders Inc');
  const loaded = await api.load(FEED, { key });
  await api.load('sku,product_name\nFIND-9,Not yours\n', { key: (await api.partner('Losers Inc')).key });
  const [product] = (await api.get('/products?sku=FIND-1', { key })).body.items;
  const person = { first_name: 'Findus', last_name: 'Finder', email: 'find@example.com' };
  const { customer_id } = (await api.post('/customers', person, { key })).body;
  const address = { address_line1: '1 Find Street', city: 'Springfield', state: 'IL', postal_code: '62701' };
  const { address_id } = (await api.post(`/customers/${customer_id}/addresses`, address, { key })).body;
  const items = [{ product_id: product.product_id, quantity: 1 }];
  const order = (await api.post('/orders', { items, customer_reference: 'FIND order', customer_id }, { key })).body;
  const channel = { name: 'Find shop', type: 'WEB_SALES_CHANNEL', external_id: 'find-ext' };
  const { sales_channel_id } = (await api.post('/sales-channels', channel, { key })).body;
  const hook = { url: 'https://find.example/hooks', events: ['partner.updated'] };
  const { webhook_id } = (await api.post('/webhooks', hook, { key })).body;
  const ids = [
    id,
    loaded.body.job_id,
    loaded.body.feed_id,
    product.product_id,
    order.order_id,
    order.items[0].order_item_id,
  ];
  for (const one of [...ids, customer_id, address_id, sales_channel_id, webhook_id]) {
    const found = await api.get(`/search?q=${one}`, { key });
    expect(found.body.items.length).toBeGreaterThan(0);
  }
  for (const q of [
    'find',
    'FIND_',
    'find alpha',
    'find-ext',
    'https://FIND.example',
    'finder',
    '1 find',
    'Losers',
    'FIND-9',
    '%25',
  ])
    await api.get(`/search?q=${encodeURIComponent(q)}`, { key });
  for (const query of [
    'q=find&types=order,sales_channel',
    'q=find&types=job',
    'q=pr1',
    'q=find&limit=0',
    'q=find&types=x',
    'q=',
  ])
    await api.get(`/search?${query}`, { key });
  for (const range of ['from=2020-01-01T00:00:00Z&to=2020-02-01T00:00:01Z', 'from=2999-01-01T00:00:00Z'])
    await api.get(`/overview?${range}`, { key });
}

/** Letters whose lower case depends on the language or their position are found like others. */
export async function lettersAreFoundInAnyCase(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Letters Inc');
  const names = ['İSTANBUL Lamba', 'Iğdır Masa', 'ΟΔΟΣ', 'Straße', 'ÅNGSTRÖM'];
  await api.load(`sku,product_name\n${names.map((name, index) => `L${index},${name}\n`).join('')}`, { key });
  for (const q of [
    'istanbul',
    'İstanbul',
    'ıstanbul',
    'iğdır',
    'IĞDIR',
    'οδος',
    'οδοσ',
    'STRASSE',
    'STRAẞE',
    'ångström',
  ])
    await api.get(`/products?q=${encodeURIComponent(q)}`, { key });
  expect((await api.get('/products?q=istanbul', { key })).body.count).toBe(1);
}
