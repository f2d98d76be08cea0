import { z } from 'zod';
import { ID_PREFIXES } from '../shared/ids.ts';
import { JOB_ID_PREFIXES } from '../shared/job-types.ts';

/** The types of objects that events are about, by the prefix of their IDs. */
const SUBJECT_TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(ID_PREFIXES).map(([kind, prefix]) => [prefix, snakeCase(kind)])),
  ...Object.fromEntries(Object.values(JOB_ID_PREFIXES).map((prefix) => [prefix, 'job'])),
};

/** An ID of any kind of object. */
export const anyIdSchema = z
  .string()
  .regex(new RegExp(`^(?:${Object.keys(SUBJECT_TYPES).join('|')})(?:\\d{5}|[1-9]\\d{5,14})$`), {
    error: 'Not an ID: expected a prefix and a number, such as OR00001.',
  })
  .meta({ description: 'ID of any object.', examples: ['OR00001'] });

export const eventSubjectSchema = z
  .object({
    type: z.string().meta({ description: 'The kind of the object, such as `order` or `job`.', examples: ['order'] }),
    id: z.string().meta({ examples: ['OR00001'] }),
  })
  .meta({ id: 'EventSubject', description: 'The subject of an event.' });
export type EventSubject = z.infer<typeof eventSubjectSchema>;

/** An object by its ID, whose prefix determines the type. */
export function subjectOf(id: string): EventSubject {
  const type = SUBJECT_TYPES[id.slice(0, 2)];
  if (type === undefined) throw new Error(`The ID ${id} has an unknown prefix`);
  return { type, id };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
