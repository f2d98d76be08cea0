import { cutText } from './text.ts';

/** Longer names are probably not typing errors. */
const LONGEST = 60;

/**
 * The known name that was probably meant: at most a third of the letters differ, or one is a part of the other, such as
 * `from` of `created_from`.
 */
function closestName(name: string, known: readonly string[]): string | undefined {
  const written = plain(name);
  if (written === '' || written.length > LONGEST) return undefined;
  const ranked = known
    .map((one) => ({ one, distance: distance(written, plain(one)) }))
    .sort((a, b) => a.distance - b.distance);
  const [first] = ranked;
  if (first && first.distance <= Math.max(1, Math.floor(written.length / 3))) return first.one;
  return written.length < 3 ? undefined : known.find((one) => one.includes(written) || written.includes(plain(one)));
}

/** Removes differences of naming style: `partnerName[]` is `partner_name`. */
function plain(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll('-', '_')
    .replace(/\[.*$/, '');
}

/** Number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  const cost = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= one.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const steps = [cost(i - 1, j) + 1, cost(i, j - 1) + 1, cost(i - 1, j - 1) + (same ? 0 : 1)];
      if (swapped) steps.push(cost(i - 2, j - 2) + 1);
      (rows[i] as number[])[j] = Math.min(...steps);
    }
  }
  return cost(one.length, other.length);
}

/** The message for an unknown name, with a suggestion where there is one. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const closest = closestName(name, known);
  return `Unknown ${what} ${cutText(name, 100)}${closest === undefined ? '.' : `: did you mean ${closest}?`}`;
}
