// Webhooks: a receiver that checks signatures, processes each event once, and gets missed events.

import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommerceClient, type CommerceEvent, verifyWebhook, WebhookVerificationError } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Acme Corp';
await client.feeds.ingest({ partner_name, file: await fromPath(new URL('data/sample_catalog.csv', import.meta.url)) });

// The receiver. Its secret is known after the subscription is created, which needs the receiver's URL.
let secret = '';
const arrivals = new EventEmitter();
const receiver = createServer(async (request, response) => {
  try {
    const event = await verifyWebhook(await bodyOf(request), request.headers, secret);
    handle(event, request.headers);
    response.writeHead(204).end();
    arrivals.emit('event');
  } catch (error) {
    response.writeHead(400).end(error instanceof WebhookVerificationError ? error.code : 'unreadable');
  }
});
receiver.listen(0, '127.0.0.1');
await once(receiver, 'listening');
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;

// The same event can arrive twice: compare its ID. In production, use a unique column of your database.
const known = new Set<string>();
function handle(event: CommerceEvent, headers: IncomingMessage['headers']): void {
  if (known.has(event.event_id)) {
    console.log(`${event.event_id} is known: nothing is done twice.`);
    return;
  }
  known.add(event.event_id);
  if (event.event_type !== 'order.created') return;
  const { order_id, total_amount, currency } = event.data;
  console.log(
    `${order_id} of ${total_amount} ${currency}: delivery ${headers['x-commerce-sequence']} of the subscription.`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const { items } = await client.products.list({ partner_name, sku: 'AC-1001' });
const order = () =>
  client.orders.create({ partner_name, items: [{ product_id: items[0]?.product_id ?? '', quantity: 1 }] });

const webhook = await client.webhooks.create({ url, events: ['order.created'] });
secret = webhook.secret;
await Promise.all([once(arrivals, 'event'), order()]);

// Anyone can send a request to the receiver, but only the API can sign one.
const forged = await fetch(url, { method: 'POST', body: '{"event_type":"order.created"}' });
console.log(`Without a signature: ${forged.status} ${await forged.text()}.`);

// The log of deliveries contains every attempt; you can send a delivery again.
const { webhook_id } = webhook;
const delivered = async () => (await client.webhookDeliveries.list({ webhook_id, status: 'succeeded' })).items[0];
while (!(await delivered())) await sleep(50);
const { delivery_id = '' } = (await delivered()) ?? {};
await Promise.all([once(arrivals, 'event'), client.webhookDeliveries.redeliver(delivery_id)]);

// Events are not lost while a subscription is disabled.
await client.webhooks.update(webhook_id, { status: 'disabled' });
const { created_at: since } = await order();
await client.webhooks.update(webhook_id, { status: 'active' });
const [, recovered] = await Promise.all([once(arrivals, 'event'), client.webhooks.recover(webhook_id, { since })]);
console.log(`Missed meanwhile and delivered now: ${recovered.deliveries}.`);

await client.webhooks.delete(webhook_id);
receiver.close();
receiver.closeAllConnections();
