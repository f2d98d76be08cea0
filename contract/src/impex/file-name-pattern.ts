/**
 * Whether a file's name matches a pattern, in which `*` stands for any characters and `?` for one. Letter case does not
 * matter. Takes steps in proportion to the product of the lengths at most, and both are bounded.
 *
 * @example matchesFileName('prices_*.csv', 'Prices_2026-04.csv') // true
 */
export function matchesFileName(pattern: string, fileName: string): boolean {
  const [wanted, name] = [[...pattern.toLowerCase()], [...fileName.toLowerCase()]];
  let [at, place] = [0, 0];
  // Where the last `*` stands, and how much of the name it has taken. Only the last one need ever take more.
  let [star, taken] = [-1, 0];
  while (place < name.length) {
    if (wanted[at] === '*') {
      star = at;
      taken = place;
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      taken += 1;
      place = taken;
      at = star + 1;
    } else return false;
  }
  return wanted.slice(at).every((character) => character === '*');
}
