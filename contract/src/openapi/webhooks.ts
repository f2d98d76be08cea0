import { EVENTS, type EventDefinition } from '../events/event-types.ts';
import { eventIdSchema } from '../shared/ids.ts';
import { timeSchema } from '../shared/time.ts';
import { type JsonObject, toJsonSchema, toReference } from './json-schema.ts';

const HEADERS: Readonly<Record<string, string>> = {
  'webhook-id': 'The ID of the event: the same for each attempt.',
  'webhook-timestamp': 'When it was signed, in seconds since 1970.',
  'webhook-signature': 'Signatures as Standard Webhooks defines them: `v1,` and base64, separated by spaces.',
  'x-commerce-sequence': 'The number of the delivery in its subscription.',
  'x-commerce-attempt': 'The number of the attempt, starting at 1.',
};

/**
 * The webhook requests for the section `webhooks` of the document: one for each event type.
 *
 * @param schemas receives the named schemas that they refer to
 */
export function webhookRequests(schemas: Record<string, JsonObject>): Record<string, JsonObject> {
  return Object.fromEntries(EVENTS.map((event) => [event.type, { post: requestOf(event, schemas) }]));
}

function requestOf({ type, about, data, example }: EventDefinition, schemas: Record<string, JsonObject>): JsonObject {
  const schema = {
    type: 'object',
    properties: {
      event_id: toReference(toJsonSchema(eventIdSchema, 'output'), schemas),
      event_type: { type: 'string', const: type, description: 'The type of the event.' },
      occurred_at: { ...toJsonSchema(timeSchema, 'output'), description: 'When it happened, in UTC.' },
      data: toReference(toJsonSchema(data, 'output'), schemas),
    },
    required: ['event_id', 'event_type', 'occurred_at', 'data'],
    examples: [{ event_id: 'EV00001', event_type: type, occurred_at: '2026-04-06T15:02:10.000Z', data: example }],
  };
  return {
    tags: ['webhooks'],
    operationId: `receive_${type.replaceAll('.', '_')}`,
    summary: about,
    description:
      'Posted, with a signature, to the URL of each subscription with this event type. Respond with 2xx within 10 seconds.',
    security: [],
    parameters: Object.entries(HEADERS).map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '200': { description: 'The event was received. Any other status is retried.' } },
  };
}
