import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { numberText, plainNumber } from './plain-number.ts';

describe('a number as text', () => {
  it.each([
    ['5', 5],
    ['007', 7],
    ['-0.50', -0.5],
    ['0.00', 0],
    ['999999999999999', 999_999_999_999_999],
    [`0.${'1'.repeat(20)}`, 1 / 9],
  ])('%s is a number', (text, number) => expect(plainNumber(text)).toBe(number));

  it('is never minus zero', () => expect(Object.is(plainNumber('-0'), 0)).toBe(true));

  it.each([
    '',
    ' ',
    ' 5',
    '5 ',
    '5\n',
    '1e3',
    '0x5',
    '.5',
    '5.',
    '1,5',
    '+5',
    '--5',
    '5.5.5',
    '5x',
    'x5',
    'Infinity',
    'NaN',
    '٣',
    '1000000000000000',
    `0.${'1'.repeat(21)}`,
  ])('%j is not a number', (text) => expect(plainNumber(text)).toBeUndefined());

  const schema = numberText(z.number({ error: 'No number.' }));
  it('is parsed if it is valid, and reported unchanged otherwise', () => {
    expect(schema.parse('1.5')).toBe(1.5);
    expect(schema.parse('0')).toBe(0);
    expect(schema.parse(1.5)).toBe(1.5);
    for (const other of ['1e3', '', true, null, ['5'], undefined]) {
      expect(schema.safeParse(other).error?.issues[0]?.message).toBe('No number.');
    }
  });
});
