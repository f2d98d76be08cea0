import type { Customer, ListCustomersFields } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useCaller } from '../session/session.ts';
import { SINCE_CHOICES } from '../ui/choices.ts';
import type { Column } from '../ui/columns.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Filter, FilterBar } from '../ui/filter-bar.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';

const FILTERS: readonly Filter[] = [{ name: 'since', label: 'Created', kind: 'choice', choices: SINCE_CHOICES }];
const PARTNER: Filter = { name: 'partner_name', label: 'Partner', kind: 'text' };

const COLUMNS: readonly Column<Customer>[] = [
  {
    id: 'name',
    header: 'Customer',
    grows: true,
    cell: ({ first_name, last_name }) => <span className="block truncate">{`${first_name} ${last_name}`}</span>,
  },
  {
    id: 'id',
    header: 'ID',
    from: 'sm',
    cell: ({ customer_id }) => <span className="font-mono text-xs text-muted">{customer_id}</span>,
  },
  { id: 'email', header: 'E-mail', cell: ({ email_masked }) => email_masked },
  { id: 'phone', header: 'Phone', from: 'md', cell: ({ phone_masked }) => phone_masked ?? '–' },
  {
    id: 'created',
    header: 'Created',
    end: true,
    from: 'sm',
    cell: ({ created_at }) => <Time at={created_at} className="text-muted" />,
  },
];

export function CustomersPage() {
  const { kind } = useCaller();
  const page = usePage(['customers'], (fields: ListCustomersFields, options) => client.customers.list(fields, options));
  return (
    <>
      <PageHeader title="Customers" about="Buyers. Their data is stored encrypted and always shown masked." />
      <FilterBar filters={kind === 'operator' ? [...FILTERS, PARTNER] : FILTERS} search={page.search} />
      <ListView
        label="Customers"
        page={page}
        columns={COLUMNS}
        rowKey={({ customer_id }) => customer_id}
        rowPath={({ customer_id }) => `/customers/${customer_id}`}
        empty={
          <EmptyState title="No customers yet">
            They are created through the API, before the orders that name them.
          </EmptyState>
        }
      />
    </>
  );
}
