import { describe, expect, it } from 'vitest';
import { matchLines } from '../src/order-updates/rules/match-lines.ts';
import { cancelItems } from '../src/orders/lifecycle/change-items.ts';
import type { OrderProgress } from '../src/orders/lifecycle/order-progress.ts';
import { applied, newOrder, OPERATOR, orderInTwo, parcelsOf, update } from './support/order-updates.ts';

const statusesOf = ({ deliveries }: OrderProgress) => deliveries.map(({ status }) => status);

describe('an update that names no delivery', () => {
  it('applies to those that are not cancelled', () => {
    const order = orderInTwo([2], [1]);
    const cancelled = applied(order, update(1, { delivery_id: 'DL00001', status: 'cancelled' }));
    const { order: shipped, last } = applied(cancelled.order, update(2, { status: 'shipped', carrier: 'DHL' }));
    expect(statusesOf(shipped)).toEqual(['cancelled', 'shipped']);
    expect(last).toMatchObject({ status: 'applied', message: null });
  });

  it('applies only to those with its lines', () => {
    const { order } = applied(
      orderInTwo([1, 1], [0, 1]),
      update(1, { lines: [{ sku: 'B', remark: 'Fragile' }], status: 'packing', carrier: 'DHL', tracking_number: 'T2' }),
    );
    expect(order.deliveries).toMatchObject([
      { status: 'pending', carrier: null, tracking_number: null },
      { status: 'packing', carrier: 'DHL', tracking_number: 'T2' },
    ]);
  });

  it('applies to those with its tracking number, or a parcel with it', () => {
    const byDelivery = applied(
      orderInTwo([1, 1], [0, 1]),
      update(1, { delivery_id: 'DL00002', tracking_number: 'T2' }),
      update(2, { status: 'packing', tracking_number: 'T2' }),
    );
    expect(statusesOf(byDelivery.order)).toEqual(['pending', 'packing']);

    const byParcel = applied(
      orderInTwo([2, 2], [0, 2]),
      update(1, { delivery_id: 'DL00002', items: [{ sku: 'B', quantity: 1 }], tracking_number: 'P1' }),
      update(2, { delivery_id: 'DL00002', tracking_number: 'T2' }),
      update(3, { status: 'shipped', tracking_number: 'P1' }),
    );
    expect(statusesOf(byParcel.order)).toEqual(['pending', 'shipped']);
  });

  it('is refused if several deliveries match its carrier or number, naming them', () => {
    for (const said of [{ tracking_number: 'T9' }, { carrier: 'DHL' }])
      expect(applied(orderInTwo([2], [1]), update(1, said)).last).toEqual({
        status: 'parked',
        code: 'ambiguous_delivery',
        message: 'Order OR00001 has 2 deliveries (DL00001, DL00002): name the one by its delivery_id.',
      });
  });
});

describe('parts by their SKU', () => {
  it('are taken from the remaining quantity of each matching item, in order', () => {
    const items = [
      { sku: 'A', quantity: 2 },
      { sku: 'A', quantity: 3 },
    ];
    const { order } = applied(newOrder([3, 4], 'AA'), update(1, { items, tracking_number: 'T1' }));
    expect(parcelsOf(order)).toEqual([['T1', [3, 2]]]);
    const rest = applied(order, update(2, { status: 'cancelled', items: [{ sku: 'A', quantity: 1 }] }));
    expect(rest.order.items.map(({ cancelled }) => cancelled)).toEqual([0, 1]);
    // Nothing of the first one can be cancelled now, and one piece of the second one remains.
    const tooMany = applied(rest.order, update(3, { status: 'cancelled', items: [{ sku: 'A', quantity: 2 }] }));
    expect(tooMany.last).toMatchObject({ status: 'parked', code: 'quantity_not_available' });
    const back = applied(rest.order, update(4, { status: 'returned', items: [{ sku: 'A', quantity: 4 }] }));
    expect(back.order.deliveries[0]?.items.map((line) => line.returned_quantity)).toEqual([3, 1]);
  });

  it('are returned from the shipped quantity of each matching item', () => {
    const { order } = applied(
      newOrder([3, 3], 'AA'),
      update(1, { items: [{ order_item_id: 'OI00001', quantity: 1 }] }),
      update(2, { items: [{ order_item_id: 'OI00002', quantity: 3 }] }),
      update(3, { status: 'returned', items: [{ sku: 'A', quantity: 3 }] }),
    );
    expect(order.deliveries[0]?.items.map((line) => line.returned_quantity)).toEqual([1, 2]);
  });

  it('of an item without open quantity are taken from the next one', () => {
    const order = newOrder([1, 1], 'AA');
    const { order: cancelled } = applied(
      order,
      update(1, { status: 'cancelled', items: [{ order_item_id: 'OI00001', quantity: 1 }] }),
      update(2, { items: [{ sku: 'A', quantity: 1 }], tracking_number: 'T1' }),
    );
    expect(cancelled.deliveries[0]?.items.map((line) => line.shipped_quantity)).toEqual([0, 1]);
    expect(parcelsOf(cancelled)).toEqual([['T1', [1]]]);
  });

  it('are refused if no item has it', () => {
    expect(applied(newOrder([1]), update(1, { items: [{ sku: 'X', quantity: 1 }] })).last).toEqual({
      status: 'parked',
      code: 'nothing_matched',
      message: 'Order OR00001 has no item with the SKU X: name another.',
    });
  });
});

