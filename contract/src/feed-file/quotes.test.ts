import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuoteCheck, type QuoteMark, type RowLook } from './quotes.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** Rows of two cells; lines that begin with `R` look like rows. */
const LOOK: RowLook = { cells: [2], holdsRows: (lines) => lines.slice(1).some((line) => line.startsWith('R')) };

/**
 * Reads a file in pieces of a size.
 *
 * @returns its text for the parser, and the results of the quotes
 */
function checked(file: string, pieceBytes = 1_000, look = LOOK) {
  const check = new QuoteCheck(',', look);
  const bytes = encode(file);
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    text += decode(check.add(bytes.slice(at, at + pieceBytes)));
  }
  text += decode(check.end());
  const marks: QuoteMark[] = [];
  for (let mark = check.markAt(bytes.length); mark; mark = check.markAt(bytes.length)) marks.push(mark);
  return { text, marks, tooLong: check.tooLong };
}

describe('the quotes of a file', () => {
  it.each([
    '',
    'a,b\nc,d\n',
    'a,b\r\nc,d',
    '"a","b"\n"c","d"',
    'a,"b\nc"\nd,e\n',
    '"a""b",c\n\n\r\n"d",e\r',
    '\uFEFFa,b\n',
    'a,b\n\uFEFFc,d\n',
  ])('are unchanged if they are valid: %j', (file) => {
    for (const size of [1, 2, 3, 1_000]) expect(checked(file, size)).toEqual({ text: file, marks: [], tooLong: false });
  });

  it.each<[string, string, QuoteMark[]]>([
    ['a"b,c\nd,e\n', 'a b,c\nd,e\n', [{ end: 6, kind: 'misplaced', lookedAt: 1 }]],
    ['a,b\n"c"d,e\nf,g', 'a,b\n c d,e\nf,g', [{ end: 11, kind: 'misplaced', lookedAt: 7 }]],
    ['"a","b"c"\nd,e\n', '"a", b c \nd,e\n', [{ end: 10, kind: 'misplaced', lookedAt: 7 }]],
    ['a,"b\nc,d\n', 'a, b\nc,d\n', [{ end: 5, kind: 'unclosed', lookedAt: 9 }]],
    ['a,"b\r\nc,"d"\r\n', 'a, b\r\nc,"d"\r\n', [{ end: 6, kind: 'misplaced', lookedAt: 9 }]],
    [
      'a"b\nc"d\ne,f',
      'a b\nc d\ne,f',
      [
        { end: 4, kind: 'misplaced', lookedAt: 1 },
        { end: 8, kind: 'misplaced', lookedAt: 5 },
      ],
    ],
    ['a,"b', 'a, b', [{ end: 4, kind: 'unclosed', lookedAt: 4 }]],
  ])('are replaced in a line in which they are invalid: %j', (file, text, marks) => {
    for (const size of [1, 2, 3, 1_000]) expect(checked(file, size)).toEqual({ text, marks, tooLong: false });
  });

  it('may hide rows', () => {
    const file = 'a,"b\nR1,x\nc"\nd,e\n';
    const lookedAt = 13;
    expect(checked(file)).toMatchObject({ text: file, marks: [{ end: 13, kind: 'holds_rows', lookedAt }] });
    // If the record does not have the cells of a row, its first line is wrong.
    expect(checked('a,"b\nR1,x\nc",d\ne,f\n')).toMatchObject({
      text: 'a, b\nR1,x\nc ,d\ne,f\n',
      marks: [
        { end: 5, kind: 'misplaced', lookedAt: 15 },
        { end: 15, kind: 'misplaced', lookedAt: 11 },
      ],
    });
    expect(checked('a,"b\r\nR1,x\rc"\nd,e\n').marks).toEqual([{ end: 14, kind: 'holds_rows', lookedAt: 14 }]);
    expect(checked(file, 1_000, { ...LOOK, cells: [3, 2] }).marks).toMatchObject([{ kind: 'holds_rows' }]);
    expect(checked('R1,"b"\nc,d\n').marks).toEqual([]);
  });

  it('are moved after byte order marks', () => {
    expect(checked('a,b\n\uFEFF"c",d\n').text).toBe('a,b\n"\uFEFFc",d\n');
    expect(checked('a,b\n\uFEFF\uFEFF"c\nc",d\n')).toEqual({
      text: 'a,b\n"\uFEFF\uFEFFc\nc",d\n',
      marks: [],
      tooLong: false,
    });
    expect(checked('a,b\n\uFEFFc,"d"\n').text).toBe('a,b\n\uFEFFc,"d"\n');
    expect(checked('a,b\n\uFEFEc,"d"\n').text).toBe('a,b\n\uFEFEc,"d"\n');
    expect(checked('a,b\n\uFEFE"c",d\n').text).toBe('a,b\n\uFEFE c ,d\n');
  });

  it('are reported at the ends of their records', () => {
    const check = new QuoteCheck(',', LOOK);
    check.add(encode('a"b\nc,d\ne"f\n'));
    const told = [3, 4, 4, 8, 11, 13].map((end) => check.markAt(end)?.end);
    expect(told).toEqual([undefined, 4, undefined, undefined, undefined, 12]);
  });

  it('have the same results in pieces of any size', () => {
    const letters = fc.constantFrom('"', '"', ',', '\n', '\r', '\r\n', 'a', 'R', '\uFEFF');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (file, size) => {
        const { text, marks } = checked(file);
        expect(checked(file, size)).toEqual({ text, marks, tooLong: false });
        expect(encode(text)).toHaveLength(encode(file).length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('pieces of a stream', () => {
  it('are not changed', () => {
    const piece = encode('a"b,c\n\uFEFF"d",e\n');
    const before = piece.slice();
    const check = new QuoteCheck(',', LOOK);
    expect(decode(check.add(piece))).toBe('a b,c\n"\uFEFFd",e\n');
    expect(piece).toEqual(before);
  });

  it('may be overwritten by their sender once they are added', () => {
    const check = new QuoteCheck(',', LOOK);
    const memory = new Uint8Array(3);
    let text = '';
    for (const part of ['abc', 'def', 'g,h', 'i\nj', 'k,l']) {
      memory.set(encode(part));
      text += decode(check.add(memory));
      memory.fill(0);
    }
    expect(text + decode(check.end())).toBe('abcdefg,hi\njk,l');
  });

  it('are kept until their last record is complete', () => {
    const check = new QuoteCheck(',', LOOK);
    expect(decode(check.add(encode('a,b\nc,"d')))).toBe('a,b\n');
    expect(decode(check.add(encode('\n"\ne')))).toBe('c,"d\n"\n');
    expect(decode(check.end())).toBe('e');
  });

  it('are counted in lines if the file is not read further', () => {
    const check = new QuoteCheck(',', LOOK);
    check.add(encode('a,b\nc,"d\r\ne\rf\ng'));
    expect(check.stop()).toEqual({ complete: encode(''), lineEnds: 3 });
    const other = new QuoteCheck(',', LOOK);
    other.add(encode('a,"b\n'));
    other.add(encode('c"\n'));
    expect(other.stop()).toEqual({ complete: encode('a,"b\nc"\n'), lineEnds: 0 });
  });
});
