const LF = 10;
const CR = 13;

/** A part of a file in memory; `isLast` if it ends the file. */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** The position after the line end at `at`; undefined where the next byte may belong to the line end. */
export function afterLineEnd({ bytes, isLast }: ByteWindow, at: number): number | undefined {
  if (bytes[at] === LF) return at + 1;
  if (at + 1 === bytes.length && !isLast) return undefined;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** The position after the line end at `at` of complete lines; `at` where they end without one. */
export function afterLine(bytes: Uint8Array, at: number): number {
  return at < bytes.length ? (afterLineEnd({ bytes, isLast: true }, at) as number) : at;
}

/** The position after the first line end after a position; undefined where there is none yet. */
export function nextLine(window: ByteWindow, from: number): number | undefined {
  const { bytes, isLast } = window;
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes[at])) at += 1;
  if (at === bytes.length) return isLast ? at : undefined;
  return afterLineEnd(window, at);
}

/** The beginning of the line that contains a position, but no earlier than `from`. */
export function lineBegin({ bytes }: ByteWindow, place: number, from: number): number {
  let at = place;
  while (at > from && !isLineEnd(bytes[at - 1])) at -= 1;
  return at;
}

/** The position after the last complete line, but no earlier than `from`. */
export function afterLastLine(window: ByteWindow, from: number): number {
  const { bytes, isLast } = window;
  if (isLast) return bytes.length;
  // A CR at the end may be the first half of a CRLF.
  const end = bytes[bytes.length - 1] === CR ? bytes.length - 1 : bytes.length;
  return lineBegin(window, Math.max(end, from), from);
}

/** Whether any line between two positions, a line's beginning and a line's end, has more than `limit` bytes. */
export function hasLongLine({ bytes }: ByteWindow, from: number, to: number, limit: number): boolean {
  if (to - from <= limit) return false;
  let begin = from;
  for (let at = from; at <= to; at += 1) {
    if (at < to && !isLineEnd(bytes[at])) continue;
    if (at - begin > limit) return true;
    begin = at + 1;
  }
  return false;
}
