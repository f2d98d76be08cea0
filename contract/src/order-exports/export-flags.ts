import { z } from 'zod';
import { DELIVERY_STATES, type OrderDeliveryStatus } from '../orders/states/delivery-states.ts';
import { ORDER_STATES, type OrderStatus } from '../orders/states/order-states.ts';
import type { StateMachine } from '../orders/states/state-machine.ts';
import { LIMITS } from '../shared/limits.ts';
import { fieldsOf, oneOf } from '../shared/request-schemas.ts';

/** The objects whose states set flags. */
export const FLAG_SUBJECTS = ['order', 'delivery'] as const;
export type FlagSubject = (typeof FLAG_SUBJECTS)[number];

/** The states that a transition leads to, which can set a flag. */
const REACHED: Readonly<Record<FlagSubject, readonly string[]>> = {
  order: statesReached(ORDER_STATES),
  delivery: statesReached(DELIVERY_STATES),
};
type ReachedStatus = Exclude<OrderStatus, 'created'> | OrderDeliveryStatus;
const ALL_REACHED = [...new Set([...REACHED.order, ...REACHED.delivery])] as [ReachedStatus, ...ReachedStatus[]];

function statesReached<State extends string>({ transitions }: StateMachine<State>): State[] {
  return [...new Set(transitions.map(({ to }) => to))];
}

const flagForm = `A flag has up to ${LIMITS.exportFlagLength} lower-case letters, digits and underscores and begins with a letter, such as to_fulfilment.`;

/** The name of a flag: exporters take orders that have it. */
export const exportFlagSchema = z
  .string()
  .regex(new RegExp(`^[a-z][a-z0-9_]{0,${LIMITS.exportFlagLength - 1}}$`), { error: flagForm })
  .meta({ description: 'The flag that exporters use to find their orders.', examples: ['to_fulfilment'] });

/** A row of the table of flags: the state that is reached, and the flag that it sets. */
export const exportFlagRuleSchema = fieldsOf({
  on: oneOf('on', FLAG_SUBJECTS).meta({ description: 'Whether the state is that of an order or of a delivery.' }),
  status: oneOf('status', ALL_REACHED).meta({ description: 'The state that is reached.' }),
  flag: exportFlagSchema,
})
  .superRefine(({ on, status }, { addIssue }) => {
    if (REACHED[on].includes(status)) return;
    const what = on === 'order' ? 'an order' : 'a delivery';
    const message = `No transition of ${what} leads to ${status}. Allowed values: ${REACHED[on].join(', ')}`;
    addIssue({ code: 'custom', path: ['status'], message });
  })
  .meta({ id: 'OrderExportFlag' });
export type ExportFlagRule = z.infer<typeof exportFlagRuleSchema>;

/** The table of flags that a new installation has. */
export const DEFAULT_EXPORT_FLAGS: readonly ExportFlagRule[] = [
  { on: 'order', status: 'in_progress', flag: 'to_fulfilment' },
  { on: 'delivery', status: 'shipped', flag: 'to_accounting' },
];

/** The table of flags; each state stands in it once. */
export const exportFlagsSchema = fieldsOf({
  flags: z
    .array(exportFlagRuleSchema)
    .max(LIMITS.exportFlags, { error: `flags has at most ${LIMITS.exportFlags} rows.` })
    .superRefine((flags, { addIssue }) => {
      for (const [place, { on, status }] of flags.entries()) {
        if (flags.findIndex((other) => other.on === on && other.status === status) === place) continue;
        addIssue({ code: 'custom', path: [place], message: `The state ${status} of ${on} is repeated.` });
      }
    })
    .meta({ description: 'Which state sets which flag, of orders and of deliveries.' }),
}).meta({ id: 'OrderExportFlags', examples: [{ flags: [...DEFAULT_EXPORT_FLAGS] }] });
export type ExportFlags = z.infer<typeof exportFlagsSchema>;
