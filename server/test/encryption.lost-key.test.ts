import { randomBytes } from 'node:crypto';
import type { CreatedOrderUpdateFeed } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { parseEncryptionKeys } from '../src/encryption/encryption-keys.ts';
import { FieldCipher } from '../src/encryption/field-cipher.ts';
import { OrderExports } from './support/order-exports.ts';
import { startReceiver } from './support/receiver.ts';
import { Schedules } from './support/schedules.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { type CreatedWebhook, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

// Values that are encrypted with a key that the server no longer has.
const server = await startTestServer(QUICK_RETRIES);
const acme = await server.partner('Acme Corp');
const webhooks = new Webhooks(server, acme.key);
const lost = new FieldCipher(parseEncryptionKeys(`k0:${randomBytes(32).toString('base64')}`).keys);

/** Encrypts a column with a key that the server does not have. */
function loseKeyOf(table: string, id: string, column: string) {
  const number = Number(id.replace(/\D/g, ''));
  const value = lost.encrypt('{}', { table, id: number, column });
  return server.pool.query(`update ${table} set ${column} = $1 where id = $2`, [value, number]);
}

const rotate = <T>(path: string) => server.call<T>(`${path}/rotate-secret`, { body: {}, key: acme.key });

it.each(['secret', 'headers'])(
  'a delivery whose %s cannot be decrypted fails, says why, and is retried like others',
  async (column) => {
    const receiver = await startReceiver();
    const { webhook_id } = await webhooks.create(receiver.url, {
      events: ['order.created'],
      headers: { 'x-own': '1' },
    });
    await loseKeyOf('webhook', webhook_id, column);
    await server.call(`/webhooks/${webhook_id}/test`, { body: {}, key: acme.key });
    const [failed] = await webhooks.ended(`webhook_id=${webhook_id}`, 1, 'failed');
    const error =
      'The secret or the headers of the webhook cannot be decrypted: rotate the secret, and set the headers again.';
    const delivery = await webhooks.delivery(failed?.delivery_id ?? '');
    expect(delivery).toMatchObject({ error, response_code: null, attempt_count: 4 });
    expect(delivery.attempts.map((attempt) => attempt.error)).toEqual([error, error, error, error]);
    expect(await webhooks.get(webhook_id)).toMatchObject({ failure_count: 4, last_error: error });
    expect(receiver.received).toEqual([]);

    const rotated = await rotate<CreatedWebhook>(`/webhooks/${webhook_id}`);
    expect(rotated.status).toBe(201);
    expect(rotated.body.old_secret_valid_until === null).toBe(column === 'secret');
    await server.call(`/webhooks/${webhook_id}`, { method: 'PATCH', body: { headers: {} }, key: acme.key });
    await server.call(`/webhook-deliveries/${delivery.delivery_id}/redeliver`, { method: 'POST', key: acme.key });
    await webhooks.ended(`webhook_id=${webhook_id}`, 1);
    expect(receiver.received).toHaveLength(1);
  },
);

it('a feed whose secret cannot be decrypted gets a new one, and the lost one is invalid', async () => {
  const { body: feed } = await server.call<CreatedOrderUpdateFeed>('/order-update-feeds', {
    body: { name: 'Courier', authentication: 'token', carrier: 'DHL', mapping: { fields: { order_id: 'order' } } },
    key: acme.key,
  });
  await loseKeyOf('order_update_feed', feed.order_update_feed_id, 'secret');
  const { status, body } = await rotate<CreatedOrderUpdateFeed>(`/order-update-feeds/${feed.order_update_feed_id}`);
  expect(status).toBe(201);
  expect(body.secret).not.toBe(feed.secret);
  expect(body.old_secret_valid_until).toBeNull();
});

it.each(['secret', 'headers'])(
  'an export whose %s cannot be decrypted says why, and is sent once it can',
  async (column) => {
    await server.load('sku,product_name,price,currency,availability\nA,One,10,EUR,in stock\n');
    const exports = new OrderExports(server, acme.key);
    const flag = `with_${column}`;
    await new OrderExports(server).setFlag(flag);
    const receiver = await startReceiver();
    const target = { url: receiver.url, headers: { 'x-own': '1' } };
    const { exporter_id } = await exports.exporter('http', flag, { target });
    await loseKeyOf('order_exporter', exporter_id, column);
    const order = await exports.order();
    const failed = await until(async () => {
      const [one] = await exports.list(`order_id=${order.order_id}`);
      return one?.error ? one : undefined;
    });
    expect(failed).toMatchObject({
      status: 'failed',
      error:
        'The secret or the headers of the exporter cannot be decrypted: rotate the secret, and set the headers again.',
    });
    expect((await rotate(`/order-exporters/${exporter_id}`)).status).toBe(201);
    await exports.call(`/order-exporters/${exporter_id}`, { method: 'PATCH', body: { target: { headers: {} } } });
    await exports.call(`/order-exports/${failed.order_export_id}/retry`, { method: 'POST' });
    await exports.all(order, 1);
    expect(receiver.received).toHaveLength(1);
  },
);

it('a schedule whose headers cannot be decrypted says why, and accepts new ones', async () => {
  const schedules = new Schedules(server, acme);
  const source = { type: 'https', url: 'https://127.0.0.1:7443/products.csv' };
  const { data_group_id } = await schedules.group({ ...source, headers: { authorization: 'Bearer 1' } });
  await loseKeyOf('data_schedule', data_group_id, 'headers');
  await schedules.act(data_group_id, 'run-now');
  const run = await until(async () => (await schedules.runs(data_group_id)).find(({ error }) => error !== null));
  expect(run.error).toBe('The headers of the source cannot be decrypted: set them again.');
  const set = (headers?: object) =>
    schedules.set<{ code?: string; detail?: string }>(data_group_id, {
      cron: '0 1 1 1 *',
      source: { ...source, headers },
    });
  expect(await set()).toMatchObject({
    status: 422,
    body: { detail: 'source.headers is required: those that are stored cannot be decrypted.' },
  });
  expect((await set({ authorization: 'Bearer 2' })).status).toBe(200);
});
