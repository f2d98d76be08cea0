import { Webhook as StandardWebhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { beginChange } from './support/open-change.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

const server = await startTestServer(QUICK_RETRIES);
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

it('delivers an event to a subscription, signed as Standard Webhooks requires', async () => {
  const receiver = await startReceiver();
  const { webhook_id, secret } = await webhooks.create(receiver.url, { events: ['order.created'] });
  const created = await order(server);
  const [request] = await receiver.first(1);
  expect(request?.body).toMatchObject({
    event_type: 'order.created',
    data: { order_id: created.order_id, status: 'created', total_amount: 10, currency: 'EUR' },
  });
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-commerce-event-id': request?.body.event_id,
    'x-commerce-event-type': 'order.created',
    'x-commerce-sequence': '1',
    'x-commerce-attempt': '1',
  });
  const verified = new StandardWebhook(secret).verify(request?.text ?? '', request?.headers as Record<string, string>);
  expect(verified).toEqual(request?.body);
  const [delivery] = await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  expect(delivery).toMatchObject({
    sequence: 1,
    attempt_count: 1,
    response_code: 204,
    error: null,
    next_attempt_at: null,
  });
});

it('delivers to each active subscription to the type, and to those of all partners', async () => {
  const [own, other, everybody, disabled] = await Promise.all([1, 2, 3, 4].map(() => startReceiver()));
  if (!own || !other || !everybody || !disabled) throw new Error('no receivers');
  await webhooks.create(own.url, { events: ['order.created'] });
  await webhooks.create(other.url, { events: ['customer.created'] });
  await new Webhooks(server).create(everybody.url, { events: ['order.created'] });
  const paused = await webhooks.create(disabled.url);
  await server.call(`/webhooks/${paused.webhook_id}`, { method: 'PATCH', body: { status: 'disabled' }, key: acme.key });
  const before = await order(server);
  await server.call('/customers', { key: acme.key, body: { first_name: 'A', last_name: 'B', email: 'a@b.example' } });
  expect((await own.first(1))[0]?.body.data.order_id).toBe(before.order_id);
  expect((await everybody.first(1))[0]?.body.data.order_id).toBe(before.order_id);
  expect((await other.first(1))[0]?.body.event_type).toBe('customer.created');
  expect(await webhooks.deliveries(`webhook_id=${paused.webhook_id}`)).toEqual([]);
});

it('sends nothing for a change that was rolled back', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url);
  const refused = await server.call('/orders', {
    body: {
      partner_name: 'Acme Corp',
      items: [
        { product_id: 'PR00001', quantity: 1 },
        { product_id: 'PR99999', quantity: 1 },
      ],
    },
  });
  expect(refused.status).toBe(404);
  const { order_id } = await order(server);
  await receiver.first(1);
  const all = await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  expect((await webhooks.delivery(all[0]?.delivery_id ?? '')).request_payload).toMatchObject({ data: { order_id } });
});

it('logs the request and response of each attempt, with secrets masked', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(200, { 'x-own': 'yes' }).end('a'.repeat(5_000));
  const headers = { authorization: 'Bearer very-secret' };
  const { webhook_id, ...created } = await webhooks.create(receiver.url, { headers });
  expect(created.headers).toEqual({ authorization: '***' });
  await order(server);
  const [request] = await receiver.first(1);
  expect(request?.headers.authorization).toBe('Bearer very-secret');
  const [delivery] = await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  const detail = await webhooks.delivery(delivery?.delivery_id ?? '');
  expect(detail).toMatchObject({ request_payload: request?.body, response_body: 'a'.repeat(2_000) });
  expect(detail.attempts).toMatchObject([
    { attempt: 1, response_code: 200, response_headers: { 'x-own': 'yes' }, error: null },
  ]);
  expect(detail.attempts[0]?.request_headers).toMatchObject({
    authorization: '***',
    'webhook-signature': '***',
    'x-commerce-signature': '***',
    'x-commerce-event-id': request?.body.event_id,
  });
  const { rows } = await server.pool.query<{ text: string }>('select w::text as text from webhook w where id = $1', [
    Number(webhook_id.slice(2)),
  ]);
  expect(rows[0]?.text).not.toMatch(/very-secret|whsec_/);
});

it('signs with both secrets after a rotation, and with one when the old one has expired', async () => {
  const receiver = await startReceiver();
  const created = await webhooks.create(receiver.url, { events: ['order.created'] });
  const rotate = (body: object) =>
    server.call<{ secret: string }>(`/webhooks/${created.webhook_id}/rotate-secret`, { body, key: acme.key });
  const { secret } = (await rotate({})).body;
  await order(server);
  const [both] = await receiver.first(1);
  const verifies = (key: string, request = both) =>
    new StandardWebhook(key).verify(request?.text ?? '', request?.headers as Record<string, string>);
  expect(verifies(created.secret)).toEqual(verifies(secret));
  expect(String(both?.headers['x-commerce-signature']).split(',')).toHaveLength(2);
  const last = (await rotate({ old_valid_hours: 0 })).body.secret;
  await order(server);
  const [, one] = await receiver.first(2);
  expect(verifies(last, one)).toEqual(one?.body);
  expect(() => verifies(secret, one)).toThrow();
});

it('sends an example on request, only to that subscription and in no list of events', async () => {
  const [tested, other] = await Promise.all([startReceiver(), startReceiver()]);
  const { webhook_id } = await webhooks.create(tested.url, { events: ['feed.uploaded'] });
  await webhooks.create(other.url, { events: ['feed.uploaded'] });
  const answer = await server.call<{ event_id: string }>(`/webhooks/${webhook_id}/test`, { body: {}, key: acme.key });
  expect(answer.status).toBe(202);
  const [request] = await tested.first(1);
  expect(request?.headers['x-commerce-test']).toBe('true');
  expect(request?.body).toMatchObject({ event_type: 'feed.uploaded', data: { feed_id: 'FD00001' } });
  expect((await server.call(`/events/${answer.body.event_id}`, { key: acme.key })).status).toBe(404);
  expect(other.received).toEqual([]);
});

it('cancels queued deliveries when the subscription is deleted, and keeps the log', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const { webhook_id } = await webhooks.create(receiver.url);
  await server.call(`/webhooks/${webhook_id}/test`, { body: {}, key: acme.key });
  await receiver.first(1);
  expect((await server.call(`/webhooks/${webhook_id}`, { method: 'DELETE', key: acme.key })).status).toBe(204);
  expect((await server.call(`/webhooks/${webhook_id}`, { key: acme.key })).status).toBe(404);
  const ended = await until(async () => {
    const [delivery] = await webhooks.deliveries(`webhook_id=${webhook_id}`);
    return delivery?.status !== 'pending' && delivery;
  });
  expect(['cancelled', 'failed']).toContain(ended.status);
});

it('cancels deliveries queued by a change in progress when the subscription was deleted', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['customer.created'] });
  const commit = await beginChange(server, acme.id);
  expect((await server.call(`/webhooks/${webhook_id}`, { method: 'DELETE', key: acme.key })).status).toBe(204);
  await commit();
  const [delivery] = await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'cancelled');
  expect(delivery).toMatchObject({ attempt_count: 0, next_attempt_at: null });
  expect(
    (await server.pool.query('select 1 from webhook_queue where webhook_id = $1', [webhook_id.slice(2)])).rows,
  ).toEqual([]);
  expect(receiver.received).toEqual([]);
});
