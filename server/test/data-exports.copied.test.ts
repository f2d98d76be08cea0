import type { Job } from '@commerce-integration/contract';
import { expect, it } from 'vitest';
import { bucketKeys, openParts } from './support/bucket.ts';
import { DataExports, layoutOf } from './support/data-exports.ts';
import { holdRows, lockWaiters } from './support/held-rows.ts';
import type { DescriptorFields } from './support/imports.ts';
import { startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

// CSV of products that PostgreSQL writes itself. A column with a map is written by the server instead: a layout that
// has one, but maps no value, is the reference. Both must have the same bytes.
const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Globex');
const exports = new DataExports(server, acme);

const NASTY = [...`'"=+-@,;|\t\r\n\\.$1%é😀 aZ0`];
const ROWS = 2_000;
/** Pseudo-random numbers, the same in each run. */
let seed = 42;
const random = (below: number) => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};
const text = (most: number) => Array.from({ length: random(most) }, () => NASTY[random(NASTY.length)]).join('');
const insert = (partner: string, skus: readonly string[]) =>
  server.pool.query(
    `insert into product (partner_id, feed_id, sku, product_name, description, brand, category, price, currency,
       availability, attributes, created_at, updated_at)
     select $1, null, sku, name, description, nullif(brand, ''), category, nullif(price, -1), 'EUR', 'in_stock', '{}',
       now(), now()
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::numeric[])
       p (sku, name, description, brand, category, price)`,
    [
      Number(partner.slice(2)),
      skus,
      skus.map(() => text(30) || 'x'),
      skus.map(() => text(200)),
      skus.map(() => text(4)),
      skus.map(() => ["'=quoted", "''@twice", "'plain", 'a "b" c'][random(4)]),
      skus.map(() => (random(9) === 0 ? -1 : random(5_000) / 100)),
    ],
  );
const skus = Array.from({ length: ROWS }, (_, n) => `${text(6)}#${n}`);
await insert(acme.id, skus);
await insert(other.id, ['foreign']);

const column = (name: string) => ({ target: name, source: name });
const at = (target: string, place: number) => ({ target, source: `#${place}` });
const NAMES = ['sku', 'product_name', 'description', 'brand', 'category', 'price', 'currency', 'availability'];
const ALL = NAMES.map(column);

it.each([
  ['all columns', {}],
  ['another delimiter and quote', { format: { type: 'csv', delimiter: ';', quote: "'" } }],
  [
    'positions, tabs, no header, lines before it',
    {
      columns: [at('brand', 1), at('product_name', 2), at('sku', 3)],
      format: { type: 'csv', delimiter: '\t', header: false, skip_lines: 2 },
    },
  ],
  ['positions in another order, and a blank one', { columns: [at('sku', 3), at('brand', 1)] }],
  ['few columns', { columns: [column('description'), column('sku')] }],
  ['an order by a text, which is null for some', { order_by: { field: 'brand', order: 'desc' } }],
  ['an order by price', { order_by: { field: 'price', order: 'asc' } }],
  ['filters whose values have quotes and backslashes', { filter: { category: "'=quoted", price_min: 1.5 } }],
  ['a filter that names parameters', { filter: { sku_prefix: '$1' } }],
  ['a filter that ends a text', { filter: { brand: "\\'" } }],
])('%s: equals the output of our writer', async (_, fields) => {
  const layout = { entity: 'product', columns: ALL, format: { type: 'csv' }, ...fields };
  const [first, ...others] = layout.columns;
  const mapped = { ...layout, columns: [{ ...first, map: { nobody: 'nothing' } }, ...others] };
  const { data_group_id } = await exports.group([layout, mapped] as DescriptorFields[]);
  for (const compress of [undefined, 'gzip']) {
    const { files } = await exports.run(data_group_id, { compress });
    expect(files.map(({ rows }) => rows)).toEqual([files[1]?.rows, files[1]?.rows]);
    expect(files[0]?.text.slice(0, 500)).toBe(files[1]?.text.slice(0, 500));
    expect(files[0]?.text === files[1]?.text, 'all of it is the same').toBe(true);
    expect(files[0]?.text).not.toContain('foreign');
  }
});

it('counts the rows, also of texts with line ends', async () => {
  const { data_group_id } = await exports.group([{ entity: 'product', columns: ALL } as DescriptorFields]);
  const { job, files } = await exports.run(data_group_id);
  expect([job.message, files[0]?.rows]).toEqual([`Export completed. Files: 1. Rows: ${ROWS}.`, ROWS]);
});

const COPYING = /^copy \(select/;

it('shows the same snapshot as the other files, despite concurrent changes', async () => {
  const { data_group_id } = await exports.group([layoutOf('price'), { entity: 'product', columns: ALL } as never]);
  const held = await holdRows(server, 'lock table price_list_version in access exclusive mode');
  const asked = await exports.ask(data_group_id);
  await lockWaiters(server, /price_list_version/);
  await server.pool.query(`update product set brand = 'Later' where sku = $1`, [skus[0]]);
  await held.release();
  const { files } = await exports.ended(asked.body.job_id);
  expect([files[1]?.rows, files[1]?.text.includes('Later')]).toEqual([ROWS, false]);
});

it('that is cancelled while PostgreSQL waits to copy leaves neither data nor connections', async () => {
  const { data_group_id } = await exports.group([{ entity: 'product', columns: ALL } as DescriptorFields]);
  const before = await bucketKeys(server.environment);
  const held = await holdRows(server, 'lock table product in access exclusive mode');
  const asked = await exports.ask(data_group_id);
  await lockWaiters(server, COPYING);
  await server.call<Job>(`/jobs/${asked.body.job_id}/cancel`, { method: 'POST', key: acme.key });
  const { job, files } = await exports.ended(asked.body.job_id);
  expect([job.status, files]).toEqual(['cancelled', []]);
  await until(async () => {
    const waiting = await server.pool.query(`select from pg_stat_activity where query like 'copy (select%'`);
    return waiting.rows.length === 0;
  });
  await held.release();
  expect(await bucketKeys(server.environment)).toEqual(before);
  expect(await openParts(server.environment)).toEqual([]);
});
