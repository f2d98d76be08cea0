import type { DataDescriptor } from '@commerce-integration/sdk';
import { Badge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { words } from '../ui/format.ts';
import { readingOf } from './column-reading.ts';

type DataColumn = DataDescriptor['columns'][number];

const columnsOf = (isImport: boolean): readonly Column<DataColumn>[] => [
  {
    id: 'target',
    header: isImport ? 'Goes to' : 'Field',
    cell: ({ target, required }) => (
      <span className="flex items-center gap-2">
        <span className="font-mono text-xs">{target}</span>
        {required && <Badge>Required</Badge>}
      </span>
    ),
  },
  {
    id: 'source',
    header: isImport ? 'Comes from' : 'Column',
    cell: ({ source, constant }) =>
      constant === undefined ? (
        <span className="font-mono text-xs">{source ?? '–'}</span>
      ) : (
        <span>
          always <span className="font-mono text-xs">{constant}</span>
        </span>
      ),
  },
  { id: 'type', header: isImport ? 'Read as' : 'Written as', from: 'sm', cell: ({ type }) => words(type) },
  {
    id: 'reading',
    header: 'How',
    grows: true,
    from: 'md',
    cell: (column) => <span className="block whitespace-normal text-muted">{readingOf(column).join(', ') || '–'}</span>,
  },
];

const COLUMNS = { import: columnsOf(true), export: columnsOf(false) };

/** The columns of a descriptor, to read. */
export function DescriptorColumns({ columns, direction }: Pick<DataDescriptor, 'columns' | 'direction'>) {
  return <DataTable label="Columns" rows={columns} columns={COLUMNS[direction]} rowKey={({ target }) => target} />;
}
