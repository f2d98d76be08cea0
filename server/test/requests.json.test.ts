import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { contract, type ProblemBody, type RouteAccess } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Batches } from './support/batches.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';

const server = await startTestServer({ MAX_JSON_BYTES: '400000' });
const acme = await server.partner('Acme Corp');

/** Sends bytes unchanged. */
async function send(path: string, bytes: string | Uint8Array, more: Record<string, string> = {}, method = 'POST') {
  const headers = { 'x-api-key': OPERATOR_KEY, 'content-type': 'application/json', ...more };
  const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  const response = await fetch(`${server.url}${path}`, { method, headers, body });
  return { status: response.status, body: (await response.json()) as ProblemBody };
}

const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));
const takesJson = (route: AppRoute) =>
  'body' in route &&
  route.body instanceof z.ZodType &&
  !('contentType' in route && route.contentType) &&
  !(route.metadata as Partial<RouteAccess>).rawBody;
const takesForm = (route: AppRoute) => 'contentType' in route && route.contentType === 'multipart/form-data';
const pathOf = ({ path }: AppRoute) =>
  path
    .replace(':api_key_id', 'AK00001')
    .replace(/:(?:org|partner)_id/, acme.id)
    .replace(/:batch_type/, 'product-updates')
    .replace(/^\/deliveries\/:delivery_id/, '/deliveries/DL00001')
    .replace(':order_export_id', 'OE00001')
    .replace(':data_descriptor_id', 'DD00001')
    .replace(':order_update_feed_id', 'OF00001')
    .replace(':order_update_id', 'OU00001')
    .replace(/:(\w)(\w)\w*_id/, (_, a: string, b: string) => `${PREFIXES[a + b]}00001`);
const PREFIXES: Record<string, string> = {
  pr: 'PR',
  fe: 'FD',
  jo: 'JV',
  or: 'OR',
  cu: 'CU',
  sa: 'SC',
  ba: 'OB',
  ad: 'AD',
  we: 'WH',
  de: 'WD',
  ev: 'EV',
  ex: 'OX',
  da: 'DG',
  ca: 'CT',
};

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const UNREADABLE: [string, string | Uint8Array, RegExp][] = [
  ['is in Latin-1', latin1('{"name":"Müller"}'), /is not UTF-8/],
  ['names a field in Latin-1', latin1('{"Größe":1}'), /is not UTF-8/],
  ['is in UTF-16', utf16('{"name":"x"}'), /is not valid JSON/],
  ['is in UTF-16 with a byte order mark', utf16('\uFEFF{"name":"x"}'), /is not UTF-8/],
  ['ends in the middle of a character', Buffer.from('{"name":"é"}').subarray(0, 10), /is not UTF-8/],
  ['holds half a character', '{"name":"a\\ud800"}', /U\+D800, which is half of a character/],
  ['holds the other half', '{"name":"\\uDE00 b"}', /U\+DE00/],
  ['holds the halves the wrong way round', '{"name":"\\ude00\\ud83d"}', /U\+DE00/],
  ['has half a character in the name of a field', '{"\\ud83d":1}', /U\+D83D/],
  ['has half a character far down', `{"a":[[{"b":{"c":["\\udbff"]}}]]}`, /U\+DBFF/],
  ['holds NUL', '{"name":"a\\u0000b"}', /NUL/],
  ['has NUL in the name of a field', '{"na\\u0000me":1}', /NUL/],
  ['has NUL far down', '{"a":[{"b":"\\\\\\u0000"}]}', /NUL/],
  ['names a field twice', '{"name":"a","name":"b"}', /The field name occurs twice/],
  ['names a field twice, once in escapes', '{"name":"a","n\\u0061me":"b"}', /The field name occurs twice/],
  ['names a field twice far down', '{"a":[{"b":1},{"b":1,"c":2,"b":3}]}', /The field b occurs twice/],
  ['names a field __proto__', '{"__proto__":{"name":"x"}}', /__proto__/],
  ['names a field __proto__ far down', '{"a":{"__proto__":1}}', /__proto__/],
  ['has a comma too many', '{"name":"a",}', /is not valid JSON/],
  ['is NaN', '{"name":NaN}', /is not valid JSON/],
  ['is more than one', '{}{}', /is not valid JSON/],
  ['is blank', '  \n', /is not valid JSON/],
];

