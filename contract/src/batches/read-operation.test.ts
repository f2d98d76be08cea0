import { describe, expect, it } from 'vitest';
import { readOperation } from './read-operation.ts';

const ATTRIBUTES = { '@type': 'ProductAttributesUpdate', operation_id: 'a', product: { sku: 'S1' } };
const json = (more: object = {}) => JSON.stringify({ ...ATTRIBUTES, attributes: { colour: 'red' }, ...more });
const PRICES = {
  '@type': 'ProductValidFromPriceUpdate',
  operation_id: 'a',
  product: { sku: 'S1' },
  price_list: [{ valid_from: '2020-01-01T00:00:00Z', price: 5, currency: 'EUR' }],
};
const bytes = (text: string | Uint8Array) => (typeof text === 'string' ? new TextEncoder().encode(text) : text);
const read = (text: string | Uint8Array, id = 'a') => readOperation('product-updates', id, bytes(text));
const readPrices = (text: string) => readOperation('valid-from-price-updates', 'a', bytes(text));
const problemOf = (text: string | Uint8Array, id?: string) => read(text, id).problem;
const nested = (text: string, levels = 50_000) => `${'['.repeat(levels)}${text}${']'.repeat(levels)}`;

describe('the file of an operation', () => {
  it('is read, with or without a byte order mark', () => {
    expect(read(json())).toEqual({ type: ATTRIBUTES['@type'], operation: JSON.parse(json()) });
    expect(read(`\uFEFF${json()}`).problem).toBeUndefined();
  });

  it('must be UTF-8, JSON and an object', () => {
    expect(read(Uint8Array.from([0x7b, 0xe9, 0x7d]))).toEqual({
      type: null,
      problem: { code: 'not_utf8', message: 'The file is not UTF-8.' },
    });
    expect(problemOf('{')?.code).toBe('invalid_json');
    expect(problemOf('{')?.message).toMatch(/^The file is not JSON: .+\.$/);
    const said = (text: string) => problemOf(text)?.message;
    expect(said('[]')).toBe('The file contains a list: an operation is an object, in its own file.');
    expect(said('null')).toBe('The file contains null: an operation is an object, in its own file.');
    expect(said('5')).toBe('The file contains a number: an operation is an object, in its own file.');
    expect(said('"x"')).toBe('The file contains a string: an operation is an object, in its own file.');
    expect(read('true')).toMatchObject({ type: null, problem: { code: 'validation_failed', errors: [{ path: '' }] } });
  });

  it('must have a type that its batch allows', () => {
    const admits = 'A batch of type product-updates admits ProductAvailabilityUpdate and ProductAttributesUpdate';
    expect(read('{}')).toMatchObject({ type: null, problem: { message: `@type is required. ${admits}.` } });
    expect(read('{"@type":5}')).toMatchObject({
      type: null,
      problem: { code: 'validation_failed', errors: [{ path: '@type', code: 'validation_failed' }] },
    });
    expect(read(JSON.stringify(PRICES))).toMatchObject({
      type: 'ProductValidFromPriceUpdate',
      problem: { code: 'operation_not_admitted', message: `${admits}, not ProductValidFromPriceUpdate.` },
    });
    const type = `${'x'.repeat(499)}\u{1F600}\u{1F600}`;
    expect(read(JSON.stringify({ '@type': type }))).toMatchObject({
      type: `${'x'.repeat(499)}\u{1F600}…`,
      problem: { code: 'unknown_operation_type', errors: [{ path: '@type' }] },
    });
  });

  it('must contain the same ID as its name', () => {
    expect(problemOf(json(), 'b')).toEqual({
      code: 'operation_id_mismatch',
      message: 'operation_id is a, but the file is named b.json.',
      errors: [expect.objectContaining({ path: 'operation_id' })],
    });
    expect(read(json({ operation_id: ' e\u0301\u200B' }), '\u00e9').problem).toBeUndefined();
  });

  it.each<[object, string]>([
    [{ price_list: 5 }, 'price_list must be a list.'],
    [{ extra: 1 }, 'Unknown field extra.'],
    [{ product: { id: 'x' } }, 'product.id: Not a product ID: expected the form PR00001.'],
    [
      { price_list: [...PRICES.price_list, ...PRICES.price_list] },
      'price_list.1.valid_from: Entry 0 is valid from the same time.',
    ],
  ])('reports the field of an error: %j', (more, message) => {
    const { problem } = readPrices(JSON.stringify({ ...PRICES, ...more }));
    expect(problem).toMatchObject({ code: 'validation_failed', message });
    expect(problem?.errors).toHaveLength(1);
  });

  it('reports at most 20 errors', () => {
    const names = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`a${n}`, 5]));
    const problem = problemOf(json({ attributes: names }));
    expect(problem?.errors).toHaveLength(20);
    expect(problem?.message).toMatch(/^attributes\.a0.* \(and 29 more\)$/);
  });
});

