import { describe, expect, it } from 'vitest';
import { applyOrderUpdate } from '../src/order-updates/rules/apply-order-update.ts';
import { ambiguousReference } from '../src/order-updates/rules/update-refused.ts';
import type { OrderProgress } from '../src/orders/lifecycle/order-progress.ts';
import { applied, newOrder, orderInTwo, parcelsOf, update } from './support/order-updates.ts';

const statusOf = ({ deliveries }: OrderProgress) => deliveries[0]?.status;
const steps = ({ changes }: OrderProgress) =>
  changes.flatMap((change) => (change.what === 'delivery_status' ? [[change.from, change.to]] : []));

describe('a reported status', () => {
  it('is reached in one step, even if statuses in between were not reported', () => {
    const { order } = applied(newOrder([2]), update(1, { status: 'delivered' }));
    expect(steps(order)).toEqual([['pending', 'delivered']]);
    expect(parcelsOf(order)).toEqual([[null, [2]]]);
  });

  it('is never set back to an earlier one', () => {
    const { order, last } = applied(
      newOrder([1]),
      update(1, { status: 'allocated' }),
      update(2, { status: 'pending' }),
    );
    expect(statusOf(order)).toBe('allocated');
    expect(last).toEqual({
      status: 'ignored',
      code: null,
      message: 'Delivery DL00001 is already allocated: pending has no effect.',
    });
  });

  it('is applied if it has the same time as the last one', () => {
    const { order } = applied(newOrder([1]), update(5, { status: 'shipped' }), update(5, { status: 'failed' }));
    expect(statusOf(order)).toBe('failed');
  });

  it('is dated by its last report', () => {
    const again = applied(
      newOrder([1]),
      update(1, { status: 'shipped' }),
      update(5, { status: 'shipped' }),
      update(3, { status: 'failed' }),
    );
    expect(statusOf(again.order)).toBe('shipped');
    const behind = applied(
      newOrder([1]),
      update(5, { status: 'shipped' }),
      update(1, { status: 'shipped' }),
      update(3, { status: 'failed' }),
    );
    expect(statusOf(behind.order)).toBe('shipped');
    const first = applied(newOrder([1]), update(1, { status: 'shipped' }), update(2, { status: 'failed' }));
    expect(statusOf(first.order)).toBe('failed');
  });

  it('of shipping is never too late for a delivery that waits to be shipped', () => {
    for (const status of ['pending', 'packing']) {
      const { order } = applied(newOrder([2]), update(5, { status }), update(3, { status: 'shipped' }));
      expect(statusOf(order)).toBe('shipped');
      expect(parcelsOf(order)).toEqual([[null, [2]]]);
    }
  });

  it('of shipping before a failure ships the delivery, and leaves it failed', () => {
    const failed = applied(newOrder([2]), update(5, { status: 'failed' }));
    const { order, last } = applied(
      failed.order,
      update(3, { status: 'shipped', carrier: 'DHL', tracking_number: 'T1' }),
    );
    expect(order).toMatchObject({ status: 'completed', deliveries: [{ status: 'failed' }] });
    expect(order.deliveries[0]?.shipments).toMatchObject([{ carrier: 'DHL', tracking_number: 'T1' }]);
    expect(last).toEqual({
      status: 'applied',
      code: null,
      message: 'Delivery DL00001 has become failed since 2026-04-08T12:03:00.000Z: shipped has no effect.',
    });
    // What was shipped already is not shipped again.
    const later = applied(order, update(4, { status: 'delivered' }));
    expect(parcelsOf(later.order)).toEqual([['T1', [2]]]);
    expect(later.last.status).toBe('ignored');
  });

  it('of shipping before the failure of a completely shipped delivery adds no parcel', () => {
    const { order } = applied(
      orderInTwo([2], [1]),
      update(1, { delivery_id: 'DL00001', status: 'shipped', tracking_number: 'T1' }),
      update(5, { delivery_id: 'DL00001', status: 'failed' }),
      update(3, { delivery_id: 'DL00001', status: 'delivered' }),
    );
    expect(order.deliveries.map(({ status }) => status)).toEqual(['failed', 'pending']);
    expect(parcelsOf(order)).toEqual([['T1', [1]]]);
  });

  it('is not derived from an update without a status', () => {
    const { order } = applied(
      newOrder([1]),
      update(1, { status: 'packing' }),
      update(5, { tracking_number: 'T1' }),
      update(3, { status: 'failed' }),
    );
    expect(statusOf(order)).toBe('failed');
  });

  it('retries a failed delivery, from the beginning or from where it continues', () => {
    for (const status of ['pending', 'ready']) {
      const { order, last } = applied(newOrder([1]), update(1, { status: 'failed' }), update(2, { status }));
      expect([statusOf(order), last.status]).toEqual([status, 'applied']);
    }
  });

  it('of a cancelled delivery is refused', () => {
    const order = orderInTwo([2], [1]);
    const cancelled = applied(order, update(1, { delivery_id: 'DL00001', status: 'cancelled' }));
    for (const said of [{ status: 'shipped' }, { status: 'shipped', lines: [{ sku: 'A', remark: 'R' }] }])
      expect(applied(cancelled.order, update(2, { delivery_id: 'DL00001', ...said })).last).toMatchObject({
        status: 'parked',
        code: 'transition_not_allowed',
      });
  });
});

