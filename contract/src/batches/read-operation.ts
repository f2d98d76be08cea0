import type { ZodError } from 'zod';
import { normaliseAvailability } from '../products/availability.ts';
import { fieldErrors } from '../shared/invalid-request.ts';
import { LIMITS } from '../shared/limits.ts';
import type { FieldError } from '../shared/problem.ts';
import { normaliseKey, shownText } from '../shared/text.ts';
import { entryNameOf } from './operation-id.ts';
import {
  BATCH_OPERATIONS,
  BATCH_TYPES,
  type BatchType,
  type Operation,
  type OperationProblemCode,
  operationSchema,
} from './operations.ts';

/** The operation of a file, or why it cannot be executed; with its `@type`, if it has one. */
export type OperationFile =
  | { type: string; operation: Operation; problem?: never }
  | { type: string | null; operation?: never; problem: OperationProblem };

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const INVALID_TEXT: OperationProblem = {
  code: 'invalid_text',
  message: 'A text has a NUL character or half of a surrogate pair, or a field is named __proto__.',
};

/**
 * Parses the file of an operation strictly: its batch type must allow it, and its ID must match its file name. Texts
 * are normalised; availabilities and currencies may be spelled as in feeds.
 *
 * @param operationId normalised
 */
export function readOperation(batchType: BatchType, operationId: string, bytes: Uint8Array): OperationFile {
  const read = readJson(bytes);
  if ('problem' in read) return { type: null, problem: read.problem };
  const { text, value } = read;
  if (!isObject(value)) return { type: null, problem: noObject(value) };
  const { '@type': type } = value;
  if (typeof type !== 'string') return { type: null, problem: typeProblem(batchType, undefined) };
  const schema = operationSchema(batchType, type);
  if (!schema) return { type: shownText(type), problem: typeProblem(batchType, type) };
  const problem = contentProblem(text, value);
  if (problem) return { type, problem };
  const parsed = schema.safeParse(respelled(value));
  if (!parsed.success) return { type, problem: refusedFields(parsed.error) };
  const { operation_id: found } = parsed.data;
  return found === operationId ? { type, operation: parsed.data } : { type, problem: mismatch(operationId, found) };
}

function readJson(bytes: Uint8Array): { text: string; value: unknown } | { problem: OperationProblem } {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { problem: { code: 'not_utf8', message: 'The file is not UTF-8.' } };
  }
  try {
    return { text, value: JSON.parse(text) };
  } catch (error) {
    const message = `The file is not JSON: ${shownText((error as Error).message)}.`;
    return { problem: { code: 'invalid_json', message } };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noObject(value: unknown): OperationProblem {
  const found = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
  return fieldProblem(
    'validation_failed',
    '',
    `The file contains ${found}: an operation is an object, in its own file.`,
  );
}

function typeProblem(batchType: BatchType, type: string | undefined): OperationProblem {
  const admitted = BATCH_OPERATIONS[batchType].map((schema) => schema.shape['@type'].value).join(' and ');
  const admits = `A batch of type ${batchType} admits ${admitted}`;
  if (type === undefined) return fieldProblem('validation_failed', '@type', `@type is required. ${admits}.`);
  const isElsewhere = BATCH_TYPES.some((other) => operationSchema(other, type) !== undefined);
  const code = isElsewhere ? 'operation_not_admitted' : 'unknown_operation_type';
  return fieldProblem(code, '@type', `${admits}, not ${shownText(type)}.`);
}

/** Problems that a schema cannot detect, or only at high cost. */
function contentProblem(text: string, value: Record<string, unknown>): OperationProblem | undefined {
  const fields = fieldsIn(value);
  // Only escapes can produce invalid text: the bytes are valid UTF-8, and JSON does not allow an unescaped NUL.
  if (/\\u|__proto__/.test(text) && !isText(fields, text)) return INVALID_TEXT;
  const repeated = repeatedField(text, fields);
  if (repeated !== undefined) {
    return {
      code: 'invalid_json',
      message: `The field ${shownText(repeated)} occurs twice in one object: send it once.`,
    };
  }
  const number = oddNumber(text);
  if (number !== undefined) {
    const message = `The number ${shownText(number, 40)} is not a plain decimal of at most ${LIMITS.numberLength} characters.`;
    return fieldProblem('validation_failed', '', message);
  }
  const { attributes } = value;
  const most = LIMITS.operationAttributes;
  if (!isObject(attributes) || Object.keys(attributes).length <= most) return undefined;
  return fieldProblem('validation_failed', 'attributes', `An operation changes at most ${most} attributes.`);
}

/** The names of all fields in a value. Not recursive, because JSON can be nested very deeply. */
function fieldsIn(root: object): string[] {
  const names: string[] = [];
  const open: object[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) names.push(name);
      if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return names;
}

/** A string, with the colon after it if it is a field name; or the beginning or end of an object or list. */
const PARTS = /"((?:[^"\\]+|\\.)*)"(\s*:)?|[{}[\]]/gs;

