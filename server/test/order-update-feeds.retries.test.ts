import {
  type CreatedOrderUpdateFeed,
  idNumber,
  type OrderUpdate,
  type ProblemBody,
  type ReceivedPush,
} from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);

const FIELDS = { update_id: 'id', customer_reference: 'ref', status: 'code' };

async function createFeed(mapping: object): Promise<CreatedOrderUpdateFeed> {
  const body = { name: 'Courier', authentication: 'token', mapping };
  return (await server.call<CreatedOrderUpdateFeed>('/order-update-feeds', { key: acme.key, body })).body;
}

function mend({ order_update_feed_id }: CreatedOrderUpdateFeed, mapping: object) {
  return server.call(`/order-update-feeds/${order_update_feed_id}`, {
    method: 'PATCH',
    key: acme.key,
    body: { mapping },
  });
}

async function push({ order_update_feed_id, secret }: CreatedOrderUpdateFeed, body: unknown): Promise<ReceivedPush> {
  const headers = { 'content-type': 'application/json', 'x-feed-token': secret };
  const answer = await server.call<ReceivedPush>(`/order-update-feeds/${order_update_feed_id}/push`, {
    key: null,
    body,
    headers,
  });
  expect(answer.status).toBe(202);
  return answer.body;
}

const ofFeed = ({ order_update_feed_id }: CreatedOrderUpdateFeed) =>
  `order_update_feed_id=${order_update_feed_id}&limit=100`;

const act = <T = OrderUpdate>(one: OrderUpdate | undefined, action: 'retry' | 'dismiss') =>
  server.call<T>(`/order-updates/${one?.order_update_id}/${action}`, { method: 'POST', key: acme.key });

it('an update whose notice a corrected mapping no longer finds is parked again', async () => {
  const feed = await createFeed({ each: 'all', fields: FIELDS });
  await push(feed, { all: [1, 2].map((id) => ({ id, ref: 'N-1', code: 'NEW' })), one: { id: 1, ref: 'N-1' } });
  const [second, first] = await updates.settled(ofFeed(feed), 2);
  expect([first?.code, second?.code]).toEqual(['status_unknown', 'status_unknown']);
  await mend(feed, { each: 'one', fields: FIELDS });
  expect((await act(second, 'retry')).status).toBe(202);
  const [again] = await updates.finished([second?.order_update_id ?? '']);
  expect(again).toMatchObject({ status: 'parked', code: 'mapping_failed' });
  expect(again?.message).toContain('no longer finds this notice');
});

it('a dismissed update stays dismissed when another one of its push is mapped again', async () => {
  await updates.order([1], 'N-2');
  const feed = await createFeed({ each: 'all', fields: FIELDS });
  await push(feed, { all: [1, 2].map((id) => ({ id, ref: 'N-2', code: 'NEW' })) });
  const [second, first] = await updates.settled(ofFeed(feed), 2);
  expect((await act(first, 'dismiss')).body.status).toBe('ignored');
  await mend(feed, { each: 'all', fields: FIELDS, statuses: { NEW: 'shipped' } });
  await act(second, 'retry');
  expect(await updates.finished([second?.order_update_id ?? ''])).toMatchObject([{ status: 'applied' }]);
  expect(await updates.get(first?.order_update_id ?? '')).toMatchObject({ status: 'ignored', message: 'Dismissed.' });
});

