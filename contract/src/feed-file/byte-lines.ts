const LF = 10;
const CR = 13;

/** Bytes of a file as they stand in memory; `isLast` where nothing comes after them. */
export interface ByteWindow {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** The place after the line end that stands there; undefined where its second half may be still to come. */
export function afterLineEnd({ bytes, isLast }: ByteWindow, at: number): number | undefined {
  if (bytes[at] === LF) return at + 1;
  if (at + 1 === bytes.length && !isLast) return undefined;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** The place after the first line end from a place on; undefined where it has not come yet. */
export function nextLine(window: ByteWindow, from: number): number | undefined {
  const { bytes, isLast } = window;
  let at = from;
  while (at < bytes.length && !isLineEnd(bytes[at])) at += 1;
  if (at === bytes.length) return isLast ? at : undefined;
  return afterLineEnd(window, at);
}

/** The beginning of the line in which a place stands, no earlier than another. */
export function lineBegin({ bytes }: ByteWindow, place: number, from: number): number {
  let at = place;
  while (at > from && !isLineEnd(bytes[at - 1])) at -= 1;
  return at;
}

/** The place after the last line that is complete, no earlier than another. */
export function afterLastLine(window: ByteWindow, from: number): number {
  const { bytes, isLast } = window;
  if (isLast) return bytes.length;
  // A CR that comes last may be half a line end.
  const end = bytes[bytes.length - 1] === CR ? bytes.length - 1 : bytes.length;
  return lineBegin(window, Math.max(end, from), from);
}

/** Whether a line between two places, the beginning of one and the end of one, has over so many bytes. */
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
