import { expect } from 'vitest';
import { runBatch, zipFiles } from './send-batch.ts';
import type { StoryApi } from './story-api.ts';

const NUL = 'a\0b';

/** A character that the database cannot store is refused in every field, or matches nothing. */
export async function nulsAreRefused(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Nul Inc');
  await api.load('sku,product_name,price,availability\nN1,Nut,1,1\n', { key });
  const product_id = (await api.get('/products', { key })).body.items[0].product_id;
  const person = { first_name: 'A', last_name: 'B', email: 'a@b.example', phone: '+1 555' };
  const { customer_id } = (await api.post('/customers', person, { key })).body;
  const address = { address_line1: '1 Main Street', city: 'C', state: 'IL', postal_code: '6', country: 'US' };
  const bodies: [path: string, body: Record<string, unknown>, operator?: boolean][] = [
    ['/customers', person],
    [`/customers/${customer_id}/addresses`, address],
    ['/sales-channels', { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id: 'web' }],
    ['/orders', { items: [{ product_id, quantity: 1 }], customer_reference: 'PO', partner_name: 'Nul Inc' }],
    ['/feeds/upload-url', { file_name: 'a.csv', content_type: 'text/csv', partner_name: 'Nul Inc' }],
    [`/partners/${id}/api-keys`, { name: 'key' }, true],
    ['/partners', { partner_name: 'Nul Other Inc', contact_email: 'a@b.example', feed_type: 'catalog' }, true],
  ];
  for (const [path, body, operator] of bodies) {
    for (const field of Object.keys(body).filter((name) => typeof body[name] === 'string')) {
      const answer = await api.post(path, { ...body, [field]: NUL }, operator ? {} : { key });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  }
  for (const list of [
    '/orders?customer_reference',
    '/sales-channels?external_id',
    '/jobs?partner_name',
    '/products?q',
  ]) {
    expect((await api.get(`${list}=a%00b`, { key })).status).toBe(400);
  }
  expect((await api.upload('sku,product_name\nN1,Nut\n', { fields: { partner_name: NUL } })).status).toBe(422);
}

/** The same in the operations of a batch, each of which fails separately. */
export async function nulsInOperationsAreRefused(api: StoryApi): Promise<void> {
  const org = await api.partner('Nul Batches Inc');
  await api.load('sku,product_name,external_id\nN1,Nut,E1\n', { key: org.key });
  const changes: object[] = [
    { product: { sku: NUL } },
    { product: { external_id: NUL } },
    { attributes: { [NUL]: 'x' } },
    { attributes: { colour: NUL } },
    { operation_id: NUL },
  ];
  const files = changes.map((change, index): [string, string] => {
    const operation = { operation_id: `n${index}`, product: { sku: 'N1' }, attributes: { colour: 'red' }, ...change };
    return [`n${index}.json`, JSON.stringify({ '@type': 'ProductAttributesUpdate', ...operation })];
  });
  const sent = await runBatch(api, org, zipFiles(Object.fromEntries(files)), { name: 'nuls' }, 'product-updates');
  expect(sent.ended.body).toMatchObject({ status: 'completed', succeeded: 0, failed: changes.length });
  const channel = {
    '@type': 'ProductSalesChannelValidFromPriceUpdate',
    operation_id: 'c',
    product: { sku: 'N1' },
    sales_channel: { id: NUL, type: 'WEB_SALES_CHANNEL' },
    price_list: [],
  };
  const types = 'valid-from-price-updates';
  await runBatch(api, org, zipFiles({ 'c.json': JSON.stringify(channel) }), {}, types);
  await runBatch(api, org, zipFiles({ 'c.json': JSON.stringify(channel) }), { name: NUL }, types);
}
