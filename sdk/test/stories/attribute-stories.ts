import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

/**
 * An attribute has one spelling, whoever names it and in whatever case; an export can be uploaded again without
 * changes.
 */
export async function attributesHaveOneSpelling(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Spellings Inc');
  await api.load('sku,product_name,Color,"a;b;c;d;e;f;g;h;i;j",External_Id\nS1,Lamp,red,1,e1\n', { key });
  await api.load('sku,product_name,color,EXTERNAL_ID\nS2,Desk,blue,e2\n', { key });
  await api.get('/products', { key });
  const exported = await api.get('/products/export', { key });
  const again = await api.load(exported.text, { key });
  expect(again.body.result).toMatchObject({ processed: 2, unchanged: 2 });
  const tried = await api.load('sku,product_name,COLOR,Size\nS1,Lamp,green,L\n', {
    key,
    fields: { validate_only: 'true' },
  });
  await api.get(`/jobs/${tried.body.job_id}/changes`, { key });

  const update = (operation_id: string, attributes: Record<string, string | null>) => ({
    '@type': 'ProductAttributesUpdate' as const,
    operation_id,
    product: { sku: 'S1' },
    attributes,
  });
  const { batch } = await api.client(key).batches.submit({
    org_id: id,
    batch_type: 'product-updates',
    operations: [
      update('a', { COLOR: 'white', Size: 'L' }),
      update('b', { size: 'XL', colour: null }),
      update('c', { Weight: '1', weight: '2' }),
      update('d', { External_ID: 'x'.repeat(256) }),
    ],
  });
  await api.get(`/org/${id}/operations-batches/${batch.batch_id}/operations`, { key });
  const products = await api.get('/products', { key });
  expect(products.body.items[0].attributes).toMatchObject({ Color: 'white', Size: 'XL', external_id: 'e1' });
}

/** The first spelling of an attribute stays, even if no product has the attribute yet or any more. */
export async function attributesKeepTheirSpelling(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Kept Spellings Inc');
  await api.load('sku,product_name,Tried\nS1,Lamp,1\n', { key, fields: { validate_only: 'true' } });
  await api.load('sku,product_name,Color,Size\nS1,Lamp,red,\n', { key });
  await api.load('sku,product_name,color\nS1,Lamp,\n', { key });
  await api.load('sku,product_name,COLOR,SIZE,tried\nS1,Lamp,blue,L,2\n', { key });
  const { items } = (await api.get('/products', { key })).body;
  expect(items[0].attributes).toEqual({ Color: 'blue', Size: 'L', tried: '2' });
}

/** A catalogue cannot have more attributes than a feed can have columns, however many feeds add them. */
export async function attributesAreLimited(api: StoryApi): Promise<void> {
  const { key, id } = await api.partner('Columns Unlimited');
  const wide = (sku: string, columns: string[]) =>
    `sku,product_name,${columns.join(',')}\n${sku},Name,${columns.map(() => 'x').join(',')}\n`;
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  // Names that no product uses any more are not counted.
  await api.load(wide('U1', names('old', 300)), { key });
  await api.load(`sku,product_name,${names('old', 300).join(',')}\nU1,Name${','.repeat(300)}\n`, { key });
  await api.load(wide('U1', names('a', 300)), { key });
  await api.load(wide('U2', names('b', 191)), { key });
  const refused = await api.load(wide('U3', ['A1', 'one', 'two']), { key });
  expect(refused.body).toMatchObject({ status: 'failed', error: expect.stringContaining('at most 492') });
  const { batch } = await api.client(key).batches.submit({
    org_id: id,
    batch_type: 'product-updates',
    operations: ['one', 'two', 'ONE'].map((name, place) => ({
      '@type': 'ProductAttributesUpdate' as const,
      operation_id: `o${place}`,
      product: { sku: 'U1' },
      attributes: { [name]: `${place}` },
    })),
  });
  expect(batch).toMatchObject({ succeeded: 2, failed: 1 });
  await api.get(`/org/${id}/operations-batches/${batch.batch_id}/operations`, { key });
  const exported = await api.get('/products/export', { key });
  expect((await api.load(exported.text, { key })).body.result).toMatchObject({ unchanged: 2 });
}
