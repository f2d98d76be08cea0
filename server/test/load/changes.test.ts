import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counters, HEADER, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(() => catalogue.newPartner());

const FULL = `${HEADER}
A-1,Kettle,Boils,Aurora,Kitchen,10.00,EUR,in_stock
A-2,Lamp,Shines,Bexley,Office,20.00,USD,in_stock
A-3,Tent,,,,,,
A-4,Drill,,,,5,,in_stock
`;

describe('a later load', () => {
  it('writes nothing if nothing has changed', async () => {
    await catalogue.load(FULL);
    const rows = () => catalogue.pool.query('select xmin, * from product where partner_id = $1', [catalogue.partnerId]);
    const before = (await rows()).rows;
    const { result } = await catalogue.load(FULL.replace('in_stock', 'In Stock').replace('10.00', '10'));
    expect(result).toEqual(counters({ processed: 4, unchanged: 4 }));
    expect((await rows()).rows).toEqual(before);
  });

  it('updates changed fields and records the previous price and availability', async () => {
    const first = await catalogue.load(FULL);
    const next = FULL.replace('10.00', '11.50')
      .replace('Shines', 'Glows')
      .replace('A-4,Drill,,,,5,,in_stock', 'A-4,Drill,,,,5,,sold out')
      .replace('A-3,Tent,,,,,,', 'A-3,Tent,,,,7,eur,preorder');
    const { result, priceChanges, feedId } = await catalogue.load(next);
    expect(result).toEqual(counters({ processed: 4, updated: 4 }));
    expect(priceChanges).toEqual({ products: 2, sample: [expect.any(Number), expect.any(Number)] });
    expect(await catalogue.history()).toEqual([
      'A-1 10 EUR in_stock > 11.5 EUR in_stock',
      'A-3 - > 7 EUR preorder',
      'A-4 5 USD in_stock > 5 USD out_of_stock',
    ]);
    expect((await catalogue.products())['A-2']).toMatchObject({ description: 'Glows', feed: feedId });
    expect(feedId).not.toBe(first.feedId);
  });

  it('keeps the creation time, and sets the update time to that of the change', async () => {
    await catalogue.load(FULL);
    await catalogue.load(FULL.replace('Shines', 'Glows'));
    const found = await catalogue.pool.query<{ sku: string; later: boolean }>(
      'select sku, updated_at > created_at as later from product where partner_id = $1 order by sku',
      [catalogue.partnerId],
    );
    expect(found.rows.map(({ later }) => later)).toEqual([false, true, false, false]);
  });

  it('leaves missing columns unchanged, and clears empty cells', async () => {
    await catalogue.load(FULL);
    const { result } = await catalogue.load('sku,product_name,brand\nA-1,Kettle,\nA-2,Lamp,Bexley\n');
    expect(result).toEqual(counters({ processed: 2, updated: 1, unchanged: 1 }));
    expect((await catalogue.products())['A-1']).toMatchObject({ brand: null, description: 'Boils', price: '10' });
  });

  it('affects only one partner', async () => {
    await catalogue.load(FULL);
    await catalogue.newPartner();
    expect((await catalogue.load(FULL)).result).toMatchObject({ inserted: 4 });
  });
});

