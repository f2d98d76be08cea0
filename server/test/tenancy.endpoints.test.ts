import {
  type Category,
  type CreatedOrderExporter,
  type Customer,
  type CustomerAddress,
  contract,
  type DataDescriptor,
  type DataGroup,
  type FeedAccepted,
  type Order,
  type OrderExport,
  type OrderUpdateFeed,
  type Page,
  type ReceivedOrderUpdates,
  type SalesChannel,
  type Webhook,
  type WebhookDelivery,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Batches, zipOfOperations } from './support/batches.ts';
import { Imports } from './support/imports.ts';
import { type Answer, startTestServer, type UploadCall } from './support/server.ts';
import { until } from './support/until.ts';

// The calls are derived from the contract, so that a new endpoint, parameter or field of a body is tested
// automatically. One partner makes every call with its own objects, except for one, which belongs to another partner:
// in a path, a filter or a field. The test fails if it has no value for a parameter or field.

const server = await startTestServer();

/** A partner's objects, by the name of the parameter or field that refers to them. */
type World = Awaited<ReturnType<typeof worldOf>>;

async function worldOf(name: string) {
  const partner = await server.partner(name);
  const { key } = partner;
  const csv = (price: number) =>
    `sku,product_name,price,currency,availability\n${name}-SKU,${name} product,${price},EUR,in stock\n`;
  await loaded(csv(1), { key, fields: {} });
  const feed = await loaded(csv(2), { key, fields: {} });
  // A job with errors and changes.
  const checked = await loaded(`${csv(3)},Nameless,1,EUR,\n`, { key, fields: { validate_only: 'true' } });
  const [product] = (await server.call<{ items: { product_id: string }[] }>('/products', { key })).body.items;
  const product_id = product?.product_id ?? '';
  const made = async <T>(path: string, body: object) => {
    const answer = await server.call<T>(path, { key, body });
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const hook = { url: `https://${name}.example/hook`, events: ['customer.created'] };
  const { webhook_id } = await made<Webhook>('/webhooks', hook);
  const person = { first_name: name, last_name: 'Person', email: `${name}@example.com` };
  const { customer_id } = await made<Customer>('/customers', person);
  const { address_id } = await made<CustomerAddress>(`/customers/${customer_id}/addresses`, ADDRESS);
  const channel = { name: `${name} shop`, type: 'WEB_SALES_CHANNEL' };
  const { sales_channel_id } = await made<SalesChannel>('/sales-channels', channel);
  const items = [{ product_id, quantity: 1 }];
  // A person of the partner has to approve, so that the export keeps its status.
  const { exporter_id } = await made<CreatedOrderExporter>('/order-exporters', manualExporter('to_fulfilment'));
  const ordered = await made<Order>('/orders', { items, customer_id, shipping_address_id: address_id });
  const { order_id } = ordered;
  const { deliveries } = await made<Order>(`/orders/${order_id}/transitions`, { to: 'in_progress' });
  const waiting = await until(async () => {
    const found = await server.call<Page<OrderExport>>('/order-exports?status=waiting_approval', { key });
    return found.body.items[0];
  });
  const lists = { price_list: [{ valid_from: '2020-01-01T00:00:00Z', price: 1, currency: 'EUR' }] };
  await server.call(`/products/${product_id}/price-list`, { key, method: 'PUT', body: lists });
  const batches = new Batches(server, partner);
  const { batch_id } = await batches.run({
    [`${name}-operation`]: {
      '@type': 'ProductValidFromPriceUpdate',
      product: { sku: 'none' },
      ...lists,
    },
  });
  const { data_descriptor_id } = await made<DataDescriptor>('/data-descriptors', DESCRIPTOR);
  const group = { name, descriptors: [data_descriptor_id] };
  const { data_group_id } = await made<DataGroup>('/data-groups', group);
  const category = await new Imports(server, { key }).group([CATEGORIES]);
  await new Imports(server, { key }).run(category.data_group_id, 'tree.csv', `code,name\n${name}-tree,${name}\n`);
  const [tree] = (await server.call<Page<Category>>('/categories', { key })).body.items;
  const schedule = { cron: '0 0 1 1 *', source: { type: 'bucket', prefix: 'files' } };
  await server.call(`/data-groups/${data_group_id}/schedule`, { key, method: 'PUT', body: schedule });
  await server.call(`/data-groups/${data_group_id}/run-now`, { key, method: 'POST' });
  const newest = async <T>(path: string) => (await server.call<Page<T>>(`${path}?limit=1`, { key })).body.items[0];
  const delivery = await newest<WebhookDelivery>('/webhook-deliveries');
  const event_id = delivery?.event_id ?? '';
  const told = { update_id: `${name}-update`, customer_reference: `${name}-none`, ...TOLD };
  const { body: sent } = await server.call<ReceivedOrderUpdates>('/order-updates', { key, body: { updates: [told] } });
  const { order_update_feed_id } = await made<OrderUpdateFeed>('/order-update-feeds', UPDATE_FEED);
  const pending = await made<{ feed_id: string }>('/feeds/upload-url', { file_name: 'more.csv' });
  return {
    key,
    name,
    partner_name: name,
    partner_id: partner.id,
    org_id: partner.id,
    feed_id: feed.feed_id,
    pending_feed_id: pending.feed_id,
    job_id: checked.validation_job_id,
    product_id,
    customer_id,
    customer_ids: [customer_id],
    address_id,
    shipping_address_id: address_id,
    sales_channel_id,
    order_id,
    order_item_id: ordered.items[0]?.order_item_id ?? '',
    order_delivery_id: deliveries[0]?.delivery_id ?? '',
    order_update_id: sent.updates[0]?.order_update_id ?? '',
    update_id: told.update_id,
    order_update_feed_id,
    webhook_id,
    exporter_id,
    order_export_id: waiting.order_export_id,
    delivery_id: delivery?.delivery_id ?? '',
    event_id,
    data_descriptor_id,
    data_group_id,
    category_id: tree?.category_id ?? '',
    event_ids: [event_id],
    batch_id,
    upload_id: await batches.upload(zipOfOperations({})),
  };
}

async function loaded(file: string, to: UploadCall): Promise<FeedAccepted> {
  const { body } = await server.upload<FeedAccepted>(file, to);
  await server.run(body.validation_job_id);
  return body;
}

const DESCRIPTOR = {
  name: 'Stock',
  entity: 'availability',
  format: { type: 'csv' },
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'state' },
  ],
};
const CATEGORIES = {
  entity: 'category' as const,
  columns: ['code', 'name'].map((target) => ({ target, source: target })),
};
const ADDRESS = { address_line1: '1 Road', city: 'Town', state: 'TX', postal_code: '73301' };

