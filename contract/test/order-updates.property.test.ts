import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SentOrderUpdate, sentOrderUpdateSchema } from '../src/order-updates/order-update.ts';
import { applyOrderUpdates } from '../src/order-updates/rules/apply-order-updates.ts';
import { addDelivery, cancelItems } from '../src/orders/lifecycle/change-items.ts';
import { moveOrder } from '../src/orders/lifecycle/move-order.ts';
import type { DeliveryProgress, OrderProgress } from '../src/orders/lifecycle/order-progress.ts';
import { linesOf, openOf, quantitiesOf } from '../src/orders/lifecycle/quantities.ts';
import { ORDER_DELIVERY_STATUSES, type OrderDeliveryStatus } from '../src/orders/states/delivery-states.ts';
import { ORDER_STATES } from '../src/orders/states/order-states.ts';
import { applyByCopies } from './support/apply-by-copies.ts';
import { newOrder as createdOrder, numbered } from './support/order-progress.ts';

/** An order whose items have the SKUs A, B, C. */
const newOrder = (quantities: readonly number[], skus = 'ABC') => createdOrder(quantities, skus);
const timeOf = (minute: number) => new Date(Date.UTC(2026, 3, 8, 0, minute)).toISOString();

/**
 * Applies updates in order of arrival, like the server: each ID once, together with the parked ones.
 *
 * @returns the order, and the states that its deliveries were in
 */
function applyAll(start: OrderProgress, updates: readonly SentOrderUpdate[]) {
  let order = start;
  let parked: SentOrderUpdate[] = [];
  const seen = new Set<string>();
  const states: OrderDeliveryStatus[][] = [];
  for (const update of updates) {
    if (seen.has(update.update_id)) continue;
    seen.add(update.update_id);
    const due = [update, ...parked].map((one) => ({ update: one }));
    const { changes } = order;
    const applied = applyOrderUpdates(
      () => ({ ...structuredClone(order), changes: [] }),
      due,
      (_, error) => {
        throw error;
      },
    );
    order = numbered({ ...applied.order, changes: [...changes, ...applied.order.changes] });
    states.push(order.deliveries.map(({ status }) => status));
    parked = due.filter((one) => applied.outcomes.get(one)?.status === 'parked').map((one) => one.update);
  }
  return { order, states, parked };
}

/** The properties of the final order that must not depend on the order of arrival. */
function outcomeOf({ status, fulfillmentStatus, deliveries, items }: OrderProgress) {
  return {
    status,
    fulfillmentStatus,
    cancelled: items.map((item) => item.cancelled),
    deliveries: deliveries.map(({ id: _, shipments, reportedAt: __, ...delivery }) => ({
      ...delivery,
      parcels: shipments.map(({ carrier, tracking_number, items: parts }) => ({ carrier, tracking_number, parts })),
    })),
  };
}

const factArbitrary = fc.record(
  {
    remark: fc.constantFrom('one', 'two', 'three'),
    invoice_number: fc.constantFrom('I-1', 'I-2'),
    estimated_until: fc.constantFrom(timeOf(5_000), timeOf(6_000)),
    confirmed_at: fc.constantFrom(timeOf(7_000), timeOf(8_000)),
  },
  { requiredKeys: ['remark'] },
);

/** Sequences of states that a delivery may have, in order of time. */
const wayArbitrary = fc
  .tuple(
    fc.subarray(['allocated', 'packing', 'ready'] as const),
    fc.constantFrom([], ['failed'], ['failed', 'pending', 'packing'], ['failed', 'pending']),
    fc.constantFrom([], ['shipped'], ['shipped', 'delivered'], ['shipped', 'failed', 'delivered'], ['delivered']),
    fc.boolean(),
  )
  .map(([first, trouble, end, comesBack]) => {
    const isShipped = end.length > 0;
    // Until it is shipped, a delivery that is tried again looks like one whose updates arrived in the wrong order.
    const before = isShipped ? trouble : trouble.slice(0, 1);
    return [...first, ...before, ...end, ...(isShipped && comesBack ? ['returned'] : [])];
  });

