import { expect, it } from 'vitest';
import { completeLines } from './complete-lines.ts';
import type { FileEncoding } from './descriptors.ts';

/** Њ and ਊ contain the byte of a line end in UTF-16. */
const TEXT = 'sku\nЊ\nਊ\u0a00Њ';

function encoded(text: string, encoding: FileEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    return encoding === 'utf-16le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
  });
  return Uint8Array.from(bytes);
}

it.each<FileEncoding>(['utf-8', 'utf-16le', 'utf-16be'])(
  'the lines of a cut file in %s are those that end',
  (encoding) => {
    const bytes = encoded(TEXT, encoding);
    const lines = (length: number) =>
      new TextDecoder(encoding, { fatal: true }).decode(completeLines(bytes.subarray(0, length), encoding));
    expect([lines(bytes.length), lines(bytes.length - 1)]).toEqual(['sku\nЊ\n', 'sku\nЊ\n']);
    const one = encoded('sku', encoding);
    expect(completeLines(one, encoding)).toEqual(one);
  },
);
