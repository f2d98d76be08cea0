import { describe, expect, it } from 'vitest';
import { CURSOR_POSITIONS, cursorPosition, wrongCursor } from './id-cursor.ts';

const { row, line } = CURSOR_POSITIONS;

describe('the position in a cursor', () => {
  it('follows the part to which the cursor is bound', () => {
    expect(cursorPosition(['x', 5], 'x', row)).toEqual([5]);
    expect(cursorPosition(['x', 0], 'x', row)).toEqual([0]);
    expect(cursorPosition(['x', 7, 2], 'x', line)).toEqual([7, 2]);
  });

  it.each([
    undefined,
    null,
    'x',
    5,
    {},
    { 0: 'x', 1: 5, length: 2 },
    [],
    ['x'],
    ['y', 5],
    [5, 'x'],
    ['x', 5, 6],
    ['x', -1],
  ])('is missing in %j', (parts) => expect(() => cursorPosition(parts, 'x', row)).toThrow(wrongCursor()));

  it.each(['5', 0.5, null, [5], Number.NaN, Number.POSITIVE_INFINITY])('is never %j', (place) => {
    expect(() => cursorPosition(['x', place], 'x', row)).toThrow(wrongCursor());
    expect(() => cursorPosition(['x', 1, place], 'x', line)).toThrow(wrongCursor());
  });
});
