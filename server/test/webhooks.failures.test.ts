import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atEnd } from './support/at-end.ts';
import { type Receiver, startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, Webhooks } from './support/webhooks.ts';

const server = await startTestServer({
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  WEBHOOK_RETRY_SECONDS: '0.05x2',
  WEBHOOK_TIMEOUT_SECONDS: '2',
});
await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
const webhooks = new Webhooks(server);
const partner = (await server.call<{ items: { partner_id: string }[] }>('/partners')).body.items[0]?.partner_id;

/** A subscription whose receiver responds in this way, and its only delivery after it has ended. */
async function outcome(answer: Receiver['answer'], status: 'succeeded' | 'failed' = 'failed') {
  const receiver = await startReceiver();
  receiver.answer = answer;
  const { webhook_id } = await webhooks.create(receiver.url, { partner_id: partner, events: ['order.created'] });
  await server.call(`/webhooks/${webhook_id}/test`, { body: {} });
  const [ended] = await webhooks.ended(`webhook_id=${webhook_id}`, 1, status);
  return { receiver, webhook_id, delivery: await webhooks.delivery(ended?.delivery_id ?? '') };
}

describe('a receiver that answers', () => {
  it.each([200, 201, 204, 299])('%i gets the delivery at the first attempt', async (code) => {
    const { receiver, delivery } = await outcome((_, res) => void res.writeHead(code).end(), 'succeeded');
    expect(receiver.received).toHaveLength(1);
    expect(delivery).toMatchObject({ response_code: code, error: null, attempt_count: 1 });
  });

  it.each([301, 400, 404, 500, 502])('%i gets retries according to the schedule, and then no more', async (code) => {
    const { receiver, delivery, webhook_id } = await outcome(
      (_, res) => void res.writeHead(code, { location: '/other' }).end(),
    );
    expect(delivery).toMatchObject({
      response_code: code,
      error: `The receiver responded with ${code}.`,
      next_attempt_at: null,
    });
    expect(delivery.attempts.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(receiver.values('x-commerce-attempt')).toEqual(['1', '2', '3']);
    expect(new Set(receiver.values('webhook-id')).size).toBe(1);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/hook', '/hook']);
    const { body } = await server.call<{ items: { data: object }[] }>(
      '/events?event_type=webhook.attempts.exhausted&limit=1',
    );
    expect(body.items[0]?.data).toMatchObject({ webhook_id, delivery_id: delivery.delivery_id, attempts: 3 });
  });

  it('410 gets nothing again: the subscription is disabled, which is an event', async () => {
    const receiver = await startReceiver();
    receiver.answer = (_, res) => void res.writeHead(410).end();
    const { webhook_id } = await webhooks.create(receiver.url, { partner_id: partner });
    await server.call(`/webhooks/${webhook_id}/test`, { body: {} });
    const disabled = await until(async () => {
      const webhook = await webhooks.get(webhook_id);
      return webhook.status === 'disabled' && webhook;
    });
    expect(disabled).toMatchObject({ disabled_reason: 'gone', last_error: 'The receiver responded with 410.' });
    const { body } = await server.call<{ items: { data: object }[] }>(
      `/events?event_type=webhook.disabled&subject=${webhook_id}`,
    );
    expect(body.items).toMatchObject([{ data: { reason: 'gone', webhook_id } }]);
    await order(server);
    expect(receiver.received).toHaveLength(1);
    expect((await server.call(`/webhooks/${webhook_id}/test`, { body: {} })).body.code).toBe('webhook_disabled');
  });

  it.each([429, 503])('%i with Retry-After gets nothing for the requested time', async (code) => {
    const receiver = await startReceiver();
    receiver.answer = (_, res) =>
      void (receiver.received.length === 1 ? res.writeHead(code, { 'retry-after': '2' }) : res.writeHead(204)).end();
    const { webhook_id } = await webhooks.create(receiver.url, { partner_id: partner, events: ['order.created'] });
    await order(server);
    await receiver.first(1);
    await order(server);
    await webhooks.ended(`webhook_id=${webhook_id}`, 2);
    const [first, second] = receiver.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
  });

  it('429 gets nothing even if a delivery in flight succeeds', async () => {
    const receiver = await startReceiver();
    let refuse = () => {};
    let succeed = () => {};
    receiver.answer = ({ headers }, res) => {
      const isBusy = headers['x-commerce-sequence'] === '1' && headers['x-commerce-attempt'] === '1';
      if (isBusy) refuse = () => void res.writeHead(429, { 'retry-after': '2' }).end();
      else if (headers['x-commerce-sequence'] === '1') res.writeHead(204).end();
      else succeed = () => void res.writeHead(204).end();
    };
    const { webhook_id } = await webhooks.create(receiver.url, { partner_id: partner, events: ['order.created'] });
    await Promise.all([order(server, 'busy'), order(server, 'under way')]);
    await receiver.first(2);
    // Not earlier: the other delivery would then be held instead of being sent.
    refuse();
    const told = await until(async () => {
      const { next_probe_at } = await webhooks.get(webhook_id);
      return next_probe_at !== null && Date.parse(next_probe_at);
    });
    succeed();
    await until(async () => (await webhooks.deliveries(`webhook_id=${webhook_id}&status=succeeded`)).length === 1);
    await order(server, 'later');
    const [, , third] = await receiver.first(3);
    expect(third?.at).toBeGreaterThanOrEqual(told - 20);
    succeed();
  });

  it('with 10 MB, or byte by byte, gets the delivery', async () => {
    const large = await outcome((_, res) => void res.writeHead(200).end(Buffer.alloc(10_000_000, 'x')), 'succeeded');
    expect(large.delivery.response_body).toHaveLength(2_000);
    const slow = await outcome((_, res) => {
      res.writeHead(200);
      const timer = setInterval(() => res.write('.'), 100);
      res.once('close', () => clearInterval(timer));
    }, 'succeeded');
    expect(slow.delivery.response_body).toMatch(/^\.{1,20}$/);
  });

  it('with early hints first gets the delivery by its final status', async () => {
    const { delivery } = await outcome((_, res) => {
      res.writeEarlyHints({ link: '</style.css>; rel=preload' });
      // Later than the time limit of a body.
      setTimeout(() => res.writeHead(202).end('taken'), 1_200);
    }, 'succeeded');
    expect(delivery).toMatchObject({ response_code: 202, attempts: [{ response_code: 202, response_body: 'taken' }] });
  });

  it('with a body that breaks off or never ends gets the delivery by its status', async () => {
    const closed = Promise.withResolvers<void>();
    for (const go of [
      (res: ServerResponse) => setTimeout(() => res.destroy(), 50),
      (res: ServerResponse) => res.once('close', closed.resolve),
    ]) {
      const { delivery } = await outcome((_, res) => {
        res.writeHead(200, { 'content-length': '100' }).write('begun');
        go(res);
      }, 'succeeded');
      expect(delivery).toMatchObject({ response_code: 200, attempts: [{ response_body: 'begun', error: null }] });
    }
    // The connection is not kept open for the rest.
    await closed.promise;
  });

  it('with text that PostgreSQL cannot store gets the delivery', async () => {
    const { delivery } = await outcome(
      (_, res) => void res.writeHead(200).end(Buffer.from([65, 0, 0xff, 66])),
      'succeeded',
    );
    expect(delivery.response_body).toBe('A\uFFFD\uFFFDB');
  });

  it('never times out', async () => {
    const { delivery } = await outcome(() => undefined);
    expect(delivery).toMatchObject({ response_code: null, error: 'The receiver did not answer within 2 seconds.' });
  });

  it('by closing the connection fails', async () => {
    const { delivery } = await outcome((_, _res, req) => void req.socket.destroy());
    expect(delivery.error).toBe('The receiver closed the connection without an answer.');
  });
});

it('reports why no connection was made', async () => {
  const tcp = createServer((socket) => void socket.on('error', () => undefined).end('not TLS\n'));
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  atEnd(() => void tcp.close());
  const { port } = tcp.address() as AddressInfo;
  const free = await new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address() as AddressInfo;
      probe.close(() => resolve(address.port));
    });
  });
  const errorOf = async (url: string) => {
    const { webhook_id } = await webhooks.create(url, { partner_id: partner, events: ['order.created'] });
    await server.call(`/webhooks/${webhook_id}/test`, { body: {} });
    return (await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'failed'))[0]?.error;
  };
  expect(await errorOf(`http://127.0.0.1:${free}/`)).toBe('The receiver refused the connection.');
  expect(await errorOf(`https://127.0.0.1:${port}/`)).toMatch(/^The secure connection to the receiver failed: \w+\.$/);
  expect(await errorOf('https://nobody.invalid/')).toMatch(/^The name of the receiver cannot be resolved/);
});

