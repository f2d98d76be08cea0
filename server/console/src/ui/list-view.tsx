import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
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
import { useSteadyRows } from './use-steady-rows.ts';

interface ListViewProps<T> {
  label: string;
  page: ListPage<T>;
  columns: readonly Column<T>[];
  rowKey: (row: T) => string;
  rowPath?: (row: T) => string | undefined;
  /** What is shown where there is nothing at all. */
  empty: ReactNode;
}

/** A list of the API as a table with its pages. Rows that arrive while it is read are announced, not pushed in. */
export function ListView<T>({ label, page, columns, rowKey, rowPath, empty }: ListViewProps<T>) {
  const { search, isLoading, isChanging, error, retry } = page;
  const { rows, newCount, showNew } = useSteadyRows(page, rowKey);
  if (error && rows.length === 0) return <ProblemView error={error} onRetry={retry} />;
  const { sort_by: _, order: __, ...chosen } = search.filters;
  const isFiltered = Object.values(chosen).some((value) => value !== undefined);
  const nothing =
    isFiltered || !search.isFirstPage ? <NoMatch onClear={() => search.set(cleared(search.filters))} /> : empty;
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
      {rows.length > 0 && <Pager page={page} count={rows.length} />}
    </div>
  );
}

function cleared(filters: Record<string, unknown>): Record<string, undefined> {
  return Object.fromEntries(Object.keys(filters).map((name) => [name, undefined]));
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={onClear}>Clear all filters</Button>}>
      There are no entries with these filters.
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
          aria-label="Rows of a page"
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
