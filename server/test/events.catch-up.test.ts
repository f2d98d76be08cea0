import { expect, it } from 'vitest';
import { EventSource } from './support/event-source.ts';
import { startTestServer } from './support/server.ts';
import { order } from './support/webhooks.ts';

// Readers that have missed something before they connect.
const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

/** Records parcels of orders with very many items together, as order updates do. */
async function recordShipments(shipments: number, items: number): Promise<void> {
  const item = { order_item_id: 'OI00001', quantity: 1 };
  const data = { order_id: 'OR00001', shipment: { shipment_id: 'SH00001', items: Array(items).fill(item) } };
  await server.pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'order.shipped', $1, 'OR' || (50000 + n), $2, clock_timestamp() from generate_series(1, $3) n`,
    [Number(acme.id.slice(2)), JSON.stringify(data), shipments],
  );
}

/** The position of a reader that has seen an event, and then left. */
async function leave(): Promise<string> {
  const source = await EventSource.open(server, acme.key);
  await order(server);
  const [first] = await source.first(1);
  source.close();
  return first?.id ?? '';
}

it('sends several megabytes that a reader has missed', async () => {
  const position = await leave();
  await recordShipments(200, 500);
  const resumed = await EventSource.open(server, acme.key, '', position);
  const missed = await resumed.first(200);
  expect(missed.map(({ data }) => data.subject.id)).toEqual(Array.from({ length: 200 }, (_, n) => `OR${50_001 + n}`));
  resumed.close();
});
