import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { order, Webhooks } from './support/webhooks.ts';

// The share of a worker that one partner's receivers may use.
const server = await startTestServer({ WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_TIMEOUT_SECONDS: '60' });
const [slow, other] = [await server.partner('Acme Corp'), await server.partner('Other')];
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

/** More requests than a worker sends concurrently. */
const [SUBSCRIPTIONS, IN_FLIGHT] = [60, 20];

it("leaves room for others when a partner's receivers are slow", async () => {
  const silent = await startReceiver();
  const held: (() => void)[] = [];
  silent.answer = (_, res) => void held.push(() => res.writeHead(204).end());
  const theirs = new Webhooks(server, slow.key);
  const asked = { events: ['order.created'], max_in_flight: IN_FLIGHT };
  const { webhook_id } = await theirs.create(silent.url, asked);
  for (let n = 1; n < SUBSCRIPTIONS; n += 1) await theirs.create(silent.url, asked);
  for (let n = 0; n < IN_FLIGHT; n += 1) await order(server, `slow-${n}`);
  await silent.first(200);
  const receiver = await startReceiver();
  await new Webhooks(server, other.key).create(receiver.url, { events: ['customer.created'] });
  for (let n = 1; n <= 10; n += 1) {
    const body = { first_name: 'A', last_name: 'B', email: `a${n}@b.example` };
    expect((await server.call('/customers', { key: other.key, body })).status).toBe(201);
    await receiver.first(n);
  }
  // No waiting request was abandoned.
  expect((await theirs.get(webhook_id)).failure_count).toBe(0);
  silent.answer = (_, res) => void res.writeHead(204).end();
  for (const answer of held.splice(0)) answer();
  await silent.first(SUBSCRIPTIONS * IN_FLIGHT);
});
