import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { formatId } from '@commerce-integration/contract';
import pg from 'pg';
import { expect, it } from 'vitest';
import { EVENT_CHANNEL } from '../src/database/announcer.ts';
import { EventFeed } from '../src/events-api/event-feed.ts';
import { EventStream } from '../src/events-api/event-stream.ts';
import { readPosition } from '../src/events-api/stream-position.ts';
import { EventSource } from './support/event-source.ts';
import { rowsRead } from './support/rows-read.ts';
import { startTestServer } from './support/server.ts';
import { order } from './support/webhooks.ts';

// Readers that missed events before they connect.
const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');

/** Records many parcels of orders with many items in one transaction, as order updates do. */
async function recordShipments(shipments: number, items: number): Promise<void> {
  const item = { order_item_id: 'OI00001', quantity: 1 };
  const data = { order_id: 'OR00001', shipment: { shipment_id: 'SH00001', items: Array(items).fill(item) } };
  await server.pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'order.shipped', $1, 'OR' || (50000 + n), $2, clock_timestamp() from generate_series(1, $3) n`,
    [Number(acme.id.slice(2)), JSON.stringify(data), shipments],
  );
}

/** The position of a reader that disconnected after an event. */
async function leave(): Promise<string> {
  const source = await EventSource.open(server, acme.key);
  await order(server);
  const [first] = await source.first(1);
  source.close();
  return first?.id ?? '';
}

it('sends several megabytes of missed events', async () => {
  const position = await leave();
  await recordShipments(200, 500);
  const resumed = await EventSource.open(server, acme.key, '', position);
  const missed = await resumed.first(200);
  expect(missed.map(({ data }) => data.subject.id)).toEqual(Array.from({ length: 200 }, (_, n) => `OR${50_001 + n}`));
  resumed.close();
});

it('finds missed events without reading those of others', async () => {
  const other = await server.partner('Other');
  const position = await leave();
  await server.pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'customer.created', $1, 'CU' || n, json_build_object('customer_id', 'CU' || n), clock_timestamp()
     from generate_series(10001, 30000) n`,
    [Number(other.id.slice(2))],
  );
  const { order_id } = await order(server);
  await server.pool.query('analyze event');
  const read = await rowsRead(server, 'event', async () => {
    const resumed = await EventSource.open(server, acme.key, '', position);
    const [missed] = await resumed.first(1);
    expect(missed?.data.subject.id).toBe(order_id);
    resumed.close();
  });
  expect(read).toBeLessThan(1_000);
});

it('queries no more often while others write all the time', async () => {
  const last = await leave();
  await recordShipments(2, 1);
  const pool = new pg.Pool({ connectionString: server.databaseUrl });
  const feed = new EventFeed(pool, server.databaseUrl);
  const request = { partnerId: null, filter: {}, position: readPosition(last), isAllowed: async () => true };
  const api = createServer(
    (_req, res) => void new EventStream(res, request).run(pool, feed, new AbortController().signal),
  );
  let looks = 0;
  const seen = () => {
    looks += 1;
  };
  await feed.refresh();
  feed.add({ page: () => undefined, seen, broken: () => undefined });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const { port } = api.address() as AddressInfo;

  let isOver = false;
  const write = async () => {
    while (!isOver) await recordShipments(1, 1);
  };
  const writers = [write(), write()];
  const resumed = await EventSource.open({ url: `http://127.0.0.1:${port}` }, acme.key);
  // Missed events, and new ones.
  const told = await resumed.first(4);
  expect(told.slice(0, 2).map(({ data }) => data.subject.id)).toEqual(['OR50001', 'OR50002']);
  expect(new Set(told.map(({ data }) => data.event_id)).size).toBe(4);
  const before = looks;
  await delay(1_000);
  expect(looks - before).toBeLessThan(10);

  isOver = true;
  await Promise.all(writers);
  resumed.close();
  api.close();
  await feed.close();
  await pool.end();
});

it('sends events that happen during a catch-up once', async () => {
  const position = await leave();
  const { rows: last } = await server.pool.query<{ id: string }>('select max(id) as id from event');
  await recordShipments(1_500, 10);
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      await recordShipments(1, 1);
      await server.pool.query(`notify ${EVENT_CHANNEL}`);
    }
  };
  const writers = [write(), write()];
  const resumed = await EventSource.open(server, acme.key, '', position);
  await resumed.first(1_600);
  isOver = true;
  await Promise.all(writers);
  const { rows } = await server.pool.query<{ id: string }>('select id from event where id > $1', [last[0]?.id]);
  const told = await resumed.first(rows.length);
  const sorted = (ids: readonly string[]) => ids.toSorted();
  expect(sorted(told.map(({ data }) => data.event_id))).toEqual(
    sorted(rows.map(({ id }) => formatId('event', Number(id)))),
  );
  resumed.close();
});

it("sends nothing twice when a slow reader's buffer overflows", async () => {
  const position = await leave();
  const { rows: last } = await server.pool.query<{ id: string }>('select max(id) as id from event');
  await recordShipments(600, 1_000);
  const orders = await EventSource.open(server, acme.key, '?event_type=order.created');
  const slow = await fetch(`${server.url}/events/stream`, {
    headers: { 'x-api-key': acme.key, 'last-event-id': position },
  });
  const reader = slow.body?.pipeThrough(new TextDecoderStream() as never).getReader() as {
    read(): Promise<{ value?: string }>;
    cancel(): Promise<void>;
  };
  const told: string[] = [];
  let rest = '';
  const readUntil = async (count: number) => {
    while (told.length < count) {
      const parts = `${rest}${(await reader.read()).value ?? ''}`.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) told.push(...(/"event_id":"(EV\d+)"/.exec(part)?.slice(1) ?? []));
    }
  };
  // The events of the parcels have been processed once the event of the order after them arrives.
  const tellOf = async (shipments: number, items: number) => {
    const known = orders.messages.length;
    await recordShipments(shipments, items);
    await order(server);
    await orders.first(known + 1);
  };
  await readUntil(100);
  await tellOf(300, 1_000);
  await readUntil(650);
  await tellOf(5_500, 1);
  const { rows } = await server.pool.query<{ id: string }>('select id from event where id > $1', [last[0]?.id]);
  await readUntil(rows.length);
  expect(told.toSorted()).toEqual(rows.map(({ id }) => formatId('event', Number(id))).toSorted());
  await reader.cancel();
  orders.close();
});
