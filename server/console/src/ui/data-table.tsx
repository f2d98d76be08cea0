import { Link, useNavigate } from '@tanstack/react-router';
import clsx from 'clsx';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, MouseEvent, ReactNode, SyntheticEvent } from 'react';
import { type Column, cellClass } from './columns.ts';
import type { ListSearch } from './list-search.ts';

interface DataTableProps<T> {
  /** The accessible name of the table. */
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  /** The path of a row's page. Its first cell is the link, and a click anywhere in the row follows it. */
  rowPath?: ((row: T) => string | undefined) | undefined;
  search?: ListSearch;
  /** Shown instead of rows. */
  empty?: ReactNode;
}

/** A table of objects. The arrow keys move between rows, Enter opens one. */
export function DataTable<T>({ label, rows, columns, rowKey, rowPath, search, empty }: DataTableProps<T>) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <div className="@container overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-left text-xs text-muted">
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} search={search} />
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={moveByArrow} onMouseOver={tellWhatIsCut} onFocus={tellWhatIsCut}>
          {rows.map((row) => (
            <Row key={rowKey(row)} row={row} columns={columns} path={rowPath?.(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<T>({ column, search }: { column: Column<T>; search: ListSearch | undefined }) {
  const { header, sort, end } = column;
  const className = clsx('h-9 px-3 font-medium first:pl-4 last:pr-4', cellClass(column));
  if (!sort || !search)
    return (
      <th scope="col" className={className}>
        {header}
      </th>
    );
  const isSorted = search.filters.sort_by === sort;
  const isUp = search.filters.order !== 'desc';
  const Arrow = isUp ? ArrowUp : ArrowDown;
  const next =
    isSorted && !isUp
      ? { sort_by: undefined, order: undefined }
      : { sort_by: sort, order: isSorted ? 'desc' : undefined };
  return (
    <th scope="col" className={className} aria-sort={isSorted ? (isUp ? 'ascending' : 'descending') : 'none'}>
      <button
        type="button"
        onClick={() => search.set(next)}
        className={clsx(
          'inline-flex items-center gap-1 hover:text-ink',
          end && 'flex-row-reverse',
          isSorted && 'text-ink',
        )}
      >
        {header}
        {isSorted && <Arrow className="size-3" aria-hidden />}
      </button>
    </th>
  );
}

function Row<T>({ row, columns, path }: { row: T; columns: readonly Column<T>[]; path: string | undefined }) {
  const navigate = useNavigate();
  const open = (event: MouseEvent) => {
    const isOnControl = (event.target as Element).closest('a, button, input, select, label') !== null;
    if (path === undefined || isOnControl || !getSelection()?.isCollapsed) return;
    // Modified clicks behave as on links.
    const link = event.currentTarget.querySelector<HTMLAnchorElement>('a[data-row]');
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey || event.button === 1)) window.open(link.href);
    else if (event.button === 0) void navigate(linkTo(path));
  };
  return (
    <tr
      onClick={open}
      onAuxClick={open}
      className={clsx(
        'border-b border-line last:border-0',
        path && 'cursor-pointer hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover',
      )}
    >
      {columns.map((column, index) => (
        <td key={column.id} className={clsx('h-11 px-3 py-1.5 first:pl-4 last:pr-4', cellClass(column))}>
          {index === 0 && path ? (
            <Link {...linkTo(path)} data-row className="block rounded-xs font-medium hover:underline">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** A path and its query, as the router takes them. */
function linkTo(path: string) {
  const [to = '', query] = path.split('?');
  return { to, ...(query && { search: Object.fromEntries(new URLSearchParams(query)) }) };
}

/** Shows truncated text in full on hover, unless the cell has a title of its own. */
function tellWhatIsCut({ target }: SyntheticEvent): void {
  const text = (target as Element).closest<HTMLElement>('.truncate');
  if (!text || text.scrollWidth <= text.clientWidth || (text.title !== '' && !text.dataset.cut)) return;
  text.dataset.cut = 'yes';
  text.title = text.textContent ?? '';
}

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  j: (at) => at + 1,
  k: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** Moves the focus among the rows' links. */
function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  links[step(at, links.length - 1)]?.focus();
}
