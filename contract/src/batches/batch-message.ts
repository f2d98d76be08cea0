import type { BatchResult } from '../shared/job-results.ts';
import { shownText } from '../shared/text.ts';

/** The result of a batch, as a sentence. */
export function batchMessage({ total, succeeded, failed, skipped }: BatchResult, validateOnly: boolean): string {
  const counts = `Operations: ${total}. Succeeded: ${succeeded}. Failed: ${failed}. Skipped: ${skipped}.`;
  return validateOnly
    ? `Validation completed; nothing was written. ${counts}`
    : `Operations batch completed. ${counts}`;
}

/** The first failure of a batch, as its message names it. */
export interface FirstFailure {
  operationId: string;
  message: string;
}

/**
 * The message of a batch that stopped at its first failure and keeps earlier changes. @param done includes the failed
 * operation
 */
export function stoppedMessage(done: number, total: number, first: FirstFailure): string {
  return `It stopped at operation ${described(first)} Done before it: ${done - 1}. Skipped: ${total - done}.`;
}

/**
 * The message of a failed batch that wrote nothing. @param failed number of operations; undefined where it stopped at
 * the first
 */
export function nothingWritten(failed: number | undefined, total: number, first: FirstFailure): string {
  const which =
    failed === undefined
      ? `It stopped at operation ${described(first)}`
      : `${failed} of ${total} operations failed, the first is ${described(first)}`;
  return `${which} Nothing was written.`;
}

function described({ operationId, message }: FirstFailure): string {
  return `${shownText(operationId)}: ${message}`;
}
