import {
  caselessKey,
  columnPosition,
  missingSourcesProblem,
  placeInHeader,
} from '@commerce-integration/contract/rules';
import { ImportRefused } from '../import-refused.ts';

/**
 * The columns of the sources. Ignores case and invisible characters in names.
 *
 * @returns their zero-based positions; -1 for a missing optional one
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
    const { problem, withoutContent } = missingSourcesProblem(missing, header);
    throw new ImportRefused(problem, withoutContent);
  }
  return sources.map((source) => {
    const place = placeInHeader(source, keys);
    if (typeof place === 'string') throw new ImportRefused(place);
    return place;
  });
}