describe('a JSON body', () => {
  it.each(UNREADABLE)('that %s is refused', async (_what, bytes, detail) => {
    for (const [path, method] of [
      ['/partners', 'POST'],
      ['/orders', 'POST'],
      [`/partners/${acme.id}`, 'PATCH'],
    ]) {
      const refused = await send(path ?? '', bytes, {}, method);
      expect(refused.body).toMatchObject({ status: 400, code: 'malformed_request' });
      expect(refused.body.detail).toMatch(detail);
    }
  });

  it.each(['utf-16le', 'utf-16', 'UTF-32', 'iso-8859-1', 'latin1', 'windows-1252', 'us-ascii', 'utf-7', '""', 'x'])(
    'in the charset %s is refused, whatever its content',
    async (charset) => {
      for (const bytes of ['{"name":"a"}', utf16('{"partner_name":"a\0b"}')]) {
        const refused = await send('/partners', bytes, { 'content-type': `application/json; charset=${charset}` });
        expect(refused.body).toMatchObject({ status: 415, code: 'unsupported_media_type' });
      }
    },
  );

  it.each([
    ['1', 'utf-8'],
    ['2', 'UTF-8'],
    ['3', '"utf-8"'],
    ['4', 'utf8'],
  ])('%s is read in %s', async (number, charset) => {
    const body = JSON.stringify({ partner_name: `Ünï \u{1F9E6} ${number}` });
    const made = await send('/partners', `\uFEFF${body}`, { 'content-type': `application/json;charset=${charset}` });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ partner_name: `Ünï \u{1F9E6} ${number}` });
  });

  it('keeps what only looks like an escape', async () => {
    const text = String.raw`a \u0000 \ud800 "quoted\\" b`;
    const made = await send('/customers', JSON.stringify({ first_name: text, last_name: '\\', email: 'a@b.example' }));
    expect(made.body).toMatchObject({ first_name: text, last_name: '\\' });
  });

  it.each([1_001, 100_000, 190_000])('of %i levels is refused at once', async (levels) => {
    for (const body of [
      '['.repeat(levels) + ']'.repeat(levels),
      `${'{"a":'.repeat(levels / 3)}1${'}'.repeat(levels / 3)}`,
    ]) {
      const refused = await send('/orders', `{"items":${body}}`);
      expect([400, 422]).toContain(refused.status);
      expect((await send('/jobs/JV00001/run', `{"a":${body}}`)).status).toBeLessThan(500);
    }
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('packed by %s is read, and measured unpacked', async (encoding, pack) => {
    const packed = (text: string) => send('/partners', pack(text), { 'content-encoding': encoding });
    expect((await packed(JSON.stringify({ partner_name: `Packed by ${encoding}` }))).status).toBe(201);
    const large = await packed(JSON.stringify({ partner_name: 'x'.repeat(3_000_000) }));
    expect(large.body).toMatchObject({ status: 413, code: 'payload_too_large' });
    expect((await packed('{"partner_name":"\\u0000"}')).body).toMatchObject({ code: 'malformed_request' });
    const damaged = await send('/partners', pack('{"partner_name":"x"}').subarray(0, -6), {
      'content-encoding': encoding,
    });
    expect(damaged.body).toMatchObject({ status: 400, code: 'malformed_request' });
    expect((await send('/partners', '{}', { 'content-encoding': encoding })).status).toBe(400);
  });

  it.each(routes.filter(([, route]) => takesJson(route)))('is read strictly by %s', async (_operation, route) => {
    for (const bytes of [latin1('{"a":"ü"}'), '{"a":"\\ud800"}', '{"a":"\\u0000"}', '{"a":1,"a":1}']) {
      const refused = await send(pathOf(route), bytes, {}, route.method);
      expect(refused.body).toMatchObject({ status: 400, code: 'malformed_request' });
    }
    const unknown = await send(pathOf(route), '{"unknown_field_7":1}', {}, route.method);
    expect(unknown.body).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(unknown.body.detail).toContain('Unknown field unknown_field_7');
  });

  const takesNone = (route: AppRoute) => !takesJson(route) && !takesForm(route) && !route.path.endsWith('/push');
  it.each(routes.filter(([, route]) => route.method !== 'GET' && takesNone(route)))(
    'with fields is refused by %s, which takes none',
    async (_operation, route) => {
      const refused = await send(pathOf(route), '{"wait":30}', {}, route.method);
      expect(refused.body).toMatchObject({ status: 400, code: 'malformed_request' });
      expect(refused.body.detail).toBe('This endpoint takes no fields in its body, but wait was sent.');
      const empty = await send(pathOf(route), '{}', {}, route.method).catch(() => undefined);
      expect(empty?.status).not.toBe(400);
    },
  );

  it('with a misspelled field gets a suggestion', async () => {
    const refused = await send('/partners', '{"partner_nmae":"x","colour":1}');
    expect(refused.body.detail).toContain(
      'Unknown field partner_nmae: did you mean partner_name? Unknown field colour.',
    );
    const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, n]));
    expect(JSON.stringify((await send('/partners', JSON.stringify(many))).body).length).toBeLessThan(10_000);
    const items = Array.from({ length: 500 }, () => ({ product_id: 'x' }));
    expect((await send('/orders', JSON.stringify({ items }))).body.errors).toHaveLength(100);
  });
});

