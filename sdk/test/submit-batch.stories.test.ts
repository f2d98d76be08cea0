import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient, type PriceOperation } from '../src/index.ts';

/** More than the 65,535 entries that a ZIP without ZIP64 can have. */
const MANY = 66_000;

describe('a batch at the real server', () => {
  let server: FreshServer;
  let client: CommerceClient;
  let orgId: string;

  beforeAll(async () => {
    server = await startFreshServer();
    client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: server.url });
    const file = new File(['sku,product_name,price,currency\nA1,Apple,2.50,EUR\n'], 'a.csv');
    const { feed } = await client.feeds.ingest({ partner_name: 'Batch Corp', file });
    orgId = feed.partner_id;
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
  });

  function priceOf(operationId: string, sku: string, price: number): PriceOperation {
    const price_list = [{ valid_from: '2026-01-01T00:00:00Z', price, currency: 'EUR' }];
    return { '@type': 'ProductValidFromPriceUpdate', operation_id: operationId, product: { sku }, price_list };
  }

  it('sets a price, reports failures, and returns the file', { timeout: 60_000 }, async () => {
    const operations = [priceOf('ok é', 'A1', 2), priceOf('wrong', 'no such', 2)];
    const fields = { org_id: orgId, batch_type: 'valid-from-price-updates', operations } as const;
    const { batch, failed } = await client.batches.submit({ ...fields, name: 'June' });
    expect(batch).toMatchObject({ name: 'June', status: 'completed', total: 2, succeeded: 1, failed: 1 });
    expect(failed).toMatchObject([{ operation_id: 'wrong', error: { code: 'not_found' } }]);
    const [product] = (await client.products.list({ partner_name: 'Batch Corp' })).items;
    expect(await client.products.getPrice(product?.product_id ?? '')).toMatchObject({ price: 2, currency: 'EUR' });
    const errors = await client.batches.downloadErrors(orgId, batch.batch_id);
    expect(await errors.text()).toContain('wrong.json');
    const again = await client.batches.retryFailed(orgId, batch.batch_id);
    expect(again).toMatchObject({ retry_of: batch.batch_id });
  });

  it('can have more operations than a ZIP without ZIP64 has files', { timeout: 120_000 }, async () => {
    function* operations() {
      for (let number = 0; number < MANY; number += 1) yield priceOf(`n${number}`, 'A1', 3);
    }
    const fields = { org_id: orgId, batch_type: 'valid-from-price-updates', operations: operations() } as const;
    const { batch } = await client.batches.submit(fields);
    expect(batch).toMatchObject({ total: MANY, succeeded: MANY, failed: 0 });
  });
});
