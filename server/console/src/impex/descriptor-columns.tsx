import type { DataDescriptor } from '@commerce-integration/sdk';
import { Badge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { words } from '../ui/format.ts';
import { readingOf } from './column-reading.ts';

type DataColumn = DataDescriptor['columns'][number];

const COLUMNS: readonly Column<DataColumn>[] = [
  {
    id: 'target',
    header: 'Goes to',
    cell: ({ target, required }) => (
      <span className="flex items-center gap-2">
        <span className="font-mono text-xs">{target}</span>
        {required && <Badge>Required</Badge>}
      </span>
    ),
  },
  {
    id: 'source',
    header: 'Comes from',
    cell: ({ source, constant }) =>
      constant === undefined ? (
        <span className="font-mono text-xs">{source ?? '–'}</span>
      ) : (
        <span>
          always <span className="font-mono text-xs">{constant}</span>
        </span>
      ),
  },
  { id: 'type', header: 'Read as', from: 'sm', cell: ({ type }) => words(type) },
  {
    id: 'reading',
    header: 'How',
    grows: true,
    from: 'md',
    cell: (column) => <span className="block whitespace-normal text-muted">{readingOf(column).join(', ') || '–'}</span>,
  },
];

/** The columns of a descriptor, to read. */
export function DescriptorColumns({ columns }: { columns: readonly DataColumn[] }) {
  return <DataTable label="Columns" rows={columns} columns={COLUMNS} rowKey={({ target }) => target} />;
}
