import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { Webhooks } from './support/webhooks.ts';

// Half a second instead of the hour, and four seconds instead of the five days.
const server = await startTestServer({
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  WEBHOOK_RETRY_SECONDS: '0.02x99',
  WEBHOOK_CIRCUIT_SECONDS: '0.5,4',
});
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
const test = (id: string) => server.call(`/webhooks/${id}/test`, { body: {}, key: acme.key });
const patch = (id: string, body: object) => server.call(`/webhooks/${id}`, { method: 'PATCH', body, key: acme.key });

it('is opened by many failures, sends probes, warns, and disables; enabled again, it sends queued deliveries', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(500).end();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  for (let n = 0; n < 3; n += 1) await test(webhook_id);
  const open = await until(async () => {
    const webhook = await webhooks.get(webhook_id);
    return webhook.circuit === 'open' && webhook;
  });
  expect(open).toMatchObject({ status: 'active', last_error: 'The receiver responded with 500.' });
  expect(open.failure_count).toBeGreaterThanOrEqual(20);
  const disabled = await until(async () => {
    const webhook = await webhooks.get(webhook_id);
    return webhook.status === 'disabled' && webhook;
  });
  expect(disabled.disabled_reason).toBe('failing');
  const { body } = await server.call<{ items: { event_type: string; data: { percent?: number; reason?: string } }[] }>(
    `/events?subject=${webhook_id}&limit=100`,
    { key: acme.key },
  );
  const told = body.items.reverse().map(({ data }) => data.percent ?? data.reason);
  expect(told.at(-1)).toBe('failing');
  expect(told.slice(0, -1).length).toBeGreaterThan(0);
  expect([50, 70, 90].filter((percent) => told.includes(percent))).toEqual(told.slice(0, -1));

  receiver.answer = (_, res) => void res.writeHead(204).end();
  const count = receiver.received.length;
  expect((await patch(webhook_id, { status: 'active' })).body).toMatchObject({
    status: 'active',
    circuit: 'closed',
    failure_count: 0,
  });
  await webhooks.ended(`webhook_id=${webhook_id}`, 3);
  expect(receiver.received.length).toBeGreaterThanOrEqual(count + 3);
});

it('is closed by one success, and failures are reset', async () => {
  const receiver = await startReceiver();
  receiver.answer = (_, res) => void res.writeHead(receiver.received.length < 4 ? 500 : 204).end();
  const { webhook_id } = await webhooks.create(receiver.url, { events: ['order.created'] });
  await test(webhook_id);
  await webhooks.ended(`webhook_id=${webhook_id}`, 1);
  const healthy = { circuit: 'closed', failure_count: 0, failing_since: null, last_error: null, next_probe_at: null };
  await until(async () => (await webhooks.get(webhook_id)).failure_count === 0);
  expect(await webhooks.get(webhook_id)).toMatchObject(healthy);
  expect(receiver.received).toHaveLength(4);
});
