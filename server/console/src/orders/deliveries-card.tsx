import type { Delivery, Order, Shipment } from '@commerce-integration/sdk';
import { Ellipsis, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { StatusBadge } from '../ui/badge.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatCount, words } from '../ui/format.ts';
import { CopyId } from '../ui/link.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useAction } from '../ui/use-action.ts';
import { Time } from '../ui/values.tsx';
import { openOf } from './open-quantity.ts';
import { ORDER_CHANGES } from './order-actions.tsx';
import { ShipDialog } from './ship-dialog.tsx';

/** The deliveries of an order with their parcels and actions. Nothing until there are any. */
export function DeliveriesCard({ order }: { order: Order }) {
  if (order.deliveries.length === 0) return null;
  return (
    <Card title="Deliveries" hint={formatCount(order.shipments.length, 'parcel')} flush>
      <ul className="divide-y divide-line">
        {order.deliveries.map((delivery) => (
          <DeliveryRow key={delivery.delivery_id} order={order} delivery={delivery} />
        ))}
      </ul>
    </Card>
  );
}

function DeliveryRow({ order, delivery }: { order: Order; delivery: Delivery }) {
  const parcels = order.shipments.filter(({ delivery_id }) => delivery_id === delivery.delivery_id);
  return (
    <li className="space-y-2.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <CopyId id={delivery.delivery_id} />
        <StatusBadge status={delivery.status} />
        <span className="ml-auto flex items-center gap-2">
          <DeliveryActions order={order} delivery={delivery} />
        </span>
      </div>
      <p className="text-sm text-muted">
        {delivery.items.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ') || 'It is empty.'}
      </p>
      {parcels.map((parcel) => (
        <ParcelRow key={parcel.shipment_id} parcel={parcel} />
      ))}
    </li>
  );
}

function ParcelRow({ parcel: { carrier, tracking_number, items, shipped_at } }: { parcel: Shipment }) {
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-hover px-3 py-1.5 text-sm">
      <PackageCheck className="size-4 text-muted" aria-hidden />
      <span className="font-mono text-xs">{tracking_number ?? 'No tracking number'}</span>
      {carrier && <span>{carrier}</span>}
      <span className="text-muted">{formatCount(count, 'unit')}</span>
      <Time at={shipped_at} className="ml-auto text-xs text-muted" />
    </p>
  );
}

function DeliveryActions({ order, delivery }: { order: Order; delivery: Delivery }) {
  const may = useMay();
  const [isShipping, setShipping] = useState(false);
  const move = useAction(
    (status: Delivery['status']) => client.orders.updateDelivery(delivery.delivery_id, { status }),
    { changes: ORDER_CHANGES, done: ({ status }) => `The delivery is ${words(status).toLowerCase()} now.` },
  );
  if (!may('orders:write')) return null;
  const isUnderWay = order.status === 'in_progress' || order.status === 'partially_shipped';
  const canShip = isUnderWay && delivery.items.some((item) => openOf(item) > 0) && delivery.status !== 'failed';
  return (
    <>
      {canShip && (
        <Button size="sm" onClick={() => setShipping(true)}>
          Ship
        </Button>
      )}
      {delivery.allowed_transitions.length > 0 && (
        <Menu
          trigger={
            <IconButton label={`Change delivery ${delivery.delivery_id}`} className="border border-line-strong">
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          {delivery.allowed_transitions.map((status) => (
            <MenuItem key={status} onSelect={() => move.mutate(status)}>
              Mark as {words(status).toLowerCase()}
            </MenuItem>
          ))}
        </Menu>
      )}
      {isShipping && <ShipDialog order={order} delivery={delivery} onClose={() => setShipping(false)} />}
    </>
  );
}
