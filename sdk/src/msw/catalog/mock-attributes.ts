import { type AttributeSpellings, attributeKey, attributeSpellings } from '@commerce-integration/contract/feed-file';
import type { ProductRow } from '../mock-rows.ts';

/** The attributes that a partner's products have, as they are spelled. */
export function attributesOf(own: readonly ProductRow[]): AttributeSpellings {
  return attributeSpellings(own.flatMap(({ attributes }) => [...attributes.keys()]));
}

/** The spellings of each attribute that products of any partners have, in the order of letters. */
export function spellingsIn(rows: readonly ProductRow[]): string[][] {
  const spellings = new Map<string, string[]>();
  for (const name of [...new Set(rows.flatMap((row) => [...row.attributes.keys()]))].sort()) {
    const key = attributeKey(name);
    spellings.set(key, [...(spellings.get(key) ?? []), name]);
  }
  return [...spellings.values()];
}
