import {
  formatId,
  type Page,
  PRODUCT_SORTS,
  type Product,
  type ProductSort,
  productSchema,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { idSql } from '../src/database/json-sql.ts';
import { allItems } from './support/pages.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const HEADER = 'sku,product_name,description,brand,category,price,currency,availability,colour\n';
const BRANDS = ['Ash', 'Birch', '', 'Cedar'];
const rows = Array.from({ length: 60 }, (_, index) => {
  const price = index % 5 === 0 ? '' : `${(index * 37) % 11}.50`;
  const colour = index % 3 === 0 ? 'red' : '';
  return `S-${String(index).padStart(3, '0')},"Name ${(index * 7) % 10}, ""x""",,${BRANDS[index % 4]},C${index % 2},${price},,preorder,${colour}`;
});
await server.load(`${HEADER}${rows.join('\n')}\n`);
await server.load('sku,product_name,price,currency\nS-001,Other one,9.99,EUR\nZ-1,Zebra mug,12,EUR\n', {
  fields: { partner_name: 'Second' },
});
const all = await server.products();

function walk(query: string): Promise<Product[]> {
  return allItems(async (cursor) => {
    const page = await server.call<Page<Product>>(`/products?limit=7&${query}${cursor}`);
    expect(page.status).toBe(200);
    expect(page.body.count).toBe(page.body.items.length);
    return page;
  });
}

describe('a page of products', () => {
  it("has exactly the contract's format", async () => {
    expect(all).toHaveLength(62);
    for (const product of all) expect(() => z.strictObject(productSchema.shape).parse(product)).not.toThrow();
    expect(all[3]).toMatchObject({
      product_id: 'PR00004',
      sku: 'S-003',
      attributes: { colour: 'red' },
      price: 1.5,
      currency: 'USD',
    });
  });

  it.each(PRODUCT_SORTS.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'links to the next one, sorted by %s %s, until every product was listed once, empty values last',
    async (sort, order) => {
      const walked = await walk(`sort_by=${sort}&order=${order}`);
      expect(walked.map((product) => product.product_id)).toEqual(expected(sort, order));
    },
  );

  it('uses the last ID as its cursor in the default order, and omits it at the end', async () => {
    const page = await server.call<Page<Product>>('/products?limit=5');
    expect(page.body.next_cursor).toBe('PR00005');
    const last = await server.call<Page<Product>>('/products?limit=100');
    expect(last.body).not.toHaveProperty('next_cursor');
  });

  it("refuses another query's cursor", async () => {
    const page = await server.call<Page<Product>>('/products?limit=5&sort_by=price');
    const cursor = page.body.next_cursor;
    expect((await server.call(`/products?sort_by=price&limit=9&cursor=${cursor}`)).status).toBe(200);
    for (const query of [
      'sort_by=price&order=desc',
      'sort_by=price&brand=Ash',
      'sort_by=brand',
      'sort_by=product_id',
    ]) {
      const refused = await server.call(`/products?${query}&cursor=${cursor}`);
      expect(refused.body, query).toMatchObject({ status: 400, code: 'invalid_cursor' });
    }
    expect((await server.call('/products?sort_by=price&cursor=PR00005')).status).toBe(400);
    expect((await server.call('/products?cursor=FD00005')).status).toBe(400);
  });

  it.each([
    ['partner_name=second', 2],
    ['sku=S-001', 2],
    ['brand=Ash', 15],
    ['category=C1&brand=Birch', 15],
    ['availability=preorder', 60],
    ['availability=in_stock', 0],
    ['price_min=9.5&price_max=9.99', 5],
    ['q=zebra', 1],
    ['q=name%20ash', 15],
    ['q=%25', 0],
    ['updated_since=2199-01-01T00:00:00Z', 0],
    ['feed_id=FD00002', 2],
  ])('can be filtered by %s', async (query, count) => {
    expect(await walk(query)).toHaveLength(count);
  });

  it.each([
    ['sort_by=colour', `Invalid sort_by value. Allowed values: ${PRODUCT_SORTS.join(', ')}`],
    ['order=up', 'Invalid order value. Allowed values: asc, desc.'],
    ['limit=0', 'Invalid limit value. Allowed values: 1 to 100.'],
    ['limit=101', 'Invalid limit value. Allowed values: 1 to 100.'],
    ['limit=many', 'Invalid limit value. Allowed values: 1 to 100.'],
    ['price_min=cheap', 'price_min must be a number.'],
  ])('refuses %s', async (query, detail) => {
    const refused = await server.call(`/products?${query}`);
    expect(refused.body).toMatchObject({ status: 400, detail });
  });

  it('is not sent again while it is unchanged', async () => {
    for (const path of ['/products?limit=3', '/products/PR00001', '/products/by-feed/FD00002']) {
      const first = await server.call(path);
      const etag = first.headers.get('etag') ?? '';
      expect(etag).not.toBe('');
      const again = await server.call<string>(path, { headers: { 'if-none-match': etag } });
      expect(again.status).toBe(304);
      expect(again.body).toBe('');
    }
  });
});

describe('one product', () => {
  it('is read by its ID', async () => {
    expect((await server.call<Product>('/products/PR00004')).body).toEqual(all[3]);
    expect((await server.call('/products/PR99999')).body).toMatchObject({
      status: 404,
      detail: 'Product PR99999 not found.',
    });
  });

  it("has an ID in the contract's format, written by the database", async () => {
    for (const number of [1, 99_999, 100_000, 123_456_789]) {
      const written = await server.pool.query(`select ${idSql('product', '$1::bigint')} as id`, [number]);
      expect(written.rows[0].id).toBe(formatId('product', number));
    }
  });
});

describe('an export', () => {
  it('as CSV is a feed that changes nothing', async () => {
    const exported = await server.call<string>('/products/export?partner_name=Acme%20Corp');
    expect(exported.headers.get('content-type')).toMatch('text/csv');
    expect(exported.body.split('\r\n')[0]).toBe(
      'sku,product_name,description,brand,category,price,currency,availability,colour',
    );
    const job = await server.load(exported.body);
    expect(job.result).toMatchObject({ processed: 60, unchanged: 60 });
  });

  it('as JSON lines has every match', async () => {
    const exported = await server.call<string>('/products/export?format=jsonl&brand=Birch');
    const lines = exported.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Product);
    expect(lines).toEqual(all.filter((product) => product.brand === 'Birch'));
    expect((await server.call('/products/export?format=xml')).status).toBe(400);
  });
});

/** The expected order of IDs: by value, then by ID, in either direction, empty values last. */
function expected(sort: ProductSort, order: 'asc' | 'desc'): string[] {
  const sign = order === 'asc' ? 1 : -1;
  const compare = (a: Product, b: Product) => {
    const [left, right] = [a[sort], b[sort]];
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    if (left !== null && right !== null && left !== right) return left < right ? -sign : sign;
    return a.product_id < b.product_id ? -sign : sign;
  };
  return [...all].sort(compare).map((product) => product.product_id);
}
