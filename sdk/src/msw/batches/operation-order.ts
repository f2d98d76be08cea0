import { LIMITS } from '@commerce-integration/contract';
import { compareText } from '../http/mock-lists.ts';

const ENDING = '.json';

/** The file of an operation in its archive. */
export function entryNameOf(operationId: string): string {
  return `${operationId}${ENDING}`;
}

/** The operation that a file of an archive is, or why it can be none, as the end of a sentence. */
export function operationIdOf(entryName: string): { id: string } | { problem: string } {
  if (!entryName.endsWith(ENDING)) return { problem: 'is not named <operation_id>.json.' };
  const id = entryName.slice(0, -ENDING.length);
  if (id === '') return { problem: 'has no operation ID before .json.' };
  if (id.length <= LIMITS.operationIdLength) return { id };
  return { problem: `has an operation ID of more than ${LIMITS.operationIdLength} characters.` };
}

/** The order of execution. Code points compare as their bytes in UTF-8 do. */
export const byOperationId = compareText;
