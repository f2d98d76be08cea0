import { ORDER_UPDATE_STATUSES } from 'virtual:contract-lists';
import type { ListOrderUpdatesFields, OrderUpdate } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { IdLink } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(ORDER_UPDATE_STATUSES) },
  { name: 'order_id', label: 'Order ID', kind: 'text' },
  { name: 'update_id', label: 'Update ID', kind: 'text' },
  { name: 'since', label: 'Received', kind: 'choice', choices: SINCE_CHOICES },
];

const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<OrderUpdate>[] = [
  { id: 'id', header: 'Update', cell: (one) => <span className="font-mono text-xs">{one.order_update_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { id: 'order', header: 'Order', from: 'sm', cell: ({ order_id }) => <IdLink id={order_id} /> },
  {
    id: 'partner',
    header: 'Partner',
    from: 'lg',
    cell: ({ partner_name }) => <span className="block max-w-32 truncate">{partner_name}</span>,
  },
  {
    id: 'message',
    header: 'Problem',
    grows: true,
    from: 'md',
    cell: ({ message }) => (
      <span className="block truncate text-muted" title={message ?? ''}>
        {message ?? '–'}
      </span>
    ),
  },
  {
    id: 'occurred',
    header: 'Occurred',
    end: true,
    from: 'xl',
    cell: ({ occurred_at }) => <Time at={occurred_at} className="text-muted" />,
  },
  {
    id: 'received',
    header: 'Received',
    end: true,
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

export function UpdatesPage() {
  const { kind } = useCaller();
  const page = usePage(['orderUpdates'], (fields: ListOrderUpdatesFields, options) =>
    client.orderUpdates.list(fields, options),
  );
  return (
    <>
      <PageHeader title="Order updates" about="Reports about orders from couriers and fulfilment systems." />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Order updates"
        page={page}
        columns={COLUMNS}
        rowKey={({ order_update_id }) => order_update_id}
        rowPath={({ order_update_id }) => `/order-updates/${order_update_id}`}
        empty={
          <EmptyState
            title="No order updates yet"
            command={`curl -H "x-api-key: $API_KEY" -H "content-type: application/json" -d '{"updates":[{"update_id":"1","order_id":"OR00001","status":"shipped","occurred_at":"2026-04-08T12:00:00Z"}]}' ${location.origin}/order-updates`}
          >
            Couriers and fulfilment systems send them, with a partner's key:
          </EmptyState>
        }
      />
    </>
  );
}
