import { z } from 'zod';
import { closestName } from './closest-name.ts';
import { cutText } from './text.ts';

/** Unknown names that are told of one object. */
const SHOWN = 10;

/** The fields of a body, and no others: of an unknown one it is said which one was probably meant. */
export function fieldsOf<S extends z.ZodRawShape>(shape: S) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      const unknown = (issue.keys as string[]).slice(0, SHOWN);
      return unknown.map((key) => unknownName('field', key, known)).join(' ');
    },
  });
}

/** What is said of a name that is not known. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const closest = closestName(name, known);
  return `Unknown ${what} ${cutText(name, 100)}${closest === undefined ? '.' : `: did you mean ${closest}?`}`;
}
