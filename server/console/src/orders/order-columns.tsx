import type { Order } from '@commerce-integration/sdk';
import { StatusBadge } from '../ui/badge.tsx';
import type { Column } from '../ui/columns.ts';
import { formatCount } from '../ui/format.ts';
import { IdLink } from '../ui/link.tsx';
import { Money, Time } from '../ui/values.tsx';

/** The columns of an order in any list. */
export const ORDER_COLUMNS: readonly Column<Order>[] = [
  { id: 'id', header: 'Order', cell: ({ order_id }) => <span className="font-mono text-xs">{order_id}</span> },
  { id: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    id: 'reference',
    header: 'Reference',
    from: 'sm',
    grows: true,
    cell: ({ customer_reference }) => <span className="block truncate">{customer_reference ?? '–'}</span>,
  },
  {
    id: 'partner',
    header: 'Partner',
    from: 'md',
    cell: ({ partner_name }) => <span className="block max-w-32 truncate">{partner_name}</span>,
  },
  { id: 'customer', header: 'Customer', from: 'xl', cell: ({ customer_id }) => <IdLink id={customer_id} /> },
  { id: 'items', header: 'Items', end: true, from: 'xl', cell: ({ items }) => formatCount(items.length, 'item') },
  {
    id: 'total',
    header: 'Total',
    end: true,
    cell: ({ total_amount, currency }) => <Money amount={total_amount} currency={currency} />,
  },
  {
    id: 'created',
    header: 'Created',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];
