/** The known name that was probably meant by a mistyped one; undefined where none is similar. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const most = Math.min(3, Math.ceil(given.length / 3));
  const near = known.map((name) => ({ name, edits: edits(given, name) })).filter(({ edits }) => edits <= most);
  const [nearest] = near.sort((a, b) => a.edits - b.edits);
  return nearest?.name ?? known.find((name) => given.length > 2 && name.startsWith(given));
}

/** Number of letters to insert, delete, replace, or swap with their neighbour. */
function edits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? cell(i - 2, j - 2) + 1 : replaced;
      row.push(Math.min(cell(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, replaced, swap));
    }
  }
  return cell(a.length, b.length);
}