const TOLD = { status: 'packing', occurred_at: '2026-04-08T12:00:00Z' };
const UPDATE_FEED = { name: 'Courier', authentication: 'token', mapping: { fields: { customer_reference: 'order' } } };

function itemsOfOrder({ order_item_id }: World): object {
  return { items: [{ order_item_id, quantity: 1 }] };
}

function manualExporter(flag: string): object {
  return { name: 'Person', kind: 'manual', when: { flag } };
}

/** Valid bodies, for the endpoints that take one. */
const BODIES: Record<string, (own: World) => object> = {
  uploadFeed: () => ({}),
  createFeedUploadUrl: () => ({ file_name: 'catalog.csv' }),
  completeFeedUpload: () => ({}),
  setPriceList: () => ({ price_list: [{ valid_from: '2020-01-01T00:00:00Z', price: 1, currency: 'EUR' }] }),
  createSalesChannel: () => ({ name: 'New', type: 'WEB_SALES_CHANNEL' }),
  updateSalesChannel: () => ({ name: 'Other' }),
  createOperationsBatch: ({ upload_id }) => ({ upload_id }),
  createCustomer: () => ({ first_name: 'New', last_name: 'Person', email: 'new@example.com' }),
  deleteCustomers: ({ customer_ids }) => ({ customer_ids }),
  createCustomerAddress: () => ADDRESS,
  createWebhook: () => ({ url: 'https://new.example/hook', events: ['*'] }),
  updateWebhook: () => ({ description: 'Other' }),
  rotateWebhookSecret: () => ({}),
  testWebhook: () => ({}),
  recoverWebhook: () => ({ since: '2026-01-01T00:00:00Z' }),
  undoJob: () => ({ validate_only: true }),
  replayWebhook: ({ event_ids }) => ({ event_ids }),
  redeliverWebhookDeliveries: ({ webhook_id }) => ({ webhook_id }),
  createOrderExporter: () => manualExporter('to_erp'),
  updateOrderExporter: () => ({ when: { flag: 'to_other' } }),
  approveOrderExport: () => ({}),
  rejectOrderExport: () => ({ reason: 'Wrong address' }),
  replayOrderExports: ({ exporter_id }) => ({ exporter_id }),
  transitionOrder: () => ({ to: 'in_progress' }),
  createDelivery: itemsOfOrder,
  updateDelivery: () => ({ status: 'packing' }),
  createShipment: itemsOfOrder,
  cancelOrderItems: itemsOfOrder,
  returnOrderItems: itemsOfOrder,
  blockOrderExport: () => ({}),
  unblockOrderExport: () => ({}),
  createDataDescriptor: () => DESCRIPTOR,
  previewDataDefinition: (own) => ({ partner_id: own.partner_id, definition: DESCRIPTOR, sample: 'sku,state\nA,no\n' }),
  previewDataDescriptor: () => ({ sample: 'sku,state\nA,no\n' }),
  detectDataDefinition: () => ({ sample: 'sku,state\nA,no\n' }),
  updateDataDescriptor: () => ({ name: 'Other' }),
  createDataGroup: ({ data_descriptor_id }) => ({ name: 'New', descriptors: [data_descriptor_id] }),
  updateDataGroup: () => ({ name: 'Other' }),
  importDataGroup: () => ({}),
  exportDataGroup: () => ({}),
  setSchedule: () => ({ cron: '0 6 * * *', source: { type: 'bucket', prefix: 'erp' } }),
  sendOrderUpdates: ({ order_id }) => ({ updates: [{ update_id: 'new', order_id, ...TOLD }] }),
  createOrderUpdateFeed: () => UPDATE_FEED,
  updateOrderUpdateFeed: () => ({ name: 'Other' }),
  rotateOrderUpdateFeedSecret: () => ({}),
  createOrder: ({ product_id, customer_id }) => ({ items: [{ product_id, quantity: 1 }], customer_id }),
};

