import { Problem } from '../shared/problem.ts';
import { childText, listColumns } from './children.ts';
import type { ColumnChildren } from './columns.ts';
import { createCellWriter } from './write-cell.ts';

/**
 * Makes the function that writes nested rows into a cell: the values at their positions, as the columns read them.
 *
 * @throws Problem `conflict`, when it is called, for values that cannot stand between the delimiters
 */
export function createChildText(
  children: ColumnChildren,
): (rows: readonly (readonly (string | null)[])[], sku: string | undefined) => string {
  const cells = listColumns(children).map((column) => ({
    place: Number((column.source ?? '').slice(1)) - 1,
    write: createCellWriter(column),
  }));
  const width = Math.max(0, ...cells.map(({ place }) => place + 1));
  return (rows, sku) => {
    const texts = rows.map((row) => {
      const values = new Array<string>(width).fill('');
      for (const [index, { place, write }] of cells.entries()) values[place] = write(row[index] ?? null);
      return values;
    });
    const text = childText(texts, children);
    if (text !== undefined) return text;
    const delimiters = `${children.row_delimiter} and ${children.value_delimiter}`;
    const detail = `The rows within product ${sku} would be read as others between the delimiters ${delimiters}: take delimiters of one character each that differ.`;
    throw new Problem('conflict', detail);
  };
}
