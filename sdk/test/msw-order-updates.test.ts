import { CommerceClient } from '@commerce-integration/sdk';
import { createMockApi } from '@commerce-integration/sdk/msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, expect, it, vi } from 'vitest';

const baseUrl = 'http://updates.mock';
const mock = createMockApi({ baseUrl, seed: { partners: [{ partner_name: 'Acme Corp', api_key: 'acme-key' }] } });
const server = setupServer(...mock.handlers);
server.listen();
afterEach(() => vi.useRealTimers());
afterAll(() => server.close());
const { orderUpdateFeeds } = new CommerceClient({ baseUrl, apiKey: 'acme-key', maxRetries: 0 });

it('the mock takes an old secret of a feed for as long as it is valid', async () => {
  const { order_update_feed_id: id, secret: old } = await orderUpdateFeeds.create({
    name: 'Courier',
    authentication: 'token',
    mapping: { fields: { order_id: 'order', status: 'code' }, statuses: { SENT: 'shipped' } },
  });
  vi.useFakeTimers({ toFake: ['Date'] });
  const { secret } = await orderUpdateFeeds.rotateSecret(id, { old_valid_hours: 1 });
  vi.setSystemTime(Date.now() + 3_599_000);
  expect(await orderUpdateFeeds.push(id, { order: 'OR00001', code: 'SENT' }, old)).toMatchObject({ duplicate: false });
  vi.setSystemTime(Date.now() + 1_000);
  await expect(orderUpdateFeeds.push(id, { order: 'OR00002', code: 'SENT' }, old)).rejects.toMatchObject({
    status: 401,
  });
  expect(await orderUpdateFeeds.push(id, { order: 'OR00002', code: 'SENT' }, secret)).toMatchObject({
    duplicate: false,
  });
});
