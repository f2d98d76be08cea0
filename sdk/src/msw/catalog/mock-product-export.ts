import { FEED_COLUMNS, type Product } from '@commerce-integration/contract';
import type { ProductRow } from '../mock-rows.ts';
import { spellingsIn } from './mock-attributes.ts';

/** Products as a feed file: the feed's columns, then one for each attribute that any of them has. */
export function productsAsCsv(rows: readonly ProductRow[]): string {
  const attributes = spellingsIn(rows);
  const lines = rows.map((row) => {
    const { sku, productName: product_name, description, brand, category, price, currency, availability } = row;
    const known = { sku, product_name, description, brand, category, price, currency, availability };
    return [...FEED_COLUMNS.map((column) => known[column]), ...attributes.map((spellings) => valueIn(row, spellings))];
  });
  const header = [...FEED_COLUMNS, ...attributes.map(([first]) => first ?? '')];
  return `${header.map(headerCell).join(',')}\r\n${lines.map(csvLine).join('')}`;
}

function valueIn({ attributes }: ProductRow, spellings: readonly string[]): string | undefined {
  return attributes.get(spellings.find((name) => attributes.has(name)) ?? '');
}

/** Quoted wherever a name has any delimiter of feeds in it. */
function headerCell(name: string): string {
  return /[;|\t]/.test(name) ? quoted(name) : csvCell(name);
}

export function productsAsJsonLines(products: readonly Product[]): string {
  return products.map((product) => `${JSON.stringify(product)}\n`).join('');
}

function csvLine(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
