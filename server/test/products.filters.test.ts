import type { Page, Product, ProductSort } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { allItems } from './support/pages.ts';
import { untilIndexed } from './support/search-index.ts';
import { startTestServer } from './support/server.ts';

// More products than a list examines in sort order, and more than it sorts for a page.
const ROWS = 12_000;

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');
const rows = Array.from({ length: ROWS }, (_, n) => {
  const price = n % 7 === 0 ? '' : ((n * 37) % 1_000) / 10;
  // Only the last products by ID have a `Final` name.
  const name = n < ROWS - 200 ? `Early ${n % 100}` : `Final ${n % 10}`;
  const state = n % 2 ? 'in stock' : n < ROWS - 50 ? 'preorder' : 'out of stock';
  return `S-${n},${name},Brand ${n % 3},Category ${Math.floor(n / 2_000)},${price},${state}`;
});
const HEADER = 'sku,product_name,brand,category,price,availability\n';
await server.load(`${HEADER}${rows.join('\n')}\n`, { key: acme.key, fields: {} });
await server.load(`${HEADER}O-1,Final other,Brand 0,Category 0,1,preorder\n`, { key: other.key, fields: {} });
const all = await list('');
await untilIndexed(server);

function list(query: string, key?: string): Promise<Product[]> {
  return allItems(async (cursor) => {
    const page = await server.call<Page<Product>>(
      `/products?limit=100${query}${cursor}`,
      key === undefined ? {} : { key },
    );
    expect(page.status).toBe(200);
    return page;
  });
}

const FILTERS: Record<string, [string, (product: Product) => boolean]> = {
  'few of a category, all at the end': [
    'q=final&category=Category 5',
    (p) => named(p, 'final') && p.category === 'Category 5',
  ],
  'a word that none has': ['q=nothing', () => false],
  'a word at the end': ['q=final', (p) => named(p, 'final')],
  'a word that most have': ['q=early&brand=Brand 1', (p) => named(p, 'early') && p.brand === 'Brand 1'],
  'two words': ['q=early 42', (p) => named(p, 'early') && `${p.product_name} ${p.brand} ${p.sku}`.includes('42')],
  'prices that no product of the category has': ['category=Category 1&price_min=100', () => false],
  'a range of prices in a category': [
    'category=Category 4&price_min=10&price_max=12',
    (p) => p.category === 'Category 4' && within(p, 10, 12),
  ],
  'a range of prices': ['price_min=99&price_max=99.5', (p) => within(p, 99, 99.5)],
  'a state and a brand': [
    'availability=preorder&brand=Brand 2',
    (p) => p.availability === 'preorder' && p.brand === 'Brand 2',
  ],
  'a state that a few at the end have': ['availability=out_of_stock', (p) => p.availability === 'out_of_stock'],
  'what is in stock, of a brand': [
    'availability=in_stock&brand=Brand 2',
    (p) => p.availability === 'in_stock' && p.brand === 'Brand 2',
  ],
  'a state that none has': ['availability=backorder', () => false],
  'a brand that none has': ['brand=Nobody', () => false],
  'a feed and a word': ['feed_id=FD00002&q=final', (p) => p.feed_id === 'FD00002' && named(p, 'final')],
};

function named(product: Product, word: string): boolean {
  return product.product_name.toLowerCase().includes(word);
}

function within({ price }: Product, least: number, most: number): boolean {
  return price !== null && price >= least && price <= most;
}

const SORTS: readonly [ProductSort, 'asc' | 'desc'][] = [
  ['product_id', 'asc'],
  ['product_id', 'desc'],
  ['price', 'asc'],
  ['price', 'desc'],
  ['product_name', 'asc'],
  ['category', 'desc'],
  ['updated_at', 'asc'],
];

describe.each(Object.entries(FILTERS))('%s', (_, [query, matches]) => {
  it.each(SORTS)('by %s %s: every product that matches, once, in order', async (sort, order) => {
    const found = await list(`&${query}&sort_by=${sort}&order=${order}`);
    expect(found.map((product) => product.product_id)).toEqual(expected(sort, order, matches));
  });

  it('of the caller only', async () => {
    const found = await list(`&${query}&sort_by=price`, other.key);
    expect(found).toEqual(all.filter((product) => product.partner_id === other.id && matches(product)));
  });
});

/** The IDs in the documented order: products without a value last. */
function expected(sort: ProductSort, order: 'asc' | 'desc', matches: (product: Product) => boolean): string[] {
  const sign = order === 'asc' ? 1 : -1;
  const compare = (one: Product, two: Product): number => {
    const [a, b] = [one[sort], two[sort]];
    if ((a === null) !== (b === null)) return a === null ? 1 : -1;
    if (a !== null && b !== null && a !== b) return a < b ? -sign : sign;
    return sign * (Number(one.product_id.slice(2)) - Number(two.product_id.slice(2)));
  };
  return all
    .filter(matches)
    .toSorted(compare)
    .map((product) => product.product_id);
}
