import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, Webhooks } from './support/webhooks.ts';

const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_RETRY_SECONDS: '0.1x20' });
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

const ordered = (url: string) => webhooks.create(url, { events: ['order.created'], ordered: true });

it('sends one at a time, in sequence, and holds the rest behind a failure', async () => {
  const receiver = await startReceiver();
  let [sending, most] = [0, 0];
  receiver.answer = async (request, res) => {
    sending += 1;
    most = Math.max(most, sending);
    await delay(5);
    sending -= 1;
    const [sequence, attempt] = [request.headers['x-commerce-sequence'], request.headers['x-commerce-attempt']];
    res.writeHead(sequence === '3' && attempt !== '3' ? 500 : 204).end();
  };
  const { webhook_id } = await ordered(receiver.url);
  const orders: string[] = [];
  for (let n = 0; n < 6; n += 1) orders.push((await order(server, `o-${n}`)).order_id);
  await webhooks.ended(`webhook_id=${webhook_id}`, 6);
  expect(receiver.values('x-commerce-sequence')).toEqual(['1', '2', '3', '3', '3', '4', '5', '6']);
  const arrived = receiver.received.filter(({ headers }) => headers['x-commerce-attempt'] === '1');
  expect(arrived.map(({ body }) => body.data.order_id)).toEqual(orders);
  expect(most).toBe(1);
});

it('continues after one that has failed for good', async () => {
  const receiver = await startReceiver();
  receiver.answer = ({ headers }, res) => void res.writeHead(headers['x-commerce-sequence'] === '1' ? 500 : 204).end();
  const { webhook_id } = await ordered(receiver.url);
  await order(server, 'bad');
  await order(server, 'good');
  const [good, bad] = await until(async () => {
    const all = await webhooks.deliveries(`webhook_id=${webhook_id}`);
    return all.every(({ status }) => status !== 'pending') && all;
  });
  expect([bad?.status, good?.status]).toEqual(['failed', 'succeeded']);
  expect(receiver.values('x-commerce-sequence')).toEqual([...Array(21).fill('1'), '2']);
});

it('resends delivered ones before everything that was not sent yet', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await ordered(receiver.url);
  await order(server, 'first');
  await order(server, 'second');
  const [second, first] = await webhooks.ended(`webhook_id=${webhook_id}`, 2);
  // While the third cannot be delivered, the first two are sent again, and a new event occurs.
  let isOpen = false;
  const taken: unknown[] = [];
  receiver.answer = ({ headers }, res) => {
    if (isOpen) taken.push(headers['x-commerce-sequence']);
    res.writeHead(isOpen ? 204 : 500).end();
  };
  await order(server, 'third');
  await until(async () => receiver.received.length >= 3);
  for (const one of [second, first]) await redelivered(one?.delivery_id);
  await order(server, 'fourth');
  isOpen = true;
  await webhooks.ended(`webhook_id=${webhook_id}`, 4);
  expect(taken).toEqual(['1', '2', '3', '4']);
});

/** Sends a delivery again when it is not being sent. */
function redelivered(id: string | undefined): Promise<true> {
  const ask = () => server.call(`/webhook-deliveries/${id}/redeliver`, { method: 'POST', key: acme.key });
  return until(async () => (await ask()).status === 202 && true);
}

it('gives numbers without gaps to concurrent deliveries as well', async () => {
  const receiver = await startReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'], max_in_flight: 20 });
  await Promise.all(Array.from({ length: 30 }, (_, n) => order(server, `p-${n}`)));
  const all = await webhooks.ended(`webhook_id=${webhook_id}`, 30);
  expect(all.map(({ sequence }) => sequence).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    Array.from({ length: 30 }, (_, n) => n + 1),
  );
});

/** A receiver that responds on request, and its maximum number of concurrent requests. */
async function heldReceiver() {
  const receiver = await startReceiver();
  const held: (() => void)[] = [];
  receiver.answer = (_, res) => void held.push(() => res.writeHead(204).end());
  return {
    receiver,
    held,
    release: () => {
      for (const answer of held.splice(0)) answer();
    },
  };
}

const patch = (id: string, body: object) => server.call(`/webhooks/${id}`, { method: 'PATCH', body, key: acme.key });

it('gets nothing more when it is enabled again during a delivery in flight', async () => {
  const { receiver, held, release } = await heldReceiver();
  const { webhook_id } = await ordered(receiver.url);
  const other = await startReceiver();
  await webhooks.create(other.url, { events: ['order.created'] });
  await order(server, 'under way');
  await until(async () => held.length === 1);
  expect((await patch(webhook_id, { status: 'active', max_in_flight: 7 })).status).toBe(200);
  // Another event makes the worker look for deliveries, and another subscription shows that it has.
  await order(server, 'waits');
  await other.first(2);
  await order(server, 'waits, too');
  await other.first(3);
  expect(receiver.received).toHaveLength(1);
  const releasing = setInterval(release, 5);
  await webhooks.ended(`webhook_id=${webhook_id}`, 3);
  clearInterval(releasing);
  expect(receiver.values('x-commerce-sequence')).toEqual(['1', '2', '3']);
});

it('becomes ordered after everything in flight', async () => {
  const { receiver, held, release } = await heldReceiver();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'], max_in_flight: 3 });
  const other = await startReceiver();
  await webhooks.create(other.url, { events: ['order.created'] });
  for (let n = 0; n < 3; n += 1) await order(server, `free-${n}`);
  await until(async () => held.length === 3);
  await patch(webhook_id, { ordered: true });
  await order(server, 'first of the ordered');
  await other.first(4);
  // One of three has ended; the other two are still being sent.
  held.shift()?.();
  await until(async () => (await webhooks.deliveries(`webhook_id=${webhook_id}&status=succeeded`)).length === 1);
  await order(server, 'second of the ordered');
  await other.first(5);
  expect(receiver.received).toHaveLength(3);
  const releasing = setInterval(release, 5);
  await webhooks.ended(`webhook_id=${webhook_id}`, 5);
  clearInterval(releasing);
  expect(receiver.values('x-commerce-sequence').slice(3)).toEqual(['4', '5']);
});
