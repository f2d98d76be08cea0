import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Problem } from './problem.ts';
import { assertBodyWanted, assertStorable, readJson } from './read-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, contentType = 'application/json') => readJson(bytes(text), contentType);

/** The error that is thrown, as code and message; undefined if there is none. */
function refusal(what: () => unknown): string | undefined {
  try {
    what();
    return undefined;
  } catch (error) {
    const { code, message } = error as Problem;
    return `${code}: ${message}`;
  }
}
const NO_JSON = 'malformed_request: The request body is not valid JSON.';
const twice = (name: string) => `malformed_request: The field ${name} occurs twice in one object: send it once.`;

describe('the JSON of a request', () => {
  it('is any valid JSON', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), (json) => {
        fc.pre(!/\\u|__proto__/.test(json));
        expect(read(`[${json}]`)).toEqual([JSON.parse(json)]);
      }),
    );
    expect(read(' \n\t{"a": [1, "x"]}\r\n')).toEqual({ a: [1, 'x'] });
    expect(read('[]')).toEqual([]);
  });

  it('has no fields if nothing was sent', () => expect(read('')).toEqual({}));

  it.each(['{', '"a"', '5', 'null', 'true', ' ', '{"a":1,}', "{'a':1}", '{} {}', '[1', 'x{}', '{"a":"\0"}'])(
    'is not %j',
    (text) => expect(refusal(() => read(text))).toBe(NO_JSON),
  );

  it('is UTF-8', () => {
    const message = 'malformed_request: The request body is not UTF-8: encode it as UTF-8 before it is sent.';
    expect(refusal(() => readJson(Uint8Array.from([0x7b, 0xe9, 0x7d]), ''))).toBe(message);
    expect(read('{"a":"é😀"}')).toEqual({ a: 'é😀' });
  });

  it.each([
    '',
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF8',
    'application/json ;  Charset = "utf-8"; x=y',
    'application/json; charset=utf-8;x',
  ])('may be named %j', (type) => expect(read('{}', type)).toEqual({}));

  it.each([
    'application/json; charset=latin1',
    'application/json;charset="iso-8859-1"',
    'application/json; charset=xutf-8',
    'application/json; charset=utf-80',
    'application/json; charset=utf-16',
    'application/json; charset=',
  ])('may not be named %j', (type) =>
    expect(refusal(() => read('{}', type))).toBe('unsupported_media_type: The charset is not supported: send UTF-8.'),
  );
});

describe('a text in JSON', () => {
  it.each([
    ['{"a":"\\u0000"}', 'A text contains the character NUL (U+0000), which cannot be stored.'],
    ['["\\u0000"]', 'A text contains the character NUL (U+0000), which cannot be stored.'],
    ['{"\\u0000":1}', 'A text contains the character NUL (U+0000), which cannot be stored.'],
    ['{"a":"\\ud83d"}', 'A text contains U+D83D, which is half of a character: send the whole character.'],
    ['{"a":"x\\ude00\\ud83d"}', 'A text contains U+DE00, which is half of a character: send the whole character.'],
    ['{"__proto__":1}', 'A field cannot be named __proto__.'],
    ['{"\\u005f_proto__":1}', 'A field cannot be named __proto__.'],
    ['[{"a":{"__proto__" :1}}]', 'A field cannot be named __proto__.'],
  ])('is refused: %s', (text, message) => expect(refusal(() => read(text))).toBe(`malformed_request: ${message}`));

  it('may contain every other escape, and JSON punctuation', () => {
    for (const text of [
      '\u0001',
      '😀',
      '"',
      '\\',
      '\\"',
      '}{',
      '],[',
      '":',
      '\\\\',
      'a\\',
      '__proto__',
      '\ud7ff\ue000',
    ]) {
      for (const escaped of [JSON.stringify(text), unicodeEscaped(text)]) {
        const json = `{"x":${escaped},"y":[${escaped},{"z" : ${escaped}}]}`;
        expect(read(json)).toEqual({ x: text, y: [text, { z: text }] });
      }
    }
  });
});

/** A text in which each character is escaped: `\u0041`. */
function unicodeEscaped(text: string): string {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`;
}

describe('a field', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"c":1},"a":2}', 'a'],
    ['{"a":[{"b":1}],"a":2}', 'a'],
    ['[{"a":1},{"b":1,"b":1}]', 'b'],
    ['{"a":{"b":1 , "b"\t:2}}', 'b'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"":1,"":2}', ''],
    ['{"x":[],"y":{},"x":[]}', 'x'],
    ['{"a\\\\":1,"a\\\\":2}', 'a\\'],
    [`{"${'x'.repeat(101)}":1,"${'x'.repeat(101)}":2}`, 'x'.repeat(100)],
  ])('must not be repeated in its object: %s', (text, name) => expect(refusal(() => read(text))).toBe(twice(name)));

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":"a","b":"a"}',
    '{"a":["b","b"],"b":["a"]}',
    '{"a":"b\\":","b":1}',
    '{"a":{"b":1},"b":{"a":1}}',
    '{"a":"x","x":":"}',
    '["a","a"]',
  ])('may be repeated in another object: %s', (text) => expect(read(text)).toEqual(JSON.parse(text)));
});

describe('levels', () => {
  const nested = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);
  it.each([
    ['lists', '[', ']', ''],
    ['objects', '{"a":', '}', '1'],
  ])('of %s are at most 1,000', (_, open, close, inner) => {
    const json = (levels: number) => open.repeat(levels) + inner + close.repeat(levels);
    expect(refusal(() => read(json(1_000)))).toBeUndefined();
    expect(refusal(() => read(json(1_001)))).toBe(
      'validation_failed: The request body has over 1000 levels of objects and lists.',
    );
  });

  it('are those open at the same time', () => {
    expect(
      refusal(() =>
        read(
          `[${Array(10)
            .fill(nested(500, '[', ']'))
            .join(',')}]`,
        ),
      ),
    ).toBeUndefined();
    expect(refusal(() => read(`["${'['.repeat(2_000)}"]`))).toBeUndefined();
  });
});

describe('a body for a call that takes none', () => {
  it('is refused by its first field', () => {
    const message = 'This endpoint takes no fields in its body, but a was sent.';
    expect(() => assertBodyWanted(undefined, { a: 1, b: 2 })).toThrow(
      expect.objectContaining({
        code: 'malformed_request',
        message,
        errors: [{ path: 'a', code: 'unrecognized_keys', message }],
      }),
    );
    expect(refusal(() => assertBodyWanted(null, { ['x'.repeat(101)]: 1 }))).toBe(
      `malformed_request: This endpoint takes no fields in its body, but ${'x'.repeat(100)} was sent.`,
    );
  });

  it('is accepted if it is empty; other calls accept one', () => {
    for (const empty of [undefined, null, {}, [], '', 'text']) {
      expect(() => assertBodyWanted(undefined, empty)).not.toThrow();
    }
    expect(() => assertBodyWanted(z.object({}), { a: 1 })).not.toThrow();
  });
});

it('NUL cannot be stored', () => {
  expect(refusal(() => assertStorable(true))).toBeUndefined();
  expect(refusal(() => assertStorable(false))).toBe(
    'malformed_request: A text contains the character NUL (U+0000), which cannot be stored.',
  );
});
