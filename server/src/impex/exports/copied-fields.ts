import type { DataColumn, DataDefinition } from '@commerce-integration/contract';
import {
  columnPosition,
  ESCAPED_TEXT,
  type ExportedProduct,
  isWrittenAsStored,
} from '@commerce-integration/contract/rules';
import { type Sql, sql } from '../../database/sql.ts';

/** The product fields with free text of partners. */
const TEXTS = ['sku', 'product_name', 'description', 'brand', 'category'] as const;
const FIELDS = [...TEXTS, 'price', 'currency', 'availability'] as const;

/** A product field that a column of a file shows unchanged. */
export type CopiedField = (typeof FIELDS)[number];

/**
 * The cell of a field, as the contract's `tableText` makes it for other programs. Checking only the first character (0
 * for an empty text) separates most texts from the few that need changes.
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
 * The product fields of a file for which PostgreSQL's own CSV equals that of our writer: one unchanged product value in
 * each column, in UTF-8. Undefined for every other file.
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

/** The product fields in the form of files. */
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
