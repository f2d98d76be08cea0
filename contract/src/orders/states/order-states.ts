import { defineStateMachine, type StateMachine } from './state-machine.ts';

export const ORDER_STATUSES = [
  'created',
  'waiting_approval',
  'in_progress',
  'partially_shipped',
  'completed',
  'cancelled',
  'partially_returned',
  'returned',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The effect of an order's transition besides the status change. */
export type OrderEffect = 'assign_open' | 'cancel_open' | 'return_shipped';

const ASKED = ['partner', 'operator'] as const;
const ASKED_OR_UPDATE = ['partner', 'operator', 'update'] as const;
const SYSTEM = ['system'] as const;

/** The states of an order. Only the system sets those that follow from quantities. */
export const ORDER_STATES: StateMachine<OrderStatus, never, OrderEffect> = defineStateMachine({
  noun: 'an order',
  initial: 'created',
  ends: ['completed', 'cancelled', 'partially_returned', 'returned'],
  states: {
    created: 'It was created, and its fulfilment has not started.',
    waiting_approval: 'It needs approval by a person.',
    in_progress: 'Its fulfilment has started, and nothing has been shipped.',
    partially_shipped: 'Some parts have been shipped, and some are open.',
    completed: 'Everything that was not cancelled has been shipped.',
    cancelled: 'Everything was cancelled.',
    partially_returned: 'Nothing is open, and some shipped parts were returned.',
    returned: 'Nothing is open, and all shipped parts were returned.',
  },
  transitions: [
    {
      from: 'created',
      to: 'waiting_approval',
      by: ['partner', 'operator', 'system'],
      about: 'It waits for approval.',
    },
    { from: 'created', to: 'in_progress', by: ASKED_OR_UPDATE, effect: 'assign_open', about: 'Fulfilment starts.' },
    { from: 'waiting_approval', to: 'in_progress', by: ASKED, effect: 'assign_open', about: 'It is approved.' },
    ...(['created', 'waiting_approval', 'in_progress'] as const).map((from) => ({
      from,
      to: 'cancelled' as const,
      by: [...ASKED_OR_UPDATE, 'system'] as const,
      effect: 'cancel_open' as const,
      about: 'Everything is cancelled.',
    })),
    { from: 'in_progress', to: 'partially_shipped', by: SYSTEM, about: 'A part was shipped.' },
    { from: 'in_progress', to: 'completed', by: SYSTEM, about: 'The last open part was shipped.' },
    {
      from: 'partially_shipped',
      to: 'completed',
      by: [...ASKED, 'system'],
      effect: 'cancel_open',
      about: 'The last open part was shipped; on request, open parts are cancelled.',
    },
    {
      from: 'partially_shipped',
      to: 'partially_returned',
      by: SYSTEM,
      about: 'The open rest was cancelled, and some parts had been returned.',
    },
    {
      from: 'partially_shipped',
      to: 'returned',
      by: SYSTEM,
      about: 'The open rest was cancelled, and everything else had been returned.',
    },
    { from: 'completed', to: 'partially_returned', by: SYSTEM, about: 'A part was returned.' },
    ...(['completed', 'partially_returned'] as const).map((from) => ({
      from,
      to: 'returned' as const,
      by: [...ASKED_OR_UPDATE, 'system'] as const,
      effect: 'return_shipped' as const,
      about: 'All shipped parts were returned.',
    })),
  ],
});

/** The progress of an order's fulfilment. Derived from its deliveries, never set directly. */
export const FULFILLMENT_STATUSES = [
  'unfulfilled',
  'queued',
  'in_progress',
  'partially_shipped',
  'shipped',
  'delivered',
  'failed',
  'returned',
  'cancelled',
] as const;
export type FulfillmentStatus = (typeof FULFILLMENT_STATUSES)[number];