describe('a value in JSON', () => {
  const MADE_UP = ['null', '""', 'false', 'true', '[]', '[0.3]', '"0.3"', '{}', '1e400', '-1e400', '-0.1', '1.1'];

  it.each(MADE_UP)('is not accepted as a ratio if it is %s', async (value) => {
    const fields = `{"partner_name":"Acme Corp","file_name":"a.csv","max_error_ratio":${value}}`;
    const refused = await send('/feeds/upload-url', fields);
    expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'max_error_ratio' }] });
  });

  it.each([...MADE_UP, '0', '-0', '1000001', '1e308'])('is not accepted as a quantity if it is %s', async (value) => {
    const refused = await send('/orders', `{"items":[{"product_id":"PR00001","quantity":${value}}]}`);
    expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'items.0.quantity' }] });
  });

  it.each(['null', '""', 'false', 'true', '[]', '[3]', '"3"', '{}', '1e400', '-1', '0.30000000000000004', '1e-7'])(
    'is not accepted as a price if it is %s',
    async (value) => {
      const entry = `{"valid_from":"2026-01-01T00:00:00Z","price":${value},"currency":"USD"}`;
      const refused = await send('/products/PR00001/price-list', `{"price_list":[${entry}]}`, {}, 'PUT');
      expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'price_list.0.price' }] });
    },
  );

  it.each([
    '0001-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    `2026-01-01T00:00:00.${'0'.repeat(300)}Z`,
  ])('is not accepted as a time if it is %s', async (time) => {
    const list = { price_list: [{ valid_from: time, price: 1, currency: 'USD' }] };
    const price = await send('/products/PR00001/price-list', JSON.stringify(list), {}, 'PUT');
    expect(price.body).toMatchObject({ status: 422, errors: [{ path: 'price_list.0.valid_from' }] });
    const key = await send(`/partners/${acme.id}/api-keys`, JSON.stringify({ name: 'x', expires_at: time }));
    expect(key.body).toMatchObject({ status: 422, errors: [{ path: 'expires_at' }] });
    const operations = new Batches(server, acme);
    const update = { '@type': 'ProductValidFromPriceUpdate', product: { sku: 'A' }, ...list };
    const [operation] = await operations.operations(await operations.run({ a: update }));
    expect(operation?.error?.errors).toMatchObject([{ path: 'price_list.0.valid_from' }]);
  });

  it('is a key only if all of it is visible', async () => {
    const channel = (external_id: string) =>
      send(
        '/sales-channels',
        JSON.stringify({ partner_id: acme.id, name: 'Web', type: 'WEB_SALES_CHANNEL', external_id }),
      );
    expect((await channel('a\u200Bb')).body).toMatchObject({
      status: 422,
      detail: 'external_id contains the invisible character U+200B: take it out.',
    });
    expect((await channel(' cafe\u0301\u00A0 1 ')).body).toMatchObject({ external_id: 'café 1' });
    const found = await server.call<{ count: number }>('/sales-channels?external_id=caf%C3%A9%E2%80%8B%201');
    expect(found.body.count).toBe(1);
  });

  it.each(['0x1', '1e-1', '', ' ', 'NaN', '.5', '-0.1', '1.1', 'null', '0,5'])(
    'of a form is not accepted as a ratio if it is %j',
    async (max_error_ratio) => {
      const fields = { partner_name: 'Acme Corp', max_error_ratio };
      const refused = await server.upload<ProblemBody>('sku,product_name\nA,B\n', { fields });
      expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'max_error_ratio' }] });
    },
  );

  it('of a form is refused if its bytes are not UTF-8', async () => {
    const name = 'Content-Disposition: form-data; name="partner_name"';
    const file = 'Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv';
    const form = `--x\r\n${name}\r\n\r\nM\xfcller\r\n--x\r\n${file}\r\n\r\nsku,product_name\nA,B\n\r\n--x--\r\n`;
    const refused = await send('/feeds/upload', latin1(form), { 'content-type': 'multipart/form-data; boundary=x' });
    expect(refused.body).toMatchObject({ status: 422, errors: [{ path: 'partner_name' }] });
  });

  it('of a form without such a field is refused by name', async () => {
    const fields = { partner_name: 'Acme Corp', max_eror_ratio: '0.5' };
    const refused = await server.upload<ProblemBody>('sku,product_name\nA,B\n', { fields });
    expect(refused.body).toMatchObject({ status: 422, code: 'validation_failed' });
    expect(refused.body.detail).toBe('Unknown field max_eror_ratio: did you mean max_error_ratio?');
  });
});
