import type { Order, Page, Product, SearchResult, SearchResults, Webhook } from '@commerce-integration/contract';
import { SEARCH_TYPES } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { ALL_FEATURES } from '../src/process/platform.ts';
import { Batches } from './support/batches.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer();
const { key, partner, theirs } = await world();

async function search(query: string, by = key): Promise<SearchResult[]> {
  const { status, body } = await server.call<SearchResults>(`/search?${query}`, { key: by });
  if (status !== 200) throw new Error(`Search answered ${status}: ${JSON.stringify(body)}`);
  expect(body.count).toBe(body.items.length);
  return body.items;
}

/** Two partners with the same objects, one of each kind. */
async function world() {
  const of = async (name: string) => {
    const owner = await server.partner(name);
    const { key } = owner;
    const made = async <T>(path: string, body: object) => (await server.call<T>(path, { key, body })).body;
    const job = await server.load(
      'sku,product_name,price,currency,availability\nTRAIL-1,Trail Runner,9,EUR,in stock\nTRAIL-2,Trail_Walker,9,EUR,\n',
      { key, fields: {}, name: `Trail ${name}.csv` },
    );
    const [product] = (await server.call<Page<Product>>('/products?sku=TRAIL-1', { key })).body.items;
    const { customer_id } = await made<{ customer_id: string }>('/customers', {
      first_name: 'Trail',
      last_name: 'Trailson',
      email: 'trail@example.com',
    });
    const { webhook_id } = await made<Webhook>('/webhooks', { url: `https://trail.example/${name}`, events: ['*'] });
    const order = await made<Order>('/orders', {
      items: [{ product_id: product?.product_id, quantity: 1 }],
      customer_id,
      customer_reference: 'Trail-order-7',
    });
    const { sales_channel_id } = await made<{ sales_channel_id: string }>('/sales-channels', {
      name: 'Trail shop',
      type: 'WEB_SALES_CHANNEL',
      external_id: 'trail-ext',
    });
    const address = { address_line1: 'Trail road 1', city: 'Trail', state: 'TX', postal_code: '73301' };
    const { address_id } = await made<{ address_id: string }>(`/customers/${customer_id}/addresses`, address);
    const [event] = (await server.call<Page<{ event_id: string }>>('/events?limit=1', { key })).body.items;
    const [delivery] = (await server.call<Page<{ delivery_id: string }>>('/webhook-deliveries?limit=1', { key })).body
      .items;
    const { batch_id, upload_id } = await new Batches(server, owner).run({ a: { product: { sku: 'TRAIL-1' } } });
    const [apiKey] = (await server.call<Page<{ api_key_id: string }>>(`/partners/${owner.id}/api-keys`)).body.items;
    const ids: Record<string, string | undefined> = {
      partner_id: owner.id,
      api_key_id: apiKey?.api_key_id,
      feed_id: job.feed_id,
      job_id: job.job_id,
      product_id: product?.product_id,
      order_id: order.order_id,
      order_item_id: order.items[0]?.order_item_id,
      customer_id,
      address_id,
      sales_channel_id,
      batch_id,
      upload_id,
      webhook_id,
      delivery_id: delivery?.delivery_id,
      event_id: event?.event_id,
    };
    return { key, name, ids };
  };
  const partner = await of('Trail Blazers');
  return { key: partner.key, partner, theirs: await of('Trail Others') };
}

