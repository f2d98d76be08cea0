import type { z } from 'zod';
import { type FieldError, Problem } from './problem.ts';
import { cutText } from './text.ts';

type Issue = z.core.$ZodIssue;
type ZodError = z.ZodError;

/** The schema errors of one request, by its part; undefined for a valid part. */
export interface RefusedRequest {
  pathParams?: ZodError | null | undefined;
  query?: ZodError | null | undefined;
  headers?: ZodError | null | undefined;
  body?: ZodError | null | undefined;
}

/** Limits of the entries of `errors`, and of those in `detail`: a body can have any number of mistakes. */
const SHOWN_ERRORS = 100;
const TOLD_ERRORS = 10;

/**
 * The problem of a request that the contract's schemas refused: 400 `invalid_parameter` for wrong parameters, 422
 * `validation_failed` for wrong fields of a body; names every issue, up to 100.
 */
export function invalidRequest({ pathParams, query, headers, body }: RefusedRequest): Problem {
  const parameters = [pathParams, query, headers].flatMap((part) => (part ? fieldErrors(part) : []));
  if (parameters.length === 0 && body) return invalidFields(body);
  return invalidParameters(parameters);
}

/** The problem of wrong parameters: 400 `invalid_parameter`. */
export function invalidParameters(errors: readonly FieldError[]): Problem {
  return new Problem('invalid_parameter', sentence(errors), { errors });
}

/** The problem of fields that a schema refused: 422 `validation_failed`. */
export function invalidFields(error: ZodError): Problem {
  const fields = fieldErrors(error);
  return new Problem('validation_failed', sentence(fields), { errors: fields });
}

/** The issues of a schema error in the API's shape, each with a sentence. */
export function fieldErrors({ issues }: ZodError): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const issue of issues.slice(0, 2 * SHOWN_ERRORS)) {
    const error = { path: dotted(issue.path), code: issue.code, message: sentenceOf(issue) };
    // Several checks of a field may produce the same sentence.
    errors.set(`${error.path} ${error.message}`, error);
  }
  return [...errors.values()].slice(0, SHOWN_ERRORS);
}

function dotted(path: readonly PropertyKey[]): string {
  return cutText(path.map(String).join('.'), 200);
}

/** Whether a message is zod's default one, which is written for programmers: types, patterns and `undefined`. */
function isOfZod(message: string): boolean {
  return /^(?:Invalid (?!\w+ value\. )|Too (?:small|big): |Unrecognized key)/.test(message);
}

/** The schema's own message, or a replacement of zod's. */
function sentenceOf(issue: Issue): string {
  if (!isOfZod(issue.message)) return issue.message;
  if (issue.code === 'unrecognized_keys') return `Unknown field ${cutText(issue.keys.join(', '), 200)}.`;
  const field = issue.path.length === 0 ? 'The body' : dotted(issue.path);
  if (issue.code === 'invalid_key' || issue.code === 'invalid_element') return nestedSentence(issue, field);
  return `${field} ${predicateOf(issue)}`;
}

function nestedSentence({ issues }: { issues: readonly Issue[] }, field: string): string {
  const [inner] = issues;
  return inner && !isOfZod(inner.message) ? inner.message : `${field} is not one of the names it can have.`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** What is wrong, as the end of a sentence that begins with the field. */
function predicateOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      // For a missing field, zod says that `undefined` has the wrong type, but the sender did not write `undefined`.
      return issue.message.endsWith('received undefined')
        ? 'is required.'
        : `must be ${KINDS[issue.expected] ?? 'of another kind'}.`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), 'at least');
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), 'at most');
    case 'invalid_format':
      return 'is not written as it should be.';
    default:
      return 'is not valid.';
  }
}

function bound(origin: string, limit: number, side: 'at least' | 'at most'): string {
  const isEmpty = side === 'at least' && limit === 1;
  if (origin === 'string') return isEmpty ? 'must not be empty.' : `must have ${side} ${limit} characters.`;
  if (origin === 'array') return isEmpty ? 'must not be empty.' : `must have ${side} ${limit} entries.`;
  return `must be ${side} ${limit}.`;
}

function sentence(errors: readonly FieldError[]): string {
  const told = errors
    .slice(0, TOLD_ERRORS)
    .map(({ path, message }) => (path === '' || message.includes(path) ? message : `${path}: ${message}`))
    .map((text, at, all) => (/[.?]$/.test(text) || at === all.length - 1 ? text : `${text};`))
    .join(' ');
  return errors.length > TOLD_ERRORS ? `${told} And ${errors.length - TOLD_ERRORS} more.` : told;
}
