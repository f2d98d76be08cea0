// Sends an order to other systems: by HTTP to fulfilment, after approval to a file for the ERP. A courier completes it.

import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommerceClient } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';

const client = new CommerceClient({
  baseUrl: process.env.COMMERCE_BASE_URL ?? 'http://localhost:3000',
  apiKey: process.env.COMMERCE_API_KEY ?? 'demo-secret-key',
});
const { partner } = await client.me();
const partner_name = partner?.partner_name ?? 'Harbor Supply';
const file = await fromPath(new URL('data/sample_catalog.csv', import.meta.url));
const { feed } = await client.feeds.ingest({ partner_name, file });
const { partner_id } = feed;

// The fulfilment system. It accepts only signed requests, and processes an order once, however often it is sent.
let secret = '';
const known = new Set<string>();
const fulfilment = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  if (request.headers['x-commerce-signature'] !== signature) {
    response.writeHead(401).end();
    return;
  }
  const { order_export_id, order } = JSON.parse(body.toString());
  if (!known.has(order_export_id)) {
    known.add(order_export_id);
    console.log(`Fulfilment packs ${order.order_id}: ${order.items[0].quantity} of ${order.items[0].sku}.`);
  }
  response.writeHead(204).end();
});
fulfilment.listen(0, '127.0.0.1');
await once(fulfilment, 'listening');
const url = `http://127.0.0.1:${(fulfilment.address() as AddressInfo).port}/orders`;

// The chain. An order that is in progress has the flag to_fulfilment; each step sets the flag of the next one.
const first = await client.orderExporters.create({
  name: 'Fulfilment',
  kind: 'http',
  when: { flag: 'to_fulfilment', partner_id },
  target: { url },
  next_flag: 'to_check',
});
secret = first.secret ?? '';
const second = await client.orderExporters.create({
  name: 'Check by a person',
  kind: 'manual',
  when: { flag: 'to_check', partner_id },
  next_flag: 'to_erp',
});
const third = await client.orderExporters.create({
  name: 'ERP',
  kind: 's3_file',
  format: 'csv',
  when: { flag: 'to_erp', partner_id },
  batch: { max_wait_seconds: 0 },
});

const [bag] = (await client.products.list({ partner_name, sku: 'AC-1001' })).items;
const customer_reference = `PO-${Date.now()}`;
const { order_id } = await client.orders.create({
  partner_name,
  customer_reference,
  items: [{ product_id: bag?.product_id ?? '', quantity: 2 }],
});
await client.orders.transition(order_id, { to: 'in_progress' });

/** Waits until an exporter's export of the order has a status. */
async function exported(exporter_id: string, status: 'waiting_approval' | 'completed') {
  for (;;) {
    const [found] = (await client.orderExports.list({ order_id, exporter_id, status })).items;
    if (found) return client.orderExports.get(found.order_export_id);
    await sleep(50);
  }
}

const waiting = await exported(second.exporter_id, 'waiting_approval');
const approved = await client.orderExports.approve(waiting.order_export_id, { reason: 'Paid' });
console.log(`Approved: ${approved.reason}. It goes on with ${approved.next_flag}.`);

const { file_url, attempts } = await exported(third.exporter_id, 'completed');
const lines = (await (await fetch(file_url ?? '')).text()).trim().split('\r\n');
console.log(`The file for the ERP has a header and ${lines.length - 1} line, after ${attempts.length} attempt.`);

// The courier pushes updates in its own format; the feed maps them.
const courier = await client.orderUpdateFeeds.create({
  partner_id,
  name: 'Courier',
  carrier: 'DHL',
  authentication: 'token',
  mapping: {
    fields: { update_id: 'id', customer_reference: 'reference', status: 'code', tracking_number: 'parcel' },
    statuses: { HANDED_OVER: 'delivered' },
  },
});
const notice = { id: customer_reference, reference: customer_reference, code: 'HANDED_OVER', parcel: 'JD014600003RU' };
await client.orderUpdateFeeds.push(courier.order_update_feed_id, notice, courier.secret);
const { status, shipments } = await client.orders.waitForOrder(order_id, { until: ['completed'], minDelayMs: 100 });
console.log(`The order is ${status}, by parcel ${shipments[0]?.tracking_number}.`);

for (const { exporter_id } of [first, second, third]) await client.orderExporters.delete(exporter_id);
await client.orderUpdateFeeds.delete(courier.order_update_feed_id);
fulfilment.close();
fulfilment.closeAllConnections();
