import { describe, expect, test } from 'vitest';
import { readJsonRow } from './read-json-row.ts';

const cellsOf = (content: string, ...paths: string[]) =>
  readJsonRow(
    content,
    paths.map((path) => path.split('/')),
  );

describe('a row of JSON lines', () => {
  test('keeps the digits of its numbers, also inside an object', () => {
    const content = '{"a":12345678901234567890,"b":1.10,"c":1E2,"d":0.0000001,"e":{"x":[5.00,1e400]},"f":7,"g":-0.50}';
    expect(cellsOf(content, 'a', 'b', 'c', 'd', 'e', 'f', 'g')).toEqual({
      cells: ['12345678901234567890', '1.10', '1E2', '0.0000001', '{"x":[5.00,1e400]}', '7', '-0.50'],
    });
  });

  test('distinguishes an empty value from a missing one', () => {
    expect(cellsOf('{"a":null,"b":"","c":{"d":false},"e":1.0}', 'a', 'b', 'c/d', 'c/x', 'f', 'e/rawJSON')).toEqual({
      cells: ['', '', 'false', undefined, undefined, undefined],
    });
  });

  test('cannot be read if it is not an object, or if its values are too long together', () => {
    expect(cellsOf('[1]', 'a')).toEqual({ problem: 'The line is not a JSON object.' });
    expect(cellsOf('{"a":', 'a')).toEqual({ problem: 'The line is not JSON.' });
    const inner = `{"a":{"b":{"c":"${'x'.repeat(2_000_000)}"}}}`;
    expect(cellsOf(inner, 'a', 'a/b', 'a/b/c')).toMatchObject({ problem: expect.stringMatching(/^The values of/) });
  });
});
