import type { JobError } from '@commerce-integration/sdk';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatCount, words } from '../ui/format.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const PAGE = 100;

const COLUMNS: readonly Column<JobError>[] = [
  { id: 'line', header: 'Line', end: true, cell: ({ line }) => line },
  { id: 'sku', header: 'SKU', from: 'sm', cell: ({ sku }) => <span className="font-mono text-xs">{sku ?? '–'}</span> },
  { id: 'column', header: 'Column', from: 'md', cell: ({ column }) => column ?? '–' },
  {
    id: 'message',
    header: 'Problem',
    grows: true,
    cell: ({ message, severity }) => (
      <span className={`whitespace-normal ${severity === 'warning' ? 'text-warn' : ''}`}>{message}</span>
    ),
  },
  {
    id: 'value',
    header: 'Value',
    from: 'md',
    cell: ({ value }) => (
      <span className="block max-w-36 truncate font-mono text-xs" title={value}>
        {value ?? '–'}
      </span>
    ),
  },
];

/** The rejected lines of a load, by kind. */
export function JobErrors({ jobId, download }: { jobId: string; download: string | undefined }) {
  const [kind, setKind] = useState<string>();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['jobs', jobId, 'errors'],
    queryFn: async ({ pageParam, signal }) =>
      client.jobs.listErrors(jobId, { limit: PAGE, ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton className="h-40" />;
  const errors = data.pages.flatMap(({ items }) => items);
  if (errors.length === 0)
    return <EmptyState title="Every line was accepted">There are no rejected values and no warnings.</EmptyState>;
  const shown = kind === undefined ? errors : errors.filter(({ code }) => code === kind);
  return (
    <Card
      flush
      title={`${hasNextPage ? 'First ' : ''}${formatCount(errors.length, 'problem')}`}
      actions={
        download && (
          <DownloadLink href={download} size="sm">
            errors.csv
          </DownloadLink>
        )
      }
    >
      <Kinds errors={errors} chosen={kind} onChoose={setKind} />
      <DataTable
        label="Rejected values"
        rows={shown}
        columns={COLUMNS}
        rowKey={({ line, column, code }) => `${line} ${column} ${code}`}
      />
      {hasNextPage && (
        <div className="border-t border-line p-2 text-center">
          <Button kind="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show the next {PAGE}
          </Button>
        </div>
      )}
    </Card>
  );
}

interface KindsProps {
  errors: readonly JobError[];
  chosen: string | undefined;
  onChoose: (code: string | undefined) => void;
}

/** The kinds of problems with their counts: usually one mistake in the file causes them all. */
function Kinds({ errors, chosen, onChoose }: KindsProps) {
  const counts = [...Map.groupBy(errors, ({ code }) => code)].sort(([, a], [, b]) => b.length - a.length);
  return (
    <ul className="flex flex-wrap gap-2 border-b border-line px-4 py-3">
      {counts.map(([code, { length }]) => (
        <li key={code}>
          <button
            type="button"
            aria-pressed={chosen === code}
            onClick={() => onChoose(chosen === code ? undefined : code)}
            className="flex h-7 items-center gap-2 rounded-full border border-line-strong px-3 text-xs hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
          >
            {words(code)}
            <span className="tabular-nums text-muted">{length}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
