import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counters, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(() => catalogue.newPartner());

/** A feed of SKU, name and price; a chunk is three rows. */
const feed = (...rows: string[]): string => ['sku,product_name,price', ...rows].join('\n');
const others = (from: number): string[] => [0, 1, 2].map((row) => `O-${from + row},Other,1`);
const names = async (): Promise<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(await catalogue.products()).map(([sku, { name }]) => [sku, name]));

describe('a repeated SKU', () => {
  it('within a chunk: the last line wins, the others are reported and skipped', async () => {
    const { result } = await catalogue.load(feed('A-1,First,1', 'A-1,Second,2', 'A-1,Third,3'));
    expect(result).toEqual(counters({ processed: 3, inserted: 1, skipped: 2, duplicates: 2 }));
    expect(await names()).toEqual({ 'A-1': 'Third' });
    expect(await catalogue.reported()).toMatchObject([
      { line: 2, severity: 'warning', sku: 'A-1', column: 'sku', code: 'duplicate_sku' },
      { line: 3, message: 'The SKU is named again in line 4, which counts.', value: 'A-1' },
    ]);
    expect(await catalogue.history()).toEqual([]);
  });

  it('across chunks: new, then different', async () => {
    const { result, feedId } = await catalogue.load(feed('A-1,First,1', ...others(0), ...others(3), 'A-1,Last,9'));
    expect(result).toEqual(counters({ processed: 8, inserted: 7, skipped: 1, duplicates: 1 }));
    expect((await catalogue.products())['A-1']).toMatchObject({ name: 'Last', price: '9', feed: feedId });
    expect(await catalogue.history()).toEqual([]);
    expect(await catalogue.problems()).toEqual(['2 sku duplicate_sku']);
  });

  it('across chunks: new, then different, then as at first', async () => {
    await catalogue.load(feed('A-1,First,1', ...others(0), 'A-1,Second,2', ...others(3), 'A-1,First,1'));
    expect(await names()).toMatchObject({ 'A-1': 'First' });
    expect(await catalogue.problems()).toEqual(['2 sku duplicate_sku', '6 sku duplicate_sku']);
  });

  it('across chunks: new, and twice in a later chunk', async () => {
    const { result } = await catalogue.load(
      feed('A-1,First,1', 'B-1,First,1', ...others(0), 'A-1,Second,2', 'B-1,First,1', 'A-1,Third,3'),
    );
    expect(result).toEqual(counters({ processed: 8, inserted: 5, skipped: 3, duplicates: 3 }));
    expect(await names()).toMatchObject({ 'A-1': 'Third', 'B-1': 'First' });
  });

  it('of an existing product: changed twice, in different chunks', async () => {
    await catalogue.load(feed('A-1,First,1', 'B-1,Same,1'));
    const { result, priceChanges } = await catalogue.load(
      feed('A-1,Second,2', ...others(0), 'B-1,Same,1', 'A-1,Third,3'),
    );
    expect(result).toEqual(
      counters({ processed: 6, inserted: 3, updated: 1, unchanged: 1, skipped: 1, duplicates: 1 }),
    );
    expect(priceChanges).toEqual({ products: 1, sample: [expect.any(Number)] });
    expect(await catalogue.history()).toEqual(['A-1 1 USD > 3 USD']);
    expect(await names()).toMatchObject({ 'A-1': 'Third' });
  });

  it('of an existing product: changed and changed back is unchanged', async () => {
    const { feedId } = await catalogue.load(feed('A-1,First,1', 'B-1,First,1'));
    const { result } = await catalogue.load(
      feed('A-1,Second,2', 'B-1,Second,2', 'B-1,First,1', ...others(0), 'A-1,First,1'),
    );
    expect(result).toEqual(counters({ processed: 7, inserted: 3, unchanged: 2, skipped: 2, duplicates: 2 }));
    expect((await catalogue.products())['A-1']).toMatchObject({ name: 'First', feed: feedId });
    expect(await catalogue.history()).toEqual([]);
  });

  it('whose last line is rejected: the last valid one wins', async () => {
    const { result } = await catalogue.load(feed('A-1,First,1', 'A-1,Second,2', ...others(0), 'A-1,Third,bad'));
    expect(result).toEqual(counters({ processed: 6, inserted: 4, skipped: 2, duplicates: 1 }));
    expect(await names()).toMatchObject({ 'A-1': 'Second' });
  });

  it('differs from one in another case', async () => {
    const { result } = await catalogue.load(feed('A-1,Upper,1', 'a-1,Lower,1'));
    expect(result.inserted).toBe(2);
  });

  it('in a file with nothing else', async () => {
    const rows = Array.from({ length: 100 }, (_, row) => `A-${row % 2},Name ${row},${row}`);
    const { result } = await catalogue.load(feed(...rows));
    expect(result).toEqual(counters({ processed: 100, inserted: 2, skipped: 98, duplicates: 98 }));
    expect(await names()).toEqual({ 'A-0': 'Name 98', 'A-1': 'Name 99' });
  });

  it('in a dry run is counted the same', async () => {
    await catalogue.load(feed('A-1,First,1'));
    const file = feed('A-1,Second,2', 'N-1,New,1', ...others(0), 'A-1,First,1', 'N-1,Newer,2', 'N-1,Newest,2');
    const checked = await catalogue.load(file, { validateOnly: true });
    const loaded = await catalogue.load(file);
    expect(checked.result).toEqual(loaded.result);
    expect(await catalogue.problems(checked.jobId)).toEqual(await catalogue.problems(loaded.jobId));
  });
});
