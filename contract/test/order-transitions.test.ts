import { describe, expect, it } from 'vitest';
import { newDelivery, newLine } from '../src/orders/lifecycle/change-quantities.ts';
import { moveDelivery } from '../src/orders/lifecycle/move-delivery.ts';
import { moveOrder } from '../src/orders/lifecycle/move-order.ts';
import {
  DELIVERY_STATES,
  ORDER_DELIVERY_STATUSES,
  type OrderDeliveryStatus,
} from '../src/orders/states/delivery-states.ts';
import { ORDER_STATES, ORDER_STATUSES, type OrderStatus } from '../src/orders/states/order-states.ts';
import {
  ACTOR_KINDS,
  defineStateMachine,
  machineFaults,
  type StateMachine,
  transitionOf,
} from '../src/orders/states/state-machine.ts';
import { Problem } from '../src/shared/problem.ts';
import { by, newOrder } from './support/order-progress.ts';

function refusalOf(call: () => void): Problem {
  try {
    call();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was not refused');
}

/** Every combination of states and kind of actor that the table does not allow. */
function forbidden<State extends string>(machine: StateMachine<State>, states: readonly State[]) {
  return states.flatMap((from) =>
    states.flatMap((to) =>
      ACTOR_KINDS.filter((kind) => !transitionOf(machine, from, to)?.by.includes(kind)).map((kind) => ({
        from,
        to,
        kind,
      })),
    ),
  );
}

const SECOND = 2;

function orderWith(status: OrderStatus, delivery: OrderDeliveryStatus) {
  const order = { ...newOrder([SECOND]), status };
  const [item] = order.items;
  if (!item) throw new Error('The order has no item');
  order.deliveries.push({ ...newDelivery([newLine(item, SECOND)]), id: 1, status: delivery });
  return order;
}

describe('a transition that the table does not have', () => {
  it.each(forbidden(ORDER_STATES, ORDER_STATUSES))(
    'is refused: an order, $from to $to, by $kind',
    ({ from, to, kind }) => {
      const order = { ...newOrder([SECOND]), status: from };
      const { code, message } = refusalOf(() => moveOrder(order, to, by(kind)));
      expect(code).toBe('transition_not_allowed');
      expect(message).toMatch(
        new RegExp(`^Order OR00001 is ${from} and cannot become ${to}\\. (It can become|No other status)`),
      );
      expect(order).toEqual({ ...newOrder([SECOND]), status: from });
    },
  );

  it.each(forbidden(DELIVERY_STATES, ORDER_DELIVERY_STATUSES))(
    'is refused: a delivery, $from to $to, by $kind',
    ({ from, to, kind }) => {
      const order = orderWith('in_progress', from);
      const [delivery] = order.deliveries;
      const { code, message } = refusalOf(() => delivery && moveDelivery(order, delivery, to, by(kind)));
      expect(code).toBe('transition_not_allowed');
      expect(message).toMatch(
        new RegExp(`^Delivery DL00001 is ${from} and cannot become ${to}\\. (It can become|No other status)`),
      );
      expect(order).toEqual(orderWith('in_progress', from));
    },
  );
});

describe('a transition with a failing guard', () => {
  it.each([
    ['pending', 'packing', 'created', 'order OR00001 is created'],
    ['pending', 'shipped', 'waiting_approval', 'order OR00001 is waiting_approval'],
    ['shipped', 'returned', 'in_progress', 'nothing of it has been shipped'],
  ] as const)('is refused: %s to %s in an order that is %s', (from, to, status, why) => {
    const order = orderWith(status, from);
    const [delivery] = order.deliveries;
    const { message } = refusalOf(() => delivery && moveDelivery(order, delivery, to, by('partner')));
    expect(message).toBe(
      `Delivery DL00001 is ${from} and cannot become ${to}: ${why}. It can become: ${DELIVERY_STATES.transitions
        .filter((one) => one.from === from && one.by.includes('partner'))
        .map((one) => one.to)
        .join(', ')}.`,
    );
  });

  it.each([
    ['pending', 'cancelled', 1, /: a part of it has been shipped \(cancel its open items instead\)\./],
    ['failed', 'returned', 1, /: a part of it is open \(ship or cancel it, or return its shipped items\)\./],
    ['failed', 'pending', 2, /: nothing in it is open\./],
  ] as const)('is refused: %s to %s of a delivery with %i shipped', (from, to, shipped, why) => {
    const order = orderWith('partially_shipped', from);
    const [delivery] = order.deliveries;
    for (const line of delivery?.items ?? []) line.shipped_quantity = shipped;
    expect(refusalOf(() => delivery && moveDelivery(order, delivery, to, by('operator'))).message).toMatch(why);
  });
});

describe('a table of states', () => {
  const machine = (more: Partial<StateMachine<string>> = {}): StateMachine<string> => ({
    noun: 'a thing',
    states: { new: 'It is new.', done: 'It is done.' },
    initial: 'new',
    ends: ['done'],
    transitions: [{ from: 'new', to: 'done', by: ['partner'], about: 'It is done.' }],
    ...more,
  });
  const [finish] = machine().transitions;
  if (!finish) throw new Error('The table has no transition');
  const more = { new: 'It is new.', done: 'It is done.', other: 'It is other.' };

  it('of orders and of deliveries has no faults', () => {
    expect([machine(), ORDER_STATES, DELIVERY_STATES].map(machineFaults)).toEqual([[], [], []]);
  });

  it.each<[string[], Partial<StateMachine<string>>]>([
    [['lost is unknown.'], { transitions: [finish, { ...finish, to: 'lost' }] }],
    [['lost is unknown.'], { transitions: [finish, { ...finish, from: 'lost' }] }],
    [['gone is unknown.'], { ends: ['done', 'gone'] }],
    [['first is unknown.', 'Nothing leads to new.', 'Nothing leads to done.'], { initial: 'first' }],
    [['new → done is repeated.'], { transitions: [finish, finish] }],
    [['No actor may do new → done.'], { transitions: [{ ...finish, by: [] }] }],
    [['Nothing leads to other.'], { states: more, transitions: [finish, { ...finish, from: 'other' }] }],
    [
      ['No path leads from other to a final state.'],
      { states: more, transitions: [finish, { ...finish, to: 'other' }] },
    ],
    [
      ['Nothing leads to other.', 'No path leads from other to a final state.'],
      { states: more, transitions: [finish] },
    ],
  ])('has faults: %j', (faults, wrong) => {
    expect(machineFaults(machine(wrong))).toEqual(faults);
    expect(() => defineStateMachine(machine(wrong))).toThrow(`The states of a thing are wrong: ${faults.join(' ')}`);
  });
});
