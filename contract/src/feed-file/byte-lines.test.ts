import { describe, expect, it } from 'vitest';
import { afterLastLine, afterLineEnd, hasLongLine, isLineEnd, lineBegin, nextLine } from './byte-lines.ts';

const some = (text: string) => ({ bytes: new TextEncoder().encode(text), isLast: false });
const last = (text: string) => ({ bytes: new TextEncoder().encode(text), isLast: true });

describe('a line end', () => {
  it('is LF, CR or both', () => {
    expect([10, 13, 11, 0, undefined].map(isLineEnd)).toEqual([true, true, false, false, false]);
    expect(afterLineEnd(some('a\nb'), 1)).toBe(2);
    expect(afterLineEnd(some('a\rb'), 1)).toBe(2);
    expect(afterLineEnd(some('a\r\nb'), 1)).toBe(3);
    expect(afterLineEnd(some('a\n\nb'), 1)).toBe(2);
    expect(afterLineEnd(some('a\r\rb'), 1)).toBe(2);
  });

  it('may be split between pieces, and is complete at the end of the file', () => {
    expect(afterLineEnd(some('a\r'), 1)).toBeUndefined();
    expect(afterLineEnd(last('a\r'), 1)).toBe(2);
    expect(afterLineEnd(some('a\n'), 1)).toBe(2);
  });
});

describe('lines in a piece', () => {
  it.each([
    ['ab\ncd', 0, 3],
    ['ab\ncd', 2, 3],
    ['ab\r\ncd\n', 1, 4],
    ['ab\r\ncd\n', 4, 7],
    ['\nab', 0, 1],
    ['ab', 0, undefined],
    ['ab\ncd', 3, undefined],
    ['ab\r', 0, undefined],
    ['', 0, undefined],
  ])('%j: after %i, the next line begins at %s', (text, from, next) => {
    expect(nextLine(some(text), from)).toBe(next);
    expect(nextLine(last(text), from)).toBe(next ?? text.length);
  });

  it.each([
    ['ab\ncd', 4, 0, 3],
    ['ab\ncd', 3, 0, 3],
    ['ab\ncd', 2, 0, 0],
    ['ab\rcd', 5, 0, 3],
    ['ab\ncd', 5, 4, 4],
    ['abcd', 3, 2, 2],
    ['abcd', 3, 0, 0],
  ])('%j: the line of %i begins, from %i on, at %i', (text, place, from, begin) => {
    expect(lineBegin(some(text), place, from)).toBe(begin);
  });

  it.each([
    ['ab\ncd', 0, 3],
    ['ab\ncd\n', 0, 6],
    ['ab\ncd\r\n', 0, 7],
    ['ab\ncd\r', 0, 3],
    ['ab\ncd', 4, 4],
    ['abcd', 0, 0],
    ['\r', 0, 0],
    ['\r', 1, 1],
    ['', 0, 0],
  ])('%j: from %i on, the last complete line ends at %i', (text, from, end) => {
    expect(afterLastLine(some(text), from)).toBe(end);
    expect(afterLastLine(last(text), from)).toBe(text.length);
  });
});

describe('a long line', () => {
  it.each([
    ['abcd', 0, 4, false],
    ['abcde', 0, 5, true],
    ['ab\ncd\nef', 0, 8, false],
    ['ab\nabcd\nef', 0, 10, false],
    ['ab\nabcde\nef', 0, 11, true],
    ['abcde\rab', 0, 8, true],
    ['ab\rabcde', 0, 8, true],
    ['ab\r\nabcd', 0, 8, false],
    ['abcde\nab', 1, 8, false],
    ['ab\nabcde', 0, 7, false],
  ])('%j has a line of more than 4 bytes from %i to %i: %s', (text, from, to, is) => {
    expect(hasLongLine(some(text), from, to, 4)).toBe(is);
  });
});