it('a receiver that hangs delays nobody else', async () => {
  const [hanging, quick] = await Promise.all([startReceiver(), startReceiver()]);
  if (!hanging || !quick) throw new Error('no receivers');
  let released = false;
  hanging.answer = async (_, res) => {
    while (!released) await delay(20);
    res.writeHead(204).end();
  };
  await webhooks.create(hanging.url, { partner_id: partner, events: ['order.created'], max_in_flight: 1 });
  await webhooks.create(quick.url, { partner_id: partner, events: ['order.created'] });
  for (let n = 0; n < 3; n += 1) await order(server, `hang-${n}`);
  // All deliveries of the fast receiver arrive before the slow one responds to its first.
  await quick.first(3);
  expect(hanging.received.length).toBe(1);
  released = true;
});

it('a failing subscription to everything is not notified endlessly of its own failures', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const lonely = await server.partner('Lonely');
  const { webhook_id } = await webhooks.create(receiver.url, { partner_id: lonely.id });
  const failing = () => server.call(`/webhooks/${webhook_id}/test`, { body: { event_type: 'order.created' } });
  // The sample event, and the event about its failed delivery: three attempts each.
  await failing();
  await webhooks.ended(`webhook_id=${webhook_id}`, 2, 'failed');
  await failing();
  await webhooks.ended(`webhook_id=${webhook_id}`, 4, 'failed');
});

