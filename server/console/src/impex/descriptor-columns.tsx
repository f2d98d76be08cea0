import type { DataDescriptor } from '@commerce-integration/sdk';
import { Badge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { words } from '../ui/format.ts';

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

/** The columns of a descriptor, read-only. */
export function DescriptorColumns({ columns, direction }: Pick<DataDescriptor, 'columns' | 'direction'>) {
  return <DataTable label="Columns" rows={columns} columns={COLUMNS[direction]} rowKey={({ target }) => target} />;
}

/** How a column reads its values, besides its type, as short phrases; empty for a plain column. */
function readingOf(column: DataDescriptor['columns'][number]): string[] {
  const { type, decimal_separator, thousands_separator, date_format, timezone, trim, map, extract, template } = column;
  const isNumber = type === 'decimal' || type === 'integer';
  return [
    isNumber && decimal_separator === ',' && 'decimal comma',
    isNumber && thousands_separator !== undefined && `thousands separated by “${thousands_separator}”`,
    type === 'date' && (date_format ?? 'ISO 8601'),
    type === 'date' && timezone !== 'UTC' && timezone,
    column.default !== undefined && `blank is “${column.default}”`,
    map !== undefined && Object.entries(map).map(mapped).join(', '),
    extract !== undefined && `extract /${extract}/${template === undefined ? '' : ` as ${template}`}`,
    !trim && 'not trimmed',
  ].filter((phrase) => phrase !== false);
}

function mapped([word, value]: [string, string | null]): string {
  return `${word === '*' ? 'others' : word} → ${value ?? 'no value'}`;
}
