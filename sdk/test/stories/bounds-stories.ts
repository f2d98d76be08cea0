import { expect } from 'vitest';
import type { RawAnswer, StoryApi } from './story-api.ts';

const after = (time: string) => new Date(Date.parse(time) + 1).toISOString();
const ids = (answer: RawAnswer, name: string): string[] =>
  answer.body.items.map((item: Record<string, string>) => item[name]);

/** A time range includes its first millisecond, and excludes its end. */
export async function rangesHaveTheirFirstMillisecond(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Bounds Inc');
  await api.load('sku,product_name,price,availability\nB1,Bound,1,1\n', { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  const person = { first_name: 'A', last_name: 'B', email: 'a@b.example' };
  const { customer_id } = (await api.post('/customers', person, { key })).body;
  await api.post('/orders', { items: [{ product_id, quantity: 1 }], customer_id }, { key });
  const lists: [path: string, id: string][] = [
    ['/feeds', 'feed_id'],
    ['/jobs', 'job_id'],
    ['/customers', 'customer_id'],
    ['/orders', 'order_id'],
    [`/customers/${customer_id}/orders`, 'order_id'],
  ];
  for (const [path, name] of lists) {
    const [newest] = (await api.get(path, { key })).body.items;
    const listed = async (query: string) => ids(await api.get(`${path}?${query}`, { key }), name);
    const { [name]: newestId, created_at } = newest;
    expect(await listed(`created_from=${created_at}`)).toContain(newestId);
    expect(await listed(`created_from=${after(created_at)}`)).not.toContain(newestId);
    expect(await listed(`created_to=${created_at}`)).not.toContain(newestId);
    expect(await listed(`created_to=${after(created_at)}`)).toContain(newestId);
    // A range from a time to the same time is empty.
    expect(await listed(`created_from=${created_at}&created_to=${created_at}`)).toEqual([]);
    expect(await listed(`created_from=${created_at}&created_to=${after(created_at)}`)).toContain(newestId);
  }
  const [product] = (await api.get('/products', { key })).body.items;
  const since = async (time: string) => ids(await api.get(`/products?updated_since=${time}`, { key }), 'product_id');
  expect(await since(product.updated_at)).toEqual([product_id]);
  // Changes in progress at the time count as changed since then: only a time long after excludes them.
  expect(await since('2100-01-01T00:00:00.000Z')).toEqual([]);
  await api.get(`/org/${id}/operations-batches?created_from=${product.updated_at}`, { key });
}

/** A list price applies from its first millisecond. */
export async function pricesBeginWithTheirFirstMillisecond(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Moments Inc');
  await api.load('sku,product_name,price,currency\nM1,Moment,5,EUR\n', { key });
  const { product_id } = (await api.get('/products', { key })).body.items[0];
  const [first, second] = ['2030-01-01T00:00:00.000Z', '2030-02-01T00:00:00.000Z'];
  const price_list = [
    { valid_from: first, price: 7, currency: 'EUR' },
    { valid_from: second, price: 8, currency: 'EUR' },
  ];
  await api.call('PUT', `/products/${product_id}/price-list`, { key, json: { price_list } });
  const at = async (time: string) => (await api.get(`/products/${product_id}/prices?at=${time}`, { key })).body.price;
  expect(await at('2029-12-31T23:59:59.999Z')).toBe(5);
  expect(await at(first)).toBe(7);
  expect(await at('2030-01-31T23:59:59.999Z')).toBe(7);
  expect(await at(second)).toBe(8);
}

/** A change updates the time of the last change; setting the current value does not. */
export async function changesMoveTheTimeOfTheLastOne(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Changes Inc');
  const updatedAt = async (path: string) =>
    Date.parse((await api.get(path, path.startsWith('/partners') ? {} : { key })).body.updated_at);
  /** Makes a change whose time must be later than the previous one, and then one that changes nothing. */
  const check = async (path: string, change: () => Promise<unknown>, nothing: () => Promise<unknown>) => {
    const before = await updatedAt(path);
    while (Date.now() <= before) await new Promise((resolve) => setTimeout(resolve, 1));
    await nothing();
    expect(await updatedAt(path)).toBe(before);
    await change();
    expect(await updatedAt(path)).toBeGreaterThan(before);
  };
  const partner = (json: object) => api.call('PATCH', `/partners/${id}`, { json });
  await check(
    `/partners/${id}`,
    () => partner({ contact_email: 'new@example.com' }),
    () => partner({ partner_name: 'Changes Inc' }),
  );
  const load = (price: number) => api.load(`sku,product_name,price\nC1,Change,${price}\n`, { key });
  await load(1);
  const { product_id } = (await api.get('/products', { key })).body.items[0];
  await check(
    `/products/${product_id}`,
    () => load(2),
    () => load(1),
  );
  const channel = { name: 'Shop', type: 'WEB_SALES_CHANNEL' };
  const { sales_channel_id } = (await api.post('/sales-channels', channel, { key })).body;
  const path = `/sales-channels/${sales_channel_id}`;
  await check(
    path,
    () => api.call('PATCH', path, { key, json: { name: 'Other shop' } }),
    () => api.call('PATCH', path, { key, json: { name: 'Shop' } }),
  );
}
