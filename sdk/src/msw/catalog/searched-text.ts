import { LIMITS } from '@commerce-integration/contract';
import type { ProductRow } from '../store/mock-rows.ts';

/**
 * Letter by letter, as the server's database does it: a capital I with a dot becomes an i without another mark, and a
 * sigma is the same at the end of a word.
 */
function lowered(text: string): string {
  return Array.from(text, (letter) => (letter === '\u0130' ? 'i' : letter.toLowerCase())).join('');
}

/** The words of a search, in lower case. */
export function searchedWords(q: string): string[] {
  return lowered(q).split(/\s+/).filter(Boolean).slice(0, LIMITS.searchWords);
}

/** The text of a product that is searched, in lower case. */
export function searchedText({ product_name, brand, sku }: ProductRow['shown']): string {
  return lowered(`${product_name} ${brand ?? ''} ${sku}`);
}
