import { ORDER_EXPORT_STATUSES } from 'virtual:contract-lists';
import type { ListOrderExportsFields, OrderExport } from '@commerce-integration/sdk';
import type { ReactNode } from 'react';
import { client } from '../api/client.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const FLAG: Filter = { name: 'flag', label: 'Flag', kind: 'text' };
const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(ORDER_EXPORT_STATUSES) },
  { name: 'order_id', label: 'Order ID', kind: 'text' },
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];

const COLUMNS: readonly Column<OrderExport>[] = [
  {
    id: 'id',
    header: 'Export',
    cell: ({ order_export_id }) => <span className="font-mono text-xs">{order_export_id}</span>,
  },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'order', header: 'Order', from: 'sm', cell: ({ order_id }) => <IdLink id={order_id} /> },
  {
    id: 'flag',
    header: 'Flag and exporter',
    from: 'md',
    cell: ({ flag, exporter_id }) => (
      <span className="block leading-tight">
        <span className="block truncate font-mono text-xs">{flag}</span>
        <IdLink id={exporter_id} />
      </span>
    ),
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'xl',
    cell: ({ partner_name }) => <span className="block max-w-32 truncate">{partner_name}</span>,
  },
  {
    id: 'error',
    header: 'Problem',
    grows: true,
    from: 'md',
    cell: ({ error, reason }) => (
      <span className="block truncate text-muted" title={error ?? reason ?? ''}>
        {error ?? reason ?? '–'}
      </span>
    ),
  },
  { id: 'attempts', header: 'Attempts', end: true, from: 'xl', cell: ({ attempt_count }) => attempt_count },
  {
    id: 'created',
    header: 'Created',
    end: true,
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

/** Exports, newest first: all, or those of one exporter. */
export function ExportList({ exporterId, empty }: { exporterId?: string; empty?: ReactNode }) {
  const page = usePage(
    ['orderExports', ...(exporterId ? [exporterId] : [])],
    (fields: ListOrderExportsFields, options) => client.orderExports.list(fields, options),
    exporterId ? { exporter_id: exporterId } : {},
  );
  return (
    <div>
      <FilterBar filters={exporterId ? FILTERS : [...FILTERS, FLAG]} search={page.search} />
      <ListView
        label="Exports"
        page={page}
        columns={exporterId ? COLUMNS.filter(({ id }) => id !== 'flag') : COLUMNS}
        rowKey={({ order_export_id }) => order_export_id}
        rowPath={({ order_export_id }) => `/exports/${order_export_id}`}
        empty={empty ?? <EmptyState title="No exports yet">Orders with its flag appear here.</EmptyState>}
      />
    </div>
  );
}
