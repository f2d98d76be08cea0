import type { Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { id, key } = await server.partner('Acme Corp');
const HEADER = 'sku,product_name,brand,category,price,availability\n';
const first = await server.load(`${HEADER}A1,Tea,Ash,Hot,1,1\nA2,Mug,Elm,,2,1\nA3,Cup,,Hot,,1\n`, { key, fields: {} });
const broken = await server.load(`${HEADER}A1,Tea,Ash,Hot,9,0\nA2,,,,x,y\nA3,,,,x,y\n`, { key, fields: {} });
await server.load(`${HEADER}A1,Tea,Ash,Hot,3,1\n`, { key, fields: {} });
const trial = await server.load(`${HEADER}A1,Tea,Oak,Cold,7,0\n`, { key, fields: { validate_only: 'true' } });
const product = (await server.products('&sku=A1'))[0]?.product_id ?? '';
for (const price of [1, 2, 3]) {
  const price_list = [{ valid_from: '2026-01-01T00:00:00Z', price, currency: 'USD' }];
  await server.call(`/products/${product}/price-list`, { method: 'PUT', key, body: { price_list } });
}
const update = { '@type': 'ProductAvailabilityUpdate', product: { sku: 'A1' }, availability: 'in_stock' };
const batch = await new Batches(server, { id, key }).run({ a: update, b: update, c: update }, {}, 'product-updates');

const SORTS = ['created_at', 'updated_at', 'price', 'product_name', 'brand', 'category'];
const LISTS = [
  ...SORTS.flatMap((sort) => ['asc', 'desc'].map((order) => `/products?sort_by=${sort}&order=${order}`)),
  `/products/by-feed/${first.feed_id}?sort_by=price`,
  `/products/${product}/history?`,
  `/products/${product}/price-list/history?`,
  `/jobs/${broken.job_id}/errors?`,
  `/jobs/${trial.job_id}/changes?`,
  `/org/${id}/operations-batches/${batch.batch_id}/operations?`,
];
const get = (list: string, cursor?: string) =>
  server.call<Page<unknown>>(`${list}&limit=1${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, {
    key,
  });
const seal = (parts: unknown) =>
  Buffer.from(typeof parts === 'string' ? parts : JSON.stringify(parts)).toString('base64url');

/** Values to try instead of a number or a text. */
const ODD = [
  null,
  true,
  '',
  'x',
  ' ',
  '1',
  -1,
  0.5,
  1e300,
  2 ** 63,
  2 ** 31,
  40_000,
  [],
  [1],
  {},
  { a: 1 },
  'x\u0000y',
  '\ud800',
  'NaN',
  'infinity',
  '-infinity',
  '0x10',
  '1e9',
  "'; drop table product; --",
  '9'.repeat(40),
  '2026-02-30 12:00:00+00',
  '2026-13-45 99:99:99+00',
  '0001-01-01 00:00:00 BC',
  '294277-01-01 00:00:00+00',
  'x'.repeat(2_000),
];

describe.each(LISTS)('the cursor of %s', (list) => {
  it('leads to another page, and with any other position is refused or leads to one', async () => {
    const first = await get(list);
    const { next_cursor: cursor = '' } = first.body;
    expect(cursor).not.toBe('');
    const second = await get(list, cursor);
    expect(second.body.items).not.toEqual(first.body.items);
    const [bound, ...position] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    for (const [at] of position.entries()) {
      for (const odd of ODD) {
        const answer = await get(list, seal([bound, ...position.with(at, odd)]));
        expect([200, 400], `${at} ${JSON.stringify(odd)?.slice(0, 50)}`).toContain(answer.status);
        if (typeof odd !== typeof position[at] && odd !== null)
          expect(answer.body, JSON.stringify(odd)).toMatchObject({ status: 400, code: 'invalid_cursor' });
      }
    }
  });

  it('is refused if the server did not make it', async () => {
    const { next_cursor: cursor = '' } = (await get(list)).body;
    const [bound, ...position] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const forged = [
      seal([bound]),
      seal([bound, ...position, 1]),
      seal(['x', ...position]),
      seal([[bound], ...position]),
      seal({ 0: bound }),
      seal(null),
      seal(`${JSON.stringify([bound, ...position])} `.repeat(2)),
      seal('['.repeat(1_000)),
      `${cursor}=`,
      `${cursor} `,
      `${cursor}!`,
      `.${cursor}`,
      'PR00001',
      'x',
      '99999999999999999999',
    ];
    for (const one of forged)
      expect((await get(list, one)).body, one).toMatchObject({ status: 400, code: 'invalid_cursor' });
    expect((await get(list, '')).body).toMatchObject({ status: 400, code: 'invalid_parameter' });
    expect((await get(list, 'x'.repeat(4_001))).body).toMatchObject({ status: 400, code: 'invalid_parameter' });
  });

  it('is refused by every other list', async () => {
    const { next_cursor: cursor = '' } = (await get(list)).body;
    for (const other of LISTS.filter((one) => one !== list))
      expect((await get(other, cursor)).body, other).toMatchObject({ status: 400, code: 'invalid_cursor' });
    if (list.startsWith('/products?'))
      expect((await get(`${list}&brand=Ash`, cursor)).body).toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('a cursor that is an ID', () => {
  const ORG = `/org/${id}/operations-batches?`;
  it.each(['/partners?', '/feeds?', '/jobs?', '/products?', '/customers?', '/orders?', '/sales-channels?', ORG])(
    'is refused if it is of another kind: %s',
    async (list) => {
      for (const cursor of [
        '1',
        'XX00001',
        'PR1',
        'pr00001',
        'PR000001',
        'PR'.padEnd(102, '9'),
        'PR-00001',
        'PR00001 x',
        'JV99999',
      ])
        expect((await server.call(`${list}cursor=${encodeURIComponent(cursor)}`)).body, cursor).toMatchObject({
          status: 400,
          code: 'invalid_cursor',
        });
    },
  );
});

it('pages through texts of maximum length', async () => {
  const name = (n: number) => `${n}${'茶'.repeat(499)}`;
  const rows = [1, 2, 3].map((n) => `L${n},${name(n)},,,1,1`);
  await server.load(`${HEADER}${rows.join('\n')}\n`, { fields: { partner_name: 'Long' } });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await server.call<Page<Product>>(
      `/products?partner_name=Long&sort_by=product_name&limit=1${cursor ? `&cursor=${cursor}` : ''}`,
    );
    expect(page.status).toBe(200);
    found.push(...page.body.items.map(({ sku }) => sku));
    cursor = page.body.next_cursor;
  } while (cursor && found.length < 5);
  expect(found).toEqual(['L1', 'L2', 'L3']);
});
