import type { DataColumn, DataDefinition } from '@commerce-integration/contract';
import {
  columnPosition,
  ESCAPED_TEXT,
  type ExportedProduct,
  isWrittenAsStored,
} from '@commerce-integration/contract/rules';
import { type Sql, sql } from '../../database/sql.ts';

/** The fields of products that are texts of partners. */
const TEXTS = ['sku', 'product_name', 'description', 'brand', 'category'] as const;
const FIELDS = [...TEXTS, 'price', 'currency', 'availability'] as const;

/** A field of a product that a column of a file has as it is stored. */
export type CopiedField = (typeof FIELDS)[number];

/**
 * The cell of a field, as `tableText` of the contract makes it for other programs. One look at the first character, 0 for
 * an empty text, sets most texts apart from the few that are changed.
 */
export function copiedCell(field: CopiedField): Sql {
  const value = PRODUCT_FIELDS[field];
  if (!(TEXTS as readonly string[]).includes(field)) return value;
  const column = sql.raw(field);
  return sql`case when ascii(${column}) in (0, 39)
    then case when ${column} = '' then null when ${column} ~ ${ESCAPED_TEXT.source} then '''' || ${column} else ${column} end
    else ${column} end`;
}

/**
 * The fields of products of which a file consists, where PostgreSQL's own CSV is what our writer would write: one value
 * of a product in each column, as it is stored, in UTF-8. Undefined for every other file.
 */
export function copiedFields({ entity, format, columns }: DataDefinition): readonly CopiedField[] | undefined {
  if (entity !== 'product' || format.type !== 'csv' || format.encoding !== 'utf-8') return undefined;
  const fields = columns.map(fieldOf);
  return fields.every((field) => field !== undefined) ? fields : undefined;
}

function fieldOf(column: DataColumn, index: number): CopiedField | undefined {
  const { target, source = '', carry, children } = column;
  const place = columnPosition(source) ?? index;
  if (source === '' || carry !== undefined || children || place !== index || !isWrittenAsStored(column))
    return undefined;
  return FIELDS.find((field) => field === target);
}

/** The fields of a product as files have them. */
export const PRODUCT_FIELDS: Readonly<Record<keyof ExportedProduct, Sql>> = {
  sku: sql`sku`,
  product_name: sql`product_name`,
  description: sql`description`,
  brand: sql`brand`,
  category: sql`category`,
  price: sql`trim_scale(price)::text`,
  currency: sql`currency`,
  availability: sql`availability`,
  attributes: sql`attributes`,
};
