import type { Page, Product } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { holdProducts, lockWaiters } from './support/held-rows.ts';
import { counts, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';
import { WorkerProcess } from './support/worker-process.ts';

// Rows that wait for later files are kept when the worker dies, and are imported once.
const server = await startTestServer({ WORKER: 'off' });
const acme = await server.partner('Acme Corp');
const imports = new Imports(server, acme);

const stock = (file_name_pattern: string) => ({
  entity: 'availability' as const,
  file_name_pattern,
  columns: ['sku', 'availability'].map((name) => ({ target: name, source: name })),
});
const PRODUCTS = {
  entity: 'product' as const,
  file_name_pattern: 'products*',
  columns: ['sku', 'product_name'].map((name) => ({ target: name, source: name })),
};
const group = await imports.group([stock('stock*'), PRODUCTS, stock('last*')]);
const LOCK = /for no key update/;

const product = async (sku: string) => (await server.call<Page<Product>>(`/products?sku=${sku}`)).body.items[0];
const idOf = async (sku: string) => (await product(sku))?.product_id ?? '';

it('are retried by the worker that takes over the import, and nothing is imported twice', async () => {
  const first = await WorkerProcess.start(server.environment);
  await imports.run(group.data_group_id, 'products.csv', 'sku,product_name\nG,Given\nH,Held\n');
  const heldFile = await holdProducts(server, await idOf('H'));
  const archive = zipOf([
    { name: 'stock.csv', content: 'sku,availability\nK,yes\nG,no\nNEVER,no\n' },
    { name: 'products.csv', content: 'sku,product_name\nK,New\n' },
    { name: 'last.csv', content: 'sku,availability\nH,no\n' },
  ]);
  const sent = await imports.send(group.data_group_id, 'files.zip', archive);
  await lockWaiters(server, LOCK);
  // Killed in the last file, while a row of the first one waits.
  await first.kill();
  expect(await product('K')).toMatchObject({ availability: null });

  const heldRow = await holdProducts(server, await idOf('K'));
  const second = await WorkerProcess.start(server.environment);
  await heldFile.release();
  await lockWaiters(server, LOCK);
  // Killed while the waiting row is retried.
  await second.kill();
  await server.pool.query(`update product set availability = 'backorder' where sku in ('G', 'H')`);

  const third = await WorkerProcess.start(server.environment);
  await heldRow.release();
  const { job, files, errors } = await imports.ended(sent.body.job_id);
  expect(job).toMatchObject({ status: 'completed', attempt: 3 });
  expect(files.map((file) => [file.file_name, ...counts(file)])).toEqual([
    ['stock.csv', 3, 0, 2, 0, 1],
    ['products.csv', 1, 1, 0, 0, 0],
    ['last.csv', 1, 0, 1, 0, 0],
  ]);
  expect(errors.map(({ file_name, line, code }) => [file_name, line, code])).toEqual([
    ['stock.csv', 4, 'unknown_product'],
  ]);
  expect(await product('K')).toMatchObject({ availability: 'in_stock' });
  for (const sku of ['G', 'H']) expect(await product(sku)).toMatchObject({ availability: 'backorder' });
  expect((await server.pool.query('select from data_import_unresolved')).rowCount).toBe(0);
  await third.stop();
}, 120_000);
