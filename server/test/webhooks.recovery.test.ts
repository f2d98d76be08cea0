import type { Job, Redeliveries } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { order, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

const server = await startTestServer({ ...QUICK_RETRIES, WEBHOOK_RETRY_SECONDS: '0.02' });
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const post = <T>(path: string, body: object = {}, key = acme.key) =>
  server.call<T>(path, { method: 'POST', body, key });
const patch = (id: string, body: object) => server.call(`/webhooks/${id}`, { method: 'PATCH', body, key: acme.key });

it('sends a delivery again, with the same event and sequence', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await order(server);
  const [delivery] = await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  const again = await server.call(`/webhook-deliveries/${delivery?.delivery_id}/redeliver`, {
    method: 'POST',
    key: acme.key,
  });
  expect(again).toMatchObject({ status: 202, body: { delivery_id: delivery?.delivery_id, status: 'pending' } });
  const [one, two] = await receiver.first(2);
  expect(two?.body).toEqual(one?.body);
  expect([one, two].map((request) => request?.headers['x-commerce-sequence'])).toEqual(['1', '1']);
  expect(two?.headers['x-commerce-attempt']).toBe('2');
  const [ended] = await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  expect((await webhooks.delivery(ended?.delivery_id ?? '')).attempts).toHaveLength(2);
});

it('refuses to resend a delivery that is being sent', async () => {
  const receiver = await startReceiver();
  receiver.answer = () => undefined;
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await order(server);
  await receiver.first(1);
  const [delivery] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
  const again = await server.call(`/webhook-deliveries/${delivery?.delivery_id}/redeliver`, {
    method: 'POST',
    key: acme.key,
  });
  expect({ status: again.status, code: again.body.code }).toEqual({ status: 409, code: 'delivery_in_flight' });
});

it('sends a filtered set again, as a job with progress', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created', 'customer.created'] });
  for (let n = 0; n < 3; n += 1) await order(server, `r-${n}`);
  await post('/customers', { first_name: 'A', last_name: 'B', email: 'a@b.example' });
  await webhooks.ended(`webhook_id=${webhook_id}`, 4, 'failed');
  receiver.answer = (_, res) => void res.writeHead(204).end();
  const asked = await post<Job>('/webhook-deliveries/redeliver', { webhook_id, event_type: 'order.created' });
  expect(asked).toMatchObject({ status: 202, body: { job_type: 'webhook_redelivery', webhook_id } });
  const job = await server.call<Job>(`/jobs/${asked.body.job_id}?wait=30`, { key: acme.key });
  expect(job.body).toMatchObject({ status: 'completed', result: { deliveries: 3 }, progress: { rows_done: 3 } });
  await webhooks.ended(`webhook_id=${webhook_id}&event_type=order.created`, 3);
  await webhooks.ended(`webhook_id=${webhook_id}&event_type=customer.created`, 1, 'failed');
});

it('recovers failed and never created deliveries since a time', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  receiver.answer = (_, res) => void res.writeHead(500).end();
  await order(server, 'fails');
  await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'failed');
  await patch(webhook_id, { status: 'disabled' });
  const since = new Date().toISOString();
  const missed = await order(server, 'missed');
  await post('/customers', { first_name: 'A', last_name: 'B', email: 'a@b.example' });
  expect((await post(`/webhooks/${webhook_id}/recover`, { since })).body).toMatchObject({ code: 'webhook_disabled' });
  await patch(webhook_id, { status: 'active' });
  receiver.answer = (_, res) => void res.writeHead(204).end();
  const recover = (body: object) => post<Redeliveries>(`/webhooks/${webhook_id}/recover`, body);
  expect((await recover({ since, only: 'failed' })).body).toEqual({ deliveries: 0, has_more: false });
  expect((await recover({ since, only: 'never_delivered' })).body).toEqual({ deliveries: 1, has_more: false });
  await webhooks.ended(`webhook_id=${webhook_id}&created_from=${since}`, 1);
  expect(receiver.received.at(-1)?.body.data.order_id).toBe(missed.order_id);
  expect((await recover({ since })).body).toEqual({ deliveries: 0, has_more: false });
  const { deliveries } = (await recover({ since: '2026-01-01T00:00:00Z' })).body;
  // All orders of this file, and the one that failed.
  expect(deliveries).toBeGreaterThan(1);
  await webhooks.ended(`webhook_id=${webhook_id}`, deliveries + 1);
});

it('replays given events, also those that were delivered or not subscribed to', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await order(server, 'replayed');
  await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  const events = async (type: string) =>
    (await server.call<{ items: { event_id: string }[] }>(`/events?event_type=${type}&limit=1`, { key: acme.key })).body
      .items[0]?.event_id;
  const ids = [await events('order.created'), await events('customer.created')];
  const replay = (event_ids: unknown[]) => post<Redeliveries>(`/webhooks/${webhook_id}/replay`, { event_ids });
  expect((await replay(ids)).body).toEqual({ deliveries: 2, has_more: false });
  await receiver.first(3);
  expect((await replay(['EV99999'])).status).toBe(404);
  const other = await server.partner('Other');
  await server.call('/customers', { key: other.key, body: { first_name: 'A', last_name: 'B', email: 'a@b.example' } });
  const theirs = await server.call<{ items: { event_id: string }[] }>('/events?limit=1', { key: other.key });
  expect((await replay([theirs.body.items[0]?.event_id])).status).toBe(404);
});
