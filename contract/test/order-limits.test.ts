import { expect, it } from 'vitest';
import { shipOrder } from '../src/orders/lifecycle/ask-for-changes.ts';
import { addDelivery } from '../src/orders/lifecycle/change-items.ts';
import { moveOrder } from '../src/orders/lifecycle/move-order.ts';
import { formatId } from '../src/shared/ids.ts';
import { LIMITS } from '../src/shared/limits.ts';
import { by, changed, newOrder } from './support/order-progress.ts';

const one = [{ order_item_id: formatId('orderItem', 1), quantity: 1 }];

it('an order has a maximum number of deliveries, and of parcels in all of them', () => {
  const cause = by('partner');
  let order = changed(newOrder([LIMITS.orderDeliveries + LIMITS.orderShipments]), (begun) =>
    moveOrder(begun, 'in_progress', cause),
  );
  const split = () => changed(order, (splitting) => void addDelivery(splitting, one, cause));
  while (order.deliveries.length < LIMITS.orderDeliveries) order = split();
  expect(split).toThrow(`Order OR00001 already has ${LIMITS.orderDeliveries} deliveries.`);
  const delivery_id = formatId('delivery', 1);
  const ship = () => changed(order, (shipping) => shipOrder(shipping, { delivery_id, items: one }, cause));
  for (let n = 0; n < LIMITS.orderShipments; n += 1) order = ship();
  expect(ship).toThrow(`Order OR00001 already has ${LIMITS.orderShipments} shipments.`);
});