describe('a text of an operation', () => {
  it.each([
    ['half of a character', json().replace('red', '\\ud83d')],
    ['the other half', json().replace('red', '\\ude00')],
    ['NUL', json().replace('red', '\\u0000')],
    ['half of a character in a name', json().replace('colour', '\\ud83d')],
    ['__proto__', json().replace('colour', '__proto__')],
    ['__proto__, escaped', json().replace('colour', '\\u005f_proto__')],
    ['half of a character, deep', json().replace('"red"', nested('"\\ud83d"'))],
  ])('is refused with %s', (_, text) => expect(problemOf(text)?.code).toBe('invalid_text'));

  it('may contain escapes, quotes and colons, and be deeply nested', () => {
    expect(read(json().replace('red', '\\ud83d\\ude00\\u0041\\"')).operation).toMatchObject({
      attributes: { colour: '\u{1F600}A"' },
    });
    expect(read(json({ attributes: { 'a":': '"b" : "c"' } })).problem).toBeUndefined();
    expect(problemOf(json().replace('"red"', nested('"\\u0041"')))?.code).toBe('validation_failed');
  });

  it('must not repeat a name', () => {
    const said = (text: string) => problemOf(text);
    expect(said(json().replace('"colour":"red"', '"colour":"red", "colour" : "blue"'))).toEqual({
      code: 'invalid_json',
      message: 'The field colour occurs twice in one object: send it once.',
    });
    expect(said(json().replace('"colour"', '"a":"x","\\u0061":"y","colour"'))?.message).toContain('The field a occurs');
    expect(said(json().replace('}}', '},"attributes":{"size":"L"}}'))?.message).toContain(
      'The field attributes occurs',
    );
  });

  it('must not repeat a name, also after a list', () => {
    const { problem } = readPrices(JSON.stringify(PRICES).replace('}]}', '}],"price_list":[]}'));
    expect(problem?.message).toBe('The field price_list occurs twice in one object: send it once.');
  });

  it('is normalised', () => {
    const sent = {
      product: { sku: ' cafe\u0301\u00A0 1\u200B' },
      attributes: { 'cou\u0302t': ' e\u0301 ', external_id: 'e\u0301\u00A01', External_ID: null },
    };
    expect(read(json(sent)).operation).toMatchObject({
      product: { sku: 'caf\u00e9 1' },
      attributes: { 'co\u00fbt': '\u00e9', external_id: '\u00e9 1', External_ID: null },
    });
    const told = (attributes: object) => problemOf(json({ attributes }))?.message;
    expect(told({ external_id: 'x'.repeat(256) })).toMatch(/external_id is longer than 255 characters/);
    expect(told({ EXTERNAL_ID: 'x'.repeat(256) })).toMatch(/external_id is longer than 255 characters/);
    expect(told({ external_id: 'a\u200Bb' })).toMatch(/invisible character U\+200B/);
    expect(problemOf(json({ attributes: { 'a\u200Bb': 'x' } }))?.errors).toMatchObject([
      { path: 'attributes.a\u200Bb' },
    ]);
    expect(told({ 'Sku\u00A0': 'x' })).toBeDefined();
    expect(told({ a: '\u{1F600}'.repeat(10_000) })).toBeUndefined();
    expect(told({ a: '\u{1F600}'.repeat(10_001) })).toMatch(/is over 10000 characters/);
  });

  it('may have the spellings of feeds', () => {
    const available = { ...ATTRIBUTES, '@type': 'ProductAvailabilityUpdate' };
    const availability = (text: unknown) => read(JSON.stringify({ ...available, availability: text }));
    expect(availability(' Out\u00A0of stock').operation).toMatchObject({ availability: 'out_of_stock' });
    expect(availability('perhaps').problem?.message).toMatch(/Invalid availability value/);
    expect(availability(5).problem?.code).toBe('validation_failed');
    const currency = (text: unknown) =>
      readPrices(JSON.stringify({ ...PRICES, price_list: [{ ...PRICES.price_list[0], currency: text }, null] }));
    expect(currency(' usd').problem?.errors?.map(({ path }) => path)).toEqual(['price_list.1']);
    expect(currency('dollar').problem?.errors).toHaveLength(2);
    expect(currency(5).problem?.errors).toHaveLength(2);
  });
});

describe('a number of an operation', () => {
  const withPrice = (price: string) => readPrices(JSON.stringify(PRICES).replace('"price":5', `"price":${price}`));

  it.each(['1e400', '-1e400', '1E+100', '1e-400', `1.${'0'.repeat(99)}`, `0.${'0'.repeat(5_000)}1`, '9'.repeat(101)])(
    'is refused instead of being rounded: %s',
    (number) => {
      const problem = withPrice(number).problem;
      expect(problem).toMatchObject({ code: 'validation_failed', errors: [{ path: '' }] });
      const shown = number.length > 40 ? `${number.slice(0, 40)}…` : number;
      expect(problem?.message).toBe(`The number ${shown} is not a plain decimal of at most 100 characters.`);
    },
  );

  it.each(['5.10', '50e-1', '5E0', `5.${'0'.repeat(98)}`])('may be %s', (number) =>
    expect(withPrice(number).problem).toBeUndefined(),
  );

  it('is not looked for inside a text', () => {
    expect(read(json({ attributes: { ean: '7'.repeat(300), sum: '1e400' } })).problem).toBeUndefined();
  });
});

describe('a list of an operation', () => {
  it('is refused by its index', () => {
    const named = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [`a${n}`, 'x']));
    expect(problemOf(json({ attributes: named(100) }))).toBeUndefined();
    expect(problemOf(json({ attributes: named(101) }))).toMatchObject({
      message: 'An operation changes at most 100 attributes.',
      errors: [{ path: 'attributes' }],
    });
    const { problem } = readPrices(JSON.stringify({ ...PRICES, price_list: Array(1_001).fill(PRICES.price_list[0]) }));
    expect(problem?.message).toMatch(/at most 1000 entries/);
  });
});
