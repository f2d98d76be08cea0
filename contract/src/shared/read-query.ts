import { z } from 'zod';
import { unknownName } from './closest-name.ts';
import { invalidParameters } from './invalid-request.ts';
import { type FieldError, Problem } from './problem.ts';
import { assertStorable } from './read-json.ts';
import { cutText } from './text.ts';

/** Largest number of wrong parameters that are reported for one query. */
const SHOWN = 20;

/**
 * Parses a query (`a=1&b=x%20y`) in the format of forms: `+` is a space, percent-encoded bytes are UTF-8. A parameter
 * that is given several times has a list of values.
 *
 * @throws Problem `malformed_request` for invalid percent-encoding, and for NUL
 */
export function readQuery(search: string): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const piece of search.split('&').filter(Boolean)) {
    const at = piece.indexOf('=');
    const name = decoded(at < 0 ? piece : piece.slice(0, at));
    const value = decoded(at < 0 ? '' : piece.slice(at + 1));
    assertStorable(!name.includes('\0') && !value.includes('\0'));
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length > 1 ? all : (all[0] ?? '')]));
}

function decoded(text: string): string {
  try {
    // Bytes that are not percent-encoded were decoded as Latin-1 by then, so they are refused.
    if (/^[\x21-\x7E]*$/.test(text)) return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // Reported below.
  }
  const shown = cutText(text.replace(/[^\x21-\x7E]/g, '?'), 100);
  throw new Problem(
    'malformed_request',
    `The query cannot be read: ${shown} is not UTF-8 in percent-encoding. Write % itself as %25.`,
  );
}

/**
 * Refuses parameters that a route does not have, and repeated ones: ignoring a misspelled filter would return
 * everything.
 *
 * @param schema the schema of the route's query; undefined where it has none
 * @throws Problem `invalid_parameter` that names each, with a suggestion
 */
export function assertKnownParameters(schema: unknown, query: Readonly<Record<string, unknown>>): void {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const errors = Object.entries(query).flatMap(([name, value]): FieldError[] => {
    const path = cutText(name, 100);
    if (!known.includes(name)) return [{ path, code: 'unrecognized_keys', message: unknownParameter(name, known) }];
    return repetitionOf(name, value);
  });
  if (errors.length > 0) throw invalidParameters(errors.slice(0, SHOWN));
}

/**
 * Refuses text parts of a form that stand in it several times, or whose name has brackets, as in `mode[]`.
 *
 * @param fields by their names; a repeated one has a list of values, and one with brackets a list or an object
 * @throws Problem `validation_failed` that names each
 */
export function assertFieldsOnce(fields: Readonly<Record<string, unknown>>): void {
  const errors = Object.entries(fields).flatMap(([name, value]) => {
    const repeated = repetitionOf(name, value);
    return repeated.length > 0 ? repeated : bracketsOf(name, value);
  });
  if (errors.length === 0) return;
  throw new Problem('validation_failed', errors.map(({ message }) => message).join(' '), { errors });
}

function repetitionOf(name: string, value: unknown): FieldError[] {
  if (!Array.isArray(value) || value.length < 2) return [];
  const message = `${name} is sent ${value.length} times: send it once.`;
  return [{ path: cutText(name, 100), code: 'repeated', message }];
}

function bracketsOf(name: string, value: unknown): FieldError[] {
  if (typeof value !== 'object' || value === null || (Array.isArray(value) && value.length === 0)) return [];
  const message = `${name} has brackets after its name: use the field name ${name}.`;
  return [{ path: cutText(name, 100), code: 'invalid', message }];
}

function unknownParameter(name: string, known: readonly string[]): string {
  const message = unknownName('query parameter', name, known);
  if (message.endsWith('?')) return message;
  return `${message} This endpoint takes ${known.length === 0 ? 'none' : known.join(', ')}.`;
}
