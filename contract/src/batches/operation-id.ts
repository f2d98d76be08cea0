import { LIMITS } from '../shared/limits.ts';
import { isLongerThan, normaliseKey } from '../shared/text.ts';

const ENDING = '.json';
/** The operation ID that no operation has: its file is the report of an `errors.zip`. */
const REPORT_ID = 'errors';

/** The report that an `errors.zip` has beside the files of operations. */
export const REPORT_NAME = entryNameOf(REPORT_ID);

/** The file of an operation in an archive. */
export function entryNameOf(operationId: string): string {
  return `${operationId}${ENDING}`;
}

/** Whether a file is the report of an `errors.zip`, which may stay in an archive that is sent again. */
export function isReport(fileName: string): boolean {
  return idOf(fileName) === REPORT_ID;
}

/**
 * The operation that a file of an archive is, normalised, or why it can be none, as the end of a sentence. Letter case
 * does not matter in the ending.
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
 * The order of execution: that of the normalised IDs' bytes in UTF-8, of which ASCII is the beginning; the ID alone
 * counts, not the file's ending (`a` before `a-b`). Negative where `one` comes first.
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

/** UTF-16 puts the characters that take two units before the last of those that take one; UTF-8 puts them behind. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit > LAST_SURROGATE ? unit : unit + 0x10000;
}