/** Whether all texts of some JSON can be stored, and no field is named `__proto__`. */
function isText(fields: readonly string[], text: string): boolean {
  if (fields.includes('__proto__')) return false;
  for (const [, written = ''] of text.matchAll(PARTS)) {
    if (written.includes('\\u') && /\0|\p{Cs}/u.test(JSON.parse(`"${written}"`))) return false;
  }
  return true;
}

/** A field that occurs twice in one object, where parsing keeps only the last; undefined where there is none. */
function repeatedField(text: string, fields: readonly string[]): string | undefined {
  // A quick check: usually there are as many colons after quotes, inside texts or not, as fields.
  if (text.match(/"\s*:/g)?.length === fields.length) return undefined;
  /** The field names of each open object. */
  const open: Set<string>[] = [];
  for (const [token, written, colon] of text.matchAll(PARTS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined) {
      const field = JSON.parse(`"${written}"`) as string;
      const known = open.at(-1);
      if (known?.has(field)) return field;
      known?.add(field);
    }
  }
  return undefined;
}

const MAYBE_ODD = new RegExp(`\\d(?:[\\d.eE+-]{${LIMITS.numberLength}}|[eE][+-]?\\d{3})`);
/** A string, or a number. */
const TOKENS = /"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/gs;

/** A number that is too long, or so large or small that it would be parsed as infinity or 0. */
function oddNumber(text: string): string | undefined {
  if (!MAYBE_ODD.test(text)) return undefined;
  for (const [token] of text.matchAll(TOKENS)) if (!token.startsWith('"') && MAYBE_ODD.test(token)) return token;
  return undefined;
}

/** Replaces the spellings of availabilities and currencies that feeds may use by those of the schemas. */
function respelled(operation: Record<string, unknown>): Record<string, unknown> {
  const { availability, price_list } = operation;
  if (typeof availability === 'string') {
    operation.availability = normaliseAvailability(normaliseKey(availability)) ?? availability;
  }
  if (!Array.isArray(price_list) || price_list.length > LIMITS.priceListEntries) return operation;
  for (const entry of price_list) {
    if (isObject(entry) && typeof entry.currency === 'string')
      entry.currency = normaliseKey(entry.currency).toUpperCase();
  }
  return operation;
}

function mismatch(expected: string, found: string): OperationProblem {
  const message = `operation_id is ${shownText(found)}, but the file is named ${shownText(entryNameOf(expected))}.`;
  return fieldProblem('operation_id_mismatch', 'operation_id', message);
}

/** Why an operation was not executed. */
export interface OperationProblem {
  code: OperationProblemCode;
  message: string;
  errors?: FieldError[];
}

/** Largest number of errors reported for one operation. */
const SHOWN_ERRORS = 20;

/** The problem of an operation that its schema refused. */
export function refusedFields(error: ZodError): OperationProblem {
  const all = fieldErrors(error);
  const errors = all
    .slice(0, SHOWN_ERRORS)
    .map(({ path, code, message }) => ({ path: shownText(path), code, message: shownText(message) }));
  const [first] = errors;
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
  const about = first && first.path !== '' && !first.message.includes(first.path) ? `${first.path}: ` : '';
  return { code: 'validation_failed', message: `${about}${first?.message ?? ''}${more}`, errors };
}

/** A problem of one field. */
export function fieldProblem(code: OperationProblemCode, path: string, message: string): OperationProblem {
  const shown = shownText(message);
  return { code, message: shown, errors: [{ path, code, message: shown }] };
}
