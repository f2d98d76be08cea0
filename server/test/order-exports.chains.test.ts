import {
  type ExportFlags,
  idNumber,
  type Order,
  type OrderExporter,
  type OrderExportStatus,
} from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters, waitingStatements } from './support/held-rows.ts';
import { OrderExports, QUICK_EXPORTS } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// Several exporters of one flag, which are created and deleted while orders are exported.
// The timeout of requests leaves time to delete an exporter.
const server = await startTestServer({ ...QUICK_EXPORTS, WEBHOOK_TIMEOUT_SECONDS: '30' });
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const exports = new OrderExports(server, acme.key);

function setFlags(...flags: [on: string, status: string, flag: string][]) {
  const body = { flags: flags.map(([on, status, flag]) => ({ on, status, flag })) };
  return server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body });
}

const change = (id: string, body: object) => exports.call(`/order-exporters/${id}`, { method: 'PATCH', body });
const remove = (id: string) => exports.call(`/order-exporters/${id}`, { method: 'DELETE' });

it('continues after a deleted exporter, once earlier ones have ended', async () => {
  await setFlags(['order', 'in_progress', 'middle']);
  const receiver = await startReceiver();
  const answers: (() => void)[] = [];
  receiver.answer = (_, res) => void answers.push(() => res.writeHead(204).end());
  const first = await exports.http('middle', receiver.url, { priority: 1 });
  const deleted = await exports.exporter('event', 'middle', { priority: 2, next_flag: 'after_middle' });
  const last = await exports.exporter('event', 'middle', { priority: 3 });
  const after = await exports.exporter('event', 'after_middle');
  const order = await exports.order();
  await receiver.first(1);
  expect((await remove(deleted.exporter_id)).status).toBe(204);
  const statuses = async () =>
    (await exports.list(`order_id=${order.order_id}`))
      .reverse()
      .map(({ exporter_id, status, next_attempt_at }) => [exporter_id, status, next_attempt_at]);
  await expect.poll(statuses).toEqual([
    [first.exporter_id, 'running', null],
    [deleted.exporter_id, 'cleared', null],
    [last.exporter_id, 'queued', null],
  ]);
  for (const answer of answers) answer();
  await exports.one(`order_id=${order.order_id}&flag=after_middle`, 'completed');
  expect((await statuses()).map(([id, status]) => [id, status])).toEqual([
    [first.exporter_id, 'completed'],
    [deleted.exporter_id, 'cleared'],
    [last.exporter_id, 'completed'],
    [after.exporter_id, 'completed'],
  ]);
});

it('asks a person only once earlier exporters of the flag have ended', async () => {
  await setFlags(['order', 'in_progress', 'persons']);
  const first = await exports.exporter('manual', 'persons', { priority: 1 });
  const second = await exports.exporter('manual', 'persons', { priority: 2 });
  const [waits, goesOn] = [await exports.order(), await exports.order()];
  const exportOf = (order: Order, exporter: OrderExporter, status: OrderExportStatus) =>
    exports.one(`order_id=${order.order_id}&exporter_id=${exporter.exporter_id}`, status);
  await exportOf(waits, first, 'waiting_approval');
  const { order_export_id: id } = await exportOf(goesOn, first, 'waiting_approval');
  expect((await exports.call(`/order-exports/${id}/approve`, { body: {} })).status).toBe(200);
  // The second exporter has looked for orders by then.
  await exportOf(goesOn, second, 'waiting_approval');
  const ofWaiting = await exports.list(`order_id=${waits.order_id}&exporter_id=${second.exporter_id}`);
  expect(ofWaiting).toMatchObject([{ status: 'queued' }]);
});

it('sets the next flag if the last exporter of a flag is deleted', async () => {
  await setFlags(['order', 'in_progress', 'last']);
  const first = await exports.exporter('event', 'last', { priority: 1, next_flag: 'after_last' });
  const deleted = await exports.exporter('event', 'last', { priority: 2, enabled: false });
  await exports.exporter('event', 'after_last');
  const order = await exports.order();
  await exports.one(`order_id=${order.order_id}&exporter_id=${first.exporter_id}`, 'completed');
  expect(await exports.list(`order_id=${order.order_id}&flag=after_last`)).toEqual([]);
  await remove(deleted.exporter_id);
  await exports.one(`order_id=${order.order_id}&flag=after_last`, 'completed');
  const done = await exports.one(`order_id=${order.order_id}&exporter_id=${first.exporter_id}`, 'completed');
  expect(done.next_flag).toBe('after_last');
});

it('sets the next flag of an exporter that succeeded and was deleted', async () => {
  await setFlags(['order', 'in_progress', 'named']);
  const named = await exports.exporter('event', 'named', { priority: 1, next_flag: 'after_named' });
  const waiting = await exports.exporter('event', 'named', { priority: 2, enabled: false });
  await exports.exporter('event', 'after_named');
  const order = await exports.order();
  await exports.one(`order_id=${order.order_id}&exporter_id=${named.exporter_id}`, 'completed');
  await remove(named.exporter_id);
  await change(waiting.exporter_id, { enabled: true });
  await exports.one(`order_id=${order.order_id}&flag=after_named`, 'completed');
});

