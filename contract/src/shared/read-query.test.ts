import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Problem } from './problem.ts';
import { assertFieldsOnce, assertKnownParameters, readQuery } from './read-query.ts';

/** The error that is thrown; undefined if there is none. */
function refusal(what: () => unknown): Problem | undefined {
  try {
    what();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

describe('a query', () => {
  it.each([
    ['', {}],
    ['a=1', { a: '1' }],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a', { a: '' }],
    ['a=', { a: '' }],
    ['=1', { '': '1' }],
    ['&&a=1&', { a: '1' }],
    ['a=1=2', { a: '1=2' }],
    ['a=x+y+z&b+c=%2B%20', { a: 'x y z', 'b c': '+ ' }],
    ['a=%C3%A9&%C3%A9=b', { a: 'é', é: 'b' }],
    ['a=1&b=2&a=3&a=', { a: ['1', '3', ''], b: '2' }],
    ['a=!~', { a: '!~' }],
    ['__proto__x=1', { __proto__x: '1' }],
  ])('%j is %j', (search, read) => expect(readQuery(search)).toEqual(read));

  it.each([
    ['a=%', '%'],
    ['a=%E9', '%E9'],
    ['a=1&%zz=x', '%zz'],
    ['a=%C3', '%C3'],
    ['a=é', '?'],
    ['é\u007fx=1', '??x'],
    ['a b=1', 'a?b'],
    [`a=%E9${'x'.repeat(200)}`, `%E9${'x'.repeat(97)}`],
  ])('%j cannot be read', (search, shown) => {
    expect(refusal(() => readQuery(search))).toMatchObject({
      code: 'malformed_request',
      message: `The query cannot be read: ${shown} is not UTF-8 in percent-encoding. Write % itself as %25.`,
    });
  });

  it.each(['a=%00', '%00=a', 'a=1&b=x%00y'])('must not contain NUL: %s', (search) => {
    expect(refusal(() => readQuery(search))).toMatchObject({
      code: 'malformed_request',
      message: 'A text contains the character NUL (U+0000), which cannot be stored.',
    });
  });
});

describe('the parameters of a route', () => {
  const schema = z.object({ brand: z.string(), limit: z.string() });
  const errorsOf = (query: Record<string, unknown>, known: unknown = schema) =>
    refusal(() => assertKnownParameters(known, query))?.errors;

  it('are accepted if the route has them', () => {
    expect(errorsOf({})).toBeUndefined();
    expect(errorsOf({ brand: 'a', limit: '5' })).toBeUndefined();
    expect(errorsOf({}, null)).toBeUndefined();
  });

  it('are refused otherwise, naming the probably intended one or the existing ones', () => {
    expect(errorsOf({ brnad: 'a', limit: '5', colour: 'b' })).toEqual([
      { path: 'brnad', code: 'unrecognized_keys', message: 'Unknown query parameter brnad: did you mean brand?' },
      {
        path: 'colour',
        code: 'unrecognized_keys',
        message: 'Unknown query parameter colour. This endpoint takes brand, limit.',
      },
    ]);
    expect(errorsOf({ brand: 'a' }, null)).toEqual([
      {
        path: 'brand',
        code: 'unrecognized_keys',
        message: 'Unknown query parameter brand. This endpoint takes none.',
      },
    ]);
    expect(refusal(() => assertKnownParameters(schema, { x: '' }))).toMatchObject({ code: 'invalid_parameter' });
  });

  it('are refused if they are repeated', () => {
    expect(errorsOf({ brand: ['a', 'b', 'a'] })).toEqual([
      { path: 'brand', code: 'repeated', message: 'brand is sent 3 times: send it once.' },
    ]);
  });

  it('and fields of a form have different problem codes', () => {
    expect(assertFieldsOnce({ mode: 'full', file: [] })).toBeUndefined();
    const errors = ['mode', 'partner_name'].map((path) => {
      return { path, code: 'repeated', message: `${path} is sent 2 times: send it once.` };
    });
    expect(refusal(() => assertFieldsOnce({ mode: ['full', 'full'], partner_name: ['A', 'B'] }))).toMatchObject({
      code: 'validation_failed',
      message: 'mode is sent 2 times: send it once. partner_name is sent 2 times: send it once.',
      errors,
    });
  });

  it('and fields of a form are refused if brackets follow their names', () => {
    const message = 'mode has brackets after its name: use the field name mode.';
    for (const mode of [['full'], { kind: 'full' }]) {
      expect(refusal(() => assertFieldsOnce({ mode, partner_name: 'A' }))).toMatchObject({
        code: 'validation_failed',
        message,
        errors: [{ path: 'mode', code: 'invalid', message }],
      });
    }
  });

  it('are shown shortened, at most 20 of them', () => {
    expect(errorsOf({ ['x'.repeat(101)]: '' })).toMatchObject([{ path: 'x'.repeat(100) }]);
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`x${n}`, '']));
    expect(errorsOf(many)?.map(({ path }) => path)).toEqual(Object.keys(many).slice(0, 20));
  });
});
