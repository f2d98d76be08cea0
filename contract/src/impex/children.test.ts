import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../shared/limits.ts';
import { childItems, childPosition, childText } from './children.ts';
import { dataColumnSchema } from './columns.ts';
import { type DescriptorProblem, descriptorProblems } from './descriptor-problems.ts';

const CELL = { source: 'a', optional: false, row_delimiter: '|', value_delimiter: ':' };
const LIST = { source: 'a', optional: false };
const items = (text: string, within: object = CELL, sources = ['#1', '#2']) =>
  childItems(text, { ...LIST, ...within }, sources, 'jsonl');

it('the columns of all nested rows fit into 16 bits of problem positions', () => {
  // The SKU of the surrounding row is included.
  expect(childPosition(1) - childPosition(0)).toBeGreaterThan(LIMITS.importChildColumns);
  expect(childPosition(LIMITS.importChildRows)).toBeLessThan(2 ** 15);
});

describe('nested rows within a cell', () => {
  it('are separated by one delimiter, and their values by another', () => {
    expect(items('Colour:red|Size:M| |Note')).toEqual({
      items: [
        ['Colour', 'red'],
        ['Size', 'M'],
        ['Note', undefined],
      ],
    });
    expect(items('a,b', { row_delimiter: ',', value_delimiter: undefined }, ['#1'])).toEqual({ items: [['a'], ['b']] });
    expect(items('a:b', { value_delimiter: ':' }, ['#2'])).toEqual({ items: [['b']] });
    expect(items('')).toEqual({ items: [] });
  });

  it('may contain delimiters in their values, after a backslash', () => {
    expect(items('a\\|b:c\\:d\\\\|e:f\\g')).toEqual({
      items: [
        ['a|b', 'c:d\\'],
        ['e', 'f\\g'],
      ],
    });
  });

  it('are read as they were written, with any content', () => {
    const value = fc
      .string({ unit: fc.constantFrom('a', '|', ':', '\\', '=>', ' ', 'é'), minLength: 1 })
      .filter((text) => text.trim() !== '');
    const delimiters = fc.constantFrom(
      { row_delimiter: '|', value_delimiter: ':' },
      { row_delimiter: ';', value_delimiter: '=>' },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 5 }), delimiters, (rows, given) => {
        expect(items(childText(rows, given) ?? '', given)).toEqual({ items: rows });
      }),
    );
  });

  it('are not written if they would be read differently', () => {
    const property = fc.property(
      fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', '|', '\\', '='), minLength: 1 }), fc.constant('v'))),
      fc.constantFrom(['|', '||'], ['||', '|'], ['||', '='], ['=', '||'], ['|', '|']),
      (rows, [row_delimiter, value_delimiter]) => {
        const text = childText(rows, { row_delimiter, value_delimiter });
        if (text !== undefined) expect(items(text, { row_delimiter, value_delimiter })).toEqual({ items: rows });
      },
    );
    fc.assert(property);
    const doubled = { row_delimiter: '||', value_delimiter: '=' };
    expect(
      childText(
        [
          ['a', 'b|'],
          ['c', 'd'],
        ],
        doubled,
      ),
    ).toBeUndefined();
    expect(
      childText(
        [
          ['a', 'b'],
          ['|c', '|d||e|'],
        ],
        doubled,
      ),
    ).toBe('a=b|||c=|d\\||e|');
  });

  it('are limited for each row', () => {
    expect(items('a:b|'.repeat(1_001))).toEqual({ problem: 'has more than 1000 rows' });
  });
});

describe('nested rows within a list', () => {
  it('are its items, with all digits of their numbers', () => {
    expect(items('[{"p":1.10,"c":{"code":"EUR"}},{"p":null}]', {}, ['p', 'c/code'])).toEqual({
      items: [
        ['1.10', 'EUR'],
        ['', undefined],
      ],
    });
    expect(items('{"p":1}', {}, ['p'])).toEqual({ items: [['1']] });
    expect(items('["red","blue"]', {}, ['.'])).toEqual({ items: [['red'], ['blue']] });
    expect(items('5', {}, ['p'])).toEqual({ problem: 'is not a list' });
    expect(items('{', {}, ['p'])).toEqual({ problem: 'is not a list' });
  });
});

describe('a column with children', () => {
  const own = ['sku', 'product_name'].map((target) => ({ target, source: target }));
  const pair = (source: (place: number) => string) => [
    { target: 'name', source: source(1) },
    { target: 'value', source: source(2) },
  ];
  const byPlace = (place: number) => `#${place}`;
  const problems = (column: object, more: object = {}) =>
    descriptorProblems({
      direction: 'import',
      entity: 'product',
      mode: 'merge',
      format: { type: 'csv', header: true },
      columns: [...own, column].map((one) => dataColumnSchema.parse(one)),
      ...more,
    }).map(({ message }: DescriptorProblem) => message);
  const cell = { entity: 'product_attribute', row_delimiter: '|', value_delimiter: ':', columns: pair(byPlace) };
  const good = { target: 'children.attributes', source: 'a', children: cell };

  it('names the rows and the paths of their values', () => {
    expect(problems(good)).toEqual([]);
    expect(problems({ ...good, target: 'children.' })).toHaveLength(1);
    expect(problems({ ...good, target: 'attributes.x' })).toEqual([
      'The field children and a target children.… go together.',
    ]);
    expect(problems({ target: 'children.x', source: 'a' })).toEqual([
      'The field children and a target children.… go together.',
    ]);
    expect(problems({ ...good, children: { ...cell, columns: cell.columns.slice(1) } })).toEqual([
      'Rows of product_attribute need a column for name.',
    ]);
    expect(problems({ ...good, children: { ...cell, columns: pair((place) => `v${place}`) } })).toEqual([
      'The source of name must be a position, such as #1.',
    ]);
    const { row_delimiter: _, value_delimiter: __, ...list } = cell;
    expect(problems({ ...good, children: list })).toEqual([
      'The column children.attributes needs row_delimiter or value_delimiter: its cell is a text.',
    ]);
    expect(problems({ ...good, children: list }, { format: { type: 'jsonl', header: true } })).toEqual([]);
  });

  it('needs products in merge mode, and excludes other sources of the same values', () => {
    expect(problems(good, { mode: 'update_only' })).toEqual(['children goes with the mode merge.']);
    expect(problems({ ...good, map: { a: 'b' } })).toEqual([
      'The column children.attributes has children, which can only be combined with source and optional: remove map.',
    ]);
    expect(problems({ ...good, optional: true })).toEqual([]);
  });

  it('is exported if it can be read back unchanged', () => {
    const exported = (children: object, type: string) =>
      problems({ ...good, children }, { direction: 'export', format: { type, header: true, row_path: '/a/b' } });
    expect(exported(cell, 'csv')).toEqual([]);
    const { row_delimiter: _, value_delimiter: __, ...list } = cell;
    expect(exported({ ...list, columns: pair((place) => `@v${place}`) }, 'xml')).toEqual([]);
    expect(exported({ ...list, columns: pair((place) => `v/${place}`) }, 'jsonl')).toEqual([
      'The source v/1 of children.attributes is too deep to be written: take a name or an attribute.',
    ]);
    expect(exported({ ...cell, row_delimiter: undefined }, 'csv')).toEqual([
      'children.attributes needs row_delimiter and value_delimiter to be written.',
    ]);
    const lossy = [{ ...cell.columns[0], extract: '(.)' }, cell.columns[1]];
    expect(exported({ ...cell, columns: lossy }, 'csv')).toEqual([
      'children.attributes.name has extract, which cannot be undone.',
    ]);
  });
});
