import type { DataDefinition } from '../descriptors.ts';
import { columnPosition } from '../sources.ts';
import type { FileWriter, WrittenCell } from './text-parts.ts';

/** Writes CSV: positional sources at their positions, the others in between. */
export function createCsvWriter(
  { delimiter, quote = '"', header, skip_lines }: DataDefinition['format'],
  sources: readonly string[],
): FileWriter {
  const places = placesOf(sources);
  const width = Math.max(0, ...places.map((place) => place + 1));
  const sourceAt = Array.from({ length: width }, (_, place) => places.indexOf(place));
  const special = new RegExp(`[${quote}\\r\\n${delimiter}]`);
  // Avoids intermediate objects: a large export has many millions of cells.
  const line = (texts: readonly WrittenCell[]) => {
    let text = '';
    for (let place = 0; place < width; place += 1) {
      if (place > 0) text += delimiter;
      const cell = texts[sourceAt[place] ?? -1];
      if (cell !== undefined && cell !== '') text += written(String(cell), special, quote);
    }
    return `${text}\n`;
  };
  const names = sources.map((source) => (columnPosition(source) === undefined ? source : ''));
  return { begin: `${'\n'.repeat(skip_lines)}${header ? line(names) : ''}`, row: line, end: '' };
}

/** The zero-based columns of sources. */
export function placesOf(sources: readonly string[]): number[] {
  const fixed = sources.map(columnPosition);
  const taken = new Set(fixed);
  let next = 0;
  return fixed.map((place) => {
    if (place !== undefined) return place;
    while (taken.has(next)) next += 1;
    next += 1;
    return next - 1;
  });
}

/** Quotes a cell that would otherwise be read differently. @param quote never `none`: see `writeProblems` */
function written(cell: string, special: RegExp, quote: string): string {
  return special.test(cell) ? `${quote}${cell.replaceAll(quote, quote + quote)}${quote}` : cell;
}
