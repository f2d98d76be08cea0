import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readRejectedLines } from '../../src/feeds/rejected-lines-reader.ts';
import { TestCatalogue } from './test-catalogue.ts';

let catalogue: TestCatalogue;
beforeAll(async () => {
  catalogue = await TestCatalogue.open();
});
afterAll(() => catalogue.close());
beforeEach(() => catalogue.newPartner());

/** Loads a file and reads its rejected lines, in small pieces and batches. */
async function rejectedLines(file: string | Buffer, delimiter: ',' | '\t' = ',', pieceBytes = 7): Promise<string> {
  await catalogue.load(file, { delimiter }).catch(() => undefined);
  const bytes = Buffer.from(file);
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  );
  const reported = (await catalogue.reported()).filter(({ severity }) => severity === 'error');
  const fetchRejected = async (after: { line: number; position: number }) =>
    reported
      .filter(({ line, position }) => line > after.line || (line === after.line && position > after.position))
      .slice(0, 2);
  return text(readRejectedLines(Readable.from(pieces), delimiter, fetchRejected));
}

const PRICE = 'price must be a plain decimal such as 1299.00, without sign, symbol, thousands mark or exponent.';

describe('errors.csv', () => {
  it('has the rejected rows as they were sent, with all their problems', async () => {
    const file = `\uFEFF SKU ,"product_name",price\nA-1,Kettle,1\nA-2,"La""mp\nof two lines",$2\n\n,,x\nA-1,Kettle,1\nA-3,Tent,1,2\n`;
    expect(await rejectedLines(file)).toBe(
      `_line,_column,_code,_message, SKU ,"product_name",price
3,price,invalid_price,"${PRICE}",A-2,"La""mp
of two lines",$2
6,price; sku; product_name,invalid_price; required; required,"${PRICE}; sku must not be empty.; product_name must not be empty.",,,x
8,,wrong_field_count,The row has 4 fields; the header has 3.,A-3,Tent,1,2
`,
    );
  });

  it.each([['\n'], ['\r\n'], ['\r']])('recognises the line end %j', async (lineEnd) => {
    const file = 'sku,product_name,price\nA-1,Kettle,1\n\nA-2,Lamp,2\n  \nA-3,"T\nent",bad \n\nA-4,Desk,bad'.replaceAll(
      '\n',
      lineEnd,
    );
    const lines = await rejectedLines(file);
    expect(lines.replaceAll(PRICE, '').replaceAll(lineEnd, '|').replaceAll('\n', '|')).toBe(
      '_line,_column,_code,_message,sku,product_name,price|6,price,invalid_price,"",A-3,"T|ent",bad |9,price,invalid_price,"",A-4,Desk,bad|',
    );
  });

  it('keeps empty cells at the end of a row, whatever the delimiter', async () => {
    const lines = await rejectedLines('sku\tproduct_name\tprice\tbrand\tsize\nA-1\t\t\t\t\nA-2\tLamp\t\t\t\n', '\t');
    expect(lines.split('\n')[1]).toBe('2\tproduct_name\trequired\tproduct_name must not be empty.\tA-1\t\t\t\t');
  });

  it('has rows with wrong quotes', async () => {
    const lines = await rejectedLines('sku,product_name\nA-1,5" pipe\nA-2,Lamp\nA-3,"a"b\nA-4,Tent\nA-5,"x"\n');
    expect(lines).toMatch(/,A-1,5" pipe\n4,,invalid_quotes,.*,A-3,"a"b\n$/);
    expect(Object.keys(await catalogue.products())).toEqual(['A-2', 'A-4', 'A-5']);
  });

  it('ends where the load had to stop', async () => {
    const latin1 = Buffer.from('sku,product_name\nA-1,Kettle\n,Lamp\nA-3,T\xeant\nA-4,Desk\n', 'latin1');
    const lines = await rejectedLines(latin1);
    expect(lines.trimEnd().split('\n').slice(1)).toEqual(['3,sku,required,sku must not be empty.,,Lamp']);
  });

  it('has only a header if nothing was rejected', async () => {
    expect(await rejectedLines('sku,product_name\nA-1,Kettle\n')).toBe(
      '_line,_column,_code,_message,sku,product_name\n',
    );
  });

  it('can be sent as a feed after correction, and again', async () => {
    const first = await rejectedLines('sku,product_name,price\nA-1,"Ket,tle",$1\nA-2,Lamp,$2\nA-3,Tent,3\n');
    const second = await rejectedLines(first.replace('$1', '1'), ',', 100);
    expect((await catalogue.products())['A-1']).toMatchObject({ name: 'Ket,tle', price: '1', attributes: {} });
    await catalogue.load(second.replace('$2', '2'));
    expect((await catalogue.products())['A-2']).toMatchObject({ price: '2', attributes: {} });
  });
});
