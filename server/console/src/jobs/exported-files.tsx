import type { ExportJobFile } from '@commerce-integration/sdk';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { client } from '../api/client.ts';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { formatBytes, formatCount, formatNumber } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { PendingView } from '../ui/problem-view.tsx';
import { Time } from '../ui/values.tsx';

/** Links are valid for an hour; they are renewed well before that. */
const LINKS_MS = 30 * 60_000;

const COLUMNS: readonly Column<ExportJobFile>[] = [
  {
    id: 'file',
    header: 'File',
    grows: true,
    cell: ({ file_name, data_descriptor_id, version }) => (
      <span className="block min-w-0">
        <span className="block truncate font-medium" title={file_name}>
          {file_name}
        </span>
        <span className="text-xs text-muted">
          by <IdLink id={data_descriptor_id} />, version {version}
        </span>
      </span>
    ),
  },
  { id: 'rows', header: 'Rows', end: true, cell: ({ rows }) => formatNumber(rows) },
  { id: 'bytes', header: 'Size', end: true, from: 'sm', cell: ({ bytes }) => formatBytes(bytes) },
  {
    id: 'kept',
    header: 'Kept until',
    end: true,
    from: 'md',
    cell: ({ kept_until }) => <Time at={kept_until} className="text-muted" />,
  },
  {
    id: 'download',
    header: 'Download',
    end: true,
    cell: ({ file_name, url }) => (
      <a href={url} download={file_name} className={buttonClass('plain', 'sm')} aria-label={`Download ${file_name}`}>
        <Download className="size-3.5" aria-hidden />
      </a>
    ),
  },
];

/** The files that an export has written so far, each with its link. */
export function ExportedFiles({ jobId, written }: { jobId: string; written: number }) {
  const files = useQuery({
    queryKey: ['jobs', jobId, 'export-files', written],
    queryFn: async ({ signal }) => client.dataGroups.listExportFiles(jobId, { signal }),
    refetchInterval: LINKS_MS,
  });
  const { data } = files;
  if (!data && files.error) return <PendingView query={files} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Card title="Files" hint={formatCount(data.items.length, 'file')} flush>
      <DataTable
        label="Files of the export"
        rows={data.items}
        columns={COLUMNS}
        rowKey={({ file_name }) => file_name}
      />
    </Card>
  );
}
