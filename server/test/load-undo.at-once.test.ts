import { idNumber, type Page, type PriceInForce, type ProblemBody, type Product } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { Batches, zipOfOperations } from './support/batches.ts';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';

// Changes of a product while the undo of its load removes it: the change has found the product, and waits for the undo
// to end.

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const { key } = acme;
const price_list = [{ valid_from: '2020-01-01T00:00:00Z', price: 7, currency: 'EUR' }];

/** Loads a product and removes it like an undo, without committing. */
async function removal(sku: string) {
  await server.load(`sku,product_name,price,currency\n${sku},One,1,EUR\nSTAYS,Two,2,EUR\n`, { key, fields: {} });
  const { body } = await server.call<Page<Product>>(`/products?sku=${sku}`, { key });
  const id = body.items[0]?.product_id ?? '';
  return { id, ...(await holdRows(server, 'delete from product where id = $1', [idNumber(id)])) };
}

/** The remaining price lists and changes of a product. */
async function leftovers(id: string): Promise<number> {
  const { rows } = await server.pool.query<{ count: number }>(
    `select (select count(*) from price_list_version where product_id = $1)::integer
       + (select count(*) from product_price where product_id = $1)::integer
       + (select count(*) from product_field_change where product_id = $1)::integer as count`,
    [idNumber(id)],
  );
  return rows[0]?.count ?? -1;
}

it('a price list of the product is refused', async () => {
  const removed = await removal('LISTED');
  const body = { price_list };
  const setting = server.call<PriceInForce & ProblemBody>(`/products/${removed.id}/price-list`, {
    method: 'PUT',
    key,
    body,
  });
  await lockWaiters(server, /from product/);
  await removed.release();
  expect(await setting).toMatchObject({ status: 404, body: { detail: `Product ${removed.id} not found.` } });
  expect(await leftovers(removed.id)).toBe(0);
});

it.each(['continue', 'rollback'] as const)('an operation on the product fails, with on_error %s', async (on_error) => {
  const sku = `OPERATED-${on_error}`;
  const removed = await removal(sku);
  const batches = new Batches(server, acme);
  const type = 'ProductValidFromPriceUpdate';
  const operations = {
    gone: { '@type': type, product: { sku }, price_list },
    stays: { '@type': type, product: { sku: 'STAYS' }, price_list },
  };
  const batch = await batches.create(zipOfOperations(operations), { on_error });
  await lockWaiters(server, /from product/);
  await removed.release();
  expect(await batches.finished(batch)).toMatchObject({ failed: 1, succeeded: on_error === 'continue' ? 1 : 0 });
  const [failed] = await batches.operations(batch, '&status=failed');
  expect(failed).toMatchObject({
    operation_id: 'gone',
    error: { code: 'not_found', message: `No product has the SKU ${sku}.` },
  });
  expect(await leftovers(removed.id)).toBe(0);
});

it.each([
  [
    'price',
    [
      { target: 'price', source: 'price', type: 'decimal' },
      { target: 'currency', constant: 'EUR' },
    ],
  ],
  ['availability', [{ target: 'availability', constant: 'preorder' }]],
  [
    'product_attribute',
    [
      { target: 'name', constant: 'colour' },
      { target: 'value', source: 'price' },
    ],
  ],
] as const)('a row of an import about the product is rejected: %s', async (entity, columns) => {
  const sku = `IMPORTED-${entity}`;
  const removed = await removal(sku);
  const imports = new Imports(server, acme);
  const fields = { entity, columns: [{ target: 'sku', source: 'sku' }, ...columns] };
  const { data_group_id } = await imports.group([fields]);
  const sent = await imports.send(data_group_id, `${entity}.csv`, `sku,price\n${sku},8\nSTAYS,9\n`);
  await lockWaiters(server, /staged_import_row/);
  await removed.release();
  const { files, errors } = await imports.ended(sent.body.job_id);
  expect(counts(files[0])).toEqual([2, 0, 1, 0, 1]);
  expect(errors).toMatchObject([{ line: 2, code: 'unknown_product', value: sku }]);
  expect(await leftovers(removed.id)).toBe(0);
});
