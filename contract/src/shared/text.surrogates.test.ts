import { describe, expect, it } from 'vitest';
import { cutText, invisibleCharacter, isLongerThan, nameKey, normaliseName, textLength } from './text.ts';

// The first and last characters that take two UTF-16 units, and unpaired surrogates beside various characters. An
// unpaired surrogate counts as one character.
const TEXTS = [
  '',
  'ab',
  '\u{10000}',
  '\u{10FFFF}',
  '\u{10000}\u{10FFFF}',
  'a\u{1F600}b',
  '\uD83D',
  '\uDE00',
  '\uD83D\uD83D',
  '\uDE00\uDE00',
  '\uDE00\uD83D',
  '\uD83Da',
  'a\uDE00',
  '\uD7FF\uDC00',
  '\uE000\uDC00',
  '\uD800\uE000',
  '\uD800\uDBFF',
  '\uDBFF\uD7FF',
  '\uD83D\u{1F600}',
  '\u{1F600}\uDE00',
];

describe('a text of code points and unpaired surrogates', () => {
  it.each(TEXTS)('%j is counted and cut by code points', (text) => {
    const characters = [...text];
    expect(textLength(text)).toBe(characters.length);
    for (let length = 0; length <= characters.length + 1; length += 1) {
      expect(isLongerThan(text, length)).toBe(characters.length > length);
      expect(cutText(text, length)).toBe(characters.slice(0, length).join(''));
    }
  });
});

describe('names', () => {
  it.each([
    ['Θ shop', 'ϴ shop'],
    ['Acme', 'Acme . .'],
    ['A', '\u00A0a\u0085'],
  ])('%j and %j are the same', (one, other) => {
    expect(nameKey(other)).toBe(nameKey(one));
  });

  it('of only dots have different keys', () => {
    expect(nameKey('...')).toBe('...');
    expect(nameKey('')).toBe('');
    expect(nameKey('Acme. Corp.')).toBe('acme. corp');
  });

  it('keep characters that modify others: variants and tags of emoji', () => {
    for (const name of ['♥\uFE0F', '♥\uFE00', '🏴\u{E0067}\u{E007F}', 'x\u{E0020}'])
      expect(normaliseName(name)).toBe(name);
    expect(normaliseName('a\u{E0001}b\u2060')).toBe('ab');
  });
});

describe('the first invisible character', () => {
  it('is written with at least four digits', () => {
    expect(invisibleCharacter('a\u00ADb')).toBe('U+00AD');
    expect(invisibleCharacter('\u{E0001}')).toBe('U+E0001');
    expect(invisibleCharacter('')).toBeUndefined();
  });
});
