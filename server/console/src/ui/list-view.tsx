import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import type { Column } from './columns.ts';
import { DataTable } from './data-table.tsx';
import { EmptyState } from './empty-state.tsx';
import { Select } from './field.tsx';
import { formatCount } from './format.ts';
import { PAGE_SIZES } from './list-search.ts';
import { ProblemView } from './problem-view.tsx';
import { Skeleton } from './skeleton.tsx';
import type { ListPage } from './use-page.ts';

interface ListViewProps<T> {
  label: string;
  page: ListPage<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowPath?: (row: T) => string | undefined;
  /** Shown if the list has no entries at all. */
  empty: ReactNode;
}

/** A paged list of the API as a table. New rows are announced, not inserted while the user reads. */
export function ListView<T>({ label, page, columns, rowKey, rowPath, empty }: ListViewProps<T>) {
  const { search, isLoading, isChanging, error, retry } = page;
  const { rows, newCount, showNew } = useSteadyRows(page, rowKey);
  if (error && rows.length === 0) return <ProblemView error={error} onRetry={retry} />;
  const { sort_by: _, order: __, ...chosen } = search.filters;
  const isFiltered = Object.values(chosen).some((value) => value !== undefined);
  const hasMore = page.nextCursor !== undefined;
  const clear = () => search.set(cleared(search.filters));
  const nothing = isFiltered || !search.isFirstPage ? <NoMatch hasMore={hasMore} onClear={clear} /> : empty;
  return (
    <div className="rounded-lg border border-line bg-surface" aria-busy={isLoading || isChanging}>
      {newCount > 0 && (
        <button
          type="button"
          onClick={showNew}
          className="w-full border-b border-line bg-accent-soft py-1.5 text-xs font-medium text-accent"
        >
          {newCount} new since you opened this list. Show {newCount === 1 ? 'it' : 'them'}
        </button>
      )}
      {isLoading ? (
        <LoadingRows />
      ) : (
        <div className={isChanging ? 'opacity-60 motion-safe:transition-opacity' : ''}>
          <DataTable
            label={label}
            rows={rows}
            columns={columns}
            rowKey={rowKey}
            rowPath={rowPath}
            search={search}
            empty={nothing}
          />
        </div>
      )}
      {(rows.length > 0 || hasMore) && <Pager page={page} count={rows.length} />}
    </div>
  );
}

function cleared(filters: Record<string, unknown>): Record<string, undefined> {
  return Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
}

/** @param hasMore whether the list continues: a log is scanned page by page */
function NoMatch({ hasMore, onClear }: { hasMore: boolean; onClear: () => void }) {
  return (
    <EmptyState
      title={hasMore ? 'Nothing matches on this page' : 'Nothing matches'}
      action={<Button onClick={onClear}>Clear all filters</Button>}
    >
      {hasMore ? 'The next page searches older entries.' : 'There are no entries with these filters.'}
    </EmptyState>
  );
}

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function LoadingRows() {
  return (
    <div role="status" aria-label="Loading" className="space-y-4 p-4">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-6" />
      ))}
    </div>
  );
}

function Pager<T>({ page: { search, nextCursor }, count }: { page: ListPage<T>; count: number }) {
  return (
    <nav aria-label="Pages" className="flex items-center gap-2 border-t border-line px-4 py-2 text-xs text-muted">
      <span className="mr-auto">
        {formatCount(count, 'row')}
        {nextCursor || !search.isFirstPage ? ' on this page' : ' in all'}
      </span>
      <div className="hidden items-center gap-2 sm:flex">
        Rows
        <Select
          aria-label="Rows per page"
          size="sm"
          className="w-16"
          choices={PAGE_SIZES.map((size) => [size, size])}
          value={search.query.limit}
          onChange={({ target }) => search.setLimit(target.value)}
        />
      </div>
      <Button
        size="sm"
        disabled={search.isFirstPage}
        onClick={search.goToPrevious}
        icon={<ChevronLeft className="size-3.5" aria-hidden />}
      >
        Previous
      </Button>
      <Button size="sm" disabled={!nextCursor} onClick={() => nextCursor && search.goToNext(nextCursor)}>
        Next
        <ChevronRight className="size-3.5" aria-hidden />
      </Button>
    </nav>
  );
}

/**
 * The rows of a page as of its opening, each with current values. Newer rows are only counted: nothing moves until the
 * user asks for it.
 */
function useSteadyRows<T>({ items, search, isLoading, isChanging }: ListPage<T>, rowKey: (row: T) => string) {
  const view = JSON.stringify(search.query);
  const [shown, setShown] = useState<{ view: string; rows: readonly T[] }>({ view: '', rows: [] });
  const isSettled = !isLoading && !isChanging;
  if (isSettled && (shown.view !== view || (shown.rows.length === 0 && items.length > 0))) {
    setShown({ view, rows: items });
  }
  if (!isSettled || shown.view !== view) return { rows: items, newCount: 0, showNew: () => undefined };
  const known = new Set(shown.rows.map(rowKey));
  const now = new Map(items.map((item) => [rowKey(item), item]));
  const newCount = items.filter((item) => !known.has(rowKey(item))).length;
  // New rows push others to the next page; if there are none, a missing row was deleted.
  const rows = shown.rows
    .filter((row) => newCount > 0 || now.has(rowKey(row)))
    .map((row) => now.get(rowKey(row)) ?? row);
  return { rows, newCount, showNew: () => setShown({ view, rows: items }) };
}
