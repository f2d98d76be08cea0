import type { FeedLayout, FeedRow } from '@commerce-integration/contract/feed-file';
import { copyCell } from '../../database/copy-queue.ts';

/** Encodes a row for the staging table; `repeated` says that its SKU may be repeated. */
export type RowEncoder = (row: FeedRow, line: number, repeated: boolean) => string;

/** The encoder of one file's rows. Its cells are in the order of {@link stagedColumns}. */
export function createRowEncoder({ columns, attributes }: FeedLayout): RowEncoder {
  const has = (column: keyof typeof columns): boolean => columns[column] !== undefined;
  const [description, brand, category] = [has('description'), has('brand'), has('category')];
  const [price, currency, availability] = [has('price'), has('currency'), has('availability')];
  const keys = attributes.map(({ name }) => `${JSON.stringify(name)}:`);
  return (row, line, repeated) => {
    let text = `${line}\t${repeated ? 't' : 'f'}\t${copyCell(row.sku)}\t${copyCell(row.product_name)}`;
    if (description) text += `\t${copyCell(row.description)}`;
    if (brand) text += `\t${copyCell(row.brand)}`;
    if (category) text += `\t${copyCell(row.category)}`;
    // Prices, currencies and availabilities have limited character sets that need no escaping.
    if (price) text += `\t${row.price ?? '\\N'}`;
    if (currency) text += `\t${row.currency ?? '\\N'}`;
    if (availability) text += `\t${row.availability ?? '\\N'}`;
    if (keys.length > 0) text += `\t${copyCell(attributesJson(keys, row.attributes))}`;
    return `${text}\n`;
  };
}

/** Built as text because attribute names are chosen by partners: `__proto__` must be a normal name. */
function attributesJson(keys: readonly string[], values: readonly (string | null)[]): string {
  return `{${keys.map((key, index) => key + JSON.stringify(values[index] ?? null)).join(',')}}`;
}