it('any number of waiting subscriptions delays no others', async () => {
  const disabled = await webhooks.create('https://nobody.example/', { partner_id: partner, events: ['job.failed'] });
  await server.call(`/webhooks/${disabled.webhook_id}/test`, { body: {} });
  await server.call(`/webhooks/${disabled.webhook_id}`, { method: 'PATCH', body: { status: 'disabled' } });
  // As if a thousand partners had disabled subscriptions with pending deliveries.
  await server.pool.query(
    `with old as (select * from webhook where id = $1), many as (
       insert into webhook (url, events, ordered, max_in_flight, header_names, secret, status, created_at, updated_at)
       select url, '{job.failed}', ordered, max_in_flight, header_names, secret, 'disabled', created_at, updated_at
       from old, generate_series(1, 1200) returning id
     ), logged as (
       insert into webhook_delivery (webhook_id, event_id, event_at, event_type, due_at, created_at)
       select many.id, e.id, e.occurred_at, e.event_type, now(), now() from many, (select * from event limit 1) e
       returning *
     )
     insert into webhook_queue (delivery_id, webhook_id, event_id, event_at, due_at, created_at)
     select id, webhook_id, event_id, event_at, due_at, created_at from logged`,
    [Number(disabled.webhook_id.slice(2))],
  );
  const { delivery } = await outcome((_, res) => void res.writeHead(204).end(), 'succeeded');
  expect(delivery.attempt_count).toBe(1);
});