it('clears all exports of a cancelled order', async () => {
  await setFlags(['order', 'in_progress', 'cancelled']);
  const { exporter_id } = await exports.exporter('event', 'cancelled', { priority: 1, enabled: false });
  await exports.exporter('event', 'cancelled', { priority: 2, next_flag: 'after_cancelled' });
  const order = await exports.order();
  await exports.all(order, 2, 'queued');
  await exports.post(order, 'transitions', { to: 'cancelled' });
  await change(exporter_id, { enabled: true });
  const cleared = await exports.all(order, 2, 'cleared');
  expect(cleared.map(({ error }) => error)).toEqual(['The order was cancelled.', 'The order was cancelled.']);
});

it('assigns an order whose flag is set again to new exporters', async () => {
  await setFlags(['order', 'in_progress', 'again'], ['order', 'partially_shipped', 'again']);
  await exports.exporter('event', 'again', { priority: 1 });
  const order = await exports.order();
  await exports.all(order, 1);
  const added = await exports.exporter('event', 'again', { priority: 2, next_flag: 'after_again' });
  await exports.exporter('event', 'after_again');
  const [item] = order.items;
  await exports.post(order, 'shipments', { items: [{ order_item_id: item?.order_item_id, quantity: 1 }] });
  const [, second, third] = await exports.all(order, 3);
  expect(second).toMatchObject({ exporter_id: added.exporter_id, next_flag: 'after_again' });
  expect(third?.flag).toBe('after_again');
});

it('assigns an order to a new exporter even if the previous one ends concurrently', async () => {
  await setFlags(['order', 'in_progress', 'at_once'], ['order', 'partially_shipped', 'at_once']);
  await exports.exporter('manual', 'at_once', { priority: 1 });
  const order = await exports.order();
  const [waiting] = await exports.all(order, 1, 'waiting_approval');
  const { exporter_id } = await exports.exporter('event', 'at_once', { priority: 2, next_flag: 'after_at_once' });
  await exports.exporter('event', 'after_at_once');
  const held = await holdRows(server, 'select pg_advisory_xact_lock(4711)');
  await server.pool.query(
    `create function stop_export() returns trigger language plpgsql as $$
     begin perform pg_advisory_xact_lock(4711); return new; end $$`,
  );
  await server.pool.query(
    `create trigger stop_export before insert on order_export for each row
     when (new.exporter_id = ${idNumber(exporter_id)}) execute function stop_export()`,
  );
  const [item] = order.items;
  await exports.post(order, 'shipments', { items: [{ order_item_id: item?.order_item_id, quantity: 1 }] });
  // The new exporter is second in the chain, and its export is not stored yet.
  await lockWaiters(server, /order_export_flag/);
  let isAnswered = false;
  const approved = exports.call(`/order-exports/${waiting?.order_export_id}/approve`, { body: {} });
  approved.finally(() => {
    isAnswered = true;
  });
  const waits = async () => (await waitingStatements(server)).some(({ query }) => query.includes('for update of g'));
  await until(async () => isAnswered || (await waits()));
  await held.release();
  expect((await approved).status).toBe(200);
  const [, second, third] = await exports.all(order, 3);
  expect(second).toMatchObject({ exporter_id, next_flag: 'after_at_once' });
  expect(third?.flag).toBe('after_at_once');
  await server.pool.query('drop trigger stop_export on order_export; drop function stop_export()');
});

it('ignores chains of other partners when looking for loops', async () => {
  const other = new OrderExports(server, (await server.partner('Other Corp')).key);
  const operator = new OrderExports(server);
  await exports.exporter('event', 'apart_b', { next_flag: 'apart_c' });
  await other.exporter('event', 'apart_c', { next_flag: 'apart_a' });
  // No order follows both of the links above, because the partners differ.
  await operator.exporter('event', 'apart_a', { next_flag: 'apart_b' });
});

it('checks the chain while no other call can change it', async () => {
  const first = await exports.exporter('event', 'judged', { next_flag: 'after_judged' });
  const second = await exports.exporter('event', 'judged');
  const held = await holdRows(
    server,
    `with locked as (select pg_advisory_xact_lock(7301984216)), linked as (
       update order_exporter set next_flag = 'elsewhere' where id = $2 returning 1
     ) update order_exporter set next_flag = null where id = $1 and exists (select from locked) and exists (select from linked)`,
    [first, second].map(({ exporter_id }) => Number(exporter_id.slice(2))),
  );
  const renamed = change(first.exporter_id, { name: 'Renamed' });
  await lockWaiters(server, /pg_advisory_xact_lock/);
  await held.release();
  expect(await renamed).toMatchObject({ status: 200, body: { name: 'Renamed', next_flag: null } });
});
