import { FEED_COLUMNS, type Product } from '@commerce-integration/contract';
import type { ProductRow } from '../mock-rows.ts';

/** Products as a feed file: the feed's columns, then one for each attribute that any of them has. */
export function productsAsCsv(rows: readonly ProductRow[]): string {
  const attributes = [...new Set(rows.flatMap((row) => [...row.attributes.keys()]))].sort();
  const lines = rows.map((row) => {
    const { sku, productName: product_name, description, brand, category, price, currency, availability } = row;
    const known = { sku, product_name, description, brand, category, price, currency, availability };
    return [...FEED_COLUMNS.map((column) => known[column]), ...attributes.map((name) => row.attributes.get(name))];
  });
  return [[...FEED_COLUMNS, ...attributes], ...lines].map(csvLine).join('');
}

export function productsAsJsonLines(products: readonly Product[]): string {
  return products.map((product) => `${JSON.stringify(product)}\n`).join('');
}

function csvLine(cells: readonly (string | null | undefined)[]): string {
  return `${cells.map((cell) => csvCell(cell ?? '')).join(',')}\r\n`;
}

/** RFC 4180. */
function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
