import { formatId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { ORDER_STATES, type OrderEffect, type OrderStatus } from '../states/order-states.ts';
import { type ActorKind, type StateMachine, transitionOf } from '../states/state-machine.ts';
import { assignOpen, cancelOpen, returnShipped } from './change-quantities.ts';
import { deriveStates } from './derive-states.ts';
import type { Cause, OrderProgress } from './order-progress.ts';

/**
 * Moves an order to another status, and applies the effect on its quantities and deliveries.
 *
 * @throws Problem `transition_not_allowed`
 */
export function moveOrder(order: OrderProgress, to: OrderStatus, cause: Cause): void {
  const { status: from } = order;
  const transition = transitionOf(ORDER_STATES, from, to);
  if (!transition?.by.includes(cause.kind))
    throw transitionRefused(ORDER_STATES, `Order ${formatId('order', order.id)}`, { from, to, by: cause.kind });
  order.changes.push({ what: 'order_status', from, to, reason: cause.reason });
  order.status = to;
  if (transition.effect) EFFECTS[transition.effect](order, cause);
  deriveStates(order, cause);
}

const EFFECTS: Record<OrderEffect, (order: OrderProgress, cause: Cause) => void> = {
  assign_open: assignOpen,
  cancel_open: (order, cause) => cancelOpen(order, order.deliveries, cause, { unassigned: true }),
  return_shipped: (order, cause) => returnShipped(order, order.deliveries, cause),
};

/** The refusal of a transition, with the allowed ones. */
export function transitionRefused<State extends string>(
  machine: StateMachine<State>,
  subject: string,
  { from, to, by, because }: { from: State; to: State; by: ActorKind; because?: string },
): Problem {
  const allowed = machine.transitions.filter((one) => one.from === from && one.by.includes(by)).map((one) => one.to);
  const instead = allowed.length === 0 ? 'No other status is possible.' : `It can become: ${allowed.join(', ')}.`;
  const why = because === undefined ? '' : `: ${because}`;
  return new Problem('transition_not_allowed', `${subject} is ${from} and cannot become ${to}${why}. ${instead}`);
}
