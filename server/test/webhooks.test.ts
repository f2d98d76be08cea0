import { Webhook as StandardWebhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { order, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

const server = await startTestServer(QUICK_RETRIES);
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

it('delivers an event to a subscription, signed as Standard Webhooks says', async () => {
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
