import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockExport, PARCEL_FIELDS, shipOrder, updateDelivery } from '../src/orders/lifecycle/ask-for-changes.ts';
import { addDelivery, cancelItems, returnItems } from '../src/orders/lifecycle/change-items.ts';
import { moveOrder } from '../src/orders/lifecycle/move-order.ts';
import type { OrderProgress } from '../src/orders/lifecycle/order-progress.ts';
import {
  linesOf,
  openIn,
  openOf,
  quantitiesOf,
  quantitiesOfOrder,
  returnedIn,
  shippedIn,
  worthOf,
} from '../src/orders/lifecycle/quantities.ts';
import { eventsOfChanges, historyOfChanges } from '../src/orders/lifecycle/tell-changes.ts';
import { DELIVERY_STATES, ORDER_DELIVERY_STATUSES } from '../src/orders/states/delivery-states.ts';
import { ORDER_STATES, ORDER_STATUSES } from '../src/orders/states/order-states.ts';
import { type ActorKind, statesToAskFor, transitionOf } from '../src/orders/states/state-machine.ts';
import { formatId } from '../src/shared/ids.ts';
import { unitsOf } from '../src/shared/money.ts';
import { Problem } from '../src/shared/problem.ts';
import { by, changed, newOrder } from './support/order-progress.ts';

// Random valid and invalid calls in random order. A refused call must be a Problem, and change nothing.

type Rule = (order: OrderProgress) => void;
interface Step {
  kind: ActorKind;
  rule: Rule;
}

