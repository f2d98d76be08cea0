import { LIMITS } from '../shared/limits.ts';
import { caselessKey, isLongerThan } from '../shared/text.ts';

/** The attribute by which operations can name products. */
export const EXTERNAL_ID_ATTRIBUTE = 'external_id';

/** The key that all spellings of an attribute's name share: letter case does not matter, as in a feed's header. */
export function attributeKey(name: string): string {
  return caselessKey(name);
}

/** Largest number of characters of an attribute's value: fewer for the one by which products are found. */
export function attributeLimit(name: string): number {
  return attributeKey(name) === EXTERNAL_ID_ATTRIBUTE ? LIMITS.externalIdLength : LIMITS.attributeLength;
}

/** The attributes of a partner's products: spellings by key. */
export type AttributeSpellings = ReadonlyMap<string, string>;

/** Builds the map of spellings from the names in use. */
export function attributeSpellings(names: Iterable<string>): Map<string, string> {
  return new Map(Array.from(names, (name) => [attributeKey(name), name]));
}

/** The catalogue's spelling of an attribute's name: the first one is kept, so that an export has one column for it. */
export function spellAttribute(name: string, known: AttributeSpellings): string {
  const key = attributeKey(name);
  return key === EXTERNAL_ID_ATTRIBUTE ? key : (known.get(key) ?? name);
}

/**
 * Why a partner's products cannot have more attributes; undefined where they can. The limit is that of a feed's
 * columns, because an export is a feed with a column for each attribute.
 *
 * @param known number of existing attributes
 * @param added names that do not exist yet
 */
export function tooManyAttributes(known: number, added: readonly string[]): string | undefined {
  const total = known + added.length;
  if (added.length === 0 || total <= LIMITS.catalogueAttributes) return undefined;
  const shown = added.slice(0, 5).join(', ');
  const more = added.length > 5 ? ` and ${added.length - 5} more` : '';
  return `The products would have ${total} different attributes, with ${shown}${more} as new ones; at most ${LIMITS.catalogueAttributes} are allowed.`;
}

/** Attributes by name; null removes one. */
export type AttributeChanges = Readonly<Record<string, string | null>>;

/** The attributes of an operation in the catalogue's spelling, or why they cannot be set, with the name at fault. */
export function spellChanges(
  changes: AttributeChanges,
  known: AttributeSpellings,
): { readonly changes: AttributeChanges } | { readonly name: string; readonly problem: string } {
  const spelled = new Map<string, string | null>();
  const given = new Map<string, string>();
  for (const [name, value] of Object.entries(changes)) {
    const key = attributeKey(name);
    const twin = given.get(key);
    if (twin !== undefined)
      return { name, problem: `${twin} and ${name} are one attribute: letter case does not count.` };
    const limit = attributeLimit(name);
    if (value !== null && isLongerThan(value, limit)) {
      return { name, problem: `The value of ${name} is over ${limit} characters.` };
    }
    given.set(key, name);
    spelled.set(spellAttribute(name, known), value);
  }
  return { changes: Object.fromEntries(spelled) };
}
