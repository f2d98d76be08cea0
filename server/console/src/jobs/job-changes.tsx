import type { JobChange } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.ts';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { words } from '../ui/format.ts';
import { ProblemView } from '../ui/problem-view.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** The kind of job that would make the changes. */
type Cause = 'load' | 'undo';

const columnsOf = (after: Cause): readonly Column<JobChange>[] => [
  { id: 'sku', header: 'SKU', cell: ({ sku }) => <span className="font-mono text-xs">{sku}</span> },
  { id: 'field', header: 'Field', cell: ({ field }) => words(field) },
  { id: 'from', header: 'Now', cell: ({ from }) => <Value text={from} mark="text-bad line-through" /> },
  { id: 'to', header: `After the ${after}`, grows: true, cell: ({ to }) => <Value text={to} mark="text-ok" /> },
];

function Value({ text, mark }: { text: string | null; mark: string }) {
  if (text === null) return <span className="text-faint">none</span>;
  return (
    <span className={`block truncate ${mark}`} title={text}>
      {text}
    </span>
  );
}

/** What a load or an undo in validate-only mode would change, field by field. */
export function JobChanges({ jobId, after }: { jobId: string; after: Cause }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['jobs', jobId, 'changes'],
    queryFn: async ({ signal }) => client.jobs.listChanges(jobId, { limit: 100 }, { signal }),
  });
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton className="h-40" />;
  return (
    <Card title="Changes it would make" hint="A sample. Nothing was written." flush>
      <DataTable
        label={`Changes that the ${after} would make`}
        rows={data.items}
        columns={columnsOf(after)}
        rowKey={({ sku, field }) => `${sku} ${field}`}
        empty={<p className="p-4 text-sm text-muted">No field of a product would change.</p>}
      />
    </Card>
  );
}
