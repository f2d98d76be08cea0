import { describe, expect, test } from 'vitest';
import { createDataDescriptorSchema, dataDefinitionSchema } from './descriptors.ts';

const GOOD = {
  name: 'Stock',
  entity: 'availability',
  format: { type: 'csv' },
  columns: [
    { target: 'sku', source: 'sku' },
    { target: 'availability', source: 'stock' },
  ],
};

/** The problems of a descriptor with other fields. */
function problemsOf(changes: object): string[] {
  const { error } = createDataDescriptorSchema.safeParse({ ...GOOD, ...changes });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const column = (fields: object) => ({
  columns: [...GOOD.columns.slice(1), { target: 'sku', source: 'sku', ...fields }],
});

describe('a descriptor', () => {
  test('has defaults for all optional settings', () => {
    expect(createDataDescriptorSchema.parse(GOOD)).toMatchObject({
      mode: 'merge',
      file_name_pattern: '*',
      format: { encoding: 'utf-8', delimiter: ',', header: true, skip_lines: 0 },
      columns: [{ type: 'string', trim: true, required: false, timezone: 'UTC' }, {}],
    });
  });

  test.each<[string, object, string]>([
    [
      'a missing target',
      { columns: [GOOD.columns[0]] },
      'columns: Entity availability with mode merge needs a column for: availability.',
    ],
    ['a target twice', { columns: [...GOOD.columns, GOOD.columns[0]] }, 'columns.2: Two columns have the target sku.'],
    [
      'a mode that the entity has not',
      { mode: 'delete' },
      'mode: The mode of entity availability must be one of merge.',
    ],
    [
      'XML without the path of its rows',
      { format: { type: 'xml' } },
      'format.row_path: XML needs row_path: the path of a row, such as /catalog/product.',
    ],
    [
      'names where there is no header',
      { format: { type: 'csv', header: false } },
      'columns.0: Without a header, the source of sku must be a position, such as #1.',
    ],
    [
      'neither source nor constant',
      column({ source: undefined }),
      'columns.1: The column sku needs a source or a constant.',
    ],
    ['a template without a pattern', column({ template: '$1' }), 'columns.1: template goes with extract.'],
    [
      'a date format without a date',
      column({ date_format: 'yyyy-MM-dd' }),
      'columns.1: date_format goes with the type date.',
    ],
    [
      'a date format without a day',
      column({ type: 'date', date_format: 'yyyy-MM' }),
      'columns.1: date_format lacks dd.',
    ],
    [
      'one separator for two things',
      column({ thousands_separator: '.' }),
      'columns.1: thousands_separator must differ from decimal_separator.',
    ],
    [
      'a zone that is none',
      column({ timezone: 'Mars/Olympus' }),
      'columns.1.timezone: timezone must be a name of the IANA database, such as Europe/Paris.',
    ],
  ])('with %s is refused', (_, changes, problem) => {
    expect(problemsOf(changes)).toContain(problem);
  });

  test('of products accepts attributes, except those with the name of a field', () => {
    const columns = ['sku', 'product_name', 'attributes.color'].map((target) => ({ target, source: 'x' }));
    const product = { entity: 'product', columns };
    expect(problemsOf(product)).toEqual([]);
    expect(problemsOf({ ...product, columns: [...columns, { target: 'attributes.Brand', source: 'x' }] })).toEqual([
      'columns.3: Brand is not an attribute: use the target brand.',
    ]);
    expect(problemsOf({ columns: [...GOOD.columns, { target: 'attributes.color', source: 'x' }] })[0]).toMatch(
      /^columns\.2: Unknown target/,
    );
  });
});

describe('a lookup and apply', () => {
  const messages = (entity: string, columns: object[]) => {
    const parsed = dataDefinitionSchema.safeParse({ name: 'x', entity, format: { type: 'csv' }, columns });
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
  };
  const column = (target: string, more: object = {}) => ({ target, source: target, ...more });

  test('use a field of the object, and for columns of products', () => {
    const lookup = { entity: 'category', by: 'name' };
    expect(messages('product', [column('sku'), column('product_name'), column('category', { lookup })])).toEqual([]);
    expect(
      messages('availability', [
        column('sku', { lookup: { entity: 'product', by: 'name' } }),
        column('availability', { apply: 'on_insert' }),
      ]),
    ).toEqual([
      'A lookup of entity product goes by sku, product_id.',
      'apply goes with the entity product, except for its mode delete.',
    ]);
  });

  test('are refused if new products would lack a required value', () => {
    expect(
      messages('product', [
        column('sku', { apply: 'on_insert' }),
        column('product_name', { apply: 'on_update' }),
        column('price', { apply: 'on_insert' }),
        column('attributes.color', { apply: 'on_insert' }),
      ]),
    ).toEqual([
      'The SKU identifies the product: remove apply.',
      'A new product needs product_name.',
      'price and currency are written together: give both columns the same apply.',
      'Attributes are always written: remove apply.',
    ]);
  });
});
