import type { ReactNode } from 'react';

/** A column of a table. */
export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The API's sort field. */
  sort?: string;
  /** Aligned to the end, for numbers. */
  end?: boolean;
  /** The table width from which it is shown: a phone has room for three columns. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Takes the remaining width, and is truncated if there is little. */
  grows?: boolean;
}

/** Container widths, not window widths: beside a details card, the table is narrower. */
const FROM = {
  sm: 'hidden @xl:table-cell',
  md: 'hidden @min-[40rem]:table-cell',
  lg: 'hidden @min-[44rem]:table-cell',
  xl: 'hidden @min-[60rem]:table-cell',
};

/** A long text in one column leaves room for the others; numbers are never truncated. */
function widthClass<T>({ end, grows }: Column<T>): string {
  if (grows) return 'w-full max-w-0 min-w-28 wrap-anywhere @xl:min-w-40';
  return end ? 'text-right whitespace-nowrap tabular-nums' : 'max-w-40 truncate @xl:max-w-64';
}

export function cellClass<T>(column: Column<T>): string {
  return column.from ? `${FROM[column.from]} ${widthClass(column)}` : widthClass(column);
}
