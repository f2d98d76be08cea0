import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sentOrderUpdateSchema } from '../src/order-updates/order-update.ts';
import { applyOrderUpdate } from '../src/order-updates/rules/apply-order-update.ts';
import { applyOrderUpdates } from '../src/order-updates/rules/apply-order-updates.ts';
import { addDelivery, cancelItems } from '../src/orders/lifecycle/change-items.ts';
import { moveOrder } from '../src/orders/lifecycle/move-order.ts';
import type { OrderProgress } from '../src/orders/lifecycle/order-progress.ts';
import { numbered } from './support/order-progress.ts';
import { applied, newOrder, OPERATOR, parcelsOf, update } from './support/order-updates.ts';

describe('an order update', () => {
  it('takes a new order through all states', () => {
    const { order, last } = applied(
      newOrder([2, 1]),
      update(1, { status: 'delivered', carrier: 'DHL', tracking_number: 'T1' }),
    );
    expect(last).toEqual({ status: 'applied', code: null, message: null });
    expect(order).toMatchObject({ status: 'completed', fulfillmentStatus: 'delivered' });
    expect(parcelsOf(order)).toEqual([['T1', [2, 1]]]);
  });

  it('ships a delivery when each line has a delivered quantity, and cancels the rest of short lines', () => {
    const part = applied(
      newOrder([3, 2]),
      update(1, { lines: [{ sku: 'A', delivered_quantity: 2, remark: 'Last two' }] }),
    );
    expect(part.order).toMatchObject({ status: 'in_progress', deliveries: [{ status: 'pending' }] });
    expect(part.order.deliveries[0]?.items[0]).toMatchObject({ delivered_quantity: 2, remark: 'Last two' });

    const whole = applied(part.order, update(2, { lines: [{ sku: 'B', rejected: true }], tracking_number: 'T1' }));
    expect(whole.order).toMatchObject({ status: 'completed', deliveries: [{ status: 'shipped' }] });
    expect(whole.order.items.map(({ cancelled }) => cancelled)).toEqual([1, 2]);
    expect(parcelsOf(whole.order)).toEqual([['T1', [2]]]);
    const reasons = whole.order.changes.flatMap((change) => (change.what === 'cancelled' ? change.reason : []));
    expect(reasons).toEqual(['Last two', 'Rejected by the fulfiller']);
  });

  it('with only rejected lines cancels the order', () => {
    const lines = [{ sku: 'A', rejected: true, remark: 'Sold out' }];
    expect(applied(newOrder([3]), update(1, { lines })).order.status).toBe('cancelled');
  });

  it('that the delivery was shipped ships all lines that it does not mention', () => {
    const { order } = applied(
      newOrder([3, 2]),
      update(1, { status: 'shipped', lines: [{ sku: 'A', delivered_quantity: 1 }] }),
    );
    expect(parcelsOf(order)).toEqual([[null, [1, 2]]]);
    expect(order.status).toBe('completed');
  });

  it('that the delivery was shipped ships the lines of earlier updates, and cancels the rest', () => {
    const lines = [{ sku: 'A', delivered_quantity: 1, remark: 'Two were broken' }];
    for (const status of ['shipped', 'delivered']) {
      const { order } = applied(newOrder([3, 2]), update(1, { lines }), update(2, { status, tracking_number: 'T1' }));
      expect(order).toMatchObject({ status: 'completed', deliveries: [{ status }] });
      expect(parcelsOf(order)).toEqual([['T1', [1, 2]]]);
      expect(order.items.map(({ cancelled }) => cancelled)).toEqual([2, 0]);
    }
  });

  it('ships from a failed delivery only what its lines say', () => {
    const lines = [
      { sku: 'A', delivered_quantity: 1 },
      { sku: 'B', rejected: true },
    ];
    const ways = [
      [{ status: 'failed' }, { status: 'shipped', lines }],
      [{ status: 'failed' }, { status: 'delivered', lines }],
      [{ status: 'failed', lines }, { status: 'shipped' }],
    ];
    for (const way of ways) {
      const { order } = applied(newOrder([3, 2]), ...way.map((said, minute) => update(minute, said)));
      expect(order).toMatchObject({ status: 'completed', deliveries: [{ status: way.at(-1)?.status }] });
      expect(parcelsOf(order)).toEqual([[null, [1]]]);
      expect(order.items.map(({ cancelled }) => cancelled)).toEqual([2, 2]);
    }
    const late = applied(newOrder([3, 2]), update(2, { status: 'failed' }), update(1, { status: 'shipped', lines }));
    expect(late.order).toMatchObject({ status: 'completed', deliveries: [{ status: 'failed' }] });
    expect(parcelsOf(late.order)).toEqual([[null, [1]]]);
    const none = [{ sku: 'A', rejected: true }];
    const { order } = applied(
      newOrder([3]),
      update(1, { status: 'failed' }),
      update(2, { status: 'shipped', lines: none }),
    );
    expect(order).toMatchObject({ status: 'cancelled', deliveries: [{ status: 'cancelled', shipments: [] }] });
  });

  it('ships parcels by their items, each with its own number', () => {
    const { order } = applied(
      newOrder([3]),
      update(2, { items: [{ sku: 'A', quantity: 1 }], tracking_number: 'T2' }),
      update(1, { items: [{ order_item_id: 'OI00001', quantity: 2 }], tracking_number: 'T1' }),
    );
    expect(parcelsOf(order)).toEqual([
      ['T2', [1]],
      ['T1', [2]],
    ]);
    expect(order.status).toBe('completed');
  });

  it('cancels and returns parts', () => {
    const { order, last } = applied(
      newOrder([3]),
      update(1, { status: 'cancelled', items: [{ sku: 'A', quantity: 1 }], reason: 'Damaged' }),
      update(2, { status: 'shipped' }),
      update(3, { status: 'returned', items: [{ sku: 'A', quantity: 1 }] }),
    );
    expect(last.status).toBe('applied');
    expect(order.status).toBe('partially_returned');
    expect(order.deliveries[0]?.items[0]).toMatchObject({
      cancelled_quantity: 1,
      shipped_quantity: 2,
      returned_quantity: 1,
    });
  });

  it('cancels and returns parts of the named delivery only', () => {
    const order = newOrder([4]);
    moveOrder(order, 'in_progress', OPERATOR);
    addDelivery(order, [{ order_item_id: order.items[0]?.order_item_id ?? ('' as never), quantity: 2 }], OPERATOR);
    const part = [{ sku: 'A', quantity: 1 }];
    const { order: cancelled } = applied(
      numbered(order),
      update(1, { delivery_id: 'DL00001', status: 'cancelled', items: part }),
    );
    const linesOf = ({ deliveries }: OrderProgress) => deliveries.map(({ items }) => items[0]);
    expect(linesOf(cancelled).map((line) => line?.cancelled_quantity)).toEqual([1, 0]);
    const { order: returned } = applied(
      cancelled,
      update(2, { status: 'shipped' }),
      update(3, { delivery_id: 'DL00002', status: 'returned', items: part }),
    );
    expect(linesOf(returned).map((line) => line?.returned_quantity)).toEqual([0, 1]);
    const tooMuch = applied(
      returned,
      update(4, { delivery_id: 'DL00002', status: 'returned', items: [{ sku: 'A', quantity: 2 }] }),
    );
    expect(tooMuch.last).toMatchObject({ status: 'parked', code: 'quantity_not_available' });
    expect(tooMuch.last.message).toContain('in delivery DL00002: only 1 can be');
  });

  it('that ships a parcel sets the number of that parcel, and of no earlier one', () => {
    const { order } = applied(
      newOrder([3]),
      update(1, { items: [{ sku: 'A', quantity: 1 }] }),
      update(2, { status: 'shipped', tracking_number: 'T2', carrier: 'DHL' }),
    );
    expect(parcelsOf(order)).toEqual([
      [null, [1]],
      ['T2', [2]],
    ]);
    const later = applied(order, update(3, { tracking_number: 'T1', carrier: 'UPS' }));
    expect(later.order.deliveries[0]?.shipments).toMatchObject([
      { tracking_number: 'T1', carrier: 'UPS' },
      { tracking_number: 'T2', carrier: 'DHL' },
    ]);
  });

  it('must not have a time more than a day in the future', () => {
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const said = { update_id: 'U', order_id: 'OR00001', status: 'shipped' };
    expect(sentOrderUpdateSchema.safeParse({ ...said, occurred_at: at(23) }).success).toBe(true);
    const { error } = sentOrderUpdateSchema.safeParse({ ...said, occurred_at: at(25) });
    expect(error?.issues.map(({ path }) => path)).toEqual([['occurred_at']]);
  });

  it('that arrives late adds data, and moves nothing back', () => {
    const { order, last } = applied(
      newOrder([1]),
      update(5, { status: 'delivered' }),
      update(1, { status: 'packing', tracking_number: 'T1', lines: [{ sku: 'A', remark: 'Handle with care' }] }),
    );
    expect(last).toMatchObject({
      status: 'applied',
      message: 'Delivery DL00001 is already delivered: packing has no effect.',
    });
    expect(order.deliveries[0]).toMatchObject({ status: 'delivered', tracking_number: 'T1' });
    expect(order.deliveries[0]?.items[0]?.remark).toBe('Handle with care');
    expect(parcelsOf(order)).toEqual([['T1', [1]]]);
  });

  it('that is older than the last change does not fail a delivery', () => {
    const { order, last } = applied(newOrder([1]), update(5, { status: 'shipped' }), update(4, { status: 'failed' }));
    expect(order.deliveries[0]?.status).toBe('shipped');
    expect(last.status).toBe('ignored');
  });

  it('tries a failed delivery again', () => {
    const { order } = applied(newOrder([1]), update(1, { status: 'failed' }), update(2, { status: 'packing' }));
    expect(order.deliveries[0]?.status).toBe('packing');
  });

  it('never replaces newer data by older', () => {
    const { order } = applied(
      newOrder([1]),
      update(5, { lines: [{ sku: 'A', remark: 'New', estimated_until: '2026-04-10T12:00:00Z' }] }),
      update(6, { tracking_number: 'T1' }),
      update(1, { lines: [{ sku: 'A', remark: 'Old', invoice_number: 'I-1' }], tracking_number: 'T0' }),
    );
    expect(order.deliveries[0]?.items[0]).toMatchObject({ remark: 'New', invoice_number: 'I-1' });
    expect(order.deliveries[0]).toMatchObject({ tracking_number: 'T1', estimated_until: '2026-04-10T12:00:00.000Z' });
  });

  it('without anything new is ignored', () => {
    const said = { status: 'packing', tracking_number: 'T1' };
    const { last } = applied(newOrder([1]), update(1, said), update(2, said));
    expect(last).toEqual({ status: 'ignored', code: null, message: 'It contained nothing new.' });
  });

  it('matches lines by item first, then by SKU and quantity, each once, and reports the rest', () => {
    const { order, last } = applied(
      newOrder([5, 2, 2], 'AAA'),
      update(1, {
        lines: [
          { sku: 'A', quantity: 2, remark: 'second' },
          { sku: 'A', remark: 'left' },
          { order_item_id: 'OI00002', remark: 'first' },
          { sku: 'A', remark: 'too many' },
        ],
      }),
    );
    expect(order.deliveries[0]?.items.map(({ remark }) => remark)).toEqual(['left', 'first', 'second']);
    expect(last).toMatchObject({ status: 'applied', message: 'No remaining line of a delivery matches lines.3 (A).' });
  });
});

