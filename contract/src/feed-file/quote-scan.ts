import { LIMITS } from '../shared/limits.ts';
import { afterLineEnd, type ByteWindow, isLineEnd } from './byte-lines.ts';

export const QUOTE = 34;

/** The result of scanning the quotes of a record. */
export interface ScannedRecord {
  /** `unfinished`: more bytes are needed to tell. */
  readonly result: 'good' | 'misplaced' | 'unclosed' | 'unfinished';
  /** The position after the record, or where the scan ended. */
  readonly at: number;
  readonly cells: number;
  /** The beginning of the first value that spans several lines or is quoted wrongly. */
  readonly value: number;
}

/**
 * Scans a record to its end, to a misplaced quote (RFC 4180: a field is quoted as a whole, and quotes inside it are
 * doubled), or to the size limit of a record.
 */
export function scanRecord(window: ByteWindow, delimiter: number, begin: number): ScannedRecord {
  const { bytes, isLast } = window;
  const limit = begin + LIMITS.feedRecordLength + 1;
  const end = Math.min(bytes.length, limit);
  const isWhole = isLast && end < limit;
  let cells = 1;
  let value = begin;
  let multiline: number | undefined;
  const found = (result: ScannedRecord['result'], at: number) => ({ result, at, cells, value: multiline ?? value });
  for (let at = begin; at < end; at += 1) {
    if (bytes[at] === QUOTE) {
      if (at !== value) return found('misplaced', at);
      const after = afterQuoted(bytes, at, end);
      if (multiline === undefined && hasLineEnd(bytes, at, after)) multiline = value;
      // Whether a quote in the last byte closes the field depends on the next byte.
      if (after >= end) return found(isWhole && after === end ? 'good' : unended(isLast || end === limit), end);
      at = after;
      if (bytes[at] !== delimiter && !isLineEnd(bytes[at])) return found('misplaced', at);
    }
    if (isLineEnd(bytes[at])) {
      const next = afterLineEnd(window, at);
      return next === undefined ? found('unfinished', at) : found('good', next);
    }
    if (bytes[at] === delimiter) {
      cells += 1;
      value = at + 1;
    }
  }
  return found(isWhole ? 'good' : unended(end === limit), end);
}

function unended(isOver: boolean): 'unclosed' | 'unfinished' {
  return isOver ? 'unclosed' : 'unfinished';
}

/** The position after the quote that closes the field; after the end where there is none. */
function afterQuoted(bytes: Uint8Array, at: number, end: number): number {
  let close = bytes.indexOf(QUOTE, at + 1);
  while (close >= 0 && close < end) {
    if (close + 1 >= end || bytes[close + 1] !== QUOTE) return close + 1;
    close = bytes.indexOf(QUOTE, close + 2);
  }
  return end + 1;
}

function hasLineEnd(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to && at < bytes.length; at += 1) if (isLineEnd(bytes[at])) return true;
  return false;
}
