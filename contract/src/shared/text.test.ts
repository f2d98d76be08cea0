import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  caselessKey,
  cutText,
  invisibleCharacter,
  isLongerThan,
  nameKey,
  normaliseKey,
  normaliseName,
  normaliseProse,
  textLength,
  withoutNul,
} from './text.ts';

describe('the normalisation of text', () => {
  it.each([
    ['A-1', 'A-1'],
    ['  A-1\t', 'A-1'],
    ['A  1', 'A 1'],
    ['A\u00A01', 'A 1'],
    ['A\u0085\u20281', 'A 1'],
    ['A-1\u200B', 'A-1'],
    ['\uFEFFA-1', 'A-1'],
    ['A\u00AD-1', 'A-1'],
    ['\u200EA-1', 'A-1'],
    ['CAFE\u0301-1', 'CAF\u00C9-1'],
    ['A\u200C1', 'A1'],
    [' \u200B ', ''],
    ['A-1\r\n', 'A-1'],
  ])('changes the key %j to %j', (text, key) => {
    expect(normaliseKey(text)).toBe(key);
  });

  it('keeps characters in a name that modify others, and no other invisible ones', () => {
    expect(normaliseName('نمی\u200Cدانم')).toBe('نمی\u200Cدانم');
    expect(normaliseName('👩\u200D🚀 \u200BShop\u00AD  Ltd')).toBe('👩\u200D🚀 Shop Ltd');
  });

  it('keeps line ends in prose, and composes its letters', () => {
    expect(normaliseProse(' Cafe\u0301\n\n  bar ')).toBe(' Caf\u00E9\n\n  bar ');
  });

  it('does not change its own results', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const normalise of [normaliseKey, normaliseName, normaliseProse]) {
          const once = normalise(text);
          expect(normalise(once)).toBe(once);
        }
      }),
    );
  });

  it('equals that of Unicode for every Latin letter, in any context', () => {
    for (let code = 0; code < 0x400; code += 1) {
      const character = String.fromCharCode(code);
      for (const text of [character, `a${character}b`, `${character}\u0301`]) {
        expect(normaliseProse(text)).toBe(text.normalize('NFC'));
        const visible = text.normalize('NFC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
        expect(normaliseKey(text)).toBe(visible.replace(/[\s\u0085]+/gu, ' ').trim());
      }
    }
  });

  it('names the first invisible character', () => {
    expect(invisibleCharacter('A\u200B\u00AD')).toBe('U+200B');
    expect(invisibleCharacter('A\u00AD')).toBe('U+00AD');
    expect(invisibleCharacter('A 1')).toBeUndefined();
  });
});

describe('the key of a name', () => {
  it.each([
    ['Acme Corp', 'ACME CORP'],
    ['Acme Corp', 'Acme\u00A0 Corp.'],
    ['Acme Corp', 'Acme\u200B Corp ..'],
    ['ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'αφοι παπαδοπουλος'],
    ['ΑΦΟΙ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'αφοι παπαδοπουλοσ'],
    ['İstanbul', 'i\u0307stanbul'],
    ['Straße', 'STRASSE'],
    ['Café', 'CAFE\u0301'],
  ])('is the same for %j and %j', (one, other) => {
    expect(nameKey(other)).toBe(nameKey(one));
  });

  it('distinguishes other names', () => {
    expect(new Set(['Acme', 'Acne', 'Acme 2', 'Ac me', '...', '.'].map(nameKey)).size).toBe(6);
  });
});

describe('the length of a text', () => {
  it('counts code points', () => {
    expect(textLength('😀'.repeat(300))).toBe(300);
    expect(textLength('a😀é\uD83D')).toBe(4);
    expect(isLongerThan('😀'.repeat(300), 300)).toBe(false);
    expect(isLongerThan('😀'.repeat(300), 299)).toBe(true);
    expect(isLongerThan('abc', 3)).toBe(false);
    expect(isLongerThan('abcd', 3)).toBe(true);
  });

  it('is that of the text cut to it, and no character is split', () => {
    expect(cutText('ab😀d', 3)).toBe('ab😀');
    expect(cutText('ab😀d', 2)).toBe('ab');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, characters) => {
        const cut = cutText(text, characters);
        expect([...cut]).toEqual([...text].slice(0, characters));
        expect(textLength(text)).toBe([...text].length);
      }),
    );
  });
});

it('a stored text has U+FFFD instead of NUL', () => {
  expect(withoutNul('a\0\0b')).toBe('a\uFFFD\uFFFDb');
  expect(withoutNul('ab')).toBe('ab');
});

describe('the case-insensitive key of a text', () => {
  it.each([
    ['Farbe', 'FARBE'],
    ['ΧΡΩΜΑΣ', 'χρωμας'],
    ['Größe', 'GRÖSSE'],
    ['color\u200B ', 'Color'],
  ])('is the same for %j and %j', (one, other) => expect(caselessKey(other)).toBe(caselessKey(one)));

  it('keeps dots', () => expect(caselessKey('No.')).toBe('no.'));
});