it('an update that is dismissed while another one of its push is mapped again stays dismissed', async () => {
  const { order_id } = await updates.order([1], 'N-6');
  const feed = await createFeed({ each: 'all', fields: FIELDS });
  await push(feed, { all: ['NEW', 'LOST', 'NEW'].map((code, id) => ({ id, ref: 'N-6', code })) });
  const [third, second, first] = await updates.settled(ofFeed(feed), 3);
  await mend(feed, { each: 'all', fields: FIELDS, statuses: { NEW: 'packing', LOST: 'failed' } });
  const number = idNumber(first?.order_update_id ?? '');
  const held = await holdRows(server, 'select from order_update where id = $1 for update', [number]);
  await act(third, 'retry');
  // All three are mapped, and the first one cannot be stored yet.
  await lockWaiters(server, /insert into order_update/);
  expect((await act(second, 'dismiss')).body.status).toBe('ignored');
  await held.release();
  await updates.finished([first, third].map((one) => one?.order_update_id ?? ''));
  expect(await updates.get(second?.order_update_id ?? '')).toMatchObject({ status: 'ignored', message: 'Dismissed.' });
  expect((await updates.orderNow(order_id)).deliveries).toMatchObject([{ status: 'packing' }]);
});

it('an update cannot be retried once its push is no longer stored, but can be dismissed', async () => {
  const feed = await createFeed({ fields: FIELDS });
  const { push_id } = await push(feed, { id: 1, ref: 'N-3', code: 'NEW' });
  const [parked] = await updates.settled(ofFeed(feed), 1);
  await server.pool.query('delete from order_update_push where id = $1', [Number(push_id.slice(2))]);
  const answer = await act<ProblemBody>(parked, 'retry');
  expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect(answer.body.detail).toContain('dismiss the update');
  expect((await updates.get(parked?.order_update_id ?? '')).status).toBe('parked');
  expect((await act(parked, 'dismiss')).status).toBe(200);
});

it('the ID of a notice that could not be mapped may be used by a sent update', async () => {
  const { order_id } = await updates.order([1], 'N-4');
  const feed = await createFeed({ fields: FIELDS });
  const { push_id } = await push(feed, { id: 1, ref: 'N-4', code: 'NEW' });
  const [parked] = await updates.settled(ofFeed(feed), 1);
  const next = `OP${String(Number(push_id.slice(2)) + 1).padStart(5, '0')}.0`;
  const sent = await updates.told(
    { update_id: parked?.update_id ?? '', order_id, status: 'packing' },
    { update_id: next, order_id, status: 'ready' },
  );
  expect(sent.map(({ status }) => status)).toEqual(['applied', 'applied']);
  await push(feed, { id: 2, ref: 'N-4', code: 'NEW' });
  const [other] = await updates.settled(ofFeed(feed), 2);
  expect(other).toMatchObject({ update_id: next, status: 'parked', code: 'status_unknown' });
});

it('a push that cannot be stored is parked, and those of other feeds are mapped', async () => {
  const { order_id } = await updates.order([1], 'N-5');
  const [bad, good] = [await createFeed({ fields: FIELDS }), await createFeed({ fields: FIELDS })];
  await server.pool.query(
    `create function refuse_mapped() returns trigger language plpgsql as $$
     begin raise exception 'refused by the test' using errcode = '22P05'; end $$`,
  );
  await server.pool.query(
    `create trigger refuse_mapped before insert on order_update for each row
     when (new.content is not null and new.feed_id = ${Number(bad.order_update_feed_id.slice(2))})
     execute function refuse_mapped()`,
  );
  await push(bad, { id: 1, ref: 'N-5' });
  for (const feed of [bad, good]) {
    const mapping = { fields: { ...FIELDS, tracking_number: 'id' } };
    await mend(feed, mapping);
    await push(feed, { id: 2, ref: 'N-5' });
  }
  expect(await updates.settled(ofFeed(good), 1)).toMatchObject([{ status: 'applied', order_id }]);
  const refused = await updates.settled(ofFeed(bad), 2);
  expect(refused.map(({ status, update }) => [status, update])).toEqual([
    ['parked', null],
    ['parked', null],
  ]);
  expect(refused[0]?.code).toBe('internal_error');
  await server.pool.query('drop trigger refuse_mapped on order_update; drop function refuse_mapped()');
  await act(refused[0], 'retry');
  expect(await updates.finished([refused[0]?.order_update_id ?? ''])).toMatchObject([{ order_id }]);
});
