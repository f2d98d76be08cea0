import { randomBytes } from 'node:crypto';
import type { BatchOperation, Job } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { Batches, type SentOperation, zipOfOperations } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const partner = await server.partner('Acme Corp');
const batches = new Batches(server, partner);
await server.load('sku,product_name,price,currency,external_id\nS1,One,10,EUR,E1\nCaf\u00e9 1,Two,20,EUR,\u00dc-2\n');

const EMOJI = '\u{1F600}';
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const PRICE = { valid_from: '2020-01-01T00:00:00Z', price: 5, currency: 'EUR' };
const priced = (more: object = {}): SentOperation => ({
  '@type': 'ProductValidFromPriceUpdate',
  product: { sku: 'S1' },
  price_list: [PRICE],
  ...more,
});
const attributes = (values: object, product: object = { sku: 'S1' }): SentOperation => ({
  '@type': 'ProductAttributesUpdate',
  product,
  attributes: values,
});
/** The text of an operation's file with the given JSON as price. */
const withPrice = (operation_id: string, price: string) =>
  JSON.stringify({ operation_id, ...(priced() as object) }).replace('"price":5', `"price":${price}`);

/** Runs operations between two valid ones: those two are executed and the others refused, at the first try. */
async function refused(operations: Record<string, SentOperation>, good: SentOperation, type?: string) {
  // Stored without compression, because the compression ratio of repetitive text would be refused.
  const zip = zipOfOperations({ '0 good': good, ...operations, 'z good': good }, 0);
  const batch = await batches.run(zip, {}, type);
  const count = Object.keys(operations).length;
  expect(batch).toMatchObject({ status: 'completed', total: count + 2, succeeded: 2, failed: count });
  expect((await server.call<Job>(`/jobs/${batch.job_id}`)).body.attempt).toBe(1);
  const failed = await batches.operations(batch, '&status=failed');
  expect(JSON.stringify(failed)).not.toMatch(HALF);
  return new Map(failed.map((operation): [string, BatchOperation] => [operation.operation_id, operation]));
}

const codesOf = (failed: Map<string, BatchOperation>) =>
  Object.fromEntries([...failed].map(([id, { error }]) => [id, error?.code]));

describe('a text with an unpaired surrogate', () => {
  it('in a type, a field or an attribute fails only its operation', async () => {
    const failed = await refused(
      {
        'a type': { '@type': `${'x'.repeat(499)}${EMOJI}` },
        'b type of emoji': { '@type': EMOJI.repeat(600) },
        'c name of an attribute': attributes({ [`${'x'.repeat(488)}${EMOJI.repeat(9)}`]: 'red' }),
        'd field': { ...(attributes({ a: 'b' }) as object), [`${'x'.repeat(477)}${EMOJI.repeat(20)}`]: 1 },
        'e SKU': attributes({ a: 'b' }, { sku: `${'x'.repeat(200)}${EMOJI.repeat(55)}` }),
        [`f ${EMOJI.repeat(254)}`]: priced(),
      },
      attributes({ colour: 'red' }),
      'product-updates',
    );
    expect(Object.values(codesOf(failed))).toEqual([
      'unknown_operation_type',
      'unknown_operation_type',
      'validation_failed',
      'validation_failed',
      'not_found',
      'operation_not_admitted',
    ]);
    expect(failed.get('b type of emoji')?.type).toBe(`${EMOJI.repeat(500)}…`);
    expect(failed.get('e SKU')?.error?.message).toContain(EMOJI.repeat(55));
  });

  it('in the name of an entry refuses the archive', async () => {
    const name = `${'x'.repeat(99)}${EMOJI.repeat(200)}.txt`;
    const batch = await batches.run(zipOf([{ name, content: '{}' }]));
    expect(batch.message).toBe(
      `Operations batch failed: Entry ${'x'.repeat(99)}${EMOJI}… is not named <operation_id>.json.`,
    );
  });

  it('is counted in characters: 256 emoji are an operation ID', async () => {
    const id = EMOJI.repeat(256);
    expect(await batches.outcomes(await batches.run({ [id]: priced() }))).toEqual([`${id} succeeded`]);
    const longer = await batches.run({ [`${id}x`]: priced() });
    expect(longer.message).toContain('has an operation ID of more than 256 characters.');
  });
});