/** Endpoints that return nothing of any partner. */
const NOBODYS = ['getIndex', 'getHealth', 'getReady', 'getLimits', 'getMetrics', 'getOpenApi', 'pushOrderUpdateFeed'];
/**
 * Endpoints whose bodies refer to orders that may be created later, and to paths of a mapping: `order-updates.test.ts`
 * tests another partner's orders, and `order-update-feeds.descriptors.test.ts` another partner's data descriptor.
 */
const LATER = ['sendOrderUpdates', 'createOrderUpdateFeed', 'updateOrderUpdateFeed'];
/** Endpoints whose responses do not end: `events.stream.test.ts` tests them. */
const STREAMS = ['streamEvents'];
/** Endpoints that need a session: `console.sessions.test.ts` tests them. */
const SESSIONS = ['createConsoleSession', 'getConsoleSession', 'deleteConsoleSession'];
/** Queries without which an endpoint refuses a call. */
const QUERIES: Record<string, (own: World) => string> = { search: ({ name }) => `q=${name}` };
/** Fields that end like a reference, but contain the caller's own text. */
const WORDS = ['external_id'];

interface Route {
  method: string;
  path: string;
  metadata: { access: string };
  query?: z.ZodType;
  body?: unknown;
  contentType?: string;
}

const routes = Object.values(contract).flatMap((router) => Object.entries(router as unknown as Record<string, Route>));
const partnerRoutes = routes.filter(
  ([name, { metadata }]) => metadata.access !== 'operator' && ![...NOBODYS, ...STREAMS, ...SESSIONS].includes(name),
);

/** The names in a schema, at any depth, that refer to objects of a partner. */
function referencesIn(schema: unknown): string[] {
  if (!(schema instanceof z.ZodType)) return [];
  const names = JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).matchAll(/"(\w+)":/g);
  const found = [...names].map(([, name = '']) => name).filter((name) => /_ids?$|^partner_name$/.test(name));
  return [...new Set(found)].filter((name) => !WORDS.includes(name));
}

const pathNames = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

function fillIn(world: World, name: string, endpoint: string): unknown {
  if (name === 'batch_type') return 'valid-from-price-updates';
  if (name === 'delivery_id' && /^(?:get|update)Delivery$|Shipment/.test(endpoint)) return world.order_delivery_id;
  if (name === 'feed_id' && endpoint === 'completeFeedUpload') return world.pending_feed_id;
  const value = world[name as keyof World];
  if (value === undefined)
    throw new Error(`${endpoint}: this test does not know what ${name} names. Add it to a world.`);
  return value;
}

/** The body with another partner's object in a field, at any depth; adds the field if it is missing. */
function withReference(body: object, name: string, value: unknown): object {
  if ('when' in body) return { ...body, when: { ...(body.when as object), [name]: value } };
  if (!['product_id', 'order_item_id'].includes(name)) return { ...body, [name]: value };
  return { ...body, items: [{ [name]: value, quantity: 1 }] };
}