describe('updates of an order', () => {
  it('that arrive too early are retried after the others, a limited number of times', () => {
    const parts = (status: string, minute: number) =>
      Array.from({ length: 100 }, () => update(minute, { status, items: [{ sku: 'A', quantity: 1 }] }));
    const all = [...parts('returned', 1), ...parts('shipped', 2)].map((one) => ({ update: one }));
    const hopeless = Array.from({ length: 100 }, () => ({ update: update(1, { items: [{ sku: 'X', quantity: 1 }] }) }));
    let tries = 0;
    const counted = hopeless.map(({ update: said }) => ({
      get update() {
        tries += 1;
        return said;
      },
    }));
    const done = applyOrderUpdates(
      () => newOrder([100]),
      [...counted, ...all],
      (_, error) => {
        throw error;
      },
    );
    expect(done.order).toMatchObject({ status: 'returned' });
    expect(all.every((one) => done.outcomes.get(one)?.status === 'applied')).toBe(true);
    expect(tries).toBeLessThan(10 * counted.length);
  });

  it('that are refused are retried once for each change, without copying the order', () => {
    let tries = 0;
    const tooMany = Array.from({ length: 1_000 }, () => {
      const said = update(1, { items: [{ sku: 'A', quantity: 9 }] });
      return {
        get update() {
          tries += 1;
          return said;
        },
      };
    });
    const copies = vi.spyOn(globalThis, 'structuredClone');
    onTestFinished(() => copies.mockRestore());
    const packed = { update: update(2, { status: 'packing' }) };
    const done = applyOrderUpdates(
      () => newOrder([1]),
      [...tooMany, packed],
      (_, error) => {
        throw error;
      },
    );
    expect(done.outcomes.get(packed)?.status).toBe('applied');
    expect(tooMany.every((one) => done.outcomes.get(one)?.code === 'quantity_not_available')).toBe(true);
    // All in turn up to the first refusal, and all again after the change.
    expect(tries).toBe(1 + 2 * tooMany.length);
    expect(copies).not.toHaveBeenCalled();
  });
});