describe('text that cannot be stored', () => {
  it('fails only its operation, in any field', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}"\\u0041"${']'.repeat(levels)}`;
    const text = (id: string, more: string) =>
      `{"@type":"ProductAttributesUpdate","operation_id":"${id}","product":{"sku":"S1"},${more}}`;
    const failed = await refused(
      {
        'a half': text('a half', '"attributes":{"colour":"\\ud83d"}'),
        'b other half': text('b other half', '"attributes":{"colour":"\\ude00!"}'),
        'c NUL': text('c NUL', '"attributes":{"colour":"a\\u0000b"}'),
        'd half in a name': text('d half in a name', '"attributes":{"\\ud83d":"red"}'),
        'e NUL in a name': text('e NUL in a name', '"attributes":{"\\u0000":"red"}'),
        'f deep': text('f deep', `"attributes":{"colour":${deep(100_000)}}`),
        'g deep elsewhere': text('g deep elsewhere', `"attributes":{"a":"b"},"x":${deep(100_000)}`),
        'h half in the deep': text('h half in the deep', `"x":${deep(9_000).replace('\\u0041', '\\ud83d')}`),
        'i proto': text('i proto', '"attributes":{"__proto__":"red"}'),
        'j proto escaped': text('j proto escaped', '"attributes":{"\\u005f_proto__":"red"}'),
        'k NUL in the type': '{"@type":"a\\u0000b"}',
        'l half in the ID': text('\\ud83d', '"attributes":{"a":"b"}'),
      },
      attributes({ colour: 'red' }),
      'product-updates',
    );
    expect(codesOf(failed)).toEqual({
      ...Object.fromEntries([...failed.keys()].map((id) => [id, 'invalid_text'])),
      'f deep': 'validation_failed',
      'g deep elsewhere': 'validation_failed',
      'k NUL in the type': 'unknown_operation_type',
    });
  });

  it('includes duplicate names, which are ambiguous', async () => {
    const text = (id: string, more: string) =>
      `{"@type":"ProductAttributesUpdate","operation_id":"${id}","product":{"sku":"S1"},"attributes":{"a":"b"}${more}}`;
    const failed = await refused(
      {
        'a field': text('a field', ',"attributes":{"a":"c"}'),
        'b field of a field': text('b field of a field', '').replace('"a":"b"', '"a":"b","a":"c"'),
        'c escaped': text('c escaped', '').replace('"a":"b"', '"a":"b","\\u0061" : "c"'),
      },
      // The same name in two objects, and text that only looks like a name.
      { ...(attributes({ sku_: '"a":"b","a":', 'a"b": ': 'a' }) as object) },
      'product-updates',
    );
    expect(new Set(Object.values(codesOf(failed)))).toEqual(new Set(['invalid_json']));
    expect(failed.get('a field')?.error?.message).toBe(
      'The field attributes occurs twice in one object: send it once.',
    );
    expect(failed.get('c escaped')?.error?.message).toBe('The field a occurs twice in one object: send it once.');
  });

  it('refuses the archive if it is in the name of an entry', async () => {
    const batch = await batches.run(zipOf([{ name: 'a\0.json', content: '{}' }]));
    expect(batch.message).toBe('Operations batch failed: Entry a?.json has a NUL character in its name.');
  });

  it('is not a file at all', async () => {
    const files = [
      { name: 'a.json', content: Buffer.from('{"@type":"caf\xe9"}', 'latin1') },
      { name: 'b.json', content: Buffer.from(JSON.stringify(priced()), 'utf16le') },
      { name: 'c.json', content: '' },
      { name: 'd.json', content: '5' },
      { name: 'e.json', content: '"text"' },
      { name: 'f.json', content: 'true' },
      { name: 'g.json', content: '\uFEFF' },
      { name: 'h.json', content: Buffer.from('\ufeff{}', 'utf16le') },
    ];
    const batch = await batches.run(zipOf(files));
    expect(await batches.outcomes(batch)).toEqual([
      'a failed not_utf8',
      'b failed invalid_json',
      'c failed invalid_json',
      'd failed validation_failed',
      'e failed validation_failed',
      'f failed validation_failed',
      'g failed invalid_json',
      'h failed not_utf8',
    ]);
  });
});

describe('a value that is too long', () => {
  it('for the index of external IDs fails only its operation', async () => {
    const random = randomBytes(6_750).toString('base64');
    const failed = await refused(
      {
        'a external_id': attributes({ external_id: random }),
        'b external_id just too long': attributes({ external_id: 'x'.repeat(256) }),
        'c reference': attributes({ a: 'b' }, { external_id: random }),
        'd SKU': attributes({ a: 'b' }, { sku: 'x'.repeat(256) }),
        'e value': attributes({ a: 'x'.repeat(10_001) }),
        'f name': attributes({ ['x'.repeat(256)]: 'a' }),
        'g many': attributes(Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`a${n}`, n]))),
      },
      attributes({ external_id: EMOJI.repeat(255), text: EMOJI.repeat(10_000), [EMOJI.repeat(255)]: 'x' }),
      'product-updates',
    );
    expect(new Set(Object.values(codesOf(failed)))).toEqual(new Set(['validation_failed']));
    expect(failed.get('a external_id')?.error?.errors).toMatchObject([{ path: 'attributes.external_id' }]);
    expect(failed.get('g many')?.error?.errors).toHaveLength(1);
    const found = await batches.run(
      { a: attributes({ external_id: 'E1' }, { external_id: EMOJI.repeat(255) }) },
      {},
      'product-updates',
    );
    expect(found.succeeded).toBe(1);
  });

  it('as a number is not rounded', async () => {
    const numbers = {
      a: '1e400',
      b: '-1e400',
      c: '1e-400',
      d: `1.${'0'.repeat(17_000)}`,
      e: `0.${'0'.repeat(5_000)}1`,
      f: '9'.repeat(5_000),
      g: '1e2147483648',
      h: '1e30',
      i: '5.001',
    };
    const failed = await refused(
      Object.fromEntries(Object.entries(numbers).map(([id, price]) => [id, withPrice(id, price)])),
      priced({ price_list: [{ ...PRICE, price: 5.1 }] }),
    );
    expect(new Set(Object.values(codesOf(failed)))).toEqual(new Set(['validation_failed']));
    expect(failed.get('c')?.error?.message).toContain('The number 1e-400 is not a plain decimal');
    expect(
      await batches.outcomes(await batches.run({ a: withPrice('a', '5.10'), b: withPrice('b', '50e-1') })),
    ).toEqual(['a succeeded', 'b succeeded']);
    // Digits in a string are not a number.
    const digits = { '@type': 'ProductAttributesUpdate', product: { sku: 'S1' }, attributes: { ean: '7'.repeat(300) } };
    expect((await batches.run({ a: digits }, {}, 'product-updates')).succeeded).toBe(1);
  });

  it('as a list is refused with its length', async () => {
    const failed = await refused(
      {
        a: withPrice('a', '5').replace(/\[.*\]/, `[${'0,'.repeat(300_000)}0]`),
        b: priced({ price_list: Array(1_001).fill(PRICE) }),
      },
      priced(),
    );
    expect(failed.get('a')?.error?.errors?.length).toBeLessThanOrEqual(20);
    expect(codesOf(failed)).toEqual({ a: 'validation_failed', b: 'validation_failed' });
  });
});

describe('visually identical spellings', () => {
  it('mean the same operation, product and attribute', async () => {
    const decomposed = 'e\u0301';
    const files = [
      { id: `${decomposed}1`, inside: '\u00e91' },
      { id: '\u00e92', inside: `${decomposed}2` },
      { id: 'a\u200Bb', inside: ' ab' },
      { id: 'c\u00A0 d', inside: 'c d' },
    ];
    const zip = zipOf(
      files.map(({ id, inside }) => ({
        name: `${id}.json`,
        content: JSON.stringify({
          operation_id: inside,
          ...(attributes({ [`colou${decomposed}`]: `caf${decomposed}` }, { sku: `Caf${decomposed}\u00A01` }) as object),
        }),
      })),
    );
    const batch = await batches.run(zip, {}, 'product-updates');
    expect(await batches.outcomes(batch)).toEqual(['ab', 'c d', '\u00e91', '\u00e92'].map((id) => `${id} succeeded`));
    expect(batch.notes).toMatchObject([{ code: 'operation_ids_normalised', count: 3 }]);
    const product = (await server.products()).find(({ sku }) => sku === 'Caf\u00e9 1');
    expect(product?.attributes).toMatchObject({ 'colou\u00e9': 'caf\u00e9' });
    const named = await batches.run(
      {
        a: attributes({ external_id: 'U\u0308-3' }, { external_id: 'U\u0308-\u200B2' }),
        b: attributes({ x: 'y' }, { external_id: '\u00dc-3' }),
      },
      {},
      'product-updates',
    );
    expect(named.succeeded).toBe(2);
  });

  it('of one operation ID are refused as a duplicate', async () => {
    const twice = ['e\u0301.json', '\u00e9.json'].map((name) => ({ name, content: '{}' }));
    expect((await batches.run(zipOf(twice))).message).toBe(
      'Operations batch failed: Entries e\u0301.json and \u00e9.json have the same operation ID.',
    );
  });

  it('of an availability or a currency are accepted as in feeds', async () => {
    const available = (availability: string) => ({
      '@type': 'ProductAvailabilityUpdate',
      product: { sku: 'S1' },
      availability,
    });
    const batch = await batches.run(
      { a: available('Out of Stock'), b: available(' IN\u00A0STOCK '), c: available('perhaps') },
      {},
      'product-updates',
    );
    expect(await batches.outcomes(batch)).toEqual(['a succeeded', 'b succeeded', 'c failed validation_failed']);
    expect((await server.products()).find(({ sku }) => sku === 'S1')?.availability).toBe('in_stock');
    const prices = await batches.run({
      a: priced({ price_list: [{ ...PRICE, currency: ' usd' }] }),
      b: priced({ price_list: [{ ...PRICE, currency: 'dollar' }] }),
    });
    expect(await batches.outcomes(prices)).toEqual(['a succeeded', 'b failed validation_failed']);
  });

  it('may begin with a byte order mark', async () => {
    const batch = await batches.run({ a: `\uFEFF${withPrice('a', '8')}` });
    expect(batch.succeeded).toBe(1);
    const [product] = (await server.products()).filter(({ sku }) => sku === 'S1');
    const { body } = await server.call<{ price: number }>(`/products/${product?.product_id}/prices`);
    expect(body.price).toBe(8);
  });
});
