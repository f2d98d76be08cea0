import {
  type CreatedOrderUpdateFeed,
  idNumber,
  type OrderUpdate,
  type ProblemBody,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { type DescriptorFields, Imports } from './support/imports.ts';
import { OrderUpdates } from './support/order-updates.ts';
import { ofFeed, PushedFiles } from './support/pushed-files.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Bluebird Books');
await server.load('sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);
const files = new PushedFiles(server, acme);
const { imports } = files;

const plain = (...names: string[]) => names.map((name) => ({ target: name, source: name }));
const NAMES = ['update_id', 'customer_reference', 'occurred_at'] as const;
const statuses = (map: Record<string, string>) => [...plain(...NAMES), { target: 'status', source: 'status', map }];
const layout = (map: Record<string, string>): DescriptorFields => ({ entity: 'order_update', columns: statuses(map) });
const HEADER = 'update_id,customer_reference,occurred_at,status\n';
const AT = '2026-04-08T12:00:00Z';
const MAPPING = { fields: { order_id: 'order', status: 'status' } };

const retry = (update: OrderUpdate | undefined) =>
  server.call(`/order-updates/${update?.order_update_id}/retry`, { method: 'POST', key: acme.key });
const remove = (id: string | null) =>
  server.call<ProblemBody>(`/data-descriptors/${id}`, { method: 'DELETE', key: acme.key });

describe('a feed of order updates', () => {
  it('has either a mapping or a data descriptor, and can switch later', async () => {
    const { data_descriptor_id } = await imports.descriptor(layout({}));
    const none = await files.create<ProblemBody>({});
    expect([none.status, none.body.errors?.map(({ path }) => path)]).toEqual([422, ['mapping']]);
    const both = { mapping: MAPPING, data_descriptor_id };
    const refused = await files.create<ProblemBody>(both);
    expect([refused.status, refused.body.errors?.[0]]).toEqual([
      422,
      expect.objectContaining({
        path: 'data_descriptor_id',
        message: 'Name either mapping or data_descriptor_id, not both.',
      }),
    ]);
    const { body: feed } = await files.create({ mapping: MAPPING });
    expect(feed).toMatchObject({ mapping: MAPPING, data_descriptor_id: null });
    expect((await files.change(feed, both)).status).toBe(422);
    const described = await files.change(feed, { data_descriptor_id });
    expect(described).toMatchObject({ status: 200, body: { mapping: null, data_descriptor_id } });
    expect((await files.change(feed, { name: 'Renamed' })).body).toMatchObject({ mapping: null, data_descriptor_id });
    const mapped = await files.change(feed, { mapping: MAPPING });
    expect(mapped.body).toMatchObject({ mapping: MAPPING, data_descriptor_id: null });
    expect((await remove(data_descriptor_id)).status).toBe(204);
  });

  it("accepts only its partner's descriptors for imports of order updates", async () => {
    const foreign = await new Imports(server, other).descriptor(layout({}));
    const { body: feed } = await files.create({ mapping: MAPPING });
    for (const id of [foreign.data_descriptor_id, 'DD99999']) {
      const { status, body } = await files.create<ProblemBody>({ data_descriptor_id: id });
      expect([status, body.code, body.detail]).toEqual([404, 'not_found', `Data descriptor ${id} not found.`]);
      expect((await files.change(feed, { data_descriptor_id: id })).status).toBe(404);
      const path = `/order-update-feeds/${feed.order_update_feed_id}`;
      expect((await server.call(path, { method: 'PATCH', body: { data_descriptor_id: id } })).status).toBe(404);
    }
    const wrong: [DescriptorFields, string][] = [
      [{ entity: 'availability', columns: plain('sku', 'availability') }, 'imports of availability'],
      [{ entity: 'product', direction: 'export', columns: plain('sku') }, 'exports of product'],
    ];
    for (const [fields, text] of wrong) {
      const { data_descriptor_id: id } = await imports.descriptor(fields);
      const message = `Data descriptor ${id} is for ${text}: a feed takes one for imports of order_update.`;
      const expected = { errors: [{ path: 'data_descriptor_id', code: 'invalid_value', message }] };
      expect(await files.create({ data_descriptor_id: id })).toMatchObject({ status: 422, body: expected });
      expect(await files.change(feed, { data_descriptor_id: id })).toMatchObject({ status: 422, body: expected });
    }
  });

  it('prevents its descriptor from being deleted, and from changing its entity', async () => {
    const feed = await files.feed(layout({}));
    const { data_descriptor_id: id, order_update_feed_id: feedId } = feed;
    const detail = `Order update feed ${feedId} uses data descriptor ${id}: give the feed a mapping or another data descriptor first.`;
    expect(await remove(id)).toMatchObject({ status: 409, body: { code: 'conflict', detail } });
    const changed = { entity: 'availability', columns: plain('sku', 'availability') };
    expect(await files.changeDescriptor(feed, changed)).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail },
    });
    expect((await files.changeDescriptor(feed, { name: 'Renamed' })).status).toBe(200);
    expect((await server.call(`/order-update-feeds/${feedId}`, { method: 'DELETE', key: acme.key })).status).toBe(204);
    expect((await files.changeDescriptor(feed, changed)).status).toBe(200);
    expect((await remove(id)).status).toBe(204);
  });

  it('and a concurrent deletion of its descriptor: one of them is refused', async () => {
    const { data_descriptor_id: first } = await imports.descriptor(layout({}));
    const deletion = await holdRows(server, 'delete from data_descriptor where id = $1', [idNumber(first)]);
    const creating = files.create<ProblemBody>({ data_descriptor_id: first });
    await lockWaiters(server, /data_descriptor/);
    await deletion.release();
    expect((await creating).status).toBe(404);

    const { body: feed } = await files.create({ mapping: MAPPING });
    const { data_descriptor_id: second } = await imports.descriptor(layout({}));
    const naming = await holdRows(
      server,
      'update order_update_feed set mapping = null, data_descriptor_id = $1 where id = $2',
      [idNumber(second), idNumber(feed.order_update_feed_id)],
    );
    const deleting = remove(second);
    await lockWaiters(server, /data_descriptor/);
    await naming.release();
    expect((await deleting).status).toBe(409);
  });

  it('that is changed by two concurrent calls has the later change', async () => {
    const { body: feed } = await files.create({ mapping: MAPPING });
    const { data_descriptor_id: id } = await imports.descriptor(layout({}));
    const naming = await holdRows(
      server,
      'update order_update_feed set mapping = null, data_descriptor_id = $1 where id = $2',
      [idNumber(id), idNumber(feed.order_update_feed_id)],
    );
    const mapping = { fields: { order_id: 'order', carrier: 'carrier' } };
    const changing = files.change(feed, { mapping });
    await lockWaiters(server, /order_update_feed/);
    await naming.release();
    expect(await changing).toMatchObject({ status: 200, body: { mapping, data_descriptor_id: null } });
  });
});

