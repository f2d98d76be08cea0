import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { counters, HEADER, TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(() => catalogue.newPartner());

/** A feed of SKU, name and price. */
const feed = (...rows: string[]): string => ['sku,product_name,price', ...rows].join('\n');

describe('a first load', () => {
  it('creates products from rows', async () => {
    const { result, feedId } = await catalogue.load(
      `${HEADER}\nA-1, Kettle ,Boils,Aurora,Kitchen,49.90,eur,In Stock\nA-2,Lamp,,,,,,\n`,
    );
    expect(result).toEqual(counters({ processed: 2, inserted: 2 }));
    expect(await catalogue.products()).toEqual({
      'A-1': {
        name: 'Kettle',
        description: 'Boils',
        brand: 'Aurora',
        category: 'Kitchen',
        price: '49.9',
        currency: 'EUR',
        availability: 'in_stock',
        attributes: {},
        feed: feedId,
      },
      'A-2': {
        name: 'Lamp',
        description: null,
        brand: null,
        category: null,
        price: null,
        currency: null,
        availability: null,
        attributes: {},
        feed: feedId,
      },
    });
    expect(await catalogue.history()).toEqual([]);
  });

  it('numbers the products in file order', async () => {
    await catalogue.load(feed(...Array.from({ length: 10 }, (_, row) => `S-${9 - row},Name,1`)));
    const found = await catalogue.pool.query('select sku from product where partner_id = $1 order by id', [
      catalogue.partnerId,
    ]);
    expect(found.rows.map(({ sku }) => sku)).toEqual(Array.from({ length: 10 }, (_, row) => `S-${9 - row}`));
  });

  it('completes with zeros if the file has only a header', async () => {
    expect((await catalogue.load(feed())).result).toEqual(counters({}));
    expect((await catalogue.load(`${feed()}\n\n\n`)).result).toEqual(counters({}));
  });
});

describe('an invalid row', () => {
  it('is reported with its line and every reason, and the others are loaded', async () => {
    const { result } = await catalogue.load(
      `${HEADER}\nA-1,Kettle,,,,1,USD,\n,,,,,"1,299.00",ABC,maybe\n\nA-2,Lamp,,,,2,USD,\n`,
    );
    expect(result).toEqual(counters({ processed: 3, inserted: 2, skipped: 1 }));
    expect(await catalogue.problems()).toEqual([
      '3 price invalid_price',
      '3 currency unknown_currency',
      '3 sku required',
      '3 product_name required',
      '3 availability unknown_availability',
    ]);
    expect((await catalogue.reported())[0]).toMatchObject({ severity: 'error', sku: null, value: '1,299.00' });
  });

  it.each([
    ['1e400', 'invalid_price'],
    ['NaN', 'invalid_price'],
    ['-1', 'invalid_price'],
    ['+1', 'invalid_price'],
    ['"1,299.00"', 'invalid_price'],
    ['$5', 'invalid_price'],
    ['1.', 'invalid_price'],
    ['.5', 'invalid_price'],
    ['0x1F', 'invalid_price'],
    ['Infinity', 'invalid_price'],
    ['١٢', 'invalid_price'],
    ['1234567890123', 'price_too_large'],
    ['1.999', 'too_many_decimals'],
  ])('has the price %s', async (price, code) => {
    await expect(catalogue.load(feed(`A-1,Kettle,${price}`, 'A-2,Lamp,1'))).resolves.toMatchObject({
      result: { inserted: 1, skipped: 1 },
    });
    expect(await catalogue.problems()).toEqual([`2 price ${code}`]);
    expect(await catalogue.reported()).toMatchObject([{ sku: 'A-1', value: price.replaceAll('"', '') }]);
  });

  it('has too few or too many fields', async () => {
    await catalogue.load(feed('A-1', 'A-2,Lamp,1', 'A-3,Desk,1,2'));
    expect(await catalogue.problems()).toEqual(['2 - wrong_field_count', '4 - wrong_field_count']);
    expect((await catalogue.reported()).map(({ sku }) => sku)).toEqual(['A-1', 'A-3']);
  });

  it.each([[1], [7], [64]])('has misplaced quotes, in pieces of %i bytes', async (pieceBytes) => {
    const file = feed(
      'A-1,5" pipe 6",1',
      'A-2,Lamp,1',
      'A-3,"a"b,1',
      'A-4,Desk,1',
      'A-5, "Tent",1',
      'A-6,"a ""b"", c',
      'd",1',
      'A-7,"",1',
      'A-8,"x","1"',
    );
    const { result } = await catalogue.load(file, { pieceBytes });
    expect(result).toEqual(counters({ processed: 8, inserted: 4, skipped: 4 }));
    expect(await catalogue.problems()).toEqual([
      '2 - invalid_quotes',
      '4 - invalid_quotes',
      '6 - invalid_quotes',
      '9 product_name required',
    ]);
    expect((await catalogue.products())['A-6']).toMatchObject({ name: 'a "b", c d' });
  });

  it('has a NUL', async () => {
    await catalogue.load(feed('A-1,Ket\0tle,1', 'A\0-2,Lamp,1', 'A-3,Desk,1'), { pieceBytes: 5 });
    expect(await catalogue.problems()).toEqual(['2 product_name nul_character', '3 sku nul_character']);
    expect((await catalogue.reported()).map(({ sku }) => sku)).toEqual(['A-1', null]);
  });

  it('has a cell of a megabyte', async () => {
    const { result } = await catalogue.load(feed(`A-1,${'x'.repeat(1024 * 1024)},1`, 'A-2,Lamp,1'));
    expect(result).toEqual(counters({ processed: 2, inserted: 1, skipped: 1 }));
    const [row] = await catalogue.reported();
    expect(row).toMatchObject({ line: 2, column: 'product_name', code: 'too_long', value: 'x'.repeat(200) });
  });

  it('keeps its line number after quoted line ends of every kind', async () => {
    const file = feed('A-1,"a\r\nb\r\n\r\nc",1', 'A-2,"a\rb\n",1', '', 'A-3,Lamp,bad').replaceAll(
      /\n(?=A|\n)/g,
      '\r\n',
    );
    await catalogue.load(file, { pieceBytes: 3 });
    expect(await catalogue.problems()).toEqual(['10 price invalid_price']);
  });
});