/** The updates of one sequence, in order of time: each has a status, and some have more. */
const storyArbitrary = wayArbitrary.chain((way) =>
  fc
    .array(fc.record({ fact: fc.option(factArbitrary), knowsNumber: fc.boolean() }), {
      minLength: way.length,
      maxLength: way.length,
    })
    .map((more) =>
      way.map((status, minute) => {
        const { fact, knowsNumber } = more[minute] ?? { fact: null, knowsNumber: false };
        return sentOrderUpdateSchema.parse({
          update_id: `U-${minute}`,
          order_id: 'OR00001',
          status,
          ...(fact ? { lines: [{ sku: 'A', ...fact }] } : {}),
          ...(knowsNumber ? { tracking_number: 'T-1', carrier: 'DHL' } : {}),
          occurred_at: timeOf(minute),
        });
      }),
    ),
);

/** The same updates in another order, some of them repeated. */
const shuffledArbitrary = storyArbitrary.chain((story) =>
  fc.tuple(
    fc.constant(story),
    fc
      .tuple(fc.shuffledSubarray(story, { minLength: story.length }), fc.subarray(story))
      .chain(([all, some]) => fc.shuffledSubarray([...all, ...some], { minLength: all.length + some.length })),
  ),
);

const lineArbitrary = fc.record(
  {
    sku: fc.constantFrom('A', 'B', 'X'),
    delivered_quantity: fc.integer({ min: 0, max: 4 }),
    remark: fc.constantFrom('one', 'two'),
  },
  { requiredKeys: ['sku'] },
);

