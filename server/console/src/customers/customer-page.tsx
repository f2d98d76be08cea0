import type { Customer, ListOrdersByCustomerFields } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { client } from '../api/client.ts';
import { ORDER_COLUMNS } from '../orders/order-columns.tsx';
import { useMay } from '../session/session.ts';
import { Card } from '../ui/card.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Facts } from '../ui/facts.tsx';
import { CopyId } from '../ui/link.tsx';
import { ListView } from '../ui/list-view.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { useAction } from '../ui/use-action.ts';
import { usePage } from '../ui/use-page.ts';
import { Time } from '../ui/values.tsx';
import { Masked } from './customer-card.tsx';
import { customerQuery } from './customer-queries.ts';

export function CustomerPage() {
  const { customerId = '' } = useParams({ strict: false });
  const { data: customer } = useSuspenseQuery(customerQuery(customerId));
  const may = useMay();
  return (
    <>
      <PageHeader
        title={`${customer.first_name} ${customer.last_name}`}
        beside={<CopyId id={customer.customer_id} />}
        actions={may('customers:write') && <DeleteCustomer customer={customer} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">{may('orders:read') && <CustomerOrders customerId={customerId} />}</div>
        <Card title="Details" actions={<Masked />} className="self-start">
          <Facts
            facts={[
              ['E-mail', customer.email_masked],
              ['Phone', customer.phone_masked],
              ['Created', <Time key="created" at={customer.created_at} />],
              ['Updated', <Time key="updated" at={customer.updated_at} />],
            ]}
          />
        </Card>
      </div>
    </>
  );
}

function CustomerOrders({ customerId }: { customerId: string }) {
  const page = usePage(['orders', 'of-customer', customerId], (fields: ListOrdersByCustomerFields, options) =>
    client.orders.listByCustomer(customerId, fields, options),
  );
  return (
    <ListView
      label="Orders of this customer"
      page={page}
      columns={ORDER_COLUMNS.filter(({ id }) => id !== 'customer')}
      rowKey={({ order_id }) => order_id}
      rowPath={({ order_id }) => `/orders/${order_id}`}
      empty={<EmptyState title="No orders">This customer has no orders and can be deleted.</EmptyState>}
    />
  );
}

function DeleteCustomer({ customer: { customer_id, first_name, last_name } }: { customer: Customer }) {
  const navigate = useNavigate();
  const remove = useAction(() => client.customers.delete(customer_id), {
    changes: ['customers'],
    done: `Customer ${customer_id} and its addresses were deleted.`,
    onDone: () => void navigate({ to: '/customers' }),
  });
  return (
    <ConfirmButton
      kind="danger"
      busy={remove.isPending}
      icon={<Trash2 className="size-3.5" aria-hidden />}
      question={`Delete ${first_name} ${last_name}?`}
      consequence="The customer and its addresses are gone for good. A customer with orders cannot be deleted."
      verb="Delete the customer"
      onConfirm={() => remove.mutate(undefined)}
    >
      Delete
    </ConfirmButton>
  );
}
