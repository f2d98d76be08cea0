import { ORDER_STATUSES } from 'virtual:contract-lists';
import type { ListOrdersFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { choicesOf, SINCE_CHOICES } from '../ui/choices.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { ORDER_COLUMNS } from './order-columns.tsx';

const FILTERS: readonly Filter[] = [
  { name: 'status', label: 'Status', kind: 'choice', choices: choicesOf(ORDER_STATUSES) },
  { name: 'customer_reference', label: 'Reference', kind: 'text' },
  { name: 'customer_id', label: 'Customer ID', kind: 'text' },
  { name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES },
];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };
const COMMAND = `curl -X POST -H "x-api-key: $API_KEY" -H "content-type: application/json" -d '{"partner_name":"Acme Corp","items":[{"product_id":"PR00001","quantity":1}]}' ${location.origin}/orders`;

export function OrdersPage() {
  const { kind } = useCaller();
  const page = usePage(['orders'], (fields: ListOrdersFields, options) => client.orders.list(fields, options));
  return (
    <>
      <PageHeader title="Orders" about="Orders at the prices in force when they were created." />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Orders"
        page={page}
        columns={ORDER_COLUMNS}
        rowKey={({ order_id }) => order_id}
        rowPath={({ order_id }) => `/orders/${order_id}`}
        empty={
          <EmptyState title="No orders yet" command={COMMAND}>
            Orders are made through the API. The first one, from a terminal:
          </EmptyState>
        }
      />
    </>
  );
}
