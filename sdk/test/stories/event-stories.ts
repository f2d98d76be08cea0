import { expect } from 'vitest';
import type { Event } from '../../src/index.ts';
import { runBatch, zipFiles } from './send-batch.ts';
import type { StoryApi } from './story-api.ts';

const FEED = 'sku,product_name,price,currency,availability\nE1,Eraser,0.50,EUR,in stock\n';
const ALICE = { first_name: 'Alice', last_name: 'Moreau', email: 'alice@example.com' };
const ADDRESS = { address_line1: '1 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' };

/** Every action is an event of its partner, in order, with its data. */
export async function whatIsDoneIsAnEvent(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Events Inc');
  await api.load(FEED, { key });
  await api.load(FEED.replace('0.50', '0.60'), { key });
  await api.load('sku,product_name\n,Nameless\n', { key });
  await api.load(FEED.replace('0.50', '0.70'), { key, fields: { validate_only: 'true' } });
  const waiting = await api.upload(FEED, { key });
  await api.post(`/jobs/${waiting.body.validation_job_id}/cancel`, undefined, { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  const price_list = [{ valid_from: '2040-01-01T00:00:00Z', price: 0.4, currency: 'EUR' }];
  await api.call('PUT', `/products/${product_id}/price-list`, { key, json: { price_list } });
  await api.call('PUT', `/products/${product_id}/price-list`, { key, json: { price_list } });
  const order = await api.post('/orders', { items: [{ product_id, quantity: 2 }] }, { key });
  const customer = await api.post('/customers', ALICE, { key });
  await api.post(`/customers/${customer.body.customer_id}/addresses`, ADDRESS, { key });
  const change = (json: object) => api.call('PATCH', `/partners/${id}`, { json });
  await change({ default_currency: 'EUR', partner_name: 'Events Inc' });
  await change({ default_currency: 'EUR' });
  await change({ partner_name: 'Events and Sons', status: 'active', contact_email: 'a@b.example' });
  const hook = await api.post(
    '/webhooks',
    { url: 'https://partner.example/hooks', events: ['order.vanished'] },
    { key },
  );
  expect(hook.status).toBe(422);
  const { body } = await api.get('/events?limit=100', { key });
  for (const event of body.items) await api.get(`/events/${event.event_id}`, { key });
  await api.get('/events?limit=3', { key });
  await api.get('/events?event_type=order.created', { key });
  await api.get(`/events?subject=${order.body.order_id}`);
  await api.get(`/events?subject=${customer.body.customer_id}`, { key });
  await api.get('/events?created_to=2020-01-01T00:00:00Z', { key });
  await api.get(`/events?created_from=2020-01-01T00:00:00Z&event_type=partner.updated&subject=${id}`);
  for (const query of [
    'event_type=no',
    'subject=7',
    'subject=XX00001',
    'limit=0',
    'cursor=PR00001',
    'created_from=now',
  ])
    await api.get(`/events?${query}`, { key });
  for (const wrong of ['EV99999', 'EV1']) await api.get(`/events/${wrong}`, { key });
  const { key: other } = await api.partner('Strangers Inc');
  await api.get(`/events/${body.items[0].event_id}`, { key: other });
  await api.get('/events', { key: other });
  await api.get('/events/stream', { key, headers: { 'last-event-id': 'nowhere' } });
}

/** A batch causes events about its end and its prices. */
export async function batchesAreEvents(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Event Batches Inc');
  await api.load(FEED, { key });
  const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price: 0.4, currency: 'EUR' }];
  const files = ['E1', 'E9'].map((sku) => {
    const operation = { '@type': 'ProductValidFromPriceUpdate', operation_id: sku, product: { sku }, price_list };
    return [`${sku}.json`, JSON.stringify(operation)];
  });
  await runBatch(api, { id, key }, zipFiles(Object.fromEntries(files)));
  await runBatch(api, { id, key }, zipFiles(Object.fromEntries(files)), { on_error: 'rollback' });
  await api.get('/events?event_type=operations_batch.completed', { key });
  await api.get('/events?event_type=product.price.changed', { key });
  await api.get('/events?limit=100', { key });
}

/** Missed events are delivered when a subscription requests them. */
export async function whatWasMissedIsDelivered(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Missed Inc');
  await api.load(FEED, { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  await api.post('/orders', { items: [{ product_id, quantity: 2 }] }, { key });
  const events = ['order.created', 'job.completed'];
  const { body: hook } = await api.post('/webhooks', { url: 'https://partner.example/hooks', events }, { key });
  const call = (name: string, json: object) => api.post(`/webhooks/${hook.webhook_id}/${name}`, json, { key });
  await call('recover', { since: '2999-01-01T00:00:00Z' });
  await call('recover', { since: '2020-01-01T00:00:00Z', only: 'failed' });
  await call('recover', { since: '2020-01-01T00:00:00Z', only: 'never_delivered' });
  await call('recover', { since: '2020-01-01T00:00:00Z', only: 'never_delivered' });
  const { body } = await api.get('/events?event_type=feed.uploaded', { key });
  const uploaded: string = body.items[0].event_id;
  await call('replay', { event_ids: [uploaded, uploaded] });
  await call('replay', { event_ids: [uploaded, 'EV99999'] });
  const delivery = await call('test', { event_type: 'webhook.failing' });
  expect(delivery.status).toBe(202);
  await call('test', {});
  const { body: deliveries } = await api.get(`/webhook-deliveries?webhook_id=${hook.webhook_id}`, {
    key,
    unrecorded: true,
  });
  expect(deliveries.count).toBe(5);
  await api.get(`/events/${delivery.body.event_id}`, { key });
}

/** A reader of the event stream gets the events of its partner, of the requested type. */
export async function eventsAreFollowed(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Followers Inc');
  const { key: other } = await api.partner('Leaders Inc');
  const client = api.client(key);
  const stream = client.events.stream({ event_type: 'customer.created' });
  const events: Event[] = [];
  const reading = (async () => {
    for await (const event of stream) if (events.push(event) === 2) return;
  })();
  await expect.poll(() => stream.lastEventId, { timeout: 30_000 }).toBeDefined();
  const { body: first } = await api.post('/customers', ALICE, { key });
  await api.post('/customers', ALICE, { key: other });
  await api.post(`/customers/${first.customer_id}/addresses`, ADDRESS, { key });
  const { body: second } = await api.post('/customers', ALICE, { key });
  await reading;
  expect(events.map(({ subject }) => subject.id)).toEqual([first.customer_id, second.customer_id]);
  const { body: third } = await api.post('/customers', ALICE, { key });
  for await (const event of client.events.stream({}, { lastEventId: stream.lastEventId })) {
    expect(event.data).toEqual({ customer_id: third.customer_id });
    break;
  }
}
