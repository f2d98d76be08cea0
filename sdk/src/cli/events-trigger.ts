import type { EventType, Webhook } from '../internal/types/wire-types.ts';
import type { Command, CommandCall } from './command.ts';
import { EXIT, UsageError } from './exit-codes.ts';

export const eventsTrigger: Command = {
  name: 'events trigger',
  operands: ['TYPE'],
  summary: 'Deliver an event with example data to a subscription.',
  details:
    'TYPE: the type of the event, such as order.created. It is delivered only to this subscription, with the header\n' +
    'X-Commerce-Test. It does not appear in the list of events and has no effect on other data.',
  options: { webhook: { value: 'ID', help: 'the subscription; optional if there is only one' } },
  examples: ['commerce events trigger order.created', 'commerce events trigger job.failed --webhook WH00001'],
  async run(call) {
    const { arguments: given, terminal, signal, client } = call;
    const { webhooks } = await client();
    const id = given.text('webhook') ?? (await onlyWebhook(call));
    const event_type = given.operands[0] as EventType;
    const delivery = await webhooks.test(id, { event_type }, { signal });
    if (terminal.json || given.fields) await (await import('./write-result.ts')).writeObject(delivery, call);
    else await terminal.print(`${delivery.delivery_id} ${delivery.event_type} to ${id}`);
    return EXIT.done;
  },
};

/** @throws UsageError where there is no subscription, or more than one */
async function onlyWebhook({ client, signal }: CommandCall): Promise<string> {
  const { webhooks } = await client();
  const { items } = await webhooks.list({ status: 'active', limit: 10 }, { signal });
  const [only, ...others] = items;
  if (!only) throw new UsageError('There is no active subscription: create one with commerce webhooks create.');
  if (others.length === 0) return only.webhook_id;
  throw new UsageError(`There are several subscriptions: choose one with --webhook.\n${items.map(shown).join('\n')}`);
}

function shown({ webhook_id, url }: Webhook): string {
  return `  ${webhook_id} ${url}`;
}
