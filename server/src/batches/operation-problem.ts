import { type FieldError, invalidFields, type OperationProblemCode } from '@commerce-integration/contract';
import type { ZodError } from 'zod';

/** Why an operation was not executed. */
export interface OperationProblem {
  code: OperationProblemCode;
  message: string;
  errors?: readonly FieldError[];
}

/** Mistakes of one operation that are told. */
const SHOWN_ERRORS = 20;
const SHOWN_CHARACTERS = 500;

/** What the schema of an operation refused. */
export function refusedFields(error: ZodError): OperationProblem {
  const all = invalidFields(error).errors ?? [];
  const errors = all.slice(0, SHOWN_ERRORS).map(({ path, code, message }) => ({
    path: storable(path),
    code,
    message: storable(message),
  }));
  const [first] = errors;
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
  const about = first && first.path !== '' && !first.message.includes(first.path) ? `${first.path}: ` : '';
  return { code: 'validation_failed', message: `${about}${first?.message ?? ''}${more}`, errors };
}

/** A problem of one field. */
export function fieldProblem(code: OperationProblemCode, path: string, message: string): OperationProblem {
  const shown = storable(message);
  return { code, message: shown, errors: [{ path, code, message: shown }] };
}

/** Text of an operation as a message can hold it: not endless, and without what PostgreSQL cannot hold. */
export function storable(text: string): string {
  const readable = text.toWellFormed().replaceAll('\0', '\uFFFD');
  return readable.length > SHOWN_CHARACTERS ? `${readable.slice(0, SHOWN_CHARACTERS)}…` : readable;
}

/** Whether all texts in a value are such as PostgreSQL can hold, and all names such as an object can. */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key !== '__proto__' && isStorable(key) && isStorable(inner));
}
