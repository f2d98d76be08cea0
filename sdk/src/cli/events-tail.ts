import type { Event, EventType } from '../internal/types/wire-types.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';

export const eventsTail: Command = {
  name: 'events tail',
  operands: [],
  summary: 'Show events as they happen, until interrupted.',
  details:
    'Reconnects automatically and resumes after the last event. With --json, each event is one line of JSON. --since\n' +
    'resumes from a position that --positions printed, even days later.',
  options: {
    'event-type': { value: 'TYPE', help: 'only events of this type, such as order.created' },
    subject: { value: 'ID', help: 'only events about this object, such as OR00001' },
    since: { value: 'POSITION', help: 'the position to resume from' },
    positions: { help: 'print the position of each event to stderr' },
  },
  examples: ['commerce events tail', 'commerce events tail --event-type order.created --json | jq .data'],
  async run({ arguments: given, terminal, signal, client }) {
    const event_type = given.text('event-type') as EventType | undefined;
    const fields = { ...(event_type && { event_type }), ...subjectOf(given.text('subject')) };
    const { events } = await client();
    const stream = events.stream(fields, {
      lastEventId: given.text('since'),
      onOpen: () => terminal.note('Ready. Press Ctrl+C to stop.'),
      signal,
    });
    for await (const event of stream) {
      await terminal.print(terminal.json ? JSON.stringify(event) : lineOfEvent(event));
      if (given.flag('positions')) terminal.complain(stream.lastEventId ?? '');
    }
    return EXIT.interrupted;
  },
};

function subjectOf(subject: string | undefined): { subject?: string } {
  return subject === undefined ? {} : { subject };
}

/** An event on one line for people: when, which, about what. */
export function lineOfEvent({ occurred_at, event_id, event_type, subject }: Event): string {
  return `${occurred_at} ${event_id} ${event_type} ${subject.id}`;
}
