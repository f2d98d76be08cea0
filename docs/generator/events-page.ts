import { EVENTS } from '../../contract/src/events/event-types.ts';
import { eventDataSchema } from '../../contract/src/openapi.ts';
import type { Schema } from './api-operations.ts';
import { markdownTable } from './markdown-table.ts';
import { fieldsOf } from './schema-fields.ts';

const INTRODUCTION = `# Events

Everything that the platform announces. An event is recorded in the transaction of the change that it tells of: it exists
when, and only when, the change does. Events of one type have the same \`data\`, wherever they are recorded. They carry no
customer data.
`;

/**
 * The reference page of every type of event, from the contract. A test there checks the examples; one of the docs runs what
 * is JSON, and so they are not called that.
 */
export function eventsPage(): string {
  const overview = markdownTable(
    ['type', 'when it is recorded'],
    EVENTS.map(({ type, about }) => [`[\`${type}\`](#${type.replaceAll('.', '')})`, about]),
  );
  return `${[INTRODUCTION, overview, ...EVENTS.map(section)].join('\n')}\n`;
}

function section(event: (typeof EVENTS)[number]): string {
  const { type, about, example } = event;
  const rows = fieldsOf(eventDataSchema(event) as Schema, (name) => `\`${name.replace('#/$defs/', '')}\``).map(
    ({ path, type: kind, description }) => [`\`${path}\``, kind, description],
  );
  const fields = markdownTable(['field of `data`', 'type', 'what it holds'], rows);
  return `\n## \`${type}\`\n\n${about}\n\n${fields}\n\n\`\`\`json5\n${JSON.stringify(example, null, 2)}\n\`\`\``;
}