describe('the currency', () => {
  it("of a price without one is the default; a file without the column keeps a product's currency", async () => {
    await catalogue.load('sku,product_name,price,currency\nA-1,Kettle,10,EUR\nA-2,Lamp,10,\nA-3,Tent,,\n', {
      defaultCurrency: 'CHF',
    });
    const prices = 'sku,product_name,price\nA-1,Kettle,11\nA-2,Lamp,11\nA-3,Tent,11\nA-4,Desk,11\nA-5,Bag,\n';
    const { result } = await catalogue.load(prices, { defaultCurrency: 'GBP' });
    expect(result).toEqual(counters({ processed: 5, inserted: 2, updated: 3 }));
    const currencies = Object.values(await catalogue.products()).map(({ currency }) => currency);
    expect(currencies).toEqual(['EUR', 'CHF', 'GBP', 'GBP', null]);
    expect(await catalogue.load(prices, { defaultCurrency: 'GBP' })).toMatchObject({ result: { unchanged: 5 } });
  });

  it('is never cleared while there is a price', async () => {
    await catalogue.load('sku,product_name,price,currency\nA-1,Kettle,10,EUR\nA-2,Lamp,,EUR\n');
    await catalogue.load('sku,product_name,currency\nA-1,Kettle,\nA-2,Lamp,\n');
    const products = await catalogue.products();
    expect([products['A-1']?.currency, products['A-2']?.currency]).toEqual(['USD', null]);
  });

  it('of a new product that the file repeats comes only from its last line', async () => {
    await catalogue.load('sku,product_name,price\nA-1,Kettle,10\nA-2,Lamp,1\nA-3,Desk,1\nA-4,Tent,1\nA-1,Kettle,\n');
    expect((await catalogue.products())['A-1']).toMatchObject({ price: null, currency: null });
  });

  it('determines the decimals of a price, even if only the catalogue knows it', async () => {
    await catalogue.load(
      'sku,product_name,price,currency\nJ-1,Yen,100,JPY\nK-1,Dinar,1.234,KWD\nJ-2,Yen,100.5,JPY\nU-1,Dollar,1.5000,USD\n',
    );
    expect(await catalogue.problems()).toEqual(['4 price too_many_decimals']);
    const { result } = await catalogue.load(
      'sku,product_name,price\nJ-1,Yen,100.5\nK-1,Dinar,1.235\nU-1,Dollar,1.235\nN-1,New,1.235\n',
    );
    expect(result).toEqual(counters({ processed: 4, updated: 1, skipped: 3 }));
    expect(await catalogue.reported()).toMatchObject([
      { line: 2, sku: 'J-1', value: '100.5', message: 'A price in JPY has no decimals.' },
      { line: 4, sku: 'U-1', value: '1.235', message: 'A price in USD has at most 2 decimals.' },
      { line: 5, sku: 'N-1' },
    ]);
    await catalogue.load('sku,product_name,currency\nK-1,Dinar,USD\nU-1,Dollar,EUR\n');
    expect(await catalogue.problems()).toEqual(['2 currency too_many_decimals']);
  });
});

describe('attributes', () => {
  const attributes = async (): Promise<unknown> => (await catalogue.products())['A-1']?.attributes;

  it('are the other columns; an empty cell removes one, a missing column keeps it', async () => {
    await catalogue.load('sku,product_name,Colour,size,EAN\nA-1,Kettle,red,XL,\n');
    expect(await attributes()).toEqual({ Colour: 'red', size: 'XL' });
    expect((await catalogue.load('sku,product_name,Colour,EAN\nA-1,Kettle,red,\n')).result.unchanged).toBe(1);
    expect((await catalogue.load('sku,product_name,Colour,EAN\nA-1,Kettle,,4006\n')).result.updated).toBe(1);
    expect(await attributes()).toEqual({ size: 'XL', EAN: '4006' });
    expect((await catalogue.load('sku,product_name\nA-1,Kettle\n')).result.unchanged).toBe(1);
  });

  it('may have any name and any text', async () => {
    const text = `tab\t back\\slash "quote" 'single' \u2028 🫖 \\N {}`;
    const name = '__proto__ "x" \\ \t$1';
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    await catalogue.load(`sku,product_name,${quoted(name)}\nA-1,Kettle,${quoted(text)}\n`);
    const found = await catalogue.pool.query('select attributes from product where partner_id = $1', [
      catalogue.partnerId,
    ]);
    // White space in a name is collapsed to one space.
    expect(Object.entries(found.rows[0].attributes)).toEqual([[name.replace(' \t', ' '), text]]);
  });

  it('of a new product that the file repeats are those of its last line', async () => {
    await catalogue.load('sku,product_name,size\nA-1,K,XL\nA-2,L,S\nA-3,L,S\nA-4,L,S\nA-1,K,\n');
    expect(await attributes()).toEqual({});
  });
});