describe('a search', () => {
  it.each([
    ['partner_id', 'partner', 'partner_id'],
    ['api_key_id', 'partner', 'partner_id'],
    ['feed_id', 'feed', 'feed_id'],
    ['job_id', 'job', 'job_id'],
    ['product_id', 'product', 'product_id'],
    ['order_id', 'order', 'order_id'],
    ['order_item_id', 'order', 'order_id'],
    ['customer_id', 'customer', 'customer_id'],
    ['address_id', 'customer', 'customer_id'],
    ['sales_channel_id', 'sales_channel', 'sales_channel_id'],
    ['batch_id', 'operations_batch', 'batch_id'],
    ['upload_id', 'operations_batch', 'batch_id'],
    ['webhook_id', 'webhook', 'webhook_id'],
    ['delivery_id', 'webhook_delivery', 'delivery_id'],
    ['event_id', 'event', 'event_id'],
  ])('finds the object of a %s, also in lower case and without zeros', async (field, type, idField) => {
    const id = partner.ids[field] ?? '';
    const found = { type, id: partner.ids[idField], matched: field };
    expect((await search(`q=${id}`))[0]).toMatchObject(found);
    expect((await search(`q=${id.toLowerCase().replace(/^(..)0+/, '$1')}`))[0]).toMatchObject(found);
  });

  it('finds by a prefix of a text, in any letter case, and says in which field', async () => {
    const found = await search('q=tRaIl');
    expect(found.map(({ type, title, subtitle, status, matched }) => [type, title, subtitle, status, matched])).toEqual(
      [
        ['partner', 'Trail Blazers', null, 'active', 'partner_name'],
        ['feed', 'Trail Trail Blazers.csv', 'Trail Blazers', 'uploaded', 'file_name'],
        ['product', 'Trail Runner', 'TRAIL-1 · Trail Blazers', 'in_stock', 'sku'],
        ['product', 'Trail_Walker', 'TRAIL-2 · Trail Blazers', null, 'sku'],
        ['order', 'Trail-order-7', 'Trail Blazers', 'created', 'customer_reference'],
        ['sales_channel', 'Trail shop', 'Trail Blazers', null, 'name'],
      ],
    );
    expect((await search('q=https://trail.ex')).map(({ type }) => type)).toEqual(['webhook']);
    expect((await search('q=trail-ext')).map(({ matched }) => matched)).toEqual(['external_id']);
  });

  it('finds products as typed, in lower or upper case, or with initial capitals', async () => {
    const { key: other } = await server.partner('Spellings');
    await server.load('sku,product_name\nab-1,Écrit à la main\nAB-2,iPhone case\n', { key: other, fields: {} });
    const found = async (q: string) =>
      (await search(`q=${encodeURIComponent(q)}`, other)).map(({ subtitle }) => subtitle);
    for (const q of ['ab-', 'AB-', 'Ab-']) expect((await found(q)).length).toBe(2);
    for (const q of ['écrit', 'Écrit à', 'éCRIT']) expect(await found(q)).toEqual(['ab-1 · Spellings']);
    expect(await found('iPh')).toEqual(['AB-2 · Spellings']);
    expect(await found('iph')).toEqual([]);
  });

  it('finds a shipment by its tracking number, and names its order', async () => {
    const items = [{ product_id: partner.ids.product_id, quantity: 1 }];
    const { order_id } = (await server.call<Order>('/orders', { key, body: { items } })).body;
    await server.call(`/orders/${order_id}/transitions`, { key, body: { to: 'in_progress' } });
    const body = { carrier: 'Post', tracking_number: 'TRACK-4711' };
    expect((await server.call(`/orders/${order_id}/shipments`, { key, body })).status).toBe(201);
    const [found] = await search('q=track-47');
    expect(found).toMatchObject({ type: 'shipment', title: 'TRACK-4711', subtitle: order_id, leads_to: order_id });
    expect((await search(`q=${order_id}`))[0]?.leads_to).toBeNull();
  });

  it('treats SQL wildcards literally', async () => {
    expect((await search('q=trail_')).map(({ title }) => title)).toEqual(['Trail_Walker']);
    for (const q of ['%25', '_', '%5C', "'", '"']) expect(await search(`q=${q}`)).toEqual([]);
  });

  it('never searches customer data', async () => {
    for (const q of ['Trailson', 'trail%40example.com', 'Trail%20road']) expect(await search(`q=${q}`)).toEqual([]);
  });

  it('finds objects of other partners only for the operator', async () => {
    for (const id of Object.values(theirs.ids)) expect(await search(`q=${id}`)).toEqual([]);
    const own = JSON.stringify(await search('q=trail&limit=50'));
    for (const other of [...Object.values(theirs.ids), theirs.name]) expect(own).not.toContain(other);
    const all = await search('q=trail&limit=50', OPERATOR_KEY);
    expect(all.filter(({ type }) => type === 'product')).toHaveLength(4);
    expect(
      all
        .filter(({ type }) => type === 'order')
        .map(({ subtitle }) => subtitle)
        .sort(),
    ).toEqual(['Trail Blazers', 'Trail Others']);
  });

  it('finds only what the scopes of a key allow', async () => {
    const { key: limited } = await server.partner('Trail Limited', ['orders:read']);
    expect((await search('q=trail', limited)).map(({ type }) => type)).toEqual(['partner']);
    const { body } = await server.call<{ secret: string }>(`/partners/${partner.ids.partner_id}/api-keys`, {
      body: { name: 'orders', scopes: ['orders:read'] },
    });
    expect((await search('q=trail', body.secret)).map(({ type }) => type)).toEqual(['partner', 'order']);
    expect(await search(`q=${partner.ids.product_id}`, body.secret)).toEqual([]);
  });

  it('finds only the requested types, and shares its limit between them', async () => {
    expect((await search('q=trail&types=order,feed')).map(({ type }) => type)).toEqual(['feed', 'order']);
    expect((await search('q=trail&limit=3')).map(({ type }) => type)).toEqual(['partner', 'feed', 'product']);
    expect((await search('q=trail&types=product&limit=1')).map(({ id }) => id)).toEqual([partner.ids.product_id]);
  });

  it.each([
    ['', /q/],
    ['q=', /q must not be empty/],
    ['q=a&limit=51', /1 to 50/],
    ['q=a&types=order,thing', /Known types: job, partner/],
    [`q=${'a'.repeat(201)}`, /longer than 200/],
  ])('refuses ?%s', async (query, message) => {
    const { status, body } = await server.call(`/search?${query}`, { key });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(message);
  });

  it('covers each type that has an ID', () => {
    const types = ALL_FEATURES.flatMap(({ search = [] }) => search.map(({ type }) => type));
    expect(types.sort()).toEqual([...SEARCH_TYPES].sort());
  });
});
