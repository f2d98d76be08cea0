import { FEED_STATUSES } from 'virtual:contract-lists';
import type { Feed, ListFeedsFields } from '@commerce-integration/sdk';
import { UploadCloud } from 'lucide-react';
import { type DragEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { client } from '../api/client.ts';
import { useCaller, useMay } from '../session/session.ts';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { formatBytes } from '../ui/format.ts';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const UploadDialog = lazy(async () => ({ default: (await import('./upload-dialog.tsx')).UploadDialog }));

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(FEED_STATUSES) },
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };
const COMMAND =
  'curl -H "x-api-key: $API_KEY" -F "partner_name=Acme Corp" -F "file=@catalog.csv" ' +
  `${location.origin}/feeds/upload`;

const COLUMNS: readonly Column<Feed>[] = [
  {
    id: 'file',
    header: 'File',
    grows: true,
    cell: ({ file_name, feed_id }) => (
      <span className="flex items-baseline gap-2">
        <span className="truncate">{file_name}</span>
        <span className="hidden shrink-0 font-mono text-xs font-normal text-faint @xl:inline">{feed_id}</span>
      </span>
    ),
  },
  { id: 'status', header: 'Load', cell: (feed) => <LoadStatus feed={feed} /> },
  {
    id: 'partner',
    header: 'Partner',
    from: 'sm',
    cell: ({ partner_name }) => <span className="block max-w-40 truncate">{partner_name}</span>,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    from: 'xl',
    cell: ({ validation_message }) => (
      <span className="block max-w-48 truncate text-muted" title={validation_message ?? ''}>
        {validation_message}
      </span>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    end: true,
    from: 'lg',
    cell: ({ size_bytes }) => (size_bytes === null ? '–' : formatBytes(size_bytes)),
  },
  {
    id: 'created',
    header: 'Created',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

/** The state of its load or, before there is one, of its upload. */
function LoadStatus({ feed: { status, validation_status, validate_only, duplicate_of } }: { feed: Feed }) {
  return (
    <span className="inline-flex flex-col items-start gap-1.5 @xl:flex-row @xl:items-center">
      <StatusBadge status={validation_status ?? status} />
      {validate_only && <Badge>Preview</Badge>}
      {duplicate_of && <Badge>Duplicate</Badge>}
    </span>
  );
}

export function FeedsPage() {
  const { kind } = useCaller();
  const may = useMay();
  const [upload, setUpload] = useState<{ file: File | undefined }>();
  const page = usePage(['feeds'], (fields: ListFeedsFields, options) => client.feeds.list(fields, options));
  const openButton = may('feeds:write') && (
    <Button
      kind="primary"
      onClick={() => setUpload({ file: undefined })}
      icon={<UploadCloud className="size-4" aria-hidden />}
    >
      Upload a feed
    </Button>
  );
  return (
    <DropZone onFile={(file) => may('feeds:write') && setUpload({ file })}>
      <PageHeader
        title="Feeds"
        about="Product files from partners, and the outcome of their loads."
        actions={openButton}
      />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Feeds"
        page={page}
        columns={COLUMNS}
        rowKey={({ feed_id }) => feed_id}
        rowPath={({ feed_id }) => `/feeds/${feed_id}`}
        empty={
          <EmptyState title="No feeds yet" action={openButton} command={COMMAND}>
            Drop a CSV file anywhere on this page, or send one from a terminal:
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {upload && <UploadDialog open onClose={() => setUpload(undefined)} dropped={upload.file} />}
      </Suspense>
    </DropZone>
  );
}

/** Accepts a file dropped anywhere on the page. */
function DropZone({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <section
      aria-label="Feeds"
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={isOver ? 'rounded-lg outline-2 outline-offset-8 outline-accent outline-dashed' : ''}
    >
      {children}
    </section>
  );
}
