import { createHmac } from 'node:crypto';
import type {
  CreatedOrderUpdateFeed,
  OrderUpdateDetail,
  ProblemBody,
  ReceivedPush,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { OrderUpdates } from './support/order-updates.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Bluebird Books');
await server.load('sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n');
const updates = new OrderUpdates(server, acme.key);

const MAPPING = {
  fields: {
    update_id: 'event.id',
    customer_reference: 'shipment.reference',
    status: 'event.code',
    tracking_number: 'shipment.parcels[0].number',
    occurred_at: 'event.time',
  },
  statuses: { PICKED_UP: 'shipped', DELIVERED: 'delivered', LABEL_PRINTED: null },
};

async function createFeed(more: object = {}): Promise<CreatedOrderUpdateFeed> {
  const body = { name: 'Courier', authentication: 'token', carrier: 'DHL', mapping: MAPPING, ...more };
  return (await server.call<CreatedOrderUpdateFeed>('/order-update-feeds', { key: acme.key, body })).body;
}

interface PushCall {
  type?: string;
  headers?: Record<string, string>;
}

/** Pushes with the feed's token, unless other headers are given. */
function push<T = ReceivedPush>(feed: CreatedOrderUpdateFeed, body: unknown, { type, headers }: PushCall = {}) {
  const proof = headers ?? { 'x-feed-token': feed.secret };
  return server.call<T>(`/order-update-feeds/${feed.order_update_feed_id}/push`, {
    key: null,
    body,
    headers: { 'content-type': type ?? 'application/json', ...proof },
  });
}

const ofFeed = ({ order_update_feed_id }: CreatedOrderUpdateFeed) =>
  `order_update_feed_id=${order_update_feed_id}&limit=100`;

function notice(reference: string, code: string, id: string, more: object = {}) {
  const event = { id, code, time: '2026-04-08T12:00:00+02:00', ...more };
  return { event, shipment: { reference, parcels: [{ number: `T-${reference}` }] } };
}

