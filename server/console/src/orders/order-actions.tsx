import type { Order } from '@commerce-integration/sdk';
import { client } from '../api/client.ts';
import { useMay } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { words } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';

/** The queries that a change of an order invalidates. */
export const ORDER_CHANGES = ['orders', 'events', 'overview'] as const;

type Target = Order['allowed_transitions'][number];

/** The button labels of some transitions; others show the target status. */
function labelOf(from: Order['status'], to: Target): string {
  if (to === 'in_progress') return from === 'waiting_approval' ? 'Approve' : 'Begin';
  if (to === 'waiting_approval') return 'Hold for approval';
  if (to === 'cancelled') return 'Cancel';
  if (to === 'completed') return 'Close';
  return to === 'returned' ? 'All returned' : words(to);
}

/** Irreversible transitions: their consequence, and the label of the confirming button. */
const FINAL: Partial<Record<Target, { consequence: string; verb: string }>> = {
  cancelled: { consequence: 'Cancels everything in the order. This cannot be undone.', verb: 'Cancel the order' },
  completed: {
    consequence: 'Cancels everything that has not been shipped. This cannot be undone.',
    verb: 'Close the order',
  },
  returned: {
    consequence: 'Records everything that was shipped as returned. This cannot be undone.',
    verb: 'Record the return',
  },
};

/** The transitions that the order allows now. */
export function OrderActions({ order }: { order: Order }) {
  const may = useMay();
  const move = useAction((to: Target) => client.orders.transition(order.order_id, { to }), {
    changes: ORDER_CHANGES,
    done: ({ status }) => `The order is ${words(status).toLowerCase()} now.`,
  });
  if (!may('orders:write')) return null;
  return order.allowed_transitions.map((to) => {
    const label = labelOf(order.status, to);
    const final = FINAL[to];
    return final ? (
      <ConfirmButton
        key={to}
        kind={to === 'cancelled' ? 'danger' : 'plain'}
        disabled={move.isPending}
        question={`${final.verb} ${order.order_id}?`}
        {...final}
        onConfirm={() => move.mutate(to)}
      >
        {label}
      </ConfirmButton>
    ) : (
      <Button
        key={to}
        kind={to === 'in_progress' ? 'primary' : 'plain'}
        busy={move.isPending && move.variables === to}
        disabled={move.isPending}
        onClick={() => move.mutate(to)}
      >
        {label}
      </Button>
    );
  });
}