const kinds = fc.constantFrom<ActorKind>('partner', 'operator', 'update');
const parts = fc.array(
  fc.record({
    order_item_id: fc.integer({ min: 1, max: 3 }).map((n) => formatId('orderItem', n)),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const place = fc.nat({ max: 2 });
const number = fc.option(fc.constantFrom('T-1', 'T-2', 'T-3'));

/** The ID of one of the deliveries; an unknown ID if the order has none. */
function deliveryAt({ deliveries }: OrderProgress, at: number) {
  return formatId('delivery', deliveries[at % Math.max(deliveries.length, 1)]?.id ?? 99);
}

type Make = (kind: ActorKind) => Rule;
const rules: fc.Arbitrary<Make> = fc.oneof(
  fc.constantFrom(...ORDER_STATUSES).map(
    (to): Make =>
      (kind) =>
      (order) =>
        moveOrder(order, to, by(kind)),
  ),
  fc.constant<Make>((kind) => (order) => moveOrder(order, 'in_progress', by(kind))),
  parts.map(
    (items): Make =>
      (kind) =>
      (order) =>
        void addDelivery(order, items, by(kind)),
  ),
  {
    weight: 2,
    arbitrary: fc.record({ at: place, tracking_number: number, items: fc.option(parts, { nil: undefined }) }).map(
      ({ at, ...parcel }): Make =>
        (kind) =>
        (order) =>
          shipOrder(order, { delivery_id: deliveryAt(order, at), ...parcel }, by(kind)),
    ),
  },
  parts.map(
    (items): Make =>
      (kind) =>
      (order) =>
        cancelItems(order, items, by(kind)),
  ),
  parts.map(
    (items): Make =>
      (kind) =>
      (order) =>
        returnItems(order, items, by(kind)),
  ),
  {
    weight: 5,
    arbitrary: fc.record({ at: place, status: fc.constantFrom(...ORDER_DELIVERY_STATUSES) }).map(
      ({ at, status }): Make =>
        (kind) =>
        (order) =>
          updateDelivery(order, deliveryAt(order, at), { status }, by(kind)),
    ),
  },
  fc.record({ at: place, tracking_number: number }).map(
    ({ at, tracking_number }): Make =>
      (kind) =>
      (order) =>
        updateDelivery(order, deliveryAt(order, at), { tracking_number, carrier: 'DHL' }, by(kind)),
  ),
  fc.boolean().map(
    (isBlocked): Make =>
      (kind) =>
      (order) =>
        blockExport(order, isBlocked, by(kind)),
  ),
);
const steps = fc.array(
  fc.tuple(kinds, rules).map(([kind, rule]): Step => ({ kind, rule: rule(kind) })),
  { minLength: 1, maxLength: 30, size: 'max' },
);
const ordered = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 2 });

/** Each state that the steps lead to, with the previous one. */
function* statesOf(quantities: readonly number[], all: readonly Step[]) {
  // Most transitions are possible only after the start.
  let order = changed(newOrder(quantities), (one) => {
    if (quantities.length > 1) moveOrder(one, 'in_progress', by('partner'));
  });
  for (const { kind, rule } of all) {
    const before = order;
    try {
      order = changed(order, rule);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(['transition_not_allowed', 'quantity_not_available', 'not_found', 'validation_failed']).toContain(
        error.code,
      );
      continue;
    }
    yield { before, order, kind };
  }
}

function forAllStates(check: (one: { before: OrderProgress; order: OrderProgress; kind: ActorKind }) => void) {
  fc.assert(
    fc.property(ordered, steps, (quantities, all) => {
      for (const state of statesOf(quantities, all)) check(state);
    }),
    { numRuns: 300 },
  );
}

describe('any sequence of calls on an order', () => {
  it('keeps open, shipped and cancelled quantities equal to the ordered quantity, and not negative', () => {
    forAllStates(({ order }) => {
      for (const item of order.items) {
        const { open, unassigned, shipped, cancelled, returned } = quantitiesOf(order, item);
        expect(open + shipped + cancelled).toBe(item.quantity);
        expect(Math.min(open, unassigned, shipped, cancelled, returned, shipped - returned)).toBeGreaterThanOrEqual(0);
        for (const line of linesOf(order, item.order_item_id)) {
          expect(openOf(line)).toBeGreaterThanOrEqual(0);
          expect(line.returned_quantity).toBeLessThanOrEqual(line.shipped_quantity);
        }
        if (order.status !== 'created' && order.status !== 'waiting_approval') expect(unassigned).toBe(0);
      }
    });
  });

  it('keeps the shipped quantities, carriers and numbers of parcels', () => {
    forAllStates(({ before, order }) => {
      for (const delivery of order.deliveries) {
        for (const { order_item_id } of order.items) {
          const sent = delivery.shipments.flatMap(({ items }) =>
            items.filter((one) => one.order_item_id === order_item_id),
          );
          const lines = delivery.items.filter((line) => line.order_item_id === order_item_id);
          expect(sent.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(
            lines.reduce((sum, line) => sum + line.shipped_quantity, 0),
          );
        }
      }
      const parcels = order.deliveries.flatMap(({ shipments }) => shipments);
      for (const known of before.deliveries.flatMap(({ shipments }) => shipments)) {
        const now = parcels.find(({ id }) => id === known.id);
        const { carrier: _, tracking_number: __, ...rest } = known;
        expect(now).toMatchObject(rest);
        for (const field of PARCEL_FIELDS) {
          if (known[field] !== null) expect(now?.[field]).toBe(known[field]);
          else if (now?.[field] !== null) expect(parcelsWithout(before, known.id, field)).toBe(1);
        }
      }
    });
  });

  it('keeps the sum of its parts equal to its total, exactly', () => {
    forAllStates(({ before, order }) => {
      const worth = (what: 'open' | 'shipped' | 'cancelled' | 'returned', of = order) =>
        unitsOf(
          worthOf(
            of,
            of.items.map((item) => ({ order_item_id: item.order_item_id, quantity: quantitiesOf(of, item)[what] })),
          ),
        );
      const total = order.items.reduce(
        (sum, { unitPrice, quantity }) => sum + unitsOf(unitPrice) * BigInt(quantity),
        0n,
      );
      expect(worth('open') + worth('shipped') + worth('cancelled')).toBe(total);
      for (const what of ['cancelled', 'returned'] as const) {
        const told = order.changes.flatMap((change) => (change.what === what ? [unitsOf(change.amount)] : []));
        expect(worth(what) - worth(what, before)).toBe(told.reduce((sum, one) => sum + one, 0n));
      }
    });
  });

  it('keeps its status and those of its deliveries consistent with the quantities', () => {
    forAllStates(({ order }) => {
      const { open, shipped, returned } = quantitiesOfOrder(order);
      const facts = {
        isOpen: open > 0,
        isShipped: shipped > 0,
        isReturned: returned > 0,
        isAllReturned: returned === shipped,
      };
      expect(facts).toMatchObject(ORDER_FACTS[order.status]);
      for (const delivery of order.deliveries) {
        const shipped = shippedIn(delivery);
        const facts = {
          isOpen: openIn(delivery.items) > 0,
          isShipped: shipped > 0,
          isAllReturned: returnedIn(delivery) === shipped,
        };
        expect({ status: delivery.status, ...facts }).toMatchObject(DELIVERY_FACTS[delivery.status]);
      }
    });
  });

  it('changes a status only as the table allows, for the caller or the system', () => {
    forAllStates(({ before, order, kind }) => {
      let { status } = before;
      for (const change of order.changes) {
        if (change.what !== 'order_status' && change.what !== 'delivery_status') continue;
        const machine = change.what === 'order_status' ? ORDER_STATES : DELIVERY_STATES;
        const transition = transitionOf<string, string, string>(machine, change.from, change.to);
        expect(transition?.by.some((who) => who === kind || who === 'system')).toBe(true);
        if (change.what === 'order_status') {
          expect(change.from).toBe(status);
          status = change.to;
        }
      }
      expect(order.status).toBe(status);
      expect(order.block_export !== before.block_export).toBe(
        order.changes.some(({ what }) => what === 'export_block'),
      );
      const told = order.changes.filter(({ what }) => what === 'order_status' || what === 'delivery_status');
      const history = historyOfChanges(order);
      expect(history.length).toBeGreaterThanOrEqual(told.length);
      expect(eventsOfChanges(order, 'EUR').length).toBeGreaterThanOrEqual(told.length);
    });
  });

  it('leaves open quantities that can be shipped or cancelled', () => {
    forAllStates(({ order }) => {
      if (ORDER_STATES.ends.includes(order.status)) return;
      const asked = statesToAskFor(ORDER_STATES, order.status);
      const ends = asked.filter((to) => ORDER_STATES.ends.includes(to));
      expect(ends.map((to) => changed(order, (one) => moveOrder(one, to, by('partner'))).status)).not.toEqual([]);
      const shipped = changed(order, (one) => {
        if (asked.includes('in_progress')) moveOrder(one, 'in_progress', by('partner'));
        one.deliveries.forEach((delivery, at) => {
          delivery.id ??= 1_000 + at;
        });
        for (const delivery of one.deliveries.filter((other) => openIn(other.items) > 0))
          updateDelivery(one, formatId('delivery', delivery.id ?? 0), { status: 'shipped' }, by('partner'));
      });
      expect(['completed', 'partially_returned', 'returned']).toContain(shipped.status);
      expect(quantitiesOfOrder(shipped).cancelled).toBe(quantitiesOfOrder(order).cancelled);
    });
  });
});

/** The number of parcels in a parcel's delivery that lack a field. */
function parcelsWithout(
  { deliveries }: OrderProgress,
  parcel: number | null,
  field: (typeof PARCEL_FIELDS)[number],
): number | undefined {
  const delivery = deliveries.find(({ shipments }) => shipments.some(({ id }) => id === parcel));
  return delivery?.shipments.filter((one) => one[field] === null).length;
}

const OPEN = { isOpen: true, isShipped: false };
const DONE = { isOpen: false, isShipped: true };
const ORDER_FACTS = {
  created: OPEN,
  waiting_approval: OPEN,
  in_progress: OPEN,
  partially_shipped: { isOpen: true, isShipped: true },
  completed: { ...DONE, isReturned: false },
  cancelled: { isOpen: false, isShipped: false },
  partially_returned: { ...DONE, isReturned: true, isAllReturned: false },
  returned: { ...DONE, isAllReturned: true },
};
const DELIVERY_FACTS = {
  pending: { isOpen: true },
  allocated: { isOpen: true },
  packing: { isOpen: true },
  ready: { isOpen: true },
  failed: {},
  shipped: { ...DONE, isAllReturned: false },
  delivered: { ...DONE, isAllReturned: false },
  cancelled: { isOpen: false, isShipped: false },
  returned: { ...DONE, isAllReturned: true },
};
