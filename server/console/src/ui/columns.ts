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
  /** From which width of the window on it is shown: a phone has place for three. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
  /** Takes the place that is left, and is cut where there is none. */
  grows?: boolean;
}

const FROM = {
  sm: 'hidden sm:table-cell',
  md: 'hidden md:table-cell',
  lg: 'hidden lg:table-cell',
  xl: 'hidden xl:table-cell',
};

export function cellClass<T>({ end, from, grows }: Column<T>): string {
  return [end ? 'text-right tabular-nums' : '', from ? FROM[from] : '', grows ? 'w-full max-w-0' : 'whitespace-nowrap']
    .filter(Boolean)
    .join(' ');
}
