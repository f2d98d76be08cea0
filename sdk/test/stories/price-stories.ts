import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const WEB = { name: 'Web shop', type: 'WEB_SALES_CHANNEL', external_id: 'web' };

/** Sales channels are created, found and changed, and belong to one partner. */
export async function salesChannelsBelongToTheirPartner(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Channels Inc');
  const { key: other } = await api.partner('Other Channels Inc');
  const made = await api.post('/sales-channels', WEB, { key });
  expect(made.status).toBe(201);
  const channel = `/sales-channels/${made.body.sales_channel_id}`;
  const till = { name: 'Till', type: 'POS_SALES_CHANNEL' };
  await api.post('/sales-channels', { ...till, partner_id: id });
  await api.post('/sales-channels', till);
  await api.post('/sales-channels', WEB, { key });
  await api.post('/sales-channels', WEB, { key: other });
  await api.post('/sales-channels', { ...WEB, type: 'SHOP', name: '' }, { key });
  await api.get('/sales-channels?limit=1', { key });
  await api.get('/sales-channels?external_id=web&type=WEB_SALES_CHANNEL&partner_name=channels%20inc');
  await api.get(channel, { key });
  await api.get(channel, { key: other });
  await api.call('PATCH', channel, { key, json: { name: 'Shop', external_id: null } });
  await api.call('PATCH', channel, { key, json: {} });
  await api.call('PATCH', channel, { key: other, json: { name: 'Mine' } });
}

/** A product without a price has no currency in a list of prices in force, even if its feed names one. */
export async function noPriceHasNoCurrency(api: StoryApi): Promise<void> {
  const { key } = await api.partner('No Prices Inc');
  await api.load('sku,product_name,price,currency\nN1,Nib,,EUR\n', { key });
  const [{ product_id }] = (await api.get('/products', { key })).body.items;
  const { sales_channel_id } = (await api.post('/sales-channels', WEB, { key })).body;
  const now = new Date().toISOString();
  for (const asked of [`as_of=${now}`, 'as_of=2100-01-01T00:00:00Z', `sales_channel_id=${sales_channel_id}`]) {
    const listed = (await api.get(`/products?${asked}`, { key })).body.items;
    expect(listed).toMatchObject([{ price: null, currency: null, price_source: null }]);
  }
  await api.get(`/products/${product_id}/prices?at=2100-01-01T00:00:00Z`, { key });
}

/** Past, current and future prices: in the base list, in a channel, in orders. */
export async function pricesAreValidFromATime(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Prices Inc');
  const { key: other } = await api.partner('Other Prices Inc');
  await api.load('sku,product_name,price,availability\nP1,Pen,10,1\nP2,Pad,,1\n', { key });
  const [p1, p2] = (await api.get('/products', { key })).body.items.map(
    (item: { product_id: string }) => item.product_id,
  );
  const { sales_channel_id } = (await api.post('/sales-channels', WEB, { key })).body;
  const foreign = (await api.post('/sales-channels', WEB, { key: other })).body.sales_channel_id;
  const euros = (valid_from: string, price: number, currency = 'USD') => ({ valid_from, price, currency });
  const set = (product: string, json: object, as = key) =>
    api.call('PUT', `/products/${product}/price-list`, { key: as, json });
  const base = [euros('2100-01-01T00:00:00Z', 7), euros('2020-01-01T00:00:00Z', 9.5)];
  await api.get(`/products/${p1}/prices`, { key });
  expect((await set(p1, { price_list: base })).body).toMatchObject({ price: 9.5, lowest_price_30_days: 10 });
  await set(p1, { price_list: base });
  await set(p1, { sales_channel_id, price_list: [euros('2050-01-01T00:00:00Z', 5), euros('2021-01-01T00:00:00Z', 8)] });
  for (const query of ['', '?at=2060-01-01T00:00:00Z', '?at=2019-01-01T00:00:00Z', '?at=2150-01-01T00:00:00Z']) {
    await api.get(`/products/${p1}/prices${query}`, { key });
    await api.get(`/products/${p1}/prices${query}${query ? '&' : '?'}sales_channel_id=${sales_channel_id}`, { key });
  }
  await api.get(`/products?sales_channel_id=${sales_channel_id}`, { key });
  await api.get('/products?as_of=2150-01-01T00:00:00Z', { key });
  await api.get('/products?as_of=2019-01-01T00:00:00Z', { key });
  const order = (more: object, product_id = p1) =>
    api.post('/orders', { items: [{ product_id, quantity: 2 }], ...more }, { key });
  expect((await order({})).body.total_amount).toBe(19);
  const sold = await order({ sales_channel_id });
  expect(sold.body).toMatchObject({ total_amount: 16, sales_channel_id });
  await api.get(`/orders/${sold.body.order_id}`, { key });
  await order({ sales_channel_id: foreign });
  await api.post('/orders', {
    items: [{ product_id: p1, quantity: 1 }],
    partner_name: 'Prices Inc',
    sales_channel_id: foreign,
  });
  await order({}, p2);
  await set(p1, { sales_channel_id, price_list: [] });
  await set(p1, { sales_channel_id: foreign, price_list: [] });
  await set(p1, { price_list: base }, other);
  await set(p1, { price_list: [euros('2020-01-01T00:00:00Z', 1.234), euros('never', -1)] });
  await set(p1, { price_list: [euros('2020-01-01T00:00:00Z', 1), euros('2020-01-01T00:00:00.000Z', 2)] });
  await api.get(`/products/${p1}/price-list/history?limit=2`, { key });
  await api.get(`/products/${p1}/price-list/history?sales_channel_id=${sales_channel_id}`, { key });
}
