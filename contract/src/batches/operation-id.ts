import { LIMITS } from '../shared/limits.ts';
import { isLongerThan, normaliseKey } from '../shared/text.ts';

const ENDING = '.json';
/** An ID that operations may not have, because its file is the report of an `errors.zip`. */
const REPORT_ID = 'errors';

/** The name of the report in an `errors.zip`. */
export const REPORT_NAME = entryNameOf(REPORT_ID);

/** The name of an operation's file in an archive. */
export function entryNameOf(operationId: string): string {
  return `${operationId}${ENDING}`;
}

/** Whether a file is the report of an `errors.zip`, which may stay in an archive that is sent again. */
export function isReport(fileName: string): boolean {
  return idOf(fileName) === REPORT_ID;
}

/**
 * The normalised operation ID of a file in an archive, or why it cannot be an operation, as the end of a sentence. The
 * case of the extension does not matter.
 *
 * @param fileName without a folder
 */
export function operationIdOf(fileName: string): { id: string } | { problem: string } {
  const id = idOf(fileName);
  if (id === undefined) return { problem: 'is not named <operation_id>.json.' };
  if (id === '') return { problem: 'has no operation ID before .json.' };
  if (!isLongerThan(id, LIMITS.operationIdLength)) return { id };
  return { problem: `has an operation ID of more than ${LIMITS.operationIdLength} characters.` };
}

function idOf(fileName: string): string | undefined {
  const end = fileName.length - ENDING.length;
  return fileName.slice(end).toLowerCase() === ENDING ? normaliseKey(fileName.slice(0, end)) : undefined;
}

/**
 * Compares operations by the order of execution: the UTF-8 bytes of their normalised IDs, without the file extension
 * (`a` before `a-b`). Negative where `one` comes first.
 */
export function byOperationId(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Orders UTF-16 code units as UTF-8 does: surrogates come after all other units. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit > LAST_SURROGATE ? unit : unit + 0x10000;
}
