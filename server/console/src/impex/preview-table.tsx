import type { DataPreviewRow } from '@commerce-integration/sdk';
import { Badge, type Tone } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';

const OUTCOMES: Record<DataPreviewRow['outcome'], { text: string; tone: Tone }> = {
  inserted: { text: 'Insert', tone: 'ok' },
  updated: { text: 'Update', tone: 'info' },
  unchanged: { text: 'Unchanged', tone: 'plain' },
  skipped: { text: 'Skip', tone: 'warn' },
  rejected: { text: 'Reject', tone: 'bad' },
};

function Value({ row, target }: { row: DataPreviewRow; target: string }) {
  const problem = row.problems.find(({ column }) => column === target);
  if (problem) return <span className="whitespace-normal text-bad">{problem.message}</span>;
  const value = row.values[target];
  return <span className="font-mono text-xs">{value ?? <span className="text-faint">–</span>}</span>;
}

/** The rows of a preview: their values by target, and what an import would do. */
export function PreviewTable({ rows, targets }: { rows: readonly DataPreviewRow[]; targets: readonly string[] }) {
  const columns: readonly Column<DataPreviewRow>[] = [
    { id: 'line', header: 'Line', end: true, cell: ({ line }) => line },
    {
      id: 'outcome',
      header: 'Would',
      cell: ({ outcome, problems }) => (
        <span title={problems.map(({ message }) => message).join(' ')}>
          <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].text}</Badge>
        </span>
      ),
    },
    ...[...new Set(targets)].map((target) => ({
      id: target,
      header: target,
      cell: (row: DataPreviewRow) => <Value row={row} target={target} />,
    })),
  ];
  return (
    <div className="rounded-md border border-line">
      <DataTable label="First rows" rows={rows} columns={columns} rowKey={(row) => String(rows.indexOf(row))} />
    </div>
  );
}
