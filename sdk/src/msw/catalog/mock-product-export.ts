import { FEED_COLUMNS, type Product } from '@commerce-integration/contract';
import { attributeKey } from '@commerce-integration/contract/feed-file';
import { productCsvHeader, productCsvLine } from '@commerce-integration/contract/rules';
import type { ProductRow } from '../store/mock-rows.ts';

/** Products as a feed file: the feed's columns, then one column for each attribute that any product has. */
export function productsAsCsv(rows: readonly ProductRow[]): string {
  const attributes = spellingsIn(rows);
  const lines = rows.map((row) =>
    productCsvLine([
      ...FEED_COLUMNS.map((column) => row.shown[column]),
      ...attributes.map((spellings) => row.attributes.get(spellings.find((name) => row.attributes.has(name)) ?? '')),
    ]),
  );
  return productCsvHeader(attributes.map(([first]) => first ?? '')) + lines.join('');
}

/** The spellings of each attribute of any partner's products, in alphabetical order. */
function spellingsIn(rows: readonly ProductRow[]): string[][] {
  const spellings = new Map<string, string[]>();
  for (const name of [...new Set(rows.flatMap((row) => [...row.attributes.keys()]))].sort()) {
    const key = attributeKey(name);
    spellings.set(key, [...(spellings.get(key) ?? []), name]);
  }
  return [...spellings.values()];
}

export function productsAsJsonLines(products: readonly Product[]): string {
  return products.map((product) => `${JSON.stringify(product)}\n`).join('');
}