/** Calls an endpoint with the objects of `own`, except for one, which belongs to another partner. */
function call(
  endpoint: string,
  route: Route,
  own: World,
  other?: { place: 'path' | 'query' | 'body'; name: string; of: World },
) {
  const from = (place: string, name: string) =>
    fillIn(other?.place === place && other.name === name ? other.of : own, name, endpoint);
  let path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => String(from('path', name)));
  if (QUERIES[endpoint]) path += `?${QUERIES[endpoint](own)}`;
  if (other?.place === 'query') path += `?${other.name}=${encodeURIComponent(String(from('query', other.name)))}`;
  const takesBody = route.body instanceof z.ZodType;
  if (takesBody && !BODIES[endpoint]) throw new Error(`${endpoint}: this test does not know a body. Add one.`);
  const right = BODIES[endpoint]?.(own) ?? {};
  const body = other?.place === 'body' ? withReference(right, other.name, from('body', other.name)) : right;
  const to = { key: own.key, method: route.method };
  if (route.contentType !== 'multipart/form-data') return server.call<unknown>(path, takesBody ? { ...to, body } : to);
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.set(name, String(value));
  form.set('file', new Blob(['sku,product_name\nA,One\n'], { type: 'text/csv' }), 'catalog.csv');
  return server.call<unknown>(path, { ...to, form });
}

const mine = await worldOf('Mine');
const theirs = await worldOf('Theirs');
/** Values that show that a response contains their data. */
const THEIRS = Object.entries(theirs)
  .filter(([name]) => name !== 'key')
  .flatMap(([, value]) => value);

const text = ({ body }: Answer<unknown>) => (typeof body === 'string' ? body : JSON.stringify(body));

/** The items of a list or an export; for a deletion of several, the deleted items. */
function itemsOf({ body }: Answer<unknown>): unknown[] {
  if (typeof body === 'string') return body.split('\n').slice(1).filter(Boolean);
  const { items } = body as { items: { outcome?: string }[] };
  return items.filter(({ outcome }) => outcome !== 'not_found');
}

describe("what is another partner's", () => {
  const cases = partnerRoutes.flatMap(([endpoint, route]) => [
    ...pathNames(route.path)
      .filter((name) => name !== 'batch_type')
      .map((name) => [endpoint, 'path', name, route] as const),
    ...referencesIn(route.query).map((name) => [endpoint, 'query', name, route] as const),
    ...referencesIn(route.body)
      .filter((name) => name === 'partner_id' || !LATER.includes(endpoint))
      .map((name) => [endpoint, 'body', name, route] as const),
  ]);

  it.each(cases)('is inaccessible by %s, named in the %s as %s', async (endpoint, place, name, route) => {
    const answer = await call(endpoint, route, mine, { place, name, of: theirs });
    const sent = fillIn(theirs, name, endpoint);
    const shown = THEIRS.filter((one) => one !== sent && ![sent].flat().includes(one) && text(answer).includes(one));
    expect(shown).toEqual([]);
    if (answer.status === 200) expect(itemsOf(answer)).toEqual([]);
    else expect([403, 404]).toContain(answer.status);
  });

  it('still exists for its owner after all these calls', async () => {
    for (const [endpoint, route] of partnerRoutes) {
      if (route.method !== 'GET') continue;
      const { status, body } = await call(endpoint, route, theirs);
      expect([endpoint, status]).toEqual([endpoint, endpoint === 'getFeedFile' ? 302 : 200]);
      expect(typeof body === 'string' ? body : JSON.stringify(body)).not.toMatch(/"count":0/);
    }
  });
});

describe("what is the caller's own", () => {
  // Deletions come last, and parts of an object before the object.
  const depthOf = ({ method, path }: Route) => (method === 'DELETE' ? path.split('/').length : Number.MAX_SAFE_INTEGER);
  const ordered = partnerRoutes.toSorted(([, a], [, b]) => depthOf(b) - depthOf(a));
  it.each(ordered)('is all that %s shows', async (endpoint, route) => {
    const answer = await call(endpoint, route, mine);
    expect(THEIRS.filter((one) => text(answer).includes(one))).toEqual([]);
    // A finished job cannot be cancelled, a customer with orders cannot be deleted, an upload without a file cannot be
    // completed.
    expect([200, 201, 202, 204, 302, 409]).toContain(answer.status);
  });
});

describe("the operator's own endpoints", () => {
  it.each(routes.filter(([, { metadata }]) => metadata.access === 'operator'))(
    'are refused to a partner: %s',
    async (_endpoint, route) => {
      const path = route.path.replace(':partner_id', mine.partner_id).replace(':api_key_id', 'AK00001');
      expect((await server.call(path, { key: mine.key, method: route.method })).status).toBe(403);
    },
  );
});
