import type { Page, Product } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { holdProducts, holdRows, lockWaiters } from './support/held-rows.ts';
import { counts, type DescriptorFields, Imports } from './support/imports.ts';
import { startTestServer } from './support/server.ts';
import { WorkerProcess } from './support/worker-process.ts';

// A file with nested rows is imported in three transactions: a worker may die between them.
const server = await startTestServer({ WORKER: 'off' });

const children = (name: string, entity: string, columns: Record<string, unknown>[]) => ({
  target: `children.${name}`,
  source: name,
  children: { entity, row_delimiter: '|', value_delimiter: ' ', columns },
});
const NESTED: DescriptorFields = {
  entity: 'product',
  columns: [
    ...['sku', 'product_name'].map((name) => ({ target: name, source: name })),
    children('attributes', 'product_attribute', [
      { target: 'name', source: '#1' },
      { target: 'value', source: '#2' },
    ]),
    children('prices', 'price', [
      { target: 'price', source: '#1', type: 'decimal' },
      { target: 'currency', source: '#2' },
      { target: 'valid_from', source: '#3', type: 'date' },
    ]),
  ],
};
const BEFORE = 'sku,product_name,price,currency,colour\nH,Held,5,EUR,red\nB,Both,6,EUR,\n';
// H itself is unchanged, so that only its attributes and prices need its lock; line 5 has a problem in each step.
const FILE = `sku,product_name,attributes,prices
K,New,size S|colour blue,9 EUR 2026-01-01|11 EUR 2026-02-01
H,Held,colour green|size L,7 EUR 2026-01-01
B,Changed,size M,8 EUR 2026-01-01|x EUR 2026-01-01
,None,size M,8 EUR 2026-01-01
`;

/** A partner with the products that the file changes. */
async function partner(name: string) {
  const acme = await server.partner(name);
  const imports = new Imports(server, acme);
  const call = async <T>(path: string) => (await server.call<T>(path, { key: acme.key })).body;
  const products = async () => (await call<Page<Product>>('/products?limit=100')).items;
  const { data_group_id: group } = await imports.group([NESTED]);
  return {
    products,
    imports,
    group,
    seed: () => server.load(BEFORE, { key: acme.key, fields: {} }),
    product: async (sku: string) => (await products()).find((one) => one.sku === sku),
    /** All visible effects of the file, without IDs and times. */
    async outcome(jobId: string) {
      const { job, files, errors } = await imports.ended(jobId);
      const told = await Promise.all(
        (await products()).map(async ({ sku, product_name, attributes, price, currency, product_id }) => {
          const prices = await call<Page<object>>(`/products/${product_id}/price-list/history?limit=100`);
          const history = await call<Page<{ fields: object[] }>>(`/products/${product_id}/history?limit=100`);
          const changes = history.items.map(({ fields }) => fields);
          return { sku, product_name, attributes, price, currency, prices: withoutIds(prices), changes };
        }),
      );
      const events = await call<Page<{ event_type: string; data: object }>>('/events?limit=100');
      return {
        job: [job.status, job.message, job.progress],
        files: files.map((file) => [file.children, file.status, ...counts(file)]),
        errors: errors.map(({ file_name, line, column, code }) => [file_name, line, column, code]),
        products: told.sort((one, other) => (one.sku < other.sku ? -1 : 1)),
        events: events.items.map(({ event_type }) => event_type),
      };
    },
  };
}

function withoutIds(value: object): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner) => (/_id$|_at$|updated|created/.test(name) ? undefined : inner)),
  );
}

it('continues at its current step when its worker was killed, with nothing done twice', async () => {
  const acme = await partner('Acme Corp');
  const calm = await partner('Calm Corp');
  const first = await WorkerProcess.start(server.environment);
  for (const { seed } of [acme, calm]) await seed();
  // The rows themselves: none of them is committed.
  const rows = await holdProducts(server, (await acme.product('B'))?.product_id ?? '');
  const sent = await acme.imports.send(acme.group, 'nested.csv', FILE);
  await lockWaiters(server, /for no key update/);
  await first.kill();
  expect(await acme.product('K')).toBeUndefined();
  const attributes = await holdProducts(server, (await acme.product('H'))?.product_id ?? '');
  const second = await WorkerProcess.start(server.environment);
  await rows.release();

  // The rows are committed; their attributes are not.
  await lockWaiters(server, /for no key update/);
  await second.kill();
  expect(await acme.product('K')).toMatchObject({ product_name: 'New', attributes: {} });
  expect(await acme.product('B')).toMatchObject({ product_name: 'Changed', attributes: {} });
  const prices = await holdRows(server, 'lock table product_price in share mode');
  const third = await WorkerProcess.start(server.environment);
  await attributes.release();

  // The attributes are committed; the prices are not.
  await lockWaiters(server, /product_price/);
  await third.kill();
  expect(await acme.product('K')).toMatchObject({ attributes: { size: 'S', colour: 'blue' } });
  const fourth = await WorkerProcess.start(server.environment);
  await prices.release();
  const disturbed = await acme.outcome(sent.body.job_id);
  expect((await acme.imports.ended(sent.body.job_id)).job.attempt).toBe(4);
  expect(disturbed.files).toEqual([
    [undefined, 'completed', 4, 1, 1, 1, 1],
    ['attributes', 'completed', 6, 0, 5, 0, 1],
    ['prices', 'completed', 6, 0, 4, 0, 2],
  ]);
  expect(disturbed.errors).toEqual([
    ['nested.csv', 5, 'sku', 'required'],
    ['nested.csv#attributes', 5, 'sku', 'required'],
    ['nested.csv#prices', 4, 'price', 'not_a_number'],
    ['nested.csv#prices', 5, 'sku', 'required'],
  ]);
  const undisturbed = await calm.imports.send(calm.group, 'nested.csv', FILE);
  expect(disturbed).toEqual(await calm.outcome(undisturbed.body.job_id));
  await fourth.stop();
}, 240_000);
