import { defineStateMachine, type StateMachine } from './state-machine.ts';

export const ORDER_DELIVERY_STATUSES = [
  'pending',
  'allocated',
  'packing',
  'ready',
  'shipped',
  'delivered',
  'failed',
  'cancelled',
  'returned',
] as const;
export type OrderDeliveryStatus = (typeof ORDER_DELIVERY_STATUSES)[number];

/** `order_under_way`: the order is `in_progress` or `partially_shipped`. */
export type DeliveryGuard = 'order_under_way' | 'nothing_shipped' | 'all_shipped' | 'something_open';
/** The effect of a delivery's transition on its quantities. */
export type DeliveryEffect = 'ship_open' | 'cancel_open' | 'return_shipped';

/** The states before a delivery is shipped, in order. Each may be skipped. */
export const BEFORE_SHIPPING = ['pending', 'allocated', 'packing', 'ready'] as const;
const ASKED_OR_UPDATE = ['partner', 'operator', 'update'] as const;
const ANYBODY = ['partner', 'operator', 'update', 'system'] as const;

/** The states of a delivery. */
export const DELIVERY_STATES: StateMachine<OrderDeliveryStatus, DeliveryGuard, DeliveryEffect> = defineStateMachine({
  noun: 'a delivery',
  initial: 'pending',
  ends: ['delivered', 'cancelled', 'returned'],
  states: {
    pending: 'Its fulfilment has not started.',
    allocated: 'Its goods are reserved.',
    packing: 'It is being packed.',
    ready: 'It waits for the carrier.',
    shipped: 'Everything in it has been shipped.',
    delivered: 'It was delivered.',
    failed: 'It could not be shipped or delivered.',
    cancelled: 'Everything in it was cancelled.',
    returned: 'All shipped parts were returned.',
  },
  transitions: [
    ...BEFORE_SHIPPING.flatMap((from, place) =>
      BEFORE_SHIPPING.slice(place + 1).map((to) => ({
        from,
        to,
        by: ASKED_OR_UPDATE,
        guard: 'order_under_way' as const,
        about: 'It proceeds; states in between may be skipped.',
      })),
    ),
    ...BEFORE_SHIPPING.flatMap((from) => [
      {
        from,
        to: 'shipped' as const,
        by: ANYBODY,
        guard: 'order_under_way' as const,
        effect: 'ship_open' as const,
        about: 'Open parts are shipped.',
      },
      {
        from,
        to: 'delivered' as const,
        by: ASKED_OR_UPDATE,
        guard: 'order_under_way' as const,
        effect: 'ship_open' as const,
        about: 'It has arrived without being reported as shipped before.',
      },
      {
        from,
        to: 'failed' as const,
        by: ASKED_OR_UPDATE,
        guard: 'order_under_way' as const,
        about: 'It cannot be shipped.',
      },
      {
        from,
        to: 'cancelled' as const,
        by: ANYBODY,
        guard: 'nothing_shipped' as const,
        effect: 'cancel_open' as const,
        about: 'Everything in it is cancelled.',
      },
    ]),
    { from: 'shipped', to: 'delivered', by: ASKED_OR_UPDATE, about: 'It was delivered.' },
    { from: 'shipped', to: 'failed', by: ASKED_OR_UPDATE, about: 'It could not be delivered.' },
    { from: 'failed', to: 'pending', by: ASKED_OR_UPDATE, guard: 'something_open', about: 'It is retried.' },
    { from: 'failed', to: 'shipped', by: ANYBODY, effect: 'ship_open', about: 'It was shipped after all.' },
    { from: 'failed', to: 'delivered', by: ASKED_OR_UPDATE, effect: 'ship_open', about: 'It was delivered after all.' },
    {
      from: 'failed',
      to: 'cancelled',
      by: ANYBODY,
      guard: 'nothing_shipped',
      effect: 'cancel_open',
      about: 'Everything in it is cancelled.',
    },
    ...(['shipped', 'delivered', 'failed'] as const).map((from) => ({
      from,
      to: 'returned' as const,
      by: ANYBODY,
      guard: 'all_shipped' as const,
      effect: 'return_shipped' as const,
      about: 'All shipped parts were returned.',
    })),
  ],
});

/** Whether a delivery in a state has not been shipped, failed or ended yet. */
export function isBeforeShipping(status: OrderDeliveryStatus): boolean {
  return (BEFORE_SHIPPING as readonly OrderDeliveryStatus[]).includes(status);
}