describe('an order update that cannot be applied', () => {
  const parked = (order: OrderProgress, said: object) => {
    const before = structuredClone(order);
    const outcome = applyOrderUpdate(order, update(9, said));
    expect(outcome.status).toBe('parked');
    expect(order).toEqual(before);
    return outcome.code;
  };

  it('is for a cancelled order', () => {
    const { order } = applied(newOrder([1]), update(1, { status: 'cancelled' }));
    expect(order.status).toBe('cancelled');
    expect(parked(order, { status: 'shipped' })).toBe('transition_not_allowed');
    expect(applied(order, update(2, { status: 'cancelled' })).last.status).toBe('ignored');
  });

  it('is for an order that waits for approval', () => {
    const order = newOrder([1]);
    moveOrder(order, 'waiting_approval', OPERATOR);
    expect(parked(order, { status: 'shipped' })).toBe('transition_not_allowed');
  });

  it('returns more than was shipped', () => {
    expect(parked(newOrder([1]), { status: 'returned' })).toBe('transition_not_allowed');
  });

  it('has more than the quantity', () => {
    expect(parked(newOrder([1]), { items: [{ sku: 'A', quantity: 2 }] })).toBe('quantity_not_available');
    expect(parked(newOrder([1]), { lines: [{ sku: 'A', delivered_quantity: 2 }] })).toBe('quantity_not_available');
  });

  it('has unknown items', () => {
    expect(parked(newOrder([1]), { items: [{ sku: 'X', quantity: 1 }] })).toBe('nothing_matched');
    expect(parked(newOrder([1]), { lines: [{ sku: 'X', delivered_quantity: 1 }] })).toBe('nothing_matched');
  });

  it('has a parcel of an order with two deliveries, and names neither', () => {
    const order = newOrder([2]);
    moveOrder(order, 'in_progress', OPERATOR);
    addDelivery(order, [{ order_item_id: order.items[0]?.order_item_id ?? ('' as never), quantity: 1 }], OPERATOR);
    numbered(order);
    expect(parked(order, { status: 'shipped', tracking_number: 'T1' })).toBe('ambiguous_delivery');
    const one = applied(order, update(1, { delivery_id: 'DL00002', status: 'shipped', tracking_number: 'T1' }));
    expect(one.order.deliveries.map(({ status }) => status)).toEqual(['pending', 'shipped']);
    expect(one.order.status).toBe('partially_shipped');
    // From then on, its number identifies the parcel.
    const known = applied(one.order, update(2, { status: 'delivered', tracking_number: 'T1' }));
    expect(known.order.deliveries.map(({ status }) => status)).toEqual(['pending', 'delivered']);
  });

  it('delivers what was cancelled', () => {
    const { order } = applied(newOrder([1, 1]), update(1, { status: 'packing' }));
    cancelItems(order, [{ order_item_id: order.items[0]?.order_item_id ?? ('' as never), quantity: 1 }], OPERATOR);
    expect(parked(order, { lines: [{ sku: 'A', delivered_quantity: 1 }] })).toBe('quantity_not_available');
  });
});
