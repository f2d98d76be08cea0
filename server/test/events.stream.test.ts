import { expect, it } from 'vitest';
import { EventSource } from './support/event-source.ts';
import { beginChange } from './support/open-change.ts';
import { startTestServer } from './support/server.ts';
import { order } from './support/webhooks.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const customer = (key: string) =>
  server.call<{ customer_id: string }>('/customers', {
    key,
    body: { first_name: 'A', last_name: 'B', email: 'a@b.example' },
  });

it('sends events as they happen, only to their partner', async () => {
  const [own, theirs] = [await EventSource.open(server, acme.key), await EventSource.open(server, other.key)];
  const { order_id } = await order(server);
  const { body } = await customer(other.key);
  const [event] = await own.first(1);
  expect(event).toMatchObject({
    event: 'order.created',
    data: { event_type: 'order.created', subject: { type: 'order', id: order_id } },
  });
  expect((await theirs.first(1))[0]?.data.subject).toEqual({ type: 'customer', id: body.customer_id });
  const shown = await server.call(`/events/${event?.data.event_id}`, { key: acme.key });
  expect(shown.body).toEqual(event?.data);
  expect((await server.call(`/events/${event?.data.event_id}`, { key: other.key })).status).toBe(404);
  own.close();
  theirs.close();
});

it('filters by type and by subject', async () => {
  const one = await order(server);
  const source = await EventSource.open(server, acme.key, '?event_type=customer.created');
  const byOrder = await EventSource.open(server, acme.key, `?subject=${one.order_id}`);
  await order(server);
  await customer(acme.key);
  expect((await source.first(1)).map(({ event }) => event)).toEqual(['customer.created']);
  expect(byOrder.messages).toEqual([]);
  expect((await server.call('/events/stream?event_type=nothing')).status).toBe(400);
  source.close();
  byOrder.close();
});

it('resumes after any event without loss or repetition', async () => {
  const whole = await EventSource.open(server, acme.key);
  const start = await EventSource.open(server, acme.key);
  await Promise.all(Array.from({ length: 20 }, (_, n) => order(server, `s-${n}`)));
  const all = (await whole.first(20)).map(({ data }) => data.event_id);
  expect(new Set(all).size).toBe(20);
  const seen = await start.first(20);
  start.close();
  await order(server, 'later');
  await whole.first(21);
  for (const place of [0, 7, 18, 19]) {
    const resumed = await EventSource.open(server, acme.key, '', seen[place]?.id);
    const rest = (await resumed.first(20 - place)).map(({ data }) => data.event_id);
    // Events of one transaction may come in any order.
    const missed = [...all, whole.messages[20]?.data.event_id].filter(
      (id) => !seen.slice(0, place + 1).some(({ data }) => data.event_id === id),
    );
    expect(rest.sort()).toEqual(missed.sort());
    resumed.close();
  }
  whole.close();
});

it('sends late commits of a slow transaction exactly once, also after a resume', async () => {
  const source = await EventSource.open(server, acme.key);
  // A transaction that has recorded its event but not committed, like a running load.
  const commit = await beginChange(server, acme.id);
  const { order_id } = await order(server, 'quick');
  const [quick] = await source.first(1);
  // It does not wait for the uncommitted one.
  expect(quick?.data.subject.id).toBe(order_id);
  source.close();
  await commit();
  const resumed = await EventSource.open(server, acme.key, '', quick?.id);
  await order(server, 'last');
  const [late, last] = await resumed.first(2);
  expect([late?.data.subject.id, last?.event]).toEqual(['CU99999', 'order.created']);
  resumed.close();
});

it('resumes across more than a page', async () => {
  const source = await EventSource.open(server, acme.key, '?event_type=customer.created');
  await customer(acme.key);
  const [first] = await source.first(1);
  source.close();
  await server.pool.query(
    `insert into event (event_type, partner_id, subject_id, data, occurred_at)
     select 'customer.created', $1, 'CU' || (50000 + n), json_build_object('customer_id', 'CU' || (50000 + n)), clock_timestamp()
     from generate_series(1, 1200) n`,
    [Number(acme.id.slice(2))],
  );
  const resumed = await EventSource.open(server, acme.key, '?event_type=customer.created', first?.id);
  const all = await resumed.first(1_200);
  expect(all.map(({ data }) => data.subject.id)).toEqual(Array.from({ length: 1_200 }, (_, n) => `CU${50_001 + n}`));
  resumed.close();
});

it.each([
  'x',
  'AAAA',
  Buffer.from('1:2:|3:2:|5').toString('base64url'),
  Buffer.from('5:4:').toString('base64url'),
  'a'.repeat(9_000),
])('refuses %s as a position', async (id) => {
  const answer = await server.call('/events/stream', { headers: { 'last-event-id': id } });
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 400, code: 'invalid_parameter' });
});

it('ends when its key is revoked', async () => {
  const leaving = await server.partner('Leaving');
  const source = await EventSource.open(server, leaving.key);
  const keys = await server.call<{ items: { api_key_id: string }[] }>(`/partners/${leaving.id}/api-keys`);
  const path = `/partners/${leaving.id}/api-keys/${keys.body.items[0]?.api_key_id}`;
  expect((await server.call(path, { method: 'DELETE' })).status).toBe(204);
  await source.ended;
  await customer(acme.key);
  expect(source.messages).toEqual([]);
});

it('requires the scope', async () => {
  const reader = await server.partner('Reader', ['orders:read']);
  expect((await server.call('/events/stream', { key: reader.key })).status).toBe(403);
  expect((await server.call('/events', { key: reader.key })).status).toBe(403);
});
