import { z } from 'zod';
import { eventIdSchema, partnerIdSchema } from '../shared/ids.ts';
import { listOf, pageQuery } from '../shared/pagination.ts';
import { c, commonResponses, problems } from '../shared/router.ts';
import { createdRangeQuery, timeSchema } from '../shared/time.ts';
import { anyIdSchema, type EventSubject, eventSubjectSchema } from './event-subject.ts';
import { EVENT_TYPES, EVENTS, type EventData, type EventType, subjectOfEvent, unknownEvent } from './event-types.ts';

const envelope = z.object({
  event_id: eventIdSchema,
  occurred_at: timeSchema,
  partner_id: partnerIdSchema.nullable().meta({ description: "Null for events of the operator's own objects." }),
  partner_name: z.string().nullable(),
  subject: eventSubjectSchema,
});

const ENVELOPE_EXAMPLE = {
  event_id: 'EV00001',
  occurred_at: '2026-04-06T15:02:10.000Z',
  partner_id: 'PT00001',
  partner_name: 'Acme Corp',
};

/** An event; `event_type` determines the type of `data`. */
export type Event = {
  [T in EventType]: Omit<z.infer<typeof envelope>, 'subject'> & {
    subject: EventSubject;
    event_type: T;
    data: EventData<T>;
  };
}[EventType];

/** Every event type with its `data`. The type is written out, since a union made from a list has none. */
export const eventSchema = z
  .discriminatedUnion(
    'event_type',
    EVENTS.map(({ type, about, data, example }) =>
      z.object({ ...envelope.shape, event_type: z.literal(type), data }).meta({
        id: shapeName(type),
        description: about,
        examples: [
          { ...ENVELOPE_EXAMPLE, subject: subjectOfEvent(type, example as never), event_type: type, data: example },
        ],
      }),
    ) as unknown as [z.ZodObject<{ event_type: z.ZodLiteral }>],
  )
  .meta({ id: 'Event' }) as unknown as z.ZodType<Event>;

/** `order.created` -> `OrderCreatedEvent`. */
function shapeName(type: EventType): string {
  return `${type.replace(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())}Event`;
}

/** A type of event to filter by or to subscribe to. */
export const eventTypeSchema = z.enum(EVENT_TYPES, { error: unknownEvent });

const filters = {
  event_type: eventTypeSchema.optional(),
  subject: anyIdSchema.optional().meta({ description: "The ID of the events' subject." }),
};
const read = { access: 'events:read' } as const;

export const eventsContract = c.router(
  {
    listEvents: {
      method: 'GET',
      path: '/events',
      summary: 'List events, newest first',
      description:
        'Events of the last 30 days. A partner sees its own events; `subject` returns the history of one object.',
      metadata: { ...read, reads: 'replica' },
      query: z.object({ ...filters, ...createdRangeQuery, ...pageQuery }),
      responses: { 200: listOf(eventSchema) },
    },
    streamEvents: {
      method: 'GET',
      path: '/events/stream',
      summary: 'Follow events as they happen',
      description:
        'Server-sent events: `id` is a position to resume from, `event` the type, `data` an `Event` as JSON. With `Last-Event-ID`, the stream continues exactly there; without it, the stream starts now. A comment every 15 s keeps the connection open.',
      metadata: read,
      headers: z.object({
        'last-event-id': z
          .string()
          .max(8_000, { error: 'Last-Event-ID is longer than 8000 characters.' })
          .optional()
          .meta({ description: 'The `id` of the last event that was received.' }),
      }),
      query: z.object(filters),
      responses: { 200: c.otherResponse({ contentType: 'text/event-stream', body: z.string() }), ...problems(400) },
    },
    getEvent: {
      method: 'GET',
      path: '/events/:event_id',
      summary: 'Get an event',
      description: 'An event as returned in lists, streams and deliveries.',
      metadata: read,
      pathParams: z.object({ event_id: eventIdSchema }),
      responses: { 200: eventSchema, ...problems(404) },
    },
  },
  { commonResponses, strictStatusCodes: true },
);
