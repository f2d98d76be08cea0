import { describe, expect, it } from 'vitest';
import { scanRecord } from '../src/feed-file/quote-scan.ts';
import { QuoteCheck } from '../src/feed-file/quotes.ts';
import { LIMITS } from '../src/shared/limits.ts';

// In this folder and not next to the code, since instrumented code (`npm run test:mutation`) is too slow to read this
// much.

const most = LIMITS.feedRecordLength;
const LOOK = { cells: [2], holdsRows: () => false };
const encode = (text: string) => new TextEncoder().encode(text);

/** Whether a record is complete, and where it ends. */
function scan(text: string, isLast: boolean) {
  const { result, at } = scanRecord({ bytes: encode(text), isLast }, ','.charCodeAt(0), 0);
  return [result, at];
}

describe('a line that is too long', () => {
  const long = (length: number) => 'x'.repeat(length);
  /**
   * Whether a record is complete after a number of bytes, before the end of the file; and how much of the file the
   * parser may read.
   */
  function found(...pieces: string[]): [boolean, number] {
    const check = new QuoteCheck(',', LOOK);
    const complete = pieces.map((piece) => check.add(encode(piece)).length);
    return [check.tooLong, complete.reduce((sum, length) => sum + length, 0)];
  }

  it.each<[string, string[], [boolean, number]]>([
    ['just not', [`${long(most)}\na`], [false, most + 1]],
    ['by one', [`${long(most + 1)}\na`], [true, 0]],
    ['by one, behind another', [`a,b\n${long(most + 1)}\na`], [true, 0]],
    ['before it ends', [long(most + 2)], [true, 0]],
    ['perhaps', [long(most + 1)], [false, 0]],
    ['with quotes, just not', [`"a",${long(most - 4)}\nb`], [false, most + 1]],
    ['with quotes', [`"a",${long(most - 3)}\nb`], [true, 0]],
    ['before a quote', [`${long(most + 1)}\n"a"\n`], [true, 0]],
    ['behind a record with quotes', [`"a"\n${long(most + 2)}`], [true, 4]],
    ['in pieces', [long(most), 'xx'], [true, 0]],
  ])('is detected: %s', (_, pieces, expected) => expect(found(...pieces)).toEqual(expected));

  it('is distinguished from a record of many lines', () => {
    const lines = `${long(99)}\n`.repeat(most / 100 + 1);
    expect(found(`a,b\n${lines}`)).toEqual([false, 4 + lines.length]);
    const check = new QuoteCheck(',', LOOK);
    expect(check.add(encode(`a,"b\n${lines}`))).toHaveLength(5 + lines.length);
    expect(check.markAt(5)).toEqual({ end: 5, kind: 'unclosed', lookedAt: most + 1 });
    expect(check.tooLong).toBe(false);
  });
});

describe('an endless record', () => {
  it('is read only up to the maximum length of a record', () => {
    const open = `"${'x'.repeat(most + 10)}`;
    expect(scan(open, false)).toEqual(['unclosed', most + 1]);
    expect(scan(open, true)).toEqual(['unclosed', most + 1]);
    expect(scan(`"${'x'.repeat(most)}"\n`, false)).toEqual(['unclosed', most + 1]);
    expect(scan('x'.repeat(most + 10), false)).toEqual(['unclosed', most + 1]);
    expect(scan('x'.repeat(most + 1), true)).toEqual(['unclosed', most + 1]);
  });

  it('is distinguished from one that may still end', () => {
    expect(scan(`"${'x'.repeat(most - 1)}`, false)).toEqual(['unfinished', most]);
    expect(scan('x'.repeat(most), false)).toEqual(['unfinished', most]);
    expect(scan('x'.repeat(most), true)).toEqual(['good', most]);
    expect(scan(`"${'x'.repeat(most - 2)}"`, true)).toEqual(['good', most]);
    expect(scan(`"${'x'.repeat(most - 2)}"\n`, true)).toEqual(['good', most + 1]);
  });
});
