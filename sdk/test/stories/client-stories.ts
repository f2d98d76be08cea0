import { expect } from 'vitest';
import {
  AuthenticationError,
  type CommerceClient,
  ConflictError,
  JobFailedError,
  NotFoundError,
  NotModifiedError,
  PermissionError,
  ValidationError,
} from '../../src/index.ts';
import type { StoryApi } from './story-api.ts';

const feed = (text: string) => new File([text], 'feed.csv', { type: 'text/csv' });

/** A partner of its own, with a client. */
async function partnerOf(operator: CommerceClient, name: string, api: StoryApi): Promise<CommerceClient> {
  const { partner_id } = await operator.partners.create({ partner_name: name });
  const { secret } = await operator.partners.createApiKey(partner_id, { name: 'story' });
  return api.client(secret);
}

/** From a file to an order and its report, with the SDK. */
export async function theClientGoesAllTheWay(api: StoryApi): Promise<void> {
  const client = await partnerOf(api.client(), 'Client Inc', api);
  const rows = Array.from({ length: 25 }, (_, at) => `N${at},Number ${at},${at}.5,USD,1`);
  const seen: string[] = [];
  const { result, errors, job } = await client.feeds.ingest(
    { file: feed(`sku,product_name,price,currency,availability\n${rows.join('\n')}\n,x,1,USD,1\n`) },
    { onProgress: ({ stage }) => seen.push(stage) },
  );
  expect(result).toMatchObject({ processed: 26, inserted: 25, skipped: 1 });
  expect(new Set(seen)).toEqual(new Set(['upload', 'load']));
  expect((await errors).items).toMatchObject([{ line: 27, code: 'required' }]);
  expect(await (await client.feeds.downloadErrors(job.job_id)).text()).toMatch(/^_line,_column,_code,_message,sku/);
  const skus: string[] = [];
  for await (const product of client.products.list({ sort_by: 'price', order: 'desc', limit: 10 }))
    skus.push(product.sku);
  expect(skus.length).toBe(25);
  expect(skus[0]).toBe('N24');
  expect((await (await client.products.export()).text()).split('\r\n').length).toBe(27);
  const [product] = (await client.products.list({ sku: 'N2' })).items;
  const { customer_id } = await client.customers.create({ first_name: 'A', last_name: 'B', email: 'ann@b.example' });
  const items = [{ product_id: product?.product_id ?? '', quantity: 4 }];
  const order = await client.orders.create({ customer_id, items }, { idempotencyKey: 'client-story' });
  const again = await client.orders.create({ customer_id, items }, { idempotencyKey: 'client-story' });
  expect(again).toEqual(order);
  expect(order.total_amount).toBe(10);
  const report = await client.analytics.salesByPartner();
  expect(report.items).toMatchObject([{ partner_name: 'Client Inc', order_count: 1, total_sales: 10 }]);
}

/** Refusals are errors of the matching class. */
export async function refusalsAreTypedErrors(api: StoryApi): Promise<void> {
  const operator = api.client();
  const client = await partnerOf(operator, 'Errors Inc', api);
  await expect(api.client('unknown').products.list()).rejects.toThrow(AuthenticationError);
  await expect(client.partners.list()).rejects.toThrow(PermissionError);
  await expect(client.products.get('PR99999')).rejects.toThrow(NotFoundError);
  await expect(operator.partners.create({ partner_name: 'errors inc' })).rejects.toThrow(ConflictError);
  const wrong = await operator.partners.create({ partner_name: '' }).then(null, (error: unknown) => error);
  expect(wrong).toBeInstanceOf(ValidationError);
  expect(wrong).toMatchObject({ errors: [{ path: 'partner_name', message: 'partner_name must not be empty.' }] });
  const failed = await client.feeds
    .ingest({ file: feed('sku,product_name\nA,\n') })
    .then(null, (error: unknown) => error);
  expect(failed).toBeInstanceOf(JobFailedError);
  expect(failed).toMatchObject({ errors: [{ line: 2, sku: 'A' }] });
  const { response } = await client.products.list().withResponse();
  const headers = { 'if-none-match': response.headers.get('etag') ?? '' };
  await expect(client.products.list({}, { headers })).rejects.toThrow(NotModifiedError);
}
