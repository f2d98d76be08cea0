import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { OrderStatus } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { TIMEOUT_OPTION } from './common-options.ts';
import { EXIT } from './exit-codes.ts';

/** @param transition the endpoint that changes the status of an order, which knows all of them */
export function ordersWait(transition: EndpointCommand): Command {
  const choices = transition.flags.find(({ field }) => field === 'to')?.choices ?? [];
  return {
    name: 'orders wait',
    operands: ['ORDER_ID'],
    summary: 'Wait until an order has a certain status.',
    details: 'Interrupting the wait does not affect the order; you can wait for it again.',
    options: {
      until: {
        value: 'STATUS',
        choices,
        multiple: true,
        help: 'the status to wait for; default: completed',
      },
      ...TIMEOUT_OPTION,
    },
    examples: ['commerce orders wait OR00001', 'commerce orders wait OR00001 --until completed --until cancelled'],
    async run(call) {
      const { arguments: given, terminal, signal, client } = call;
      const { orders } = await client();
      const until = given.texts('until') as OrderStatus[];
      const order = await orders.waitForOrder(given.operands[0] ?? '', {
        ...(until.length > 0 && { until }),
        timeoutMs: given.milliseconds('timeout', 0.001),
        signal,
        onProgress: ({ order_id, status }, { attempt }) =>
          terminal.progress.show(`${order_id} ${status}`, { done: attempt, unit: 'polls' }),
      });
      if (terminal.json || given.fields) await (await import('./write-result.ts')).writeObject(order, call);
      else await terminal.print(`${order.order_id} ${order.status}`);
      return EXIT.done;
    },
  };
}
