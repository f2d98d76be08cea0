import { randomBytes } from 'node:crypto';
import type { EndpointCommand } from '../internal/endpoints/endpoint-command.ts';
import type { Event } from '../internal/types/wire-types.ts';
import type { Command, CommandCall } from './command.ts';
import { lineOfEvent } from './events-tail.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { nearestName } from './nearest-name.ts';

/** @param listEvents the endpoint that lists events, which knows all types */
export function webhooksListen(listEvents: EndpointCommand): Command {
  const types = listEvents.flags.find(({ field }) => field === 'event_type')?.choices ?? [];
  return {
    name: 'webhooks listen',
    operands: [],
    summary: 'Forward events as signed POST requests to a URL on this machine, until interrupted.',
    details:
      'For development: this machine need not be reachable from outside, and no subscription is created. First prints the\n' +
      'secret for the signatures, which are like those of real deliveries. Responses other than 2xx are reported; events are\n' +
      'not sent again.',
    options: {
      'forward-to': {
        value: 'URL',
        required: true,
        help: 'the URL to send events to, such as http://localhost:4000/hook',
      },
      events: { value: 'TYPES', help: 'only these types, separated by commas; default: all' },
      secret: { value: 'SECRET', help: 'the secret for the signatures, whsec_…; default: a new one' },
      since: { value: 'POSITION', help: 'the position to resume from, as printed by events tail --positions' },
    },
    examples: [
      'commerce webhooks listen --forward-to http://localhost:4000/hook',
      'commerce webhooks listen --forward-to http://localhost:4000/hook --events order.created,job.failed',
    ],
    async run(call) {
      const { arguments: given, terminal, signal, client } = call;
      const target = targetOf(given.text('forward-to'));
      const secret = given.text('secret') ?? `whsec_${randomBytes(32).toString('base64')}`;
      const wanted = wantedOf(given.text('events'), types);
      const { events } = await client();
      await terminal.print(terminal.json ? JSON.stringify({ secret }) : `Secret: ${secret}`);
      const onOpen = () => terminal.note(`Ready: forwarding to ${target.href}. Press Ctrl+C to stop.`);
      const stream = events.stream({}, { lastEventId: given.text('since'), onOpen, signal });
      let sequence = 0;
      for await (const event of stream) {
        if (wanted && !wanted.includes(event.event_type) && !wanted.includes('*')) continue;
        sequence += 1;
        await forward(call, { event, target, secret, sequence });
      }
      return EXIT.interrupted;
    },
  };
}

/** The types of `--events`. @throws UsageError for one that is none: it would wait for ever */
function wantedOf(list: string | undefined, types: readonly string[]): string[] | undefined {
  const wanted = list?.split(',').map((type) => type.trim());
  const unknown = wanted?.find((type) => type !== '*' && !types.includes(type));
  if (unknown === undefined) return wanted;
  const near = nearestName(unknown, types);
  const hint = near ? ` Did you mean ${near}?` : ` Event types: ${types.join(', ')}.`;
  throw new UsageError(`--events: there is no event type ${JSON.stringify(unknown)}.${hint}`);
}

/** @throws UsageError for what is no URL to post to */
function targetOf(text: string | undefined): URL {
  if (text === undefined)
    throw new UsageError('--forward-to is missing: the URL to post to, such as http://localhost:4000/hook.');
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new UsageError(`--forward-to must be a URL, such as http://localhost:4000/hook, not ${JSON.stringify(text)}.`);
}

interface Forwarding {
  event: Event;
  target: URL;
  secret: string;
  sequence: number;
}

/** Posts an event, and tells what was answered. */
async function forward(
  { terminal, signal }: CommandCall,
  { event, target, secret, sequence }: Forwarding,
): Promise<void> {
  const { postWebhook } = await import('./post-webhook.ts');
  const outcome = await postWebhook(event, { target, secret, sequence, signal });
  // Interrupted here, not failed there.
  if (signal.aborted && outcome.status === undefined) return;
  if (terminal.json)
    await terminal.print(JSON.stringify({ event_id: event.event_id, event_type: event.event_type, ...outcome }));
  else await terminal.print(`${lineOfEvent(event)} → ${outcome.status ?? outcome.error}`);
}
