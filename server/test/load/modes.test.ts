import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LoadRefused } from '../../src/catalog/load/load-catalogue.ts';
import { counters, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(async () => {
  await catalogue.newPartner();
  await catalogue.load(
    feed(
      'A-1,Kettle,1,in_stock',
      'A-2,Lamp,2,in_stock',
      'A-3,Tent,3,',
      'A-4,Desk,4,discontinued',
      'A-5,Bag,5,preorder',
    ),
  );
});

const feed = (...rows: string[]): string => ['sku,product_name,price,availability', ...rows].join('\n');
const states = async (): Promise<unknown[]> =>
  Object.values(await catalogue.products()).map(({ availability }) => availability);

describe('a full feed', () => {
  it('discontinues missing products', async () => {
    const { result, feedId } = await catalogue.load(feed('A-1,Kettle,1,in_stock', 'A-9,New,9,'), { mode: 'full' });
    expect(result).toEqual(counters({ processed: 2, inserted: 1, unchanged: 1, removed: 3 }));
    expect(await states()).toEqual(['in_stock', 'discontinued', 'discontinued', 'discontinued', 'discontinued', null]);
    expect(await catalogue.history()).toEqual([
      'A-2 2 USD in_stock > 2 USD discontinued',
      'A-3 3 USD > 3 USD discontinued',
      'A-5 5 USD preorder > 5 USD discontinued',
    ]);
    const products = await catalogue.products();
    expect(products['A-2']?.feed).toBe(feedId);
    expect(products['A-4']?.feed).not.toBe(feedId);
  });

  it('sent again discontinues nothing more', async () => {
    const file = feed('A-1,Kettle,1,in_stock');
    await catalogue.load(file, { mode: 'full' });
    expect((await catalogue.load(file, { mode: 'full' })).result).toEqual(counters({ processed: 1, unchanged: 1 }));
  });

  it('keeps the product of a rejected row, whatever is wrong with it', async () => {
    const { result } = await catalogue.load(
      feed('A-1,Kettle,1,in_stock', 'A-2,Lamp,$2,', 'A-3', ' A-5 ,Bag,5,perhaps,more'),
      { mode: 'full' },
    );
    expect(result).toEqual(counters({ processed: 4, unchanged: 1, skipped: 3 }));
    expect(await states()).toEqual(['in_stock', 'in_stock', null, 'discontinued', 'preorder']);
  });

  it('without a valid row fails and discontinues nothing', async () => {
    const refused = expect.objectContaining({ name: 'LoadRefused' });
    await expect(catalogue.load(feed(), { mode: 'full' })).rejects.toEqual(refused);
    await expect(catalogue.load(feed('A-1,Kettle,bad,'), { mode: 'full' })).rejects.toEqual(refused);
    expect(await states()).toEqual(['in_stock', 'in_stock', null, 'discontinued', 'preorder']);
  });

  it("leaves other partners' products alone", async () => {
    const first = catalogue.partnerId;
    await catalogue.newPartner();
    await catalogue.load(feed('B-1,Other,1,in_stock'), { mode: 'full' });
    catalogue.partnerId = first;
    expect(await states()).toEqual(['in_stock', 'in_stock', null, 'discontinued', 'preorder']);
  });
});

describe('a load that only validates', () => {
  it('counts and reports like a load, shows the changes, and writes nothing', async () => {
    const file = feed('A-1,Kettle,1,in_stock', 'A-2,Lamp,2.5,sold out', 'N-1,New,9,', 'A-3,Tent,bad,', 'N-2,Newer,,');
    const before = await catalogue.products();
    const validated = await catalogue.load(file, { validateOnly: true, mode: 'full' });
    expect(await catalogue.products()).toEqual(before);
    expect(await catalogue.history()).toEqual([]);
    expect(await catalogue.changes()).toEqual([
      'A-2 price 2 > 2.5',
      'A-2 availability in_stock > out_of_stock',
      'N-1 product_name - > New',
      'N-1 price - > 9',
      'N-1 currency - > USD',
      'N-2 product_name - > Newer',
      'A-5 availability preorder > discontinued',
    ]);
    const loaded = await catalogue.load(file, { mode: 'full' });
    expect(loaded.result).toEqual(
      counters({ processed: 5, inserted: 2, updated: 1, unchanged: 1, skipped: 1, removed: 1 }),
    );
    expect(validated.result).toEqual(loaded.result);
    expect(await catalogue.problems(validated.jobId)).toEqual(['5 price invalid_price']);
  });

  it('shows attributes one by one', async () => {
    await catalogue.load('sku,product_name,colour,size\nA-1,Kettle,red,XL\n');
    await catalogue.load('sku,product_name,colour,EAN\nA-1,Kettle,,4006\nN-1,New,blue,\n', { validateOnly: true });
    expect(await catalogue.changes()).toEqual([
      'A-1 attributes.EAN - > 4006',
      'A-1 attributes.colour red > -',
      'N-1 product_name - > New',
      'N-1 attributes.colour - > blue',
    ]);
  });

  it('shows at most a thousand changes', async () => {
    const rows = Array.from({ length: 1_500 }, (_, row) => `N-${row},Name,,`);
    await catalogue.load(feed(...rows), { validateOnly: true, mode: 'full', chunkRows: 500 });
    expect(await catalogue.changes()).toHaveLength(1_000);
  });

  it('uses up no product IDs', async () => {
    const last = async () => (await catalogue.pool.query('select last_value from product_id_seq')).rows[0].last_value;
    const before = await last();
    await catalogue.load(feed('N-1,New,9,'), { validateOnly: true });
    expect(await last()).toBe(before);
  });

  it('is refused under the same conditions as a load', async () => {
    await expect(catalogue.load(feed('A-1,Kettle,bad,'), { validateOnly: true })).rejects.toThrow(LoadRefused);
  });
});

describe('a load with too many invalid rows', () => {
  const file = feed('A-1,Kettle,100,', 'A-2,Lamp,bad,', 'N-1,New,1,', 'N-2,New,bad,');

  it('is refused over the ratio, keeps its errors, and loads nothing', async () => {
    const before = await catalogue.products();
    await expect(catalogue.load(file, { maxErrorRatio: 0.49 })).rejects.toThrow(
      '2 of 4 rows were rejected, more than max_error_ratio 0.49 allows. The first problem is in line 3: price must be',
    );
    expect(await catalogue.products()).toEqual(before);
    expect(await catalogue.problems()).toEqual(['3 price invalid_price', '5 price invalid_price']);
  });

  it('is loaded up to the ratio', async () => {
    expect((await catalogue.load(file, { maxErrorRatio: 0.5 })).result).toMatchObject({ inserted: 1, skipped: 2 });
  });

  it('with the ratio 0 accepts no invalid row except repeated SKUs', async () => {
    await expect(catalogue.load(file, { maxErrorRatio: 0 })).rejects.toThrow(LoadRefused);
    const repeated = feed('A-1,Kettle,1,in_stock', 'A-1,Kettle,1,in_stock');
    expect((await catalogue.load(repeated, { maxErrorRatio: 0 })).result).toMatchObject({ duplicates: 1 });
  });

  it('is refused if every row is invalid', async () => {
    await expect(catalogue.load(feed('A-1,Kettle,bad,', 'A-2,,1,'))).rejects.toThrow(
      'All 2 rows were rejected. The first problem is in line 2: price must be',
    );
    expect(await catalogue.problems()).toEqual(['2 price invalid_price', '3 product_name required']);
  });

  it('replaces its reports when run again', async () => {
    await expect(catalogue.load(feed('A-1,Kettle,bad,'))).rejects.toThrow(LoadRefused);
    const { jobId } = catalogue;
    await catalogue.load(feed('A-1,Kettle,1,', 'A-2,Lamp,bad,'), { jobId });
    expect(await catalogue.problems(jobId)).toEqual(['3 price invalid_price']);
  });
});
