import { describe, expect, it } from 'vitest';
import { JobNotes } from '../shared/job-notes.ts';
import { FeedFileError } from './feed-file-error.ts';
import { readFeedHeader } from './header.ts';
import { RowCells } from './row-cells.ts';

/** Rows under a header, and the notes about them. */
function rowsUnder(...names: string[]) {
  const header = readFeedHeader(names);
  if ('error' in header) throw new Error(header.error);
  const notes = new JobNotes();
  const head = { ...header, delimiter: ',' as const, line: 3, lastLine: 3, begin: 0, end: 0, notes };
  const rows = new RowCells(head, notes);
  return {
    read: (...cells: string[]) => rows.of(cells, 9, false),
    readAfterLostQuote: (...cells: string[]) => rows.of(cells, 9, true),
    doubt: () => rows.doubt(),
    notes: () => notes.list().map(({ code, count }) => `${code} ${count}`),
  };
}
const HEADER = ['sku', 'product_name', 'price', 'Colour'];

describe('a row', () => {
  it('with as many cells as the header is unchanged', () => {
    const { read, notes } = rowsUnder(...HEADER);
    expect(read('A-1', 'Kettle', '', ' red ')).toEqual(['A-1', 'Kettle', '', ' red ']);
    expect(read('', '', '', 'red')).toEqual(['', '', '', 'red']);
    expect(notes()).toEqual([]);
  });

  it('is skipped if it has no value', () => {
    const { read, notes } = rowsUnder(...HEADER);
    expect([read(''), read(' \t\u00a0')]).toEqual([undefined, undefined]);
    expect(notes()).toEqual([]);
    expect([read('', ''), read(' ', '', '\t', '', '')]).toEqual([undefined, undefined]);
    expect(notes()).toEqual(['empty_rows_skipped 2']);
  });

  it('may have additional empty cells', () => {
    const { read, notes } = rowsUnder(...HEADER);
    expect(read('A-1', 'Kettle', '', '', '', ' ')).toEqual(['A-1', 'Kettle', '', '']);
    expect(notes()).toEqual(['surplus_cells_ignored 1']);
    expect(read('A-1', 'Kettle', '', '', 'x', '')).toHaveLength(6);
    expect(read('A-1', 'Kettle', '', '', '', 'x')).toHaveLength(6);
    expect(notes()).toEqual(['surplus_cells_ignored 1']);
  });

  it('may have cells in columns without a name, without a note', () => {
    const { read, notes } = rowsUnder(...HEADER, '', '');
    expect(read('A-1', 'Kettle', '', '', '')).toEqual(['A-1', 'Kettle', '', '']);
    expect(read('A-1', 'Kettle', '', '', '', '')).toEqual(['A-1', 'Kettle', '', '']);
    expect(notes()).toEqual([]);
    expect(read('A-1', 'Kettle', '', '', '', '', '')).toEqual(['A-1', 'Kettle', '', '']);
    expect(notes()).toEqual(['surplus_cells_ignored 1']);
  });

  it('may lack cells at its end, except for SKU and name', () => {
    const { read, notes } = rowsUnder('price', 'sku', 'Colour', 'product_name', 'brand', 'Size');
    expect(read('5', 'A-1', '', 'Kettle')).toEqual(['5', 'A-1', '', 'Kettle', '', '']);
    expect(read('5', 'A-1', '', 'Kettle', 'Acme')).toEqual(['5', 'A-1', '', 'Kettle', 'Acme', '']);
    expect(read('5', 'A-1', 'red')).toEqual(['5', 'A-1', 'red']);
    expect(notes()).toEqual(['missing_cells_taken_as_empty 2']);
    const turned = rowsUnder('product_name', 'price', 'sku', 'brand');
    expect(turned.read('Kettle', '5')).toEqual(['Kettle', '5']);
    expect(turned.read('Kettle', '5', 'A-1')).toEqual(['Kettle', '5', 'A-1', '']);
  });
});

