import { z } from 'zod';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, lineSchema, oneOf } from '../shared/request-schemas.ts';
import { isTimeZone } from '../shared/time-zone.ts';
import { shownFields } from './shown-fields.ts';

/** The types of a column: how the text of a cell is read. */
export const COLUMN_TYPES = ['string', 'decimal', 'integer', 'boolean', 'date'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export const DECIMAL_SEPARATORS = ['.', ','] as const;
export const THOUSANDS_SEPARATORS = [',', '.', ' ', "'"] as const;

const text = (name: string, max: number) => z.string().max(max, { error: `${name} is longer than ${max} characters.` });

const mapSchema = z
  .record(text('A word of map', LIMITS.importValueLength), text('A value of map', LIMITS.importValueLength).nullable())
  .refine((map) => Object.keys(map).length <= LIMITS.importMapWords, {
    error: `map has more than ${LIMITS.importMapWords} words.`,
  });

const timeZoneSchema = text('timezone', 100).refine(isTimeZone, {
  error: 'timezone must be a name of the IANA database, such as Europe/Paris.',
});

/** The objects that a column can look up, and the fields to look them up by; the resulting value is the first field. */
export const LOOKUP_FIELDS = {
  product: ['sku', 'product_id'],
  category: ['code', 'name', 'category_id'],
  sales_channel: ['sales_channel_id', 'external_id', 'name'],
  customer: ['customer_id'],
} as const;
export type LookupEntity = keyof typeof LOOKUP_FIELDS;

export const LOOKUP_ENTITIES = Object.keys(LOOKUP_FIELDS) as [LookupEntity, ...LookupEntity[]];
export const ON_UNRESOLVED = ['error', 'skip_row', 'null'] as const;
/** When a column's value is written. */
export const COLUMN_APPLIES = ['always', 'on_insert', 'on_update'] as const;

const lookupFieldsText = LOOKUP_ENTITIES.map((entity) => `${entity} by ${LOOKUP_FIELDS[entity].join(', ')}`).join('; ');

const lookupFields = {
  entity: oneOf('entity', LOOKUP_ENTITIES).meta({ description: 'The entity to look up.' }),
  by: lineSchema('by', 50).meta({ description: `The field to look up: ${lookupFieldsText}.` }),
  on_unresolved: oneOf('on_unresolved', ON_UNRESOLVED).default('error').meta({
    description:
      'What happens to a row whose reference is not found, after a retry at the end of the import: `error` rejects the row, `skip_row` skips it, `null` leaves the value blank.',
  }),
};
const lookupDescription =
  'The value refers to an object of the partner, and is replaced by its identifier: the SKU of a product, the code of a category, the ID of a sales channel or customer.';
const lookupSchema = fieldsOf(lookupFields).meta({
  id: 'ColumnLookupFields',
  examples: [{ entity: 'category', by: 'name' }],
});

const plainColumnFields = {
  target: lineSchema('target', LIMITS.importTargetLength).meta({
    description:
      'The target of the value: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` creates attributes from all columns that no other column reads; its source is `*`.',
  }),
  source: lineSchema('source', LIMITS.importTargetLength).optional().meta({
    description:
      'The source of the value: the name of a column, or `#3` for the third one; in JSON and XML a path within the row, such as `price/amount` or `price/@currency`.',
  }),
  carry: lineSchema('carry', LIMITS.importTargetLength).optional().meta({
    description:
      'Another source, such as `Handle`: a blank cell takes the value of the previous row, if both rows have the same value in this other source.',
  }),
  combine: text('combine', LIMITS.importValueLength).optional().meta({
    description:
      'A text built from other sources, such as `{Handle}-{Size}`, used if the cell is blank or there is no `source`. If one of these sources is blank, the text before it is left out.',
  }),
  skip_blank: z.boolean().optional().meta({
    description:
      'Whether rows without the value are skipped and counted as skipped, because the descriptor is not meant for them.',
  }),
  constant: text('constant', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value for every row; takes precedence over `source`.' }),
  type: oneOf('type', COLUMN_TYPES).default('string').meta({ description: 'How to parse the text.' }),
  decimal_separator: z
    .enum(DECIMAL_SEPARATORS, { error: 'decimal_separator must be . or ,' })
    .default('.')
    .meta({ description: 'For the types `decimal` and `integer`.' }),
  thousands_separator: z
    .enum(THOUSANDS_SEPARATORS, { error: "thousands_separator must be one of , . ' or a space." })
    .optional()
    .meta({ description: 'Removed from numbers if it comes before three digits.' }),
  date_format: text('date_format', 50)
    .optional()
    .meta({
      description:
        'For the type `date`: yyyy, MM, dd, HH, mm and ss, separated by other characters. ISO 8601 by default.',
      examples: ['dd.MM.yyyy HH:mm'],
    }),
  timezone: timeZoneSchema
    .default('UTC')
    .meta({ description: 'The time zone of dates without an offset: a name of the IANA database.' }),
  trim: z.boolean().default(true).meta({ description: 'Whether white space around the text is trimmed.' }),
  optional: z.boolean().default(false).meta({
    description:
      'Whether the column, or the value in all rows, may be missing; it then counts as blank. Otherwise such a file is rejected, because it would clear the values of all rows.',
  }),
  required: z.boolean().default(false).meta({ description: 'Whether a row without the value is rejected.' }),
  default: text('default', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value for a blank cell, in the format of the type.' }),
  map: mapSchema.optional().meta({
    description:
      'Replaces whole values; `*` matches all others, null means no value. A value without an entry is rejected.',
  }),
  extract: text('extract', LIMITS.importPatternLength)
    .optional()
    .meta({ description: 'A pattern (RE2 syntax) that the text must contain; the value is its first group.' }),
  lookup: lookupSchema.optional().meta({ description: lookupDescription }),
  apply: oneOf('apply', COLUMN_APPLIES).optional().meta({
    description:
      'When the value is written: `always` (the default), only to new objects (`on_insert`), or only to existing ones (`on_update`).',
  }),
  template: text('template', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value built from the groups of `extract`: `$1-$2`.' }),
};

/** The entities of rows that may be nested in a row of products. */
export const CHILD_ENTITIES = ['product_attribute', 'price'] as const;
export type ChildEntity = (typeof CHILD_ENTITIES)[number];

const delimiterSchema = (name: string) =>
  text(name, 5)
    .min(1, { error: `${name} must not be empty.` })
    .refine((delimiter) => !delimiter.includes('\\'), { error: `${name} must not contain a backslash.` })
    .optional();

/** A column of nested rows. */
const childColumnSchema = fieldsOf(plainColumnFields).meta({
  id: 'ChildColumnFields',
  examples: [{ target: 'name', source: '#1' }],
});

const childFields = {
  entity: oneOf('entity', CHILD_ENTITIES).meta({
    description: 'The entity of the rows. They belong to the product of the parent row.',
  }),
  row_delimiter: delimiterSchema('row_delimiter').meta({
    description:
      'The delimiter between rows in the cell. Without it, the source is a JSON list or a repeated XML element.',
  }),
  value_delimiter: delimiterSchema('value_delimiter').meta({
    description: 'The delimiter between the values of a row in the cell. A backslash escapes a delimiter.',
  }),
  columns: z
    .array(childColumnSchema)
    .min(1, { error: 'columns must have at least one column.' })
    .max(LIMITS.importChildColumns, { error: `columns must have at most ${LIMITS.importChildColumns} columns.` })
    .meta({
      description:
        'The columns of the rows, without the SKU. With delimiters, sources are positions, such as `#1`; otherwise paths within a list item, where `.` is the item itself.',
    }),
};
const childrenDescription =
  'Nested rows in the value, such as `Colour:red|Size:M`, or in the list `prices`. They are imported after the other columns of the file, as rows of their entity. The target is `children.` and a name.';
const childrenSchema = fieldsOf(childFields).meta({
  id: 'ColumnChildrenFields',
  examples: [
    {
      entity: 'product_attribute',
      row_delimiter: '|',
      value_delimiter: ':',
      columns: [
        { target: 'name', source: '#1' },
        { target: 'value', source: '#2' },
      ],
    },
  ],
});
export type ColumnChildren = z.infer<typeof childrenSchema>;

const columnFields = {
  ...plainColumnFields,
  children: childrenSchema.optional().meta({ description: childrenDescription }),
};

/** A column of a descriptor: its source, how it is read, and its target. */
export const dataColumnSchema = fieldsOf(columnFields).meta({
  id: 'DataColumnFields',
  examples: [{ target: 'price', source: 'Preis', type: 'decimal', decimal_separator: ',' }],
});
export type DataColumn = z.infer<typeof dataColumnSchema>;

const shownPlainFields = {
  ...shownFields(plainColumnFields),
  lookup: z
    .object(shownFields(lookupFields))
    .meta({ id: 'ColumnLookup' })
    .optional()
    .meta({ description: lookupDescription }),
};

/** A column as it is shown. */
export const shownColumnSchema = z
  .object({
    ...shownPlainFields,
    children: z
      .object({
        ...shownFields(childFields),
        columns: z
          .array(z.object(shownPlainFields).meta({ id: 'ChildColumn' }))
          .meta({ description: 'The columns of the rows, without the SKU.' }),
      })
      .meta({ id: 'ColumnChildren' })
      .optional()
      .meta({ description: childrenDescription }),
  })
  .meta({ id: 'DataColumn' });
