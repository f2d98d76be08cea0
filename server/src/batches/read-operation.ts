import {
  BATCH_OPERATIONS,
  BATCH_TYPES,
  type BatchType,
  type Operation,
  operationSchema,
} from '@commerce-integration/contract';
import { fieldProblem, isStorable, type OperationProblem, refusedFields, storable } from './operation-problem.ts';

/** What the file of an operation says, or why it says nothing that can be executed; its `@type` where it has one. */
export type OperationFile =
  | { type: string; operation: Operation; problem?: never }
  | { type: string | null; operation?: never; problem: OperationProblem };

// A byte order mark, which some editors put in front, is no part of the text.
const UTF8 = new TextDecoder('utf-8', { fatal: true });

const SUSPICIOUS = /\\u|__proto__/;

/** Reads the file of an operation strictly: it is what its batch type admits, and names itself as its file does. */
export function readOperation(batchType: BatchType, operationId: string, bytes: Buffer): OperationFile {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { type: null, problem: { code: 'not_utf8', message: 'The file is not UTF-8.' } };
  }
  const read = parse(text);
  if ('problem' in read) return { type: null, problem: read.problem };
  const type = typeOf(read.value);
  const schema = type === undefined ? undefined : operationSchema(batchType, type);
  if (!schema) return { type: type === undefined ? null : storable(type), problem: typeProblem(batchType, type) };
  const refuse = (problem: OperationProblem): OperationFile => ({ type: type as string, problem });
  // Only an escape can smuggle in what is not text: the bytes themselves are UTF-8, and JSON takes no raw NUL.
  if (SUSPICIOUS.test(text) && !isStorable(read.value)) return refuse(NO_TEXT);
  const parsed = schema.safeParse(read.value);
  if (!parsed.success) return refuse(refusedFields(parsed.error));
  if (parsed.data.operation_id !== operationId) return refuse(mismatch(operationId, parsed.data.operation_id));
  return { type: type as string, operation: parsed.data };
}

function parse(text: string): { value: unknown } | { problem: OperationProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = `The file is not JSON: ${storable((error as Error).message)}.`;
    return { problem: { code: 'invalid_json', message } };
  }
}

function typeOf(value: unknown): string | undefined {
  const type = (value as { '@type'?: unknown } | null)?.['@type'];
  return typeof type === 'string' ? type : undefined;
}

const NO_TEXT: OperationProblem = {
  code: 'invalid_text',
  message: 'A text has a NUL character or half of a surrogate pair, or a field is named __proto__.',
};

function typeProblem(batchType: BatchType, type: string | undefined): OperationProblem {
  const admitted = BATCH_OPERATIONS[batchType].map((schema) => schema.shape['@type'].value).join(' and ');
  const admits = `A batch of type ${batchType} admits ${admitted}`;
  if (type === undefined) return fieldProblem('validation_failed', '@type', `@type is required. ${admits}.`);
  const elsewhere = BATCH_TYPES.some((other) => operationSchema(other, type) !== undefined);
  const code = elsewhere ? 'operation_not_admitted' : 'unknown_operation_type';
  return fieldProblem(code, '@type', `${admits}, not ${storable(type)}.`);
}

function mismatch(expected: string, found: string): OperationProblem {
  const message = `operation_id is ${storable(found)}, but the file is named ${storable(expected)}.json.`;
  return fieldProblem('operation_id_mismatch', 'operation_id', message);
}