describe('after a misplaced quote', () => {
  it('a row must not lack cells, until one has all of them', () => {
    const { read, readAfterLostQuote, doubt, notes } = rowsUnder(...HEADER);
    doubt();
    expect(read('A-1', 'Kettle', '')).toHaveLength(3);
    expect(readAfterLostQuote('A-1', 'Kettle', '', '')).toHaveLength(4);
    expect(read('A-1', 'Kettle', '')).toHaveLength(3);
    expect(notes()).toEqual([]);
    expect(read('A-1', 'Kettle', '', '')).toHaveLength(4);
    expect(read('A-1', 'Kettle', '')).toHaveLength(4);
    expect(notes()).toEqual(['missing_cells_taken_as_empty 1']);
  });

  it('a row may lack as many as an earlier one did', () => {
    const { read, doubt } = rowsUnder(...HEADER);
    expect(read('A-1', 'Kettle')).toHaveLength(4);
    doubt();
    expect(read('A-1', 'Kettle')).toHaveLength(4);
    expect(read('A-1', 'Kettle', '')).toHaveLength(3);
  });
});

describe('a repeated header among the rows', () => {
  it('is skipped if it equals the header', () => {
    const { read, notes } = rowsUnder(...HEADER, '');
    expect(read(...HEADER)).toBeUndefined();
    expect(read('\uFEFFSKU', ' product_name ', 'PRICE', 'colour', '')).toBeUndefined();
    expect(notes()).toEqual(['repeated_header_skipped 2']);
  });

  it.each([
    [['sku', 'product_name', 'price', 'Size']],
    [['product_name', 'sku', 'price', 'Colour']],
    [['sku', 'product_name', 'price', 'Colour', 'Size']],
    [['sku', 'Colour', 'product_name', 'x']],
    [['x', 'product_name', 'sku', 'y']],
    [['x', 'sku', 'product_name', 'y']],
  ])('is reported if it differs: %j', (names) => {
    const { read } = rowsUnder(...HEADER);
    const message = 'Line 9 is another header than the one of line 3: send the joined files one by one.';
    expect(() => read(...names)).toThrow(new FeedFileError(message, 9));
    expect(() => read(...names)).toThrow(expect.objectContaining({ line: 9 }));
  });

  it.each([
    [['sku', 'A box of cards', '5', '']],
    [['A-1', 'product_name', '5', '']],
    [['A-1', 'sku', 'Product', '']],
    [['skus', 'product_names', 'sku', 'product_name']],
    [['a sku', 'a product_name', 'sku', 'product_name']],
    [[`sku${' '.repeat(30)}`, `product_name${' '.repeat(30)}`, '', '']],
  ])('is not recognised: %j', (cells) => {
    const { read, notes } = rowsUnder(...HEADER);
    expect(read(...cells)).toEqual(cells);
    expect(notes()).toEqual([]);
  });

  it('may have names of up to 24 characters', () => {
    const { read } = rowsUnder(...HEADER);
    const spaces = ' '.repeat(21);
    expect(read(`sku${spaces}`, `product_name${spaces}`, 'price', 'Colour')).toBeUndefined();
    const more = ' '.repeat(22);
    expect(read(`sku${more}`, `product_name${more}`, 'price', 'Colour')).toHaveLength(4);
  });
});

describe('a line that declares the delimiter', () => {
  it.each([[['sep=;']], [['SEP=']], [['sep=', '']], [['sep=;', ' ']]])('is skipped: %j', (cells) => {
    const { read, notes } = rowsUnder(...HEADER);
    expect(read(...cells)).toBeUndefined();
    expect(notes()).toEqual(['separator_line_skipped 1']);
  });

  it.each([[['sep=;', 'x']], [['sep=;', '', '']], [['sep=;;', '']], [['xsep=;']], [['sep', '']]])(
    'is not skipped: %j',
    (cells) => {
      const { read, notes } = rowsUnder(...HEADER);
      expect(read(...cells)).toBeDefined();
      expect(notes().join()).not.toContain('separator_line');
    },
  );
});
