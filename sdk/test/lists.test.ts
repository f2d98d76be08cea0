import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { clientOf, json, problem } from './support/fake-api.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** An API with a number of products, whose cursor is the number of the last one. */
function catalogue(size: number) {
  return clientOf(({ url }) => {
    const limit = Number(url.searchParams.get('limit') ?? 10);
    const start = Number(url.searchParams.get('cursor') ?? 0);
    const items = Array.from({ length: Math.min(limit, size - start) }, (_, i) => ({ sku: `S${start + i}` }));
    const end = start + items.length;
    return json({ count: items.length, items, ...(end < size ? { next_cursor: String(end) } : {}) });
  });
}

async function collect<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe('a list', () => {
  it('with await is its first page', async () => {
    const { client, seen } = catalogue(25);
    const page = await client.products.list({ brand: 'Acme' });
    expect(page).toMatchObject({ count: 10, next_cursor: '10' });
    expect(seen.map(({ url }) => url.search)).toEqual(['?brand=Acme']);
  });

  it('sends nothing before its first use, and then one request for the first page', async () => {
    const { client, seen } = catalogue(25);
    const list = client.products.list();
    expect(seen).toHaveLength(0);
    await list;
    await list;
    expect(seen).toHaveLength(1);
  });

  it('returns every item, in pages of the maximum size', async () => {
    const { client, seen } = catalogue(250);
    const items = await collect(client.products.list({ brand: 'Acme' }));
    expect(items.map(({ sku }) => sku)).toEqual(Array.from({ length: 250 }, (_, i) => `S${i}`));
    expect(seen.map(({ url }) => url.search)).toEqual([
      '?brand=Acme&limit=100',
      '?brand=Acme&limit=100&cursor=100',
      '?brand=Acme&limit=100&cursor=200',
    ]);
  });

  it('returns every item in pages of the given size, from the given cursor', async () => {
    const { client, seen } = catalogue(10);
    expect(await collect(client.products.list({ limit: 4, cursor: '3' }))).toHaveLength(7);
    expect(seen).toHaveLength(2);
  });

  it('returns every page', async () => {
    const { client } = catalogue(25);
    const pages = await collect(client.products.list().pages());
    expect(pages.map(({ count }) => count)).toEqual([10, 10, 5]);
  });

  it('without items returns one page and no item', async () => {
    const { client } = catalogue(0);
    expect(await collect(client.products.list())).toEqual([]);
    expect(await collect(client.products.list().pages())).toEqual([{ count: 0, items: [] }]);
  });

  it('reads no page that is not needed', async () => {
    const { client, seen } = catalogue(1_000_000);
    for await (const { sku } of client.products.list()) if (sku === 'S150') break;
    expect(seen).toHaveLength(2);
  });

  it('can be iterated again', async () => {
    const { client } = catalogue(30);
    const list = client.products.list({ limit: 10 });
    expect(await collect(list)).toEqual(await collect(list));
  });

  it('with a repeated cursor ends with an error', async () => {
    const { client, seen } = clientOf(() => json({ count: 1, items: [{}], next_cursor: 'same' }));
    await expect(collect(client.products.list())).rejects.toThrow('the API returned the cursor same again');
    expect(seen).toHaveLength(2);
    await expect(collect(client.products.list({ cursor: 'same' }))).rejects.toThrow(
      'the API returned the cursor same again',
    );
    expect(seen).toHaveLength(3);
  });

  it.each([
    [0, 2],
    [0, 7],
    [5, 1],
    [40, 30],
  ])('whose cursors repeat after %i pages, in a cycle of %i, ends with an error', async (before, circle) => {
    const { client, seen } = clientOf(({ url }) => {
      const place = Number(url.searchParams.get('cursor') ?? 0) + 1;
      const next = place < before + circle ? place : before;
      return json({ count: 1, items: [{}], next_cursor: String(next) });
    });
    await expect(collect(client.products.list())).rejects.toThrow(
      /^The list does not progress: the API returned the cursor \d+ again/,
    );
    expect(seen.length).toBeLessThan(3 * (before + circle) + 3);
  });

  it('throws an error where it is used', async () => {
    const { client } = clientOf(() => problem(400, 'invalid_cursor'));
    await expect(client.products.list({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
    await expect(collect(client.products.list({ cursor: 'x' }))).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it('uses constant memory over many pages', async () => {
    const { client } = catalogue(6_000);
    let alive = 0;
    const registry = new FinalizationRegistry(() => alive--);
    let items = 0;
    for await (const page of client.products.list({ limit: 100 }).pages()) {
      items += page.count;
      alive++;
      registry.register(page, undefined);
      collectGarbage();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(items).toBe(6_000);
    expect(alive).toBeLessThan(20);
  });
});
