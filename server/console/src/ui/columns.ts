import type { ReactNode } from 'react';

/** A column of a table. */
export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The name under which the API sorts by it. */
  sort?: string;
  /** Numbers stand at the end of their cells. */
  end?: boolean;
  /** From which width of the table on it is shown: a phone has place for three. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Takes the place that is left, and is cut where there is little. */
  grows?: boolean;
}

/** Widths of the table and not of the window: beside a card of details it has less place. */
const FROM = {
  sm: 'hidden @xl:table-cell',
  md: 'hidden @min-[40rem]:table-cell',
  lg: 'hidden @min-[44rem]:table-cell',
  xl: 'hidden @min-[60rem]:table-cell',
};

/** A long text in one column leaves room for the others; numbers are never cut. */
function widthClass<T>({ end, grows }: Column<T>): string {
  if (grows) return 'w-full max-w-0 min-w-28 wrap-anywhere @xl:min-w-40';
  return end ? 'text-right whitespace-nowrap tabular-nums' : 'max-w-40 truncate @xl:max-w-64';
}

export function cellClass<T>(column: Column<T>): string {
  return column.from ? `${FROM[column.from]} ${widthClass(column)}` : widthClass(column);
}
