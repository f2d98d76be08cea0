import { describe, expect, it } from 'vitest';
import { differences, readExpected, textDiffers } from './expected-output.ts';

const TIME = '2026-11-21T10:15:00.000Z';

describe('a response on a page', () => {
  it('is compared as a whole', () => {
    expect(differences(readExpected('{ "a": 1, "b": [1, 2] }'), { a: 1, b: [1, 2] })).toEqual([]);
    expect(differences(readExpected('{ "a": 1 }'), { a: 2 })).toEqual(['answer.a is 2; the page shows 1']);
    expect(differences(readExpected('{ "a": 1 }'), { a: 1, b: 2 })).toEqual(['answer has more than the page shows: b']);
    expect(differences(readExpected('[1]'), [1, 2])).toHaveLength(1);
    expect(differences(readExpected('{ "a": {} }'), { a: [] })).toHaveLength(1);
  });

  it('may omit members and elements, and must then omit some', () => {
    const expected = readExpected('{\n  "a": "// …",\n  "b": [1, /* … */],\n  // …\n}');
    expect(differences(expected, { a: '// …', b: [1, 2], c: 3 })).toEqual([]);
    expect(differences(expected, { a: '// …', b: [1], c: 3 })).toHaveLength(1);
    expect(differences(expected, { a: '// …', b: [1, 2] })).toEqual(['answer leaves nothing out']);
  });

  it('matches any time and any random ID, and … in its texts matches any characters', () => {
    expect(differences(TIME, '2027-01-01T00:00:00.123Z')).toEqual([]);
    expect(differences(TIME, 'tomorrow')).toHaveLength(1);
    expect(differences('ck_…', 'ck_a.b')).toEqual([]);
    expect(differences('a.b', 'axb')).toHaveLength(1);
    const id = '0b7a63cf-8c2f-4f0b-9d0e-6f1f4a1c2d3e';
    expect(differences(id, id.replaceAll('c', '1'))).toEqual([]);
    expect(differences(id, 'FD00001')).toHaveLength(1);
  });

  it('may be text, in which a line of … matches any lines', () => {
    expect(textDiffers('a\n…', 'a\r\nb\r\nc\r\n')).toBe(false);
    expect(textDiffers('a\n…\nd', 'a\nb\nc')).toBe(true);
  });
});
