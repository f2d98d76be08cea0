import type { Job, Redeliveries, Webhook, WebhookDelivery } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { type Answer, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, Webhooks } from './support/webhooks.ts';

// Subscriptions that wait for the next attempt of a failed delivery.
const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_RETRY_SECONDS: '3600x3' });
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const post = <T>(path: string, body?: object): Promise<Answer<T>> =>
  server.call<T>(path, { method: 'POST', key: acme.key, ...(body === undefined ? {} : { body }) });

/** An ordered subscription with a delivery whose first attempt failed, and its receiver, which works now. */
async function failedOnce(answer: Receiver['answer'] = (_, res) => void res.writeHead(500).end()) {
  const receiver = await startReceiver();
  receiver.answer = (request, res, req) => {
    if (receiver.received.length === 1) answer(request, res, req);
    else res.writeHead(204).end();
  };
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'], ordered: true });
  await order(server);
  const delivery = await until(async () => {
    const [one] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
    return one?.attempt_count === 1 && one;
  });
  return { receiver, webhook_id, delivery };
}

it('resends at once a delivery that an ordered subscription waits for', async () => {
  const { receiver, webhook_id, delivery } = await failedOnce();
  expect(Date.parse(delivery.next_attempt_at ?? '')).toBeGreaterThan(Date.now() + 3_000_000);
  const again = await post<WebhookDelivery>(`/webhook-deliveries/${delivery.delivery_id}/redeliver`);
  expect(again.status).toBe(202);
  expect(Date.parse(again.body.next_attempt_at ?? '')).toBeLessThan(Date.now() + 60_000);
  await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  expect(receiver.values('x-commerce-sequence')).toEqual(['1', '1']);
});

it.each([
  ['replayed', (id: string, { event_id }: WebhookDelivery) => replay(id, event_id)],
  ['recovered', (id: string) => recover(id)],
])('continues at once with an ordered subscription for which events are %s', async (_, ask) => {
  await order(server, 'before it subscribes');
  const { receiver, webhook_id, delivery } = await failedOnce();
  expect((await ask(webhook_id, delivery)).body.deliveries).toBeGreaterThan(0);
  await until(async () => (await webhooks.deliveries(`webhook_id=${webhook_id}`)).every(isSent));
  expect(receiver.values('x-commerce-sequence').slice(0, 2)).toEqual(['1', '1']);
});

const isSent = ({ status }: WebhookDelivery) => status === 'succeeded';
const replay = (id: string, event: string) => post<Redeliveries>(`/webhooks/${id}/replay`, { event_ids: [event] });
const recover = (id: string) => post<Redeliveries>(`/webhooks/${id}/recover`, { since: '2026-01-01T00:00:00Z' });

it('continues at once with an ordered subscription when a set is sent again', async () => {
  const { receiver, webhook_id, delivery } = await failedOnce();
  // As if that had been its last attempt, and the subscription were waiting for another delivery.
  await order(server, 'second');
  await server.pool.query(
    `with ended as (delete from webhook_queue where delivery_id = $1)
     update webhook_delivery set status = 'failed', failed_at = now(), due_at = null where id = $1`,
    [Number(delivery.delivery_id.slice(2))],
  );
  const job = await post<Job>('/webhook-deliveries/redeliver', { webhook_id });
  expect(job.status).toBe(202);
  await webhooks.ended(`webhook_id=${webhook_id}`, 2);
  expect(receiver.values('x-commerce-sequence')).toEqual(['1', '1', '2']);
});

it('still waits for the time requested by the receiver, and says so', async () => {
  const { receiver, delivery } = await failedOnce((_, res) => void res.writeHead(503, { 'retry-after': '600' }).end());
  const again = await post<WebhookDelivery>(`/webhook-deliveries/${delivery.delivery_id}/redeliver`);
  const seconds = (Date.parse(again.body.next_attempt_at ?? '') - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(300);
  expect(seconds).toBeLessThan(601);
  // The delivery to another subscription shows that the worker has looked for deliveries.
  const other = await startReceiver();
  await webhooks.create(other.url, { events: ['order.created'] });
  await order(server, 'later');
  await other.first(1);
  expect(receiver.received).toHaveLength(1);
});

it('says when a delivery of a waiting subscription is sent', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(503, { 'retry-after': '600' }).end();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await order(server, 'refused');
  await until(async () => (await webhooks.get(webhook_id)).next_probe_at !== null);
  await order(server, 'waits');
  const [waiting] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
  expect(waiting?.attempt_count).toBe(0);
  expect(waiting?.next_attempt_at).toBe((await webhooks.get(webhook_id)).next_probe_at);
});

const patch = (id: string, body: object) =>
  server.call<Webhook>(`/webhooks/${id}`, { method: 'PATCH', body, key: acme.key });

it('continues at once with a subscription that is no longer ordered', async () => {
  const { webhook_id } = await failedOnce();
  await order(server, 'held back');
  expect((await patch(webhook_id, { ordered: false })).body.next_probe_at).toBeNull();
  await webhooks.ended(`webhook_id=${webhook_id}`, 2);
});

it('still waits for the time requested by the receiver when it is no longer ordered', async () => {
  const { receiver, webhook_id } = await failedOnce(
    (_, res) => void res.writeHead(503, { 'retry-after': '600' }).end(),
  );
  const { next_probe_at } = (await patch(webhook_id, { ordered: false })).body;
  const seconds = (Date.parse(next_probe_at ?? '') - Date.now()) / 1_000;
  expect(seconds).toBeGreaterThan(300);
  expect(seconds).toBeLessThan(601);
  expect(receiver.received).toHaveLength(1);
});

it('sends a delivery in flight once when its subscription is no longer ordered', async () => {
  const receiver = await startReceiver();
  const held: (() => void)[] = [];
  receiver.answer = (_, res) => void held.push(() => res.writeHead(204).end());
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'], ordered: true });
  await order(server, 'under way');
  await receiver.first(1);
  await patch(webhook_id, { ordered: false, status: 'active' });
  await order(server, 'beside it');
  await receiver.first(2);
  for (const answer of held.splice(0)) answer();
  await webhooks.ended(`webhook_id=${webhook_id}`, 2);
  expect(receiver.values('x-commerce-attempt')).toEqual(['1', '1']);
  expect(receiver.values('x-commerce-sequence')).toEqual(['1', '2']);
});