describe('a parked push', () => {
  it('is mapped after the descriptor was corrected, and finished updates are not repeated', async () => {
    const { order_id } = await updates.order([1], 'D-1');
    const feed = await files.feed(layout({ sent: 'shipped' }));
    await files.push(feed, `${HEADER}1,D-1,${AT},sent\n2,D-1,2026-04-09T12:00:00Z,arrived\n3,D-1,${AT},scanned\n`);
    const [third, second, first] = await updates.settled(ofFeed(feed), 3);
    expect([first?.status, second?.status, third?.status]).toEqual(['applied', 'parked', 'parked']);
    const map = { sent: 'shipped', arrived: 'delivered', scanned: '' };
    const [status] = statuses(map).slice(-1);
    await files.changeDescriptor(feed, { columns: [...plain(...NAMES), { ...status, skip_blank: true }] });
    expect((await retry(second)).status).toBe(202);
    const again = await updates.settled(`${ofFeed(feed)}&status=applied`, 2);
    expect(again.map(({ order_update_id, update_id }) => [order_update_id, update_id])).toEqual([
      [second?.order_update_id, `${feed.order_update_feed_id}:2`],
      [first?.order_update_id, first?.update_id],
    ]);
    expect(again[1]?.finished_at).toBe(first?.finished_at);
    // All its pushes are mapped again.
    expect(await updates.finished([third?.order_update_id ?? ''])).toMatchObject([
      { status: 'ignored', message: 'The data descriptor excludes this row.' },
    ]);
    expect((await updates.orderNow(order_id)).deliveries[0]?.status).toBe('delivered');
  });

  it('is a whole file, whose rows become updates once it can be read', async () => {
    await updates.order([1], 'D-2');
    const feed = await files.feed({ ...layout({ sent: 'shipped' }), format: { type: 'csv', delimiter: ';' } });
    await files.push(feed, `${HEADER}1,D-2,${AT},sent\n2,D-2,${AT},sent\n`);
    const [whole] = await updates.settled(ofFeed(feed), 1);
    expect(whole).toMatchObject({ status: 'parked', code: 'payload_unreadable' });
    await files.changeDescriptor(feed, { format: { type: 'csv' } });
    await retry(whole);
    const [, first] = await updates.settled(ofFeed(feed), 2);
    expect(first).toMatchObject({ order_update_id: whole?.order_update_id, status: 'applied' });
  });

  it('says why, if the file can no longer be read', async () => {
    const feed = await files.feed(layout({}));
    await files.push(feed, `${HEADER}1,D-3,${AT},sent\n2,D-3,${AT},sent\n`);
    const [second] = await updates.settled(ofFeed(feed), 2);
    await files.changeDescriptor(feed, { format: { type: 'csv', delimiter: '|' } });
    await retry(second);
    for (const { code, message } of await updates.settled(ofFeed(feed), 2)) {
      expect(code).toBe('payload_unreadable');
      expect(message).toContain('Missing columns: update_id');
    }
    const mapped: CreatedOrderUpdateFeed = (await files.change(feed, { mapping: MAPPING })).body;
    await retry(second);
    for (const { code, message } of await updates.settled(ofFeed(mapped), 2)) {
      expect(code).toBe('payload_unreadable');
      expect(message).toContain('A mapping reads JSON, XML and forms, but this was pushed as text/csv');
    }
  });
});
