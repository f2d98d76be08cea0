import type { ZodError } from 'zod';
import { type FieldError, Problem } from './problem.ts';

/** What the contract's schemas refused of one request, part by part; nothing for a part that is fine. */
export interface RefusedRequest {
  pathParams?: ZodError | null | undefined;
  query?: ZodError | null | undefined;
  headers?: ZodError | null | undefined;
  body?: ZodError | null | undefined;
}

/**
 * The problem of a request that the contract's schemas refused: wrong parameters are 400 `invalid_parameter`, wrong
 * fields of a body 422 `validation_failed`; every issue is named.
 */
export function invalidRequest({ pathParams, query, headers, body }: RefusedRequest): Problem {
  const parameters = [pathParams, query, headers].flatMap((part) => (part ? fieldErrors(part) : []));
  if (parameters.length === 0 && body) return invalidFields(body);
  return new Problem('invalid_parameter', sentence(parameters), { errors: parameters });
}

/** The problem of fields that a schema refused: 422 `validation_failed`. */
export function invalidFields(error: ZodError): Problem {
  const fields = fieldErrors(error);
  return new Problem('validation_failed', sentence(fields), { errors: fields });
}

/** The issues of a failed schema as the API shows them. */
export function fieldErrors({ issues }: ZodError): FieldError[] {
  return issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code,
    message: isMissing(issue) ? `${issue.path.map(String).join('.')} is required.` : issue.message,
  }));
}

/** Zod says of a missing field that `undefined` has the wrong type; its sender never wrote `undefined`. */
function isMissing(issue: ZodError['issues'][number]): boolean {
  return issue.code === 'invalid_type' && issue.path.length > 0 && issue.message.endsWith('received undefined');
}

function sentence(errors: FieldError[]): string {
  return errors
    .map(({ path, message }) => (path === '' || message.includes(path) ? message : `${path}: ${message}`))
    .join('; ');
}
