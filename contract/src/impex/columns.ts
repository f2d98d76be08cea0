import { z } from 'zod';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, lineSchema } from '../shared/request-schemas.ts';
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

/** The objects that a column can name, by which of their fields, and what its value then is: the first field. */
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
  entity: z
    .enum(LOOKUP_ENTITIES, { error: `Invalid entity value. Allowed values: ${LOOKUP_ENTITIES.join(', ')}` })
    .meta({ description: 'What the value names.' }),
  by: lineSchema('by', 50).meta({ description: `The field that it is compared with: ${lookupFieldsText}.` }),
  on_unresolved: z
    .enum(ON_UNRESOLVED, { error: `Invalid on_unresolved value. Allowed values: ${ON_UNRESOLVED.join(', ')}` })
    .default('error')
    .meta({
      description:
        'What happens to a row whose value names nothing: `error` rejects it and `skip_row` leaves it out, once it was tried again at the end of the import; `null` leaves the value blank.',
    }),
};
const lookupDescription =
  'The value names an object of the partner, and becomes its first field: the SKU of a product, the code of a category, the ID of a sales channel or customer.';
const lookupSchema = fieldsOf(lookupFields).meta({
  id: 'ColumnLookupFields',
  examples: [{ entity: 'category', by: 'name' }],
});

const plainColumnFields = {
  target: lineSchema('target', LIMITS.importTargetLength).meta({
    description:
      'What the value is for: a target of the entity, such as `sku`, or `attributes.color`. `attributes.*` makes attributes of all columns that no other one takes; its source is `*`.',
  }),
  source: lineSchema('source', LIMITS.importTargetLength).optional().meta({
    description:
      'Where the value stands: the name of a column, or `#3` for the third one; in JSON and XML a path below the row, such as `price/amount` or `price/@currency`.',
  }),
  carry: lineSchema('carry', LIMITS.importTargetLength).optional().meta({
    description:
      'Another source, such as `Handle`: a blank cell has the value of the row before it, as long as the rows have the same value there.',
  }),
  combine: text('combine', LIMITS.importValueLength).optional().meta({
    description:
      'A text made of other sources, such as `{Handle}-{Size}`, which counts where the cell is blank, or without `source`. Of a blank one, the text before it is left out.',
  }),
  skip_blank: z.boolean().optional().meta({
    description:
      'Whether rows without the value are left out and counted as skipped: they are not what the descriptor is about.',
  }),
  constant: text('constant', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value of every row; it counts before `source`.' }),
  type: z
    .enum(COLUMN_TYPES, { error: `Invalid type value. Allowed values: ${COLUMN_TYPES.join(', ')}` })
    .default('string')
    .meta({ description: 'How the text is read.' }),
  decimal_separator: z
    .enum(DECIMAL_SEPARATORS, { error: 'decimal_separator must be . or ,' })
    .default('.')
    .meta({ description: 'Of the types `decimal` and `integer`.' }),
  thousands_separator: z
    .enum(THOUSANDS_SEPARATORS, { error: "thousands_separator must be one of , . ' or a space." })
    .optional()
    .meta({ description: 'Taken out of numbers where it stands before three digits.' }),
  date_format: text('date_format', 50)
    .optional()
    .meta({
      description:
        'Of the type `date`: yyyy, MM, dd, HH, mm and ss with other characters between them. ISO 8601 if left out.',
      examples: ['dd.MM.yyyy HH:mm'],
    }),
  timezone: timeZoneSchema
    .default('UTC')
    .meta({ description: 'Of dates that name no offset: a name of the IANA database.' }),
  trim: z.boolean().default(true).meta({ description: 'Whether white space around the text is taken off.' }),
  optional: z.boolean().default(false).meta({
    description:
      'Whether a file may lack the column, or all of its rows the value, which then counts as blank. Otherwise such a file is refused, because the values of all rows would be cleared.',
  }),
  required: z.boolean().default(false).meta({ description: 'Whether a row without the value is rejected.' }),
  default: text('default', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value of a blank cell, in the form in which the type is read.' }),
  map: mapSchema.optional().meta({
    description:
      'Replaces whole values; `*` stands for all others, null for no value. A value that is not in it is rejected.',
  }),
  extract: text('extract', LIMITS.importPatternLength)
    .optional()
    .meta({ description: 'A pattern (RE2 syntax) that the text must contain; the value is its first group.' }),
  lookup: lookupSchema.optional().meta({ description: lookupDescription }),
  apply: z
    .enum(COLUMN_APPLIES, { error: `Invalid apply value. Allowed values: ${COLUMN_APPLIES.join(', ')}` })
    .optional()
    .meta({
      description:
        'When the value is written: `always`, which is meant where it is left out, only to what the row makes new (`on_insert`), or only to what exists (`on_update`).',
    }),
  template: text('template', LIMITS.importValueLength)
    .optional()
    .meta({ description: 'The value made of the groups of `extract`: `$1-$2`.' }),
};

/** The entities whose rows may stand within a row of products. */
export const CHILD_ENTITIES = ['product_attribute', 'price'] as const;
export type ChildEntity = (typeof CHILD_ENTITIES)[number];

const delimiterSchema = (name: string) =>
  text(name, 5)
    .min(1, { error: `${name} must not be empty.` })
    .refine((delimiter) => !delimiter.includes('\\'), { error: `${name} must not contain a backslash.` })
    .optional();

/** A column of rows within a row. */
const childColumnSchema = fieldsOf(plainColumnFields).meta({
  id: 'ChildColumnFields',
  examples: [{ target: 'name', source: '#1' }],
});

const childFields = {
  entity: z
    .enum(CHILD_ENTITIES, { error: `Invalid entity value. Allowed values: ${CHILD_ENTITIES.join(', ')}` })
    .meta({ description: 'What the rows are. They belong to the product of the row.' }),
  row_delimiter: delimiterSchema('row_delimiter').meta({
    description:
      'What separates the rows in the cell. Without it, the source is a list of JSON, or an element of XML that is repeated.',
  }),
  value_delimiter: delimiterSchema('value_delimiter').meta({
    description: 'What separates the values of a row in the cell. A backslash before a delimiter makes it a character.',
  }),
  columns: z
    .array(childColumnSchema)
    .min(1, { error: 'columns must have at least one column.' })
    .max(LIMITS.importChildColumns, { error: `columns must have at most ${LIMITS.importChildColumns} columns.` })
    .meta({
      description:
        'The columns of the rows, without the SKU. With delimiters, sources are positions, such as `#1`; otherwise paths below an item of the list, of which `.` is the item itself.',
    }),
};
const childrenDescription =
  'Rows that stand in the value, such as `Colour:red|Size:M`, or the list `prices`. They are imported after the other columns of the file, as rows of their entity. The target is `children.` and a name.';
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

/** A column of a descriptor: where its value comes from, how it is read, and where it goes. */
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