describe('a feed of order updates', () => {
  it('is created with a secret that is shown once, changed and deleted', async () => {
    const feed = await createFeed({ authentication: 'hmac', header: 'X-Hub-Signature-256' });
    expect(feed).toMatchObject({ authentication: 'hmac', header: 'x-hub-signature-256', mapping: MAPPING });
    expect(feed.secret).toMatch(/^ofsec_[\w-]{43}$/);
    const path = `/order-update-feeds/${feed.order_update_feed_id}`;
    expect((await server.call<object>(path, { key: acme.key })).body).not.toHaveProperty('secret');
    const stored = await server.pool.query('select secret from order_update_feed');
    expect(JSON.stringify(stored.rows)).not.toContain(feed.secret);
    const changed = await server.call(path, {
      method: 'PATCH',
      key: acme.key,
      body: { name: 'Renamed', carrier: null },
    });
    expect(changed).toMatchObject({ status: 200, body: { name: 'Renamed', carrier: null } });
    expect((await server.call(path, { key: other.key })).status).toBe(404);
    expect((await server.call(path, { method: 'DELETE', key: acme.key })).status).toBe(204);
    expect((await server.call(path, { key: acme.key })).status).toBe(404);
    expect((await push<ProblemBody>(feed, '{}')).status).toBe(401);
  });

  it('refuses a mapping without an order, with a wrong path or an unknown status', async () => {
    for (const mapping of [
      { fields: { status: 'code' } },
      { fields: { order_id: 'a..b' } },
      { fields: { order_id: 'a[x]' } },
      { fields: { order_id: 'a' }, statuses: { X: 'on_the_moon' } },
    ])
      expect(
        (
          await server.call('/order-update-feeds', {
            key: acme.key,
            body: { name: 'Bad', authentication: 'token', mapping },
          })
        ).status,
      ).toBe(422);
  });

  it('accepts JSON, maps it and applies it once, however often the courier pushes it', async () => {
    const { order_id } = await updates.order([1], 'F-1');
    const feed = await createFeed();
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await push(feed, notice('F-1', 'PICKED_UP', 'E-1')));
    expect(answers.map(({ status, body }) => [status, body.duplicate])).toEqual([
      [202, false],
      [202, true],
      [202, true],
    ]);
    expect(new Set(answers.map(({ body }) => body.push_id)).size).toBe(1);
    // The same notice in other bytes, as from a courier that adds the time of each attempt.
    for (const attempt of [1, 2]) await push(feed, { ...notice('F-1', 'PICKED_UP', 'E-1'), attempt });
    await push(feed, notice('F-1', 'DELIVERED', 'E-2', { time: '2026-04-09T12:00:00Z' }));
    const all = await updates.settled(ofFeed(feed), 2);
    expect(all.map(({ update_id, status }) => [update_id, status])).toEqual([
      [`${feed.order_update_feed_id}:E-2`, 'applied'],
      [`${feed.order_update_feed_id}:E-1`, 'applied'],
    ]);
    expect(await updates.orderNow(order_id)).toMatchObject({
      status: 'completed',
      deliveries: [{ status: 'delivered', carrier: 'DHL', tracking_number: 'T-F-1' }],
      shipments: [{ carrier: 'DHL', tracking_number: 'T-F-1', shipped_at: '2026-04-08T10:00:00.000Z' }],
    });
  });

  it('accepts notices in any order', async () => {
    const { order_id } = await updates.order([1], 'F-2');
    const feed = await createFeed();
    await push(feed, notice('F-2', 'DELIVERED', 'E-2', { time: '2026-04-09T12:00:00Z' }));
    await updates.settled(ofFeed(feed), 1);
    await push(feed, notice('F-2', 'LABEL_PRINTED', 'E-0'));
    await push(feed, notice('F-2', 'PICKED_UP', 'E-1'));
    await updates.settled(ofFeed(feed), 3);
    expect((await updates.orderNow(order_id)).deliveries[0]?.status).toBe('delivered');
  });

  it('accepts XML with lines, and a form', async () => {
    const { order_id } = await updates.order([2, 1], 'F-3');
    const feed = await createFeed({
      mapping: {
        each: 'notices.notice',
        fields: { customer_reference: 'order.@ref', tracking_number: 'track', occurred_at: 'at' },
        lines: {
          each: 'lines.line',
          fields: { sku: '@sku', delivered_quantity: 'delivered', remark: '#text', rejected: '@rejected' },
        },
      },
    });
    const xml = `<?xml version="1.0" encoding="ISO-8859-1"?>
      <s:notices xmlns:s="urn:x"><s:notice><order ref="F-3"/><track>T &amp; 9</track><at>1775649600</at><lines>
        <line sku="A"><delivered>2</delivered></line><line sku="B" rejected="yes">Zerbr\u00f6selt</line>
      </lines></s:notice></s:notices>`;
    const answer = await fetch(`${server.url}/order-update-feeds/${feed.order_update_feed_id}/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml', 'x-feed-token': feed.secret },
      body: Buffer.from(xml, 'latin1'),
    });
    expect(answer.status).toBe(202);
    await updates.settled(ofFeed(feed), 1);
    const order = await updates.orderNow(order_id);
    expect(order).toMatchObject({
      status: 'completed',
      cancelled_amount: 5,
      shipments: [{ tracking_number: 'T & 9' }],
    });
    expect(order.deliveries[0]?.items[1]).toMatchObject({ rejected: true, remark: 'Zerbröselt' });

    const form = await createFeed({
      mapping: { fields: { customer_reference: 'ref', status: 'state' }, statuses: { 'on the way': 'shipped' } },
    });
    const { order_id: second } = await updates.order([1], 'F 4');
    await push(form, 'ref=F+4&state=on%20the%20way', { type: 'application/x-www-form-urlencoded' });
    await updates.settled(ofFeed(form), 1);
    expect((await updates.orderNow(second)).status).toBe('completed');
  });

  it('parks what it cannot map, shows it, and maps it again after the mapping was corrected', async () => {
    const { order_id } = await updates.order([1], 'F-5');
    const feed = await createFeed();
    await push(feed, notice('F-5', 'HANDED_OVER', 'E-1'));
    const [parked] = await updates.settled(ofFeed(feed), 1);
    expect(parked).toMatchObject({ status: 'parked', code: 'status_unknown', update: null, order_id: null });
    expect(parked?.message).toContain('HANDED_OVER');
    const path = `/order-updates/${parked?.order_update_id}`;
    const { body } = await server.call<OrderUpdateDetail>(path, { key: acme.key });
    expect(JSON.parse(body.payload ?? '')).toEqual(notice('F-5', 'HANDED_OVER', 'E-1'));
    const mapping = { ...MAPPING, statuses: { ...MAPPING.statuses, HANDED_OVER: 'shipped' } };
    await server.call(`/order-update-feeds/${feed.order_update_feed_id}`, {
      method: 'PATCH',
      key: acme.key,
      body: { mapping },
    });
    expect((await server.call(`${path}/retry`, { method: 'POST', key: acme.key })).status).toBe(202);
    expect(await updates.settled(ofFeed(feed), 1)).toMatchObject([
      {
        order_update_id: parked?.order_update_id,
        update_id: `${feed.order_update_feed_id}:E-1`,
        status: 'applied',
        order_id,
      },
    ]);
  });

  it('parks each invalid notice: no order, no time, a known ID with other content, unreadable text', async () => {
    const feed = await createFeed({ mapping: { ...MAPPING, each: 'all' } });
    await updates.order([1], 'F-6');
    await push(feed, {
      all: [
        notice('F-6', 'PICKED_UP', 'E-1'),
        { event: { id: 'E-2', code: 'PICKED_UP' } },
        notice('F-6', 'PICKED_UP', 'E-3', { time: 'yesterday' }),
        notice('F-6', 'DELIVERED', 'E-1'),
      ],
    });
    const all = await updates.settled(ofFeed(feed), 4);
    expect(all.map(({ status, code }) => [status, code]).reverse()).toEqual([
      ['applied', null],
      ['parked', 'mapping_failed'],
      ['parked', 'mapping_failed'],
      ['parked', 'update_id_reused'],
    ]);
    const unreadable: [string, string][] = [
      ['{"all": [', 'application/json'],
      ['<all><notice></all>', 'application/xml'],
      ['<!DOCTYPE a [<!ENTITY x "boom">]><all>&x;</all>', 'text/xml'],
      [`${'<a>'.repeat(60)}${'</a>'.repeat(60)}`, 'text/xml'],
    ];
    for (const [body, type] of unreadable) expect((await push(feed, body, { type })).status).toBe(202);
    await push(feed, '{"none": []}');
    const parked = await until(async () => {
      const found = await updates.list(`${ofFeed(feed)}&status=parked`);
      return found.length === 8 && found;
    });
    expect(parked.slice(0, 5).map(({ code }) => code)).toEqual([
      'mapping_failed',
      ...Array<string>(4).fill('payload_unreadable'),
    ]);
  });

  it('does not follow paths outside a payload', async () => {
    const feed = await createFeed({
      mapping: { fields: { customer_reference: 'constructor.name', tracking_number: 'a.toString' }, statuses: {} },
    });
    await push(feed, { a: 'x' });
    const [parked] = await updates.settled(ofFeed(feed), 1);
    expect(parked).toMatchObject({ status: 'parked', code: 'mapping_failed' });
    expect(parked?.message).toContain('Name the order');
  });
});

describe('the secret of a feed', () => {
  const rotate = (feed: CreatedOrderUpdateFeed, body: object, key = acme.key) =>
    server.call<CreatedOrderUpdateFeed>(`/order-update-feeds/${feed.order_update_feed_id}/rotate-secret`, {
      key,
      body,
    });

  it('is replaced, and the old one is also accepted while it is valid', async () => {
    const feed = await createFeed({ mapping: { fields: { order_id: 'order' } } });
    const { status, body: first } = await rotate(feed, {});
    expect(status).toBe(201);
    expect(first.secret).toMatch(/^ofsec_[\w-]{43}$/);
    expect(first.secret).not.toBe(feed.secret);
    const until = Date.parse(first.old_secret_valid_until ?? '') - Date.parse(first.updated_at);
    expect(Math.round(until / 3_600_000)).toBe(24);
    const tokens = async (...secrets: string[]) => {
      const answers = [];
      for (const secret of secrets)
        answers.push((await push(feed, { n: secret }, { headers: { 'x-feed-token': secret } })).status);
      return answers;
    };
    expect(await tokens(feed.secret, first.secret)).toEqual([202, 202]);
    const { body: second } = await rotate(feed, { old_valid_hours: 2 });
    expect(await tokens(feed.secret, first.secret, second.secret)).toEqual([401, 202, 202]);
    await server.pool.query(`update order_update_feed set old_secret_valid_until = now() where id = $1`, [
      Number(feed.order_update_feed_id.slice(2)),
    ]);
    expect(await tokens(first.secret, second.secret)).toEqual([401, 202]);
    const path = `/order-update-feeds/${feed.order_update_feed_id}`;
    expect((await server.call(path, { key: acme.key })).body).toMatchObject({ old_secret_valid_until: null });
    const { body: third } = await rotate(feed, { old_valid_hours: 0 });
    expect(third.old_secret_valid_until).toBeNull();
    expect(await tokens(second.secret, third.secret)).toEqual([401, 202]);
    const stored = await server.pool.query('select secret, old_secret from order_update_feed');
    expect(JSON.stringify(stored.rows)).not.toContain('ofsec_');
  });

  it('signs pushes until it expires, and cannot be replaced by another partner', async () => {
    const feed = await createFeed({ authentication: 'hmac' });
    expect((await rotate(feed, {}, other.key)).status).toBe(404);
    expect((await rotate(feed, { old_valid_hours: 169 })).status).toBe(422);
    const { body: next } = await rotate(feed, {});
    for (const secret of [feed.secret, next.secret]) {
      const body = JSON.stringify(notice('F-9', 'PICKED_UP', secret));
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      expect((await push(feed, body, { headers: { 'x-feed-signature': signature } })).status).toBe(202);
    }
  });
});

describe('a push', () => {
  it("without the feed's proof is refused, without further details", async () => {
    const feed = await createFeed();
    const signed = await createFeed({ authentication: 'hmac' });
    const body = JSON.stringify(notice('F-7', 'PICKED_UP', 'E-1'));
    const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest();
    const details = new Set<string>();
    for (const [to, headers] of [
      [feed, {}],
      [feed, { 'x-feed-token': signed.secret }],
      [feed, { 'x-feed-token': '' }],
      [signed, {}],
      [signed, { 'x-feed-signature': sign(feed.secret, body).toString('hex') }],
      [signed, { 'x-feed-signature': sign(signed.secret, `${body} `).toString('hex') }],
      [signed, { 'x-feed-token': signed.secret }],
      [{ ...feed, order_update_feed_id: 'OF99999' }, { 'x-feed-token': feed.secret }],
    ] as [CreatedOrderUpdateFeed, Record<string, string>][]) {
      const answer = await push<ProblemBody>(to, body, { headers });
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
      details.add(answer.body.detail);
    }
    expect(details.size).toBe(1);
    const hex = sign(signed.secret, body).toString('hex');
    const base64 = sign(signed.secret, body).toString('base64');
    const proofs = [hex, `sha256=${hex}`, base64].map((proof) => ({ 'x-feed-signature': proof }));
    for (const headers of proofs) expect((await push(signed, body, { headers })).status).toBe(202);
    const bearer = { 'x-feed-token': `Bearer ${feed.secret}` };
    expect((await push(feed, body, { headers: bearer })).status).toBe(202);
  });

  it('of another type or over a megabyte is refused', async () => {
    const feed = await createFeed();
    expect((await push<ProblemBody>(feed, 'hello', { type: 'text/plain' })).status).toBe(415);
    const large = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
    expect((await push<ProblemBody>(feed, large)).status).toBe(413);
  });

  it('is stored, for any number of concurrent pushes', async () => {
    const { order_id } = await updates.order([1], 'F-8');
    const feed = await createFeed();
    const said = Array.from({ length: 300 }, (_, n) => ({
      update_id: n,
      shipment: { reference: 'F-8' },
      event: { id: n, code: 'LABEL_PRINTED' },
    }));
    const sent = await Promise.all(
      said.map((one) =>
        push(feed, { ...one, shipment: { ...one.shipment, parcels: [{ number: `T-${one.update_id}` }] } }),
      ),
    );
    expect(sent.every(({ status }) => status === 202)).toBe(true);
    await until(async () => {
      const { rows } = await server.pool.query(
        `select count(*)::integer as count from order_update where feed_id = $1 and status in ('applied', 'ignored')`,
        [Number(feed.order_update_feed_id.slice(2))],
      );
      return rows[0].count === 300;
    });
    expect((await updates.orderNow(order_id)).deliveries[0]?.tracking_number).toMatch(/^T-\d+$/);
  });
});
