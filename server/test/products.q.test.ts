import type { Page, Product } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { CATALOG_INVARIANTS } from '../src/catalog/catalog.invariants.ts';
import { indexProducts } from '../src/catalog/search/index-products.ts';
import { violationsIn } from '../src/process/verify-invariants.ts';
import { feedOf } from './support/feeds.ts';
import { holdProducts, lockWaiters } from './support/held-rows.ts';
import { Jobs } from './support/jobs.ts';
import { allItems } from './support/pages.ts';
import { holdSearchIndex, untilIndexed } from './support/search-index.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const acme = await server.partner('Acme Corp');
const other = await server.partner('Other');

/** SKU, name and brand of products whose letters are distinguished. */
const TEXTS = [
  ['A-1', 'Red Desk Lamp', 'Ash'],
  ['A-2', '100% Cotton_Shirt', ''],
  ['A-3', 'O\'Brien\'s "best" \\ mug', 'Élan'],
  ['A-4', 'GRÖSSE Öl-Kanne', 'Bücher & Söhne'],
  ['A-5', 'Чайник электрический', 'Москва'],
  ['A-6', '电热水壶', ''],
  ['A-7', 'x', 'y'],
  ['A-8', 'XL p1 & (a|b) :* !', 'p2'],
  ['A-9', 'Desklamp 😀', 'ash'],
] as const;
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
const FEED = `sku,product_name,brand,availability\n${TEXTS.map((row) => `${row.map(cell).join(',')},in stock`).join('\n')}\n`;
await server.load(FEED, { key: acme.key, fields: {} });
await server.load('sku,product_name\nO-1,Blue lamp\n', { key: other.key, fields: {} });
await untilIndexed(server);

async function found(q: string, { key, query = '' }: { key?: string; query?: string } = {}): Promise<string[]> {
  const path = `/products?${new URLSearchParams({ q, limit: '100' })}${query}`;
  const answer = await server.call<Page<Product>>(path, key === undefined ? {} : { key });
  expect(answer.status, q).toBe(200);
  return answer.body.items.map(({ sku }) => sku);
}

/** The documented rule: each word occurs in name, brand or SKU, in any letter case. */
function naive(q: string): string[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return TEXTS.filter(([sku, name, brand]) =>
    words.every((word) => `${name} ${brand} ${sku}`.toLowerCase().includes(word)),
  ).map(([sku]) => sku);
}

const SEARCHES = [
  ...[
    'lamp',
    'LAMP',
    'desk lamp',
    'lamp desk',
    'desklamp',
    'amp',
    'mp',
    'p',
    'l',
    'ashlamp',
    'ash',
    'a-1',
    'A-',
    '-1',
    '-',
  ],
  ...[
    '100%',
    '%',
    '_',
    'n_s',
    'cotton_shirt',
    "o'brien",
    "'",
    '"best"',
    '"',
    '\\',
    '\\ mug',
    'mug élan',
    'ÉLAN',
    'élan',
  ],
  ...[
    'größe',
    'GRÖSSE',
    'grösse',
    'öl',
    'Ö',
    'ö',
    'bücher',
    'ücher söhne',
    '&',
    'чайник',
    'ЧАЙНИК',
    'йн',
    'ч',
    '水',
    '热水',
    '电热水壶',
  ],
  ...[
    'x',
    'y',
    'xl',
    'p1',
    'p2',
    ' p1 ',
    '(a|b)',
    ':*',
    '!',
    'a|b',
    '😀',
    'none',
    'red ash a-1',
    'red ash a-2',
    'p'.repeat(200),
  ],
];

describe('q finds every product with all words, case-insensitively', () => {
  it.each(SEARCHES)('%s, once they are indexed', async (q) => {
    expect(await found(q, { key: acme.key })).toEqual(naive(q));
    expect(await found(q, { query: '&partner_name=Acme Corp' })).toEqual(naive(q));
    const byName = await found(q, { key: acme.key, query: '&sort_by=brand&order=desc' });
    expect(byName.sort()).toEqual(naive(q));
  });

  it('at once after their load, before they are indexed', async () => {
    const index = await holdSearchIndex(server);
    const fresh = await server.partner('Fresh');
    await server.load(FEED, { key: fresh.key, fields: {} });
    for (const q of SEARCHES) expect(await found(q, { key: fresh.key }), q).toEqual(naive(q));
    expect(await found('lamp')).toEqual(['A-1', 'A-9', 'O-1', 'A-1', 'A-9']);
    await index.release();
    await untilIndexed(server);
    for (const q of SEARCHES) expect(await found(q, { key: fresh.key }), q).toEqual(naive(q));
    expect(await found('lamp')).toEqual(['A-1', 'A-9', 'O-1', 'A-1', 'A-9']);
  });

  it('of the caller only', async () => {
    expect(await found('lamp', { key: other.key })).toEqual(['O-1']);
    expect(await found('cotton', { key: other.key })).toEqual([]);
    expect(await found('lamp', { query: '&partner_name=Other' })).toEqual(['O-1']);
  });
});

