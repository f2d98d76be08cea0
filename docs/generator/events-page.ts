import { subjectOf } from '../../contract/src/events/event-subject.ts';
import { EVENTS, eventDefinition } from '../../contract/src/events/event-types.ts';
import { eventDataSchema } from '../../contract/src/openapi.ts';
import type { Schema } from './api-operations.ts';
import { deliveryHeadersTable, EXAMPLE_SECRET, exampleBody } from './delivery-headers.ts';
import { markdownTable } from './reference-links.ts';
import { fieldsOf } from './schema-fields.ts';

const INTRODUCTION = `# Events

Everything that the platform announces. An event is recorded in the transaction of the change that it tells of: it exists
when, and only when, the change does. Events of one type have the same \`data\`, wherever they are recorded. They carry no
customer data. [Events and webhooks](../concepts/events-and-webhooks.md) explains how they reach you.
`;

/**
 * The reference page of every event type, from the contract. The test of this page checks the examples; they are not
 * marked as JSON, because a test of the docs runs JSON blocks.
 */
export async function eventsPage(): Promise<string> {
  const overview = markdownTable(
    ['type', 'subject', 'when it is recorded'],
    EVENTS.map((event) => [
      `[\`${event.type}\`](#${event.type.replaceAll('.', '')})`,
      `\`${subjectOf(event.subject(event.example as never)).type}\``,
      event.about,
    ]),
  );
  return `${[INTRODUCTION, overview, await whatAReceiverGets(), ...EVENTS.map(section)].join('\n')}\n`;
}

async function whatAReceiverGets(): Promise<string> {
  const { type, example } = eventDefinition('order.created');
  const body = exampleBody(type, example);
  return `
## What a receiver gets

A webhook is a POST with this body:

\`\`\`json5
${body}
\`\`\`

\`GET /events\` and its stream add \`partner_id\`, \`partner_name\` and \`subject\`, the type and ID of the object that the
event is about. The headers of a delivery, signed here with the secret
\`${EXAMPLE_SECRET}\`:

${await deliveryHeadersTable(type, body)}

While two secrets are valid, both signature headers have two signatures. Deliveries of \`POST /webhooks/{webhook_id}/test\`
have \`X-Commerce-Test: true\` as well, and every delivery has the further headers of its subscription.
[Verify webhooks](../how-to/verify-webhooks.md) shows how to check them.`;
}

function section(event: (typeof EVENTS)[number]): string {
  const { type, about, example } = event;
  const rows = fieldsOf(eventDataSchema(event) as Schema, (name) => `\`${name.replace('#/$defs/', '')}\``).map(
    ({ path, type: kind, description }) => [`\`${path}\``, kind, description],
  );
  const fields = markdownTable(['field of `data`', 'type', 'what it holds'], rows);
  return `\n## \`${type}\`\n\n${about}\n\n${fields}\n\n\`\`\`json5\n${JSON.stringify(example, null, 2)}\n\`\`\``;
}
