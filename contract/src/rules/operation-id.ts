import { LIMITS } from '../limits.ts';

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

/**
 * The order of execution: that of the IDs' bytes in UTF-8, of which ASCII is the beginning; the ID alone counts, not
 * the file's ending (`a` before `a-b`). Negative where `one` comes first.
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
