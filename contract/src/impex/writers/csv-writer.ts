import type { DataDefinition } from '../descriptors.ts';
import { columnPosition } from '../sources.ts';
import type { FileWriter } from './text-parts.ts';

/** Writes CSV: the sources that are positions at their places, the others in between. */
export function createCsvWriter(
  { delimiter, quote = '"', header, skip_lines }: DataDefinition['format'],
  sources: readonly string[],
): FileWriter {
  const places = placesOf(sources);
  const line = (texts: readonly string[]) => {
    const cells = new Array<string>(Math.max(0, ...places.map((place) => place + 1))).fill('');
    for (const [index, place] of places.entries()) cells[place] = texts[index] ?? '';
    return `${cells.map((cell) => written(cell, delimiter, quote)).join(delimiter)}\n`;
  };
  const names = sources.map((source) => (columnPosition(source) === undefined ? source : ''));
  return { begin: `${'\n'.repeat(skip_lines)}${header ? line(names) : ''}`, row: line, end: '' };
}

/** The columns of sources, from 0 on. */
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

/** Quoted where the reader would take it for something else. @param quote never `none`: see `writeProblems` */
function written(cell: string, delimiter: string, quote: string): string {
  const isPlain = !cell.includes(delimiter) && !cell.includes(quote) && !/[\r\n]/.test(cell);
  return isPlain ? cell : `${quote}${cell.replaceAll(quote, quote + quote)}${quote}`;
}
