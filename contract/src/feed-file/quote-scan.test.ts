import { describe, expect, it } from 'vitest';
import { scanRecord } from './quote-scan.ts';

/** The scan of the record at a position: result, end, cells, and the start of the value that decides. */
function scan(text: string, isLast = false, begin = 0) {
  const bytes = new TextEncoder().encode(text);
  const { result, at, cells, value } = scanRecord({ bytes, isLast }, ','.charCodeAt(0), begin);
  return [result, at, cells, value];
}

describe('a record', () => {
  it.each([
    ['a,b\nc', ['good', 4, 2, 2]],
    ['a,b\r\nc', ['good', 5, 2, 2]],
    ['a,b\rc', ['good', 4, 2, 2]],
    ['\n', ['good', 1, 1, 0]],
    ['"a","b"\nc', ['good', 8, 2, 4]],
    ['"a,b",c\n', ['good', 8, 2, 6]],
    ['"a""b",c\n', ['good', 9, 2, 7]],
    ['"""",""\nx', ['good', 8, 2, 5]],
    ['a,"b\nc",d\n', ['good', 10, 3, 2]],
    ['"a\rb","c\nd"\n', ['good', 12, 2, 0]],
    ['"a\n"\nb', ['good', 5, 1, 0]],
    ['"\n",a,"\n"\n', ['good', 10, 3, 0]],
  ])('%j is valid', (text, found) => {
    expect(scan(text)).toEqual(found);
    expect(scan(text, true)).toEqual(found);
    expect(scan(`x\n${text}`, false, 2)).toEqual([
      found[0],
      ...found.slice(1).map((n, i) => Number(n) + (i === 1 ? 0 : 2)),
    ]);
  });

  it.each([
    ['a"b,c\n', ['misplaced', 1, 1, 0]],
    ['a,b"\n', ['misplaced', 3, 2, 2]],
    ['"a"b,c\n', ['misplaced', 3, 1, 0]],
    ['"a" ,c\n', ['misplaced', 3, 1, 0]],
    ['a,"b"c\n', ['misplaced', 5, 2, 2]],
    ['"a\nb"c\n', ['misplaced', 5, 1, 0]],
    ['"a\nb",c"\n', ['misplaced', 7, 2, 0]],
    ['a, "b"\n', ['misplaced', 3, 2, 2]],
  ])('%j has a misplaced quote', (text, found) => {
    expect(scan(text)).toEqual(found);
    expect(scan(text, true)).toEqual(found);
  });

  it.each([
    ['a,b', ['good', 3, 2, 2]],
    ['', ['good', 0, 1, 0]],
    ['"a"', ['good', 3, 1, 0]],
    ['a,"b"', ['good', 5, 2, 2]],
    ['a,"b\nc"', ['good', 7, 2, 2]],
    ['a\r', ['good', 2, 1, 0]],
    ['"a"\r', ['good', 4, 1, 0]],
    ['"a', ['unclosed', 2, 1, 0]],
    ['a,"b""', ['unclosed', 6, 2, 2]],
    ['"', ['unclosed', 1, 1, 0]],
    ['"a\n","b', ['unclosed', 7, 2, 0]],
  ])('%j is scanned to the end of the file', (text, found) => {
    expect(scan(text, true)).toEqual(found);
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    expect(scan(text)).toEqual(['unfinished', end, ...found.slice(2)]);
  });
});