describe('a product that changes', () => {
  it('is found by its new name at once, and no longer by its old one', async () => {
    const { key } = await server.partner('Renamed');
    const load = (name: string) => server.load(`sku,product_name\nR-1,${name}\n`, { key, fields: {} });
    await load('Alpha kettle');
    await untilIndexed(server);
    const index = await holdSearchIndex(server);
    await load('Beta kettle');
    const expectBeta = async () => {
      expect(await found('beta', { key })).toEqual(['R-1']);
      expect(await found('alpha', { key })).toEqual([]);
      expect(await found('kettle', { key })).toEqual(['R-1']);
    };
    await expectBeta();
    await index.release();
    await untilIndexed(server);
    await expectBeta();
  });

  it('is found after it was discontinued, as such', async () => {
    const { key } = await server.partner('Discontinued');
    const feed = 'sku,product_name,availability\nD-1,Gamma one,in stock\nD-2,Gamma two,in stock\n';
    await server.load(feed, { key, fields: {} });
    await server.load('sku,product_name,availability\nD-1,Gamma one,in stock\n', {
      key,
      fields: { mode: 'full', max_removed_ratio: '1' },
    });
    await untilIndexed(server);
    expect(await found('gamma', { key })).toEqual(['D-1', 'D-2']);
    expect(await found('gamma', { key, query: '&availability=discontinued' })).toEqual(['D-2']);
  });

  it('is found by its old name after an undo, and not at all if it was new', async () => {
    const { key } = await server.partner('Undone');
    await server.load('sku,product_name\nU-1,Delta\n', { key, fields: {} });
    const { job_id } = await server.load('sku,product_name\nU-1,Epsilon\nU-2,Epsilon new\n', { key, fields: {} });
    await untilIndexed(server);
    expect(await found('epsilon', { key })).toEqual(['U-1', 'U-2']);
    const undo = await server.call<{ job_id: string }>(`/jobs/${job_id}/undo`, { key, body: {} });
    await new Jobs(server).finished(undo.body.job_id);
    expect(await found('epsilon', { key })).toEqual([]);
    expect(await found('delta', { key })).toEqual(['U-1']);
    await untilIndexed(server);
    expect(await found('epsilon', { key })).toEqual([]);
    expect(await found('delta', { key })).toEqual(['U-1']);
    const left = await server.pool.query(`select from product_search where words like '%epsilon%'`);
    expect(left.rowCount).toBe(0);
  });
});

describe('the index', () => {
  it('misses no load that began before others and ended after them', async () => {
    const early = await server.partner('Early');
    const late = await server.partner('Late');
    const jobs = new Jobs(server);
    await server.load('sku,product_name\nE-0,Old\n', { key: early.key, fields: {} });
    const [old] = (await server.call<Page<Product>>('/products?sku=E-0')).body.items;
    const held = await holdProducts(server, old?.product_id ?? '');
    const job = await jobs.ask('sku,product_name\nE-0,Older\nE-1,Slowcoach\n', { key: early.key, fields: {} });
    await lockWaiters(server, /for no key update/);
    await server.load('sku,product_name\nL-1,Quick\n', { key: late.key, fields: {} });
    await untilIndexed(server);
    expect(await found('quick')).toEqual(['L-1']);
    await held.release();
    await jobs.finished(job);
    expect(await found('slowcoach')).toEqual(['E-1']);
    await untilIndexed(server);
    expect(await found('slowcoach')).toEqual(['E-1']);
  });

  it('is built in steps, and correct after each of them', async () => {
    const { key } = await server.partner('Steps');
    const index = await holdSearchIndex(server);
    await server.load(feedOf(60), { key, fields: {} });
    await index.release();
    const stop = new AbortController();
    // Each transaction of the steps ends with a read of all products.
    const counts = new Set<number>();
    const steps = indexProducts(server.pool, stop.signal, 7);
    for (let isDone = false; !isDone; ) {
      isDone = await Promise.race([
        steps.then(() => true),
        new Promise<false>((resolve) => setImmediate(resolve, false)),
      ]);
      counts.add((await found('number', { key })).length);
    }
    await untilIndexed(server);
    expect([...counts]).toEqual([60]);
  });

  it('has every product, or a note that it is not indexed yet', async () => {
    await untilIndexed(server);
    const invariant = CATALOG_INVARIANTS.find(({ name }) => name === 'product-search');
    if (!invariant) throw new Error('There is no such invariant');
    const client = await server.pool.connect();
    const found = await violationsIn(client, invariant, [0, 1_000_000]);
    client.release();
    expect(found).toEqual({ count: 0, ids: [] });
  });
});

it('finds all products page by page while a load runs', async () => {
  const { key } = await server.partner('Busy');
  await server.load(feedOf(300), { key, fields: {} });
  const jobs = new Jobs(server);
  const job = await jobs.ask(feedOf(9_000, '11.00'), { key, fields: {} });
  let isDone = false;
  const done = jobs.finished(job).then(() => {
    isDone = true;
  });
  const sizes = new Set<number>();
  while (!isDone) {
    const brand = await allItems((cursor) =>
      server.call<Page<Product>>(`/products?q=number brand&brand=Brand 7&limit=100${cursor}`, { key }),
    );
    sizes.add(brand.length);
  }
  await done;
  // Before and after the load, which may end between two pages.
  for (const size of sizes) expect(size).toBeGreaterThanOrEqual(6);
  expect(await found('sku-8999', { key })).toEqual(['SKU-8999']);
  await untilIndexed(server);
  expect(await found('sku-8999', { key })).toEqual(['SKU-8999']);
});
