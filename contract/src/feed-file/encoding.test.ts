import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EncodingCheck, joinAll, notUtf8Problem } from './encoding.ts';

const strict = new TextDecoder('utf-8', { fatal: true });
const isUtf8 = (bytes: Uint8Array) => {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
};
const bytesOf = (text: string) => new TextEncoder().encode(text);

/**
 * Checks a file in pieces of a size.
 *
 * @returns the number of valid bytes, and whether it ends inside a character
 */
function goodBytes(file: Uint8Array, pieceBytes: number): [number, boolean] {
  const check = new EncodingCheck(isUtf8);
  for (let at = 0; at < file.length; at += pieceBytes) {
    const piece = file.slice(at, at + pieceBytes);
    const good = check.check(piece);
    if (good < piece.length) return [at + good, false];
    // The sender of the pieces may reuse their memory.
    piece.fill(0xff);
  }
  return [file.length, check.endsInsideCharacter];
}

describe('the encoding of a file', () => {
  it('is recognised as UTF-8 in pieces of any size', () => {
    const letters = fc.constantFrom(
      'a',
      'é',
      '€',
      '😀',
      '\n',
      '\u007f',
      '\u0080',
      '\u07ff',
      '\u0800',
      '\uffff',
      '\u{10000}',
    );
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (text, size) => {
        const file = bytesOf(text);
        expect(goodBytes(file, size)).toEqual([file.length, false]);
      }),
    );
  });

  it.each(['é', '€', '😀'])('is not UTF-8 if the file ends inside %s', (letter) => {
    const file = bytesOf(`a${letter}`);
    for (let cut = 2; cut < file.length; cut += 1) {
      for (const size of [1, 2, 3, 100]) expect(goodBytes(file.subarray(0, cut), size)).toEqual([cut, true]);
    }
  });

  it('is valid up to the line that is not UTF-8', () => {
    const file = Uint8Array.from([...bytesOf('aé\nbé\r\ncé\rd'), 0xe9, ...bytesOf('e\nf\n')]);
    const begin = bytesOf('aé\nbé\r\ncé\r').length;
    expect(goodBytes(file, 100)).toEqual([begin, false]);
    expect(goodBytes(Uint8Array.from([...bytesOf('a\rb\nc'), 0xff, 100]), 100)).toEqual([4, false]);
    expect(goodBytes(Uint8Array.from([0xe9, 10, 97]), 100)).toEqual([0, false]);
    expect(goodBytes(Uint8Array.from([97, 98, 0xff, 10]), 2)).toEqual([2, false]);
    expect(goodBytes(Uint8Array.from([...bytesOf('a\n€')].slice(0, 4).concat(97, 10)), 4)).toEqual([4, false]);
    expect(new EncodingCheck(isUtf8).problem).toBe('The file is not UTF-8 text');
  });
});

describe('joined pieces', () => {
  it('are all of them in order; a single one is not copied', () => {
    const empty = new Uint8Array(0);
    const piece = Uint8Array.from([1, 2]);
    expect(joinAll([empty, piece, empty])).toBe(piece);
    expect([...joinAll([piece, empty, piece, Uint8Array.from([3])])]).toEqual([1, 2, 1, 2, 3]);
    expect(joinAll([])).toHaveLength(0);
    expect(joinAll([empty, empty])).toHaveLength(0);
  });
});

describe('a file that is not UTF-8', () => {
  const UTF_16 = 'It looks like UTF-16: save it as UTF-8.';
  const UTF_32 = 'It looks like UTF-32: save it as UTF-8.';
  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0], 'It looks like gzip: name it .csv.gz.'],
    [
      'a ZIP archive',
      [0x50, 0x4b, 3, 4],
      'It looks like an Excel workbook or another ZIP archive: save the sheet as CSV UTF-8.',
    ],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], 'It looks like an Excel workbook: save the sheet as CSV UTF-8.'],
    ['a PDF', [...bytesOf('%PDF')], 'It looks like a PDF: export the data as CSV UTF-8.'],
    ['UTF-32, the small end first', [0xff, 0xfe, 0, 0], UTF_32],
    ['UTF-32, the big end first', [0, 0, 0xfe, 0xff], UTF_32],
    ['UTF-16, the small end first', [0xff, 0xfe, 97, 0], UTF_16],
    ['UTF-16, the big end first', [0xfe, 0xff, 0, 97], UTF_16],
    ['UTF-16 without a mark, the small end first', [97, 0, 98, 0], UTF_16],
    ['UTF-16 without a mark, the big end first', [0, 97, 0, 98], UTF_16],
  ])('is reported with its probable encoding: %s', (_, start, advice) =>
    expect(notUtf8Problem(Uint8Array.from(start))).toBe(`CSV file must be UTF-8 encoded. ${advice}`),
  );

  it.each([[[]], [[0]], [[97]], [[97, 98]], [[0, 0]], [[0x1f, 97]], [[0x50, 0x4b, 3, 5]]])(
    'may resemble no encoding: %j',
    (start) => expect(notUtf8Problem(Uint8Array.from(start))).toBe('CSV file must be UTF-8 encoded.'),
  );
});