/** Arbitrary updates, sensible or not. */
const anyUpdateArbitrary = fc
  .record({
    number: fc.nat(30),
    minute: fc.nat(20),
    said: fc.oneof(
      fc.record({ status: fc.constantFrom(...ORDER_DELIVERY_STATUSES) }),
      fc.record({ lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 3 }) }),
      fc.record({
        status: fc.constantFrom('shipped', 'delivered'),
        lines: fc.array(lineArbitrary, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        status: fc.constantFrom('shipped', 'shipped', 'cancelled', 'returned'),
        items: fc.array(fc.record({ sku: fc.constantFrom('A', 'B'), quantity: fc.integer({ min: 1, max: 3 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    ),
    isTracked: fc.boolean(),
  })
  .map(({ number, minute, said, isTracked }) =>
    sentOrderUpdateSchema.parse({
      update_id: `U-${number}`,
      order_id: 'OR00001',
      ...said,
      ...(isTracked ? { tracking_number: `T-${number}` } : {}),
      occurred_at: timeOf(minute),
    }),
  );

const OPERATOR = { kind: 'operator', reason: null, at: timeOf(0) } as const;

/** Updates about parts of the second delivery of an order. */
const partsOfDeliveryArbitrary = fc
  .record({
    number: fc.nat(30),
    minute: fc.nat(20),
    status: fc.constantFrom('shipped', 'cancelled', 'returned'),
    quantity: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ number, minute, status, quantity }) =>
    sentOrderUpdateSchema.parse({
      update_id: `U-${number}`,
      delivery_id: 'DL00002',
      status,
      items: [{ sku: 'A', quantity }],
      occurred_at: timeOf(minute),
    }),
  );

/** An order with two deliveries, one for each of the first two items. */
function inTwoDeliveries(): OrderProgress {
  const order = newOrder([6, 3]);
  moveOrder(order, 'in_progress', OPERATOR);
  const parts = order.items.map(({ order_item_id }) => ({ order_item_id, quantity: 1 }));
  addDelivery(order, parts, OPERATOR);
  return { ...numbered(order), changes: [] };
}

const WAY: readonly string[] = ['pending', 'allocated', 'packing', 'ready', 'shipped', 'delivered'];

describe('updates of an order', () => {
  it('have the same final result in any order, and with repetitions', () => {
    fc.assert(
      fc.property(shuffledArbitrary, ([story, shuffled]) => {
        const inTime = applyAll(newOrder([2, 1]), story);
        const mixed = applyAll(newOrder([2, 1]), shuffled);
        expect(outcomeOf(mixed.order)).toEqual(outcomeOf(inTime.order));
        expect(inTime.parked).toEqual([]);
        expect(mixed.parked).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('with parcels have the same quantities in any order, and lose no number', () => {
    const parcels = [1, 2, 3, 4].map((quantity) =>
      sentOrderUpdateSchema.parse({
        update_id: `U-${quantity}`,
        order_id: 'OR00001',
        items: [{ sku: 'A', quantity }],
        tracking_number: `T-${quantity}`,
        occurred_at: timeOf(quantity),
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray([...parcels, ...parcels], { minLength: 8 }), (mixed) => {
        const { order } = applyAll(newOrder([10, 0]), mixed);
        expect(order.status).toBe('completed');
        const sent = order.deliveries.flatMap(({ shipments }) => shipments);
        expect(sent.map((parcel) => `${parcel.tracking_number}:${parcel.items[0]?.quantity}`).sort()).toEqual(
          [1, 2, 3, 4].map((quantity) => `T-${quantity}:${quantity}`),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('about one delivery of an order do not change the other', () => {
    const lineOf = ({ items: [line], status, shipments }: DeliveryProgress) => ({ line, status, shipments });
    fc.assert(
      fc.property(fc.array(partsOfDeliveryArbitrary, { maxLength: 8 }), (updates) => {
        const start = newOrder([6]);
        moveOrder(start, 'in_progress', OPERATOR);
        const { order_item_id } = start.items[0] ?? {};
        if (order_item_id) addDelivery(start, [{ order_item_id, quantity: 3 }], OPERATOR);
        const { order: before } = applyAll(numbered(start), []);
        const untouched = structuredClone(lineOf(before.deliveries[0] as DeliveryProgress));
        const { order } = applyAll(before, updates);
        expect(lineOf(order.deliveries[0] as DeliveryProgress)).toEqual(untouched);
        const [item] = order.items;
        if (item) expect(quantitiesOf(order, item).unassigned).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('of any kind keep quantities valid, move no state back, lose no number, and can always be completed', () => {
    fc.assert(
      fc.property(fc.array(anyUpdateArbitrary, { maxLength: 12 }), (updates) => {
        const { order, states } = applyAll(newOrder([3, 2]), updates);
        for (const item of order.items) {
          const { open, unassigned, shipped, returned } = quantitiesOf(order, item);
          expect(open + shipped + item.cancelled).toBe(item.quantity);
          expect(Math.min(open, unassigned, shipped, returned, shipped - returned)).toBeGreaterThanOrEqual(0);
          for (const line of linesOf(order, item.order_item_id)) expect(openOf(line)).toBeGreaterThanOrEqual(0);
        }
        for (const [place, [now = '']] of states.entries()) {
          const [before = ''] = states[place - 1] ?? [];
          if (WAY.includes(before) && WAY.includes(now))
            expect(WAY.indexOf(now)).toBeGreaterThanOrEqual(WAY.indexOf(before));
        }
        const numbers = order.changes.flatMap((change) =>
          change.what === 'shipped' ? change.shipment.tracking_number : [],
        );
        const kept = order.deliveries.flatMap(({ shipments }) => shipments.map((parcel) => parcel.tracking_number));
        expect(kept).toEqual(expect.arrayContaining(numbers.filter((number) => number !== null)));
        const rest = order.items.flatMap((item) => {
          const quantity = quantitiesOf(order, item).open;
          return quantity > 0 ? [{ order_item_id: item.order_item_id, quantity }] : [];
        });
        if (rest.length > 0) cancelItems(order, rest, { kind: 'operator', reason: null, at: timeOf(99) });
        expect(ORDER_STATES.ends).toContain(order.status);
      }),
      { numRuns: 500 },
    );
  });

  it('have the same outcomes as if each try used a copy of the order', () => {
    const anyUpdate = fc.oneof(
      anyUpdateArbitrary,
      partsOfDeliveryArbitrary,
      storyArbitrary.map(([first]) => first),
    );
    fc.assert(
      fc.property(fc.array(anyUpdate, { maxLength: 25 }), fc.boolean(), (sent, isSplit) => {
        const start = isSplit ? inTwoDeliveries() : newOrder([3, 2]);
        const updates = sent.flatMap((update) => (update ? [{ update }] : []));
        const expected = applyByCopies(structuredClone(start), updates);
        const { order, outcomes, causes, isTouched } = applyOrderUpdates(
          () => structuredClone(start),
          updates,
          (_, error) => {
            throw error;
          },
        );
        expect(order).toEqual(expected.order);
        expect([...outcomes]).toEqual([...expected.outcomes]);
        expect(causes).toEqual(expected.causes);
        expect(isTouched).toBe(expected.isTouched);
      }),
      { numRuns: 400 },
    );
  });
});
