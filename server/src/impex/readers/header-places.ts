import { caselessKey, columnPosition } from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';

/**
 * The columns of the sources. Case and invisible characters of the names do not matter.
 *
 * @returns where they stand, from 0 on; -1 for an optional one that is missing
 * @throws ImportRefused where columns are missing or named twice
 */
export function placesOf(
  header: readonly string[],
  sources: readonly string[],
  optional: ReadonlySet<string>,
): number[] {
  const keys = header.map((name) => caselessKey(name));
  const isMissing = (source: string) => columnPosition(source) === undefined && !keys.includes(caselessKey(source));
  const missing = sources.filter((source) => !optional.has(source) && isMissing(source));
  if (missing.length > 0) {
    const found = header.map((name) => name.trim()).filter((name) => name !== '');
    const named = `Missing columns: ${missing.join(', ')}.`;
    // Of a file without a header, these are the values of its first row.
    throw new ImportRefused(`${named} The header has: ${found.slice(0, 50).join(', ')}.`, named);
  }
  return sources.map((source) => {
    const position = columnPosition(source);
    if (position !== undefined) return position;
    const key = caselessKey(source);
    if (keys.indexOf(key) === keys.lastIndexOf(key)) return keys.indexOf(key);
    throw new ImportRefused(`The header names ${source} twice: take positions, such as #${keys.indexOf(key) + 1}.`);
  });
}
