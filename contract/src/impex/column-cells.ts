import type { DataColumn } from './columns.ts';
import { combinedParts } from './sources.ts';

/** Maps the cells of a row from sources to columns. Rows must be passed in order. */
export type ColumnCells<C> = (cells: readonly (C | undefined)[]) => (C | string | undefined)[];

/**
 * Makes the function that finds the cells of columns, and fills in blank ones by `carry` and `combine`.
 *
 * @param textOf the text of a cell
 */
export function createColumnCells<C>(
  columns: readonly DataColumn[],
  sources: readonly string[],
  textOf: (cell: C) => string,
): ColumnCells<C> {
  const isBlank = (cell: C | string | undefined) =>
    cell === undefined || (typeof cell === 'string' ? cell : textOf(cell)).trim() === '';
  const readers = columns.map((column) => createReader(column));
  return (cells) => readers.map((read) => read(cells));

  function createReader({ source, carry, combine, constant }: DataColumn) {
    const at = (name: string | undefined) => (name === undefined ? -1 : sources.indexOf(name));
    const place = constant === undefined ? at(source) : -1;
    const carried = carry === undefined ? undefined : createCarrier(at(carry));
    const combined = combine === undefined ? undefined : createCombiner(combine);
    return (cells: readonly (C | undefined)[]): C | string | undefined => {
      const found = carried ? carried(cells, cells[place]) : cells[place];
      return combined && isBlank(found) ? combined(cells) : found;
    };
  }

  /** Keeps only the last value: rows that belong together are adjacent. */
  function createCarrier(keyPlace: number) {
    let [key, kept]: [string, C | undefined] = ['', undefined];
    return (cells: readonly (C | undefined)[], cell: C | undefined): C | undefined => {
      const keyCell = cells[keyPlace];
      const here = keyCell === undefined ? '' : textOf(keyCell).trim();
      if (here !== key) [key, kept] = [here, undefined];
      if (!isBlank(cell)) kept = cell;
      return isBlank(cell) && key !== '' ? (kept ?? cell) : cell;
    };
  }

  function createCombiner(combine: string) {
    const parts = combinedParts(combine).map((part) => ({ ...part, place: sources.indexOf(part.source ?? '') }));
    return (cells: readonly (C | undefined)[]): string => {
      let text = '';
      for (const [index, { before, source, place }] of parts.entries()) {
        const cell = cells[place];
        const value = cell === undefined ? '' : textOf(cell).trim();
        const isTaken = source === undefined ? text !== '' : value !== '';
        if (isTaken) text += index === 0 || text !== '' ? before + value : value;
      }
      return text;
    };
  }
}
