import {
  BATCH_OPERATIONS,
  BATCH_TYPES,
  type BatchType,
  invalidFields,
  type Operation,
  type OperationProblemCode,
  operationSchema,
} from '@commerce-integration/contract';
import type { OperationProblem } from '../mock-rows.ts';

/** What the file of an operation says, or why it says nothing that can be executed. */
type OperationFile =
  | { type: string; operation: Operation; problem?: never }
  | { type: string | null; operation?: never; problem: OperationProblem };

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the file of an operation: it is what its batch type admits, and names itself as its file does. */
export function readOperation(batchType: BatchType, operationId: string, bytes: Uint8Array): OperationFile {
  let text: string;
  let value: unknown;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { type: null, problem: { code: 'not_utf8', message: 'The file is not UTF-8.' } };
  }
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = `The file is not JSON: ${shown((error as Error).message)}.`;
    return { type: null, problem: { code: 'invalid_json', message } };
  }
  const type = (value as { '@type'?: unknown } | null)?.['@type'];
  if (typeof type !== 'string') return { type: null, problem: typeProblem(batchType, undefined) };
  const schema = operationSchema(batchType, type);
  if (!schema) return { type: shown(type), problem: typeProblem(batchType, type) };
  if (text.includes('\\u') && !isText(value)) return { type, problem: NO_TEXT };
  const parsed = schema.safeParse(value);
  if (!parsed.success) return { type, problem: refusedFields(invalidFields(parsed.error).errors ?? []) };
  const found = parsed.data.operation_id;
  if (found === operationId) return { type, operation: parsed.data };
  const message = `operation_id is ${shown(found)}, but the file is named ${shown(operationId)}.json.`;
  return { type, problem: fieldProblem('operation_id_mismatch', 'operation_id', message) };
}

const NO_TEXT: OperationProblem = {
  code: 'invalid_text',
  message: 'A text of the operation has a NUL character or half of a surrogate pair.',
};

function typeProblem(batchType: BatchType, type: string | undefined): OperationProblem {
  const admitted = BATCH_OPERATIONS[batchType].map((schema) => schema.shape['@type'].value).join(' and ');
  const admits = `A batch of type ${batchType} admits ${admitted}`;
  if (type === undefined) return fieldProblem('validation_failed', '@type', `@type is required. ${admits}.`);
  const isElsewhere = BATCH_TYPES.some((other) => operationSchema(other, type) !== undefined);
  const code = isElsewhere ? 'operation_not_admitted' : 'unknown_operation_type';
  return fieldProblem(code, '@type', `${admits}, not ${shown(type)}.`);
}

/** Mistakes of one operation that are told. */
const SHOWN_ERRORS = 20;
const SHOWN_CHARACTERS = 500;

function refusedFields(all: readonly { path: string; code: string; message: string }[]): OperationProblem {
  const errors = all
    .slice(0, SHOWN_ERRORS)
    .map(({ path, code, message }) => ({ path: shown(path), code, message: shown(message) }));
  const [first] = errors;
  const more = all.length > 1 ? ` (and ${all.length - 1} more)` : '';
  const about = first && first.path !== '' && !first.message.includes(first.path) ? `${first.path}: ` : '';
  return { code: 'validation_failed', message: `${about}${first?.message ?? ''}${more}`, errors };
}

/** A problem of one field. */
export function fieldProblem(code: OperationProblemCode, path: string, message: string): OperationProblem {
  return { code, message: shown(message), errors: [{ path, code, message: shown(message) }] };
}

/** Text of an operation as a message can hold it. */
export function shown(text: string): string {
  const readable = text.replace(/\0|\p{Cs}/gu, '\uFFFD');
  return readable.length > SHOWN_CHARACTERS ? `${readable.slice(0, SHOWN_CHARACTERS)}…` : readable;
}

function isText(value: unknown): boolean {
  if (typeof value === 'string') return !/\0|\p{Cs}/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isText(key) && isText(inner));
}
