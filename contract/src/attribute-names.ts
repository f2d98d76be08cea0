import { LIMITS } from './limits.ts';
import { normaliseKey } from './text.ts';

/** The attribute that operations name products by. */
export const EXTERNAL_ID_ATTRIBUTE = 'external_id';

/** What all spellings of an attribute's name have in common: letter case does not count, as in a feed's header. */
export function attributeKey(name: string): string {
  return normaliseKey(name).toLowerCase();
}

/** Characters that the value of an attribute may have: fewer where products are found by it. */
export function attributeLimit(name: string): number {
  return attributeKey(name) === EXTERNAL_ID_ATTRIBUTE ? LIMITS.externalIdLength : LIMITS.attributeLength;
}
