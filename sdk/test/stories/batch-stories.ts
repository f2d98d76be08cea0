import { crc32 } from 'node:zlib';
import { expect } from 'vitest';
import type { RawAnswer, StoryApi } from './story-api.ts';

/** A ZIP whose files are stored as they are. */
function zip(files: Record<string, string>): Uint8Array<ArrayBuffer> {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(title.length, 22);
    local.push(Buffer.from('PK\x03\x04'), head, title, content);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), head, rest, title);
    offset += 30 + title.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, ...directory, end]));
}

const named = (operations: object[]) =>
  Object.fromEntries(
    operations.map((one) => [`${(one as { operation_id: string }).operation_id}.json`, JSON.stringify(one)]),
  );

interface Org {
  id: string;
  key: string;
}

/** Uploads a ZIP, makes a batch of it and waits for its end. Gives its path and what it came to. */
async function run(
  api: StoryApi,
  { id, key }: Org,
  file: Uint8Array<ArrayBuffer>,
  wish: object = {},
  type = 'valid-from-price-updates',
) {
  const at = `/org/${id}/operations-batches`;
  const upload = (await api.get(`${at}/upload-url`, { key })).body;
  await api.call('PUT', upload.upload_url, { key: null, headers: upload.headers, body: file, unrecorded: true });
  const { upload_id } = upload;
  const made = await api.post(`${at}/${type}`, { upload_id, ...wish }, { key });
  return { upload_id, path: `${at}/${made.body.batch_id}`, ended: await end(api, key, at, made) };
}

async function end(api: StoryApi, key: string, at: string, made: RawAnswer): Promise<RawAnswer> {
  await api.get(`/jobs/${made.body.job_id}?wait=30`, { key });
  await api.get(`${at}/${made.body.batch_id}/operations`, { key });
  return api.get(`${at}/${made.body.batch_id}`, { key });
}

const from = (price: number) => [{ valid_from: '2020-01-01T00:00:00Z', price, currency: 'USD' }];
const priced = (operation_id: string, price: number, product: object = { sku: 'S1' }) => ({
  '@type': 'ProductValidFromPriceUpdate',
  operation_id,
  product,
  price_list: from(price),
});

/** Operations run by the bytes of their IDs, and a failure does what the batch says. */
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
  const file = zip({
    ...named(operations),
    'f.json': '{"@type": 1',
    'g.json': JSON.stringify(priced('h', 1)),
    'folder/': '',
  });
  for (const on_error of ['rollback', 'stop', 'continue']) {
    for (const validate_only of [true, false]) await run(api, org, file, { on_error, validate_only, name: 'All' });
    await api.get('/products?as_of=2100-01-01T00:00:00Z', { key });
  }
  const { path, ended, upload_id } = await run(api, org, file);
  expect(ended.body).toMatchObject({ total: 12, succeeded: 4, failed: 8 });
  const errors = await api.get(`${path}/errors.zip`, { key, unrecorded: true });
  expect([errors.status, errors.text.includes(JSON.stringify(priced('2', 6, { sku: 'none' })))]).toEqual([200, true]);
  await api.get(`${path}/operations?status=failed&limit=1`, { key });
  const again = await api.post(`${path}/retry-failed`, undefined, { key });
  await end(api, key, `/org/${org.id}/operations-batches`, again);
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
    { 'x/a.json': good },
    { '../a.json': good },
    { '/a.json': good },
  ];
  for (const files of refused) expect((await run(api, org, zip(files))).ended.body.status).toBe('failed');
  await run(api, org, new TextEncoder().encode('no archive'));
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
  const { path } = await run(api, org, zip(named(updates)), {}, 'product-updates');
  const [product] = (await api.get('/products', { key })).body.items;
  await api.get(`/products/${product.product_id}/history`, { key });
  const fixed = await run(api, org, zip(named(updates.slice(0, 2))), {}, 'product-updates');
  await api.post(`${fixed.path}/retry-failed`, undefined, { key });
  await api.get(`${path}/operations?status=skipped`, { key });
}
