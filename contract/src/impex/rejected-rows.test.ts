import { describe, expect, it } from 'vitest';
import { dataDefinitionSchema } from './descriptors.ts';
import { createRejectedCsv, errorFieldName, rejectedJsonLine } from './rejected-rows.ts';

const stock = (columns: Record<string, string>, format: Record<string, unknown> = {}) =>
  dataDefinitionSchema.parse({
    name: 'Stock',
    entity: 'availability',
    format: { type: 'csv', delimiter: ';', ...format },
    columns: Object.entries(columns).map(([target, source]) => ({ target, source })),
  });

describe('rejected rows of CSV', () => {
  it('are as they were sent, with the error in an additional column', () => {
    const writer = createRejectedCsv(stock({ sku: 'SKU', availability: 'Lager' }));
    expect(writer.header(['Memo', 'SKU', 'Lager'])).toBe('Memo;SKU;Lager;error\n');
    expect(writer.row(['a;b', 'A', '"x"'], 'Not a state; correct it.')).toBe(
      '"a;b";A;"""x""";"Not a state; correct it."\n',
    );
    expect(writer.row(['', 'A'], 'Short.')).toBe(';A;;Short.\n');
    expect(writer.row(['', 'A', 'x', 'more'], 'Long.')).toBe(';A;x;more;Long.\n');
  });

  it('replace an earlier error', () => {
    const writer = createRejectedCsv(stock({ sku: 'SKU', availability: 'Lager' }));
    expect(writer.header(['SKU', 'Lager', 'error'])).toBe('SKU;Lager;error\n');
    expect(writer.row(['A', 'x', 'Old.'], 'New.')).toBe('A;x;New.\n');
    expect(writer.row(['A'], 'New.')).toBe('A;;New.\n');
  });

  it('keep the positions of a file without a header', () => {
    const writer = createRejectedCsv(stock({ sku: '#1', availability: '#3' }, { header: false }));
    expect(writer.row(['A'], 'Short.')).toBe('A;;;Short.\n');
  });

  it('have another column name if the descriptor reads one with that name', () => {
    const writer = createRejectedCsv(stock({ sku: 'SKU', availability: 'Error' }));
    expect(writer.header(['SKU', 'Error'])).toBe('SKU;Error;import_error\n');
    expect(errorFieldName(['sku', '@error'])).toBe('import_error');
  });
});

describe('rejected JSON lines', () => {
  it.each([
    ['{"sku":"A"}', '{"sku":"A","error":"No \\"x\\"."}\n'],
    [' {} ', '{"error":"No \\"x\\"."}\n'],
    ['{"sku":"A","error":"old \\" one"}', '{"sku":"A","error":"No \\"x\\"."}\n'],
    ['{"error":"old"}', '{"error":"No \\"x\\"."}\n'],
    ['{"a":{"error":"x"}}', '{"a":{"error":"x"},"error":"No \\"x\\"."}\n'],
    ['{"sku":', '{"sku":\n'],
    ['[1]', '[1]\n'],
  ])('%s', (sent, returned) => expect(rejectedJsonLine(sent, 'error', 'No "x".')).toBe(returned));
});
