import type { Order, OrderItem } from '@commerce-integration/sdk';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { client } from '../api/client.ts';
import { CustomerCard } from '../customers/customer-card.tsx';
import { EventTrail } from '../events/event-trail.tsx';
import { PartnerLink } from '../partners/partner-link.tsx';
import { StatusBadge } from '../ui/badge.tsx';
import { Card } from '../ui/card.tsx';
import type { Column } from '../ui/columns.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { formatCount, formatNumber, words } from '../ui/format.ts';
import { CopyId, IdLink } from '../ui/link.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Money, Time } from '../ui/values.tsx';
import { DeliveriesCard } from './deliveries-card.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderHistory } from './order-history.tsx';

export function OrderPage() {
  const { orderId = '' } = useParams({ strict: false });
  const { data: order } = useSuspenseQuery({
    queryKey: ['orders', orderId],
    queryFn: async ({ signal }) => client.orders.get(orderId, { signal }),
  });
  return (
    <>
      <PageHeader
        title={order.customer_reference ?? `Order ${order.order_id}`}
        beside={
          <>
            <StatusBadge status={order.status} />
            <CopyId id={order.order_id} />
          </>
        }
        actions={<OrderActions order={order} />}
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <OrderItems order={order} />
          <DeliveriesCard order={order} />
          <OrderHistory orderId={order.order_id} />
          <EventTrail subject={order.order_id} />
        </div>
        <div className="min-w-0 space-y-4">
          <OrderFacts order={order} />
          {order.customer_id && <CustomerCard customerId={order.customer_id} addressId={order.shipping_address_id} />}
        </div>
      </div>
    </>
  );
}

function OrderItems({ order: { items, total_amount, currency } }: { order: Order }) {
  const columns: readonly Column<OrderItem>[] = [
    {
      id: 'product',
      header: 'Product',
      grows: true,
      cell: ({ product_id, product_name, sku }) => (
        <span className="block min-w-0">
          <Link to={`/products/${product_id}`} className="block truncate rounded-xs text-accent hover:underline">
            {product_name}
          </Link>
          <span className="block truncate font-mono text-xs text-faint">{sku}</span>
        </span>
      ),
    },
    { id: 'quantity', header: 'Quantity', end: true, cell: (item) => <Quantity item={item} /> },
    {
      id: 'price',
      header: 'Unit price',
      end: true,
      from: 'sm',
      cell: ({ unit_price }) => <Money amount={unit_price} currency={currency} />,
    },
    {
      id: 'total',
      header: 'Total',
      end: true,
      cell: ({ line_total }) => <Money amount={line_total} currency={currency} />,
    },
  ];
  return (
    <Card title="Items" hint={formatCount(items.length, 'item')} flush>
      <DataTable
        label="Items of the order"
        rows={items}
        columns={columns}
        rowKey={({ order_item_id }) => order_item_id}
      />
      <p className="flex justify-between border-t border-line px-4 py-3 text-sm font-semibold">
        Total <Money amount={total_amount} currency={currency} />
      </p>
    </Card>
  );
}

/** The ordered quantity, and what has happened to it so far. */
function Quantity({ item }: { item: OrderItem }) {
  const parts = (['shipped', 'cancelled', 'returned'] as const).filter((part) => item[`${part}_quantity`] > 0);
  return (
    <span className="block">
      {formatNumber(item.quantity)}
      {parts.map((part) => (
        <span key={part} className="block text-xs whitespace-nowrap text-muted">
          {formatNumber(item[`${part}_quantity`])} {part}
        </span>
      ))}
    </span>
  );
}

function OrderFacts({ order }: { order: Order }) {
  return (
    <Card title="Details">
      <Facts
        facts={[
          ['Partner', <PartnerLink key="partner" id={order.partner_id} name={order.partner_name} />],
          ['Reference', order.customer_reference],
          ['Fulfilment', words(order.fulfillment_status)],
          order.cancelled_amount > 0 && [
            'Cancelled',
            <Money key="cancelled" amount={order.cancelled_amount} currency={order.currency} />,
          ],
          order.returned_amount > 0 && [
            'Returned',
            <Money key="returned" amount={order.returned_amount} currency={order.currency} />,
          ],
          order.block_export && ['Export', 'Blocked'],
          ['Sales channel', <IdLink key="channel" id={order.sales_channel_id} />],
          ['Created', <Time key="created" at={order.created_at} />],
          ['Updated', <Time key="updated" at={order.updated_at} />],
        ]}
      />
    </Card>
  );
}
