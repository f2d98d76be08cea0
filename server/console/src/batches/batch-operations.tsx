import { OPERATION_STATUSES } from 'virtual:contract-lists';
import type { BatchOperation, ListBatchOperationsFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { choicesOf } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { DownloadLink } from '../ui/download-link.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { usePage } from '../ui/use-page.ts';

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(OPERATION_STATUSES) },
];

const COLUMNS: readonly Column<BatchOperation>[] = [
  { id: 'position', header: 'No.', end: true, from: 'sm', cell: ({ position }) => position },
  {
    id: 'id',
    header: 'Operation',
    cell: ({ operation_id }) => <span className="block max-w-44 truncate font-mono text-xs">{operation_id}</span>,
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'type', header: 'Type', from: 'lg', cell: ({ type }) => type ?? '–' },
  { id: 'problem', header: 'Problem', grows: true, cell: (operation) => <Problem operation={operation} /> },
];

function Problem({ operation: { error } }: { operation: BatchOperation }) {
  if (!error) return null;
  return (
    <span className="block py-1 whitespace-normal text-bad">
      {error.message}
      {error.errors?.map(({ path, message }) => (
        <span key={path} className="block text-xs text-muted">
          <span className="font-mono">{path}</span>: {message}
        </span>
      ))}
    </span>
  );
}

interface BatchOperationsProps {
  org: string;
  batchId: string;
  errorsZip: string | undefined;
}

/** The operations of a batch with their results, in the order of execution. */
export function BatchOperations({ org, batchId, errorsZip }: BatchOperationsProps) {
  const page = usePage(['batches', batchId, 'operations'], (fields: ListBatchOperationsFields, options) =>
    client.batches.listOperations(org, batchId, fields, options),
  );
  return (
    <div>
      <FilterBar filters={FILTERS} search={page.search}>
        {errorsZip && <DownloadLink href={errorsZip}>errors.zip</DownloadLink>}
      </FilterBar>
      <ListView
        label="Operations"
        page={page}
        columns={COLUMNS}
        rowKey={({ operation_id, position }) => `${position} ${operation_id}`}
        empty={<EmptyState title="No operations">They are listed when the batch has been read.</EmptyState>}
      />
    </div>
  );
}
