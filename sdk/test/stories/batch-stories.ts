import { expect } from 'vitest';
import { endBatch, runBatch, zipFiles } from './send-batch.ts';
import type { StoryApi } from './story-api.ts';

const named = (operations: object[]) =>
  Object.fromEntries(
    operations.map((one) => [`${(one as { operation_id: string }).operation_id}.json`, JSON.stringify(one)]),
  );

const from = (price: number) => [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'USD' }];
const priced = (operation_id: string, price: number, product: object = { sku: 'S1' }) => ({
  '@type': 'ProductValidFromPriceUpdate',
  operation_id,
  product,
  price_list: from(price),
});

/** Operations run in the byte order of their IDs, and `on_error` decides what a failure does. */
export async function batchesRunInOrder(api: StoryApi): Promise<void> {
  const org = await api.partner('Batches Inc');
  const { key } = org;
  await api.load('sku,product_name,price,availability,external_id\nS1,Soap,10,1,x1\nS2,Salt,5,1,x2\n', { key });
  await api.post('/sales-channels', { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' }, { key });
  const web = { id: 'web', type: 'WEB_SALES_CHANNEL' };
  const channel = {
    '@type': 'ProductSalesChannelValidFromPriceUpdate',
    product: { external_id: 'x1' },
    price_list: from(3),
  };
  const operations = [
    priced('a-b', 2),
    priced('a', 1),
    priced('10', 4),
    priced('2', 6, { sku: 'none' }),
    priced('B', 7, { sku: 'S1', external_id: 'x1' }),
    { ...channel, operation_id: 'c1', sales_channel: web },
    { ...channel, operation_id: 'c2', sales_channel: { ...web, type: 'POS_SALES_CHANNEL' } },
    { ...channel, operation_id: 'c3', sales_channel: { ...web, id: 'none' } },
    { ...priced('d', 1), '@type': 'ProductAvailabilityUpdate' },
    { ...priced('e', 1), '@type': 'Other' },
  ];
  const file = zipFiles({
    ...named(operations),
    'f.json': '{"@type": 1',
    'g.json': JSON.stringify(priced('h', 1)),
    'folder/': '',
  });
  for (const on_error of ['rollback', 'stop', 'continue']) {
    for (const validate_only of [true, false]) await runBatch(api, org, file, { on_error, validate_only, name: 'All' });
    await api.get('/products?as_of=2100-01-01T00:00:00Z', { key });
  }
  const { path, ended, upload_id } = await runBatch(api, org, file);
  expect(ended.body).toMatchObject({ total: 12, succeeded: 4, failed: 8 });
  // How many rows a failed job counts depends on when it last wrote its progress.
  const jobs = await api.get(`/jobs?batch_id=${ended.body.batch_id}`, { unrecorded: true });
  expect(jobs.body.items).toMatchObject([{ job_id: ended.body.job_id, partner_id: org.id }]);
  const errors = await api.get(`${path}/errors.zip`, { key, unrecorded: true });
  expect([errors.status, errors.text.includes(JSON.stringify(priced('2', 6, { sku: 'none' })))]).toEqual([200, true]);
  await api.get(`${path}/operations?status=failed&limit=1`, { key });
  const again = await api.post(`${path}/retry-failed`, undefined, { key });
  await endBatch(api, key, `/org/${org.id}/operations-batches`, again);
  await api.post(`${path}/cancel`, undefined, { key });
  await api.post(`/org/${org.id}/operations-batches/valid-from-price-updates`, { upload_id }, { key });
  await api.get(`/org/${org.id}/operations-batches?status=failed&limit=1`, { key });
  const { key: other } = await api.partner('Other Batches Inc');
  await api.get(path, { key: other });
  await api.post(`/org/${org.id}/operations-batches/valid-from-price-updates`, { upload_id: 'BU99999' }, { key });
}

/** Archives that are refused as a whole, and the other type of batch. */
export async function batchesAreReadStrictly(api: StoryApi): Promise<void> {
  const org = await api.partner('Strict Batches Inc');
  const { key } = org;
  await api.load('sku,product_name,price,availability\nS1,Soap,10,1\n', { key });
  const good = JSON.stringify(priced('a', 1));
  const refused = [
    {},
    { 'a.txt': good },
    { '.json': good },
    { 'x/a.json': good, 'b.json': good },
    { '../a.json': good },
    { '/a.json': good },
  ];
  for (const files of refused) expect((await runBatch(api, org, zipFiles(files))).ended.body.status).toBe('failed');
  await runBatch(api, org, new TextEncoder().encode('no archive'));
  const updates = [
    { '@type': 'ProductAvailabilityUpdate', operation_id: '1', product: { sku: 'S1' }, availability: 'preorder' },
    {
      '@type': 'ProductAttributesUpdate',
      operation_id: '2',
      product: { sku: 'S1' },
      attributes: { colour: 'red', size: 'L' },
    },
    {
      '@type': 'ProductAttributesUpdate',
      operation_id: '3',
      product: { sku: 'S1' },
      attributes: { size: null, sku: 'S2' },
    },
  ];
  const { path } = await runBatch(api, org, zipFiles(named(updates)), {}, 'product-updates');
  const [product] = (await api.get('/products', { key })).body.items;
  await api.get(`/products/${product.product_id}/history`, { key });
  const fixed = await runBatch(api, org, zipFiles(named(updates.slice(0, 2))), {}, 'product-updates');
  await api.post(`${fixed.path}/retry-failed`, undefined, { key });
  await api.get(`${path}/operations?status=skipped`, { key });
}