describe('lines with delivered quantities', () => {
  it('include the quantity shipped before', () => {
    const { order } = applied(
      newOrder([5]),
      update(1, { items: [{ sku: 'A', quantity: 2 }], tracking_number: 'T1' }),
      update(2, { lines: [{ sku: 'A', delivered_quantity: 3 }], tracking_number: 'T2' }),
    );
    expect(parcelsOf(order)).toEqual([
      ['T1', [2]],
      ['T2', [1]],
    ]);
    expect(order.items.map(({ cancelled }) => cancelled)).toEqual([2]);
    expect(order.status).toBe('completed');
  });

  it('cancel nothing if all of the line was delivered', () => {
    const { order } = applied(newOrder([2]), update(1, { lines: [{ sku: 'A', delivered_quantity: 2 }] }));
    expect(order.changes.filter(({ what }) => what === 'cancelled')).toEqual([]);
    expect(parcelsOf(order)).toEqual([[null, [2]]]);
  });

  it('give the reason for cancelling the rest: that of the update, else the remark, else the known one', () => {
    const reasonOf = (said: object, line: object) => {
      const lines = [{ sku: 'A', delivered_quantity: 1, ...line }];
      const { order } = applied(newOrder([2]), update(1, { lines, ...said }));
      return order.changes.flatMap((change) => (change.what === 'cancelled' ? change.reason : []));
    };
    expect(reasonOf({ reason: 'Lost' }, { remark: 'Last one' })).toEqual(['Lost']);
    expect(reasonOf({}, { remark: 'Last one' })).toEqual(['Last one']);
    expect(reasonOf({}, {})).toEqual(['Delivered in part']);
  });

  it('that are all rejected end their delivery without a parcel', () => {
    const { order } = applied(
      orderInTwo([1, 1], [0, 1]),
      update(1, { lines: [{ sku: 'B', rejected: true }], reason: 'Sold out' }),
    );
    expect(order.deliveries.map(({ status }) => status)).toEqual(['pending', 'cancelled']);
    expect(parcelsOf(order)).toEqual([]);
  });

  it('of a completed delivery ship nothing more', () => {
    const { order, last } = applied(
      newOrder([2]),
      update(1, { status: 'delivered' }),
      update(2, { status: 'delivered', lines: [{ sku: 'A', delivered_quantity: 2 }] }),
    );
    expect(parcelsOf(order)).toEqual([[null, [2]]]);
    expect(last.status).toBe('applied');
  });
});

describe('the content of an update', () => {
  const outcomes = (...said: object[]) => {
    let { order } = applied(newOrder([2]), update(0, { status: 'packing' }));
    return said.map((one, minute) => {
      const { order: next, last } = applied(order, update(minute + 1, one));
      order = next;
      return last.status;
    });
  };

  it('may be new or known', () => {
    const line = (of: object) => ({ lines: [{ sku: 'A', ...of }] });
    expect(
      outcomes(line({ remark: 'R' }), line({ remark: 'R' }), line({ delivered_quantity: 2 }), { tracking_number: 'T' }),
    ).toEqual(['applied', 'ignored', 'applied', 'applied']);
    expect(outcomes({ carrier: 'DHL' }, { carrier: 'DHL' }, { carrier: 'UPS' })).toEqual([
      'applied',
      'ignored',
      'applied',
    ]);
  });

  it('is applied if it has the same time as the previous report', () => {
    const said = (remark: string) => update(1, { lines: [{ sku: 'A', remark }] });
    const { order } = applied(newOrder([1]), said('First'), said('Second'));
    expect(order.deliveries[0]?.items[0]?.remark).toBe('Second');
  });

  it('changes nothing if a part of it is refused, including the numbers of parcels', () => {
    const { order } = applied(orderInTwo([1, 1], [0, 1]), update(1, { delivery_id: 'DL00001', status: 'shipped' }));
    const lines = [
      { sku: 'A', remark: 'R' },
      { sku: 'B', remark: 'R' },
    ];
    const refused = applied(order, update(2, { status: 'returned', lines, tracking_number: 'T1', carrier: 'DHL' }));
    expect(refused.last).toMatchObject({ status: 'parked', code: 'transition_not_allowed' });
    expect(refused.order).toEqual(order);
  });

  it('is not refused if the rules themselves fail', () => {
    const broken = { ...newOrder([1]), deliveries: null as never };
    expect(() => applyOrderUpdate(broken, update(1, { status: 'shipped' }), () => undefined)).toThrow(TypeError);
  });
});

it('a reference shared by several orders names the first of them', () => {
  expect(ambiguousReference([1, 2], 'R-1').message).toBe(
    '2 orders have the customer_reference R-1, such as OR00001, OR00002: send it again with an order_id, and dismiss this one.',
  );
  const many = ambiguousReference([1, 2, 3, 4, 5, 6], 'R-1');
  expect(many.message).toMatch(/^Over 5 orders .* OR00004, OR00005: send/);
  expect(many.code).toBe('ambiguous_reference');
});
