import type { ZodError } from 'zod';
import { fieldErrors } from '../invalid-request.ts';
import type { FieldError } from '../problem.ts';
import type { OperationProblemCode } from '../product-operations.ts';
import { shownText } from './shown-text.ts';

/** Why an operation was not executed. */
export interface OperationProblem {
  code: OperationProblemCode;
  message: string;
  errors?: FieldError[];
}

/** Mistakes of one operation that are told. */
const SHOWN_ERRORS = 20;

/** What the schema of an operation refused. */
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