describe('a parcel of an order with several deliveries', () => {
  const parcel = (...quantities: number[]) => ({
    items: quantities.map((quantity, place) => ({ sku: 'AB'[place], quantity })),
    tracking_number: 'T1',
  });

  it('belongs to the first delivery in which all of it is open', () => {
    const order = orderInTwo([3, 3], [2, 2]);
    const shippedIn = (of: OrderProgress) =>
      of.deliveries.map(({ items }) => items.map((line) => line.shipped_quantity));
    expect(shippedIn(applied(order, update(1, parcel(1, 1))).order)).toEqual([
      [1, 1],
      [0, 0],
    ]);
    // All of what the second delivery has, and one more than the first has.
    expect(shippedIn(applied(order, update(1, parcel(1, 2))).order)).toEqual([
      [0, 0],
      [1, 2],
    ]);
    expect(applied(order, update(1, parcel(3))).last).toEqual({
      status: 'parked',
      code: 'quantity_not_available',
      message: 'No delivery of order OR00001 has all of the parcel open: send a parcel for each delivery.',
    });
  });
});

describe('the lines of an update', () => {
  const match = (order: OrderProgress, ...lines: { sku?: string; order_item_id?: string; quantity?: number }[]) => {
    const said = update(1, { lines: lines.map((line) => ({ remark: 'R', ...line })) }).lines ?? [];
    const { matched, leftovers } = matchLines(order.deliveries, said);
    const places = matched.map(({ said: one, delivery, line }) => [
      said.indexOf(one),
      order.deliveries.indexOf(delivery),
      delivery.items.indexOf(line),
    ]);
    return { places, leftovers };
  };

  it('are matched in order, those with an item first', () => {
    const { order } = applied(newOrder([1, 1, 1], 'AAA'), update(1, { status: 'packing' }));
    expect(match(order, { sku: 'A' }, { sku: 'A' }, { order_item_id: 'OI00001' })).toEqual({
      places: [
        [2, 0, 0],
        [0, 0, 1],
        [1, 0, 2],
      ],
      leftovers: [],
    });
  });

  it('that match nothing are reported in order', () => {
    const { order } = applied(newOrder([1], 'A'), update(1, { status: 'packing' }));
    const lines = [{ sku: 'X' }, { sku: 'A' }, { sku: 'Y' }, { order_item_id: 'OI00009' }];
    expect(match(order, ...lines).leftovers).toEqual([0, 2, 3]);
  });

  it('match an item with their quantity, less what was cancelled, and one without an earlier report', () => {
    const { order } = applied(newOrder([2, 3, 4], 'AAA'), update(1, { status: 'packing' }));
    cancelItems(order, [{ order_item_id: 'OI00003' as never, quantity: 3 }], OPERATOR);
    expect(match(order, { sku: 'A', quantity: 1 }).places).toEqual([[0, 0, 2]]);
    expect(match(order, { sku: 'A', quantity: 3 }).places).toEqual([[0, 0, 1]]);
    expect(match(order, { sku: 'A', quantity: 9 }).places).toEqual([[0, 0, 0]]);
    const reported = applied(order, update(2, { lines: [{ order_item_id: 'OI00001', delivered_quantity: 1 }] }));
    expect(match(reported.order, { sku: 'A', quantity: 9 }).places).toEqual([[0, 0, 1]]);
    // If all of them have been reported, the first one is meant again.
    const one = applied(
      newOrder([2], 'A'),
      update(1, { lines: [{ sku: 'A', estimated_until: '2026-05-01T00:00:00Z' }] }),
    );
    const known = applied(one.order, update(2, { lines: [{ sku: 'A', delivered_quantity: 1 }] }));
    expect(match(known.order, { sku: 'A' }).places).toEqual([[0, 0, 0]]);
  });
});
