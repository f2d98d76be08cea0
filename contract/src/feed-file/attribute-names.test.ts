import { describe, expect, it } from 'vitest';
import {
  attributeKey,
  attributeLimit,
  attributeSpellings,
  spellAttribute,
  spellChanges,
  tooManyAttributes,
} from './attribute-names.ts';

const known = attributeSpellings(['Colour', 'Größe']);

describe('the name of an attribute', () => {
  it('is the same in any letter case', () => {
    expect(attributeKey('COLOUR')).toBe(attributeKey('colour'));
    expect([...known]).toEqual([
      ['colour', 'Colour'],
      ['grösse', 'Größe'],
    ]);
  });

  it.each([
    ['COLOUR', 'Colour'],
    ['GRÖSSE', 'Größe'],
    ['Weight', 'Weight'],
    ['External_ID', 'external_id'],
  ])('%s has the spelling of the catalogue: %s', (name, spelled) => {
    expect(spellAttribute(name, known)).toBe(spelled);
    expect(spellAttribute(name, new Map([...known, ['external_id', 'EXTERNAL_ID']]))).toBe(spelled);
  });

  it('says how long its value may be', () => {
    expect([attributeLimit('Colour'), attributeLimit('External_ID')]).toEqual([10_000, 255]);
  });
});

describe('the attributes of a catalogue', () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `a${n}`);

  it('are at most 492', () => {
    expect(tooManyAttributes(491, names(1))).toBeUndefined();
    expect(tooManyAttributes(600, [])).toBeUndefined();
    expect(tooManyAttributes(492, names(1))).toBe(
      'The products would have 493 different attributes, with a0 as new ones; at most 492 are allowed.',
    );
    expect(tooManyAttributes(490, names(5))).toContain(' 495 different attributes, with a0, a1, a2, a3, a4 as new');
    expect(tooManyAttributes(490, names(6))).toContain(
      ' 496 different attributes, with a0, a1, a2, a3, a4 and 1 more as',
    );
  });
});

describe('the attributes of an operation', () => {
  it('have the spellings of the catalogue', () => {
    expect(spellChanges({ COLOUR: 'red', weight: null, EXTERNAL_ID: 'x' }, known)).toEqual({
      changes: { Colour: 'red', weight: null, external_id: 'x' },
    });
    expect(spellChanges({}, known)).toEqual({ changes: {} });
  });

  it('may not repeat a name, whatever the letter case', () => {
    expect(spellChanges({ colour: 'red', size: 'L', COLOUR: null }, known)).toEqual({
      name: 'COLOUR',
      problem: 'colour and COLOUR are one attribute: letter case does not count.',
    });
  });

  it.each([
    ['colour', 10_000],
    ['External_Id', 255],
  ])('are limited: %s', (name, limit) => {
    expect(spellChanges({ [name]: 'x'.repeat(limit) }, known)).toHaveProperty('changes');
    expect(spellChanges({ [name]: 'x'.repeat(limit + 1) }, known)).toEqual({
      name,
      problem: `The value of ${name} is over ${limit} characters.`,
    });
  });
});
