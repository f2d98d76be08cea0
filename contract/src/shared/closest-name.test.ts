import { describe, expect, it } from 'vitest';
import { unknownName } from './closest-name.ts';

const KNOWN = ['partner_name', 'created_from', 'created_to', 'cursor', 'limit', 'sku', 'q'];

/** The suggested name; undefined if there is none. */
const suggested = (name: string, known: readonly string[] = KNOWN) =>
  /: did you mean (.+)\?$/.exec(unknownName('field', name, known))?.[1];

describe('the message about an unknown name', () => {
  it('contains the name and the probably intended one', () => {
    expect(unknownName('field', 'limt', KNOWN)).toBe('Unknown field limt: did you mean limit?');
    expect(unknownName('query parameter', 'colour', KNOWN)).toBe('Unknown query parameter colour.');
    expect(unknownName('field', '', KNOWN)).toBe('Unknown field .');
    expect(unknownName('field', 'limit', [])).toBe('Unknown field limit.');
  });

  it('shows 100 characters of the name', () => {
    expect(unknownName('field', '\u{1F600}'.repeat(101), KNOWN)).toBe(`Unknown field ${'\u{1F600}'.repeat(100)}.`);
  });
});

describe('the suggested name', () => {
  it.each([
    ['a letter that is missing', 'lmit', 'limit'],
    ['one too many', 'limiit', 'limit'],
    ['another one', 'linit', 'limit'],
    ['two that changed places', 'limti', 'limit'],
    ['two that changed places at the beginning', 'ilmit', 'limit'],
    ['two others', 'lixxt', undefined],
    ['one that has moved to the right', 'lixmt', undefined],
    ['one that has moved to the left', 'liixt', undefined],
    ['a third that differs', 'cxrsxr', 'cursor'],
    ['more than a third', 'cxxsxr', undefined],
    ['one letter', 'p', 'q'],
    ['two letters', 'zz', undefined],
    ['two letters of a name', 'ed', undefined],
    ['three letters of a name', 'fro', 'created_from'],
    ['a part of a name', 'from', 'created_from'],
    ['a name in a longer one', 'is_created_to_day', 'created_to'],
    ['capitals', 'LIMIT', 'limit'],
    ['capitals between words', 'PartnerName', 'partner_name'],
    ['dashes', 'created-from', 'created_from'],
    ['brackets', 'partnerName[0].x', 'partner_name'],
    ['brackets alone', '[x]', undefined],
  ])('for %s: %s', (_, name, meant) => {
    expect(suggested(name)).toBe(meant);
  });

  it('is the closest, and of equally close ones the first', () => {
    expect(suggested('limi', ['limits', 'limit'])).toBe('limit');
    expect(suggested('lima', ['limb', 'lime'])).toBe('limb');
  });

  it('may be written in another naming style', () => {
    expect(suggested('is_created_from_day', ['limit', 'createdFrom'])).toBe('createdFrom');
  });

  it('is none for a very long name', () => {
    expect(suggested(`limit${'x'.repeat(55)}`)).toBe('limit');
    expect(suggested(`limit${'x'.repeat(56)}`)).toBeUndefined();
  });
});
