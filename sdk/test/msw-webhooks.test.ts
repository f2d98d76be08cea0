import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { type CommerceEvent, verifyWebhook, WebhookVerificationError } from '../src/index.ts';
import type { DeliveryTarget } from '../src/msw/index.ts';
import { feedOf, mockClient, useMock } from './support/mock-server.ts';

const products = [{ sku: 'A1', product_name: 'Apple', price: 1.5, availability: 'in_stock' as const }];
const mock = useMock({ seed: { partners: [{ partner_name: 'acme', api_key: 'acme-key', products }] } });
const client = mockClient({ apiKey: 'acme-key' });
const operator = mockClient();
const order = () => client.orders.create({ items: [{ product_id: 'PR00001', quantity: 2 }] });

describe('events of the mock', () => {
  it('are passed on before the response of the call that caused them, until the listener is removed', async () => {
    const heard: CommerceEvent[] = [];
    const totals: number[] = [];
    const stop = mock.webhooks.on('*', (event) => heard.push(event));
    mock.webhooks.on('order.created', ({ data: { total_amount } }) => totals.push(total_amount));
    const { order_id } = await order();
    expect(totals).toEqual([3]);
    expect(heard).toMatchObject([{ event_id: 'EV00001', event_type: 'order.created', data: { order_id } }]);
    const file = feedOf('sku,product_name,price\nA1,Apple,1.75\n');
    const { job } = await client.feeds.ingest({ file });
    const after = { job_id: job.job_id };
    expect(heard.slice(1)).toMatchObject([
      { event_type: 'feed.uploaded' },
      { event_type: 'job.completed', data: after },
      { event_type: 'product.price.changed', data: { products_changed: 1, product_ids: ['PR00001'], ...after } },
      { event_type: 'feed.validation.completed', data: after },
    ]);
    stop();
    await order();
    expect(heard).toHaveLength(5);
    expect(totals).toEqual([3, 3.5]);
    mock.reset();
    await order();
    expect(totals).toHaveLength(2);
    expect(() => mock.webhooks.on('order.creatd' as 'order.created', () => undefined)).toThrow('Known events: ');
  });

  it('are delivered to their subscriptions', async () => {
    const url = 'https://shop.example/hooks';
    const { webhook_id } = await client.webhooks.create({ url, events: ['order.created'] });
    const all = await operator.webhooks.create({ url, events: ['*'] });
    await operator.partners.create({ partner_name: 'other' });
    const { order_id } = await order();
    await client.customers.create({ first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' });
    const [delivery] = (await client.webhookDeliveries.list()).items;
    const detail = await client.webhookDeliveries.get(delivery?.delivery_id ?? '');
    expect(detail).toMatchObject({
      webhook_id,
      sequence: 1,
      status: 'succeeded',
      response_code: 204,
      request_payload: { event_type: 'order.created', data: { order_id } },
      attempts: [{ attempt: 1, error: null }],
    });
    expect((await operator.webhookDeliveries.list({ webhook_id: all.webhook_id })).items).toMatchObject([
      { event_type: 'customer.created', sequence: 2 },
      { event_type: 'order.created', sequence: 1 },
    ]);
    await client.webhooks.update(webhook_id, { status: 'disabled' });
    await order();
    await client.webhooks.update(webhook_id, { status: 'active' });
    expect((await client.webhookDeliveries.list()).count).toBe(1);
    expect(await client.webhooks.recover(webhook_id, { since: '2026-01-01T00:00:00Z' })).toMatchObject({
      deliveries: 1,
    });
    await client.webhookDeliveries.redeliver(detail.delivery_id);
    const again = await client.webhookDeliveries.get(detail.delivery_id);
    expect([again.sequence, again.attempts.map(({ attempt }) => attempt)]).toEqual([1, [1, 2]]);
    const { job_id } = await client.webhookDeliveries.redeliverMany({ webhook_id, status: 'succeeded' });
    expect((await client.jobs.waitForJob(job_id)).result).toEqual({ deliveries: 2 });
  });
});

describe('a delivery to an endpoint of your own', () => {
  const { secret } = { secret: `whsec_${btoa('x'.repeat(32))}` };
  const endpoint = async (request: Request) => {
    const event = await verifyWebhook(await request.text(), request.headers, secret).catch((error: Error) => error);
    return Response.json(event instanceof WebhookVerificationError ? event.code : event);
  };
  const send = async (delivery: object, target: DeliveryTarget = endpoint) =>
    (await mock.webhooks.deliver(target, { event_type: 'order.created', secret, ...delivery })).json();

  it('is signed like those of the API, for a function or a URL', async () => {
    const data = { order_id: 'OR00007', status: 'created', total_amount: 12, currency: 'EUR' };
    expect(await send({ data })).toMatchObject({ event_id: 'EV00001', event_type: 'order.created', data });
    const server = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      const headers = req.headers as Record<string, string>;
      const event = new StandardWebhook(secret).verify(Buffer.concat(chunks), headers);
      res.end(JSON.stringify({ event, path: req.url, sequence: headers['x-commerce-sequence'] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const answer = await send({ event_id: 'EV00009' }, `http://127.0.0.1:${port}/hook`);
    server.close();
    expect(answer).toMatchObject({ path: '/hook', sequence: '2', event: { event_id: 'EV00009' } });
  });

  it('can be old, invalid, or signed with two secrets', async () => {
    expect(await send({ signed_at: new Date(Date.now() - 360_000) })).toBe('timestamp_too_old');
    const other = `whsec_${btoa('y'.repeat(32))}`;
    expect(await send({ secret: other })).toBe('no_matching_signature');
    expect(await send({ secret: [other, secret] })).toMatchObject({ event_type: 'order.created' });
    await expect(send({ event_type: 'order.creatd' })).rejects.toThrow('Unknown event "order.creatd"');
  });
});
