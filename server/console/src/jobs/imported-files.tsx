import type { ImportedFile } from '@commerce-integration/sdk';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { formatCount, formatNumber } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';

const counter = (id: 'processed' | 'inserted' | 'updated' | 'unchanged' | 'skipped', header: string) => ({
  id,
  header,
  end: true,
  ...(id !== 'processed' && id !== 'skipped' && { from: 'md' as const }),
  cell: ({ [id]: count }: ImportedFile) => (
    <span className={id === 'skipped' && count > 0 ? 'text-bad' : ''}>{formatNumber(count)}</span>
  ),
});

const COLUMNS: readonly Column<ImportedFile>[] = [
  {
    id: 'file',
    header: 'File',
    grows: true,
    cell: ({ file_name, error }) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium" title={file_name}>
          {file_name}
        </span>
        {error && <span className="block text-xs whitespace-normal text-bad">{error}</span>}
      </span>
    ),
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'descriptor',
    header: 'Descriptor',
    from: 'sm',
    cell: ({ data_descriptor_id, version }) => (
      <span className="flex items-center gap-1.5">
        <IdLink id={data_descriptor_id} />
        {version !== null && <span className="text-xs text-faint">v{version}</span>}
      </span>
    ),
  },
  counter('processed', 'Rows'),
  counter('inserted', 'Inserted'),
  counter('updated', 'Updated'),
  counter('unchanged', 'Unchanged'),
  counter('skipped', 'Skipped'),
];

/** The files of an import, each with its counts. */
export function ImportedFiles({ files }: { files: readonly ImportedFile[] }) {
  return (
    <Card title="Files" hint={formatCount(files.length, 'file')} flush>
      <DataTable label="Files of the import" rows={files} columns={COLUMNS} rowKey={({ file_name }) => file_name} />
    </Card>
  );
}
