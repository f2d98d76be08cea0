import { API_VERSION } from '@commerce-integration/contract';
import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

/** Parameters that an endpoint does not have, that are repeated, or that it cannot read. */
export async function parametersAreRefusedByName(api: StoryApi): Promise<void> {
  const queries = [
    '/products?brnad=x',
    '/products?priceMax=3&limit=0',
    '/products?partner_name[]=x&partner_name[]=y',
    '/products?limit=1&limit=1',
    '/products/export?limit=5',
    '/products/PR00001?fields=sku',
    '/products/PR00001/prices?as_of=2026-01-01T00:00:00Z',
    '/orders?from=2026-01-01T00:00:00Z',
    '/orders?timezone=UTC',
    '/jobs/JV99999?wiat=3',
    '/jobs/JV99999/errors.csv?limit=3',
    '/feeds/FD99999/file?expires=3',
    '/partners/PT99999?q=1',
    '/org/PT00001/operations-batches?type=x',
    '/analytics/top-products?granularity=daily',
    '/limits?page=1',
    '/health?deep=1',
    '/ready?__proto__=1',
    '/openapi.json?format=yaml',
  ];
  for (const query of queries) await api.get(query);
  await api.get('/products?brnad=x', { key: null });
  await api.post('/orders?dry_run=true', { items: [] });
  await api.post('/feeds/upload?mode=full', undefined);
  await api.post('/jobs/JV99999/run?wait=3');
  await api.call('DELETE', '/customers/CU99999?force=1');
  const unreadable = ['brand=%FC', 'brand=%E0%A4%A', 'brand=50%', '%FF=1', 'brand=%00', 'sku%00=1', 'q=%ED%A0%80'];
  for (const query of unreadable) await api.get(`/products?${query}`);
}

/** Values that resemble numbers, times and texts, but are invalid. */
export async function valuesAreReadStrictly(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Strictly Read Inc');
  await api.load('sku,product_name,price,availability\nA 1,Café,0,1\nA2,Tea,5,1\n', { key });
  const numbers = ['', '0x5', '1e1', '1e400', 'NaN', '.5', '5.', '5,5', '%205', '%2B5', '-0', '007', '1'.repeat(30)];
  for (const number of numbers) for (const name of ['price_max', 'limit']) await api.get(`/products?${name}=${number}`);
  const times = [
    '0001-01-05T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2000-01-01T00:00:00%2B01:00',
    '2200-01-01T00:00:00Z',
    `2026-04-08T12:00:00.${'0'.repeat(300)}Z`,
    '2026-04-08T12:00:00.123456789Z',
    '2026-04-08T12:00:00+02:00',
    '2026-04-08T12:00:00%2B02:00',
  ];
  for (const time of times) {
    await api.get(`/products?updated_since=${time}`, { key });
    await api.get(`/orders?created_from=${time}`, { key });
    await api.get(`/analytics/sales-by-partner?from=${time}`, { key });
  }
  for (const date of ['0001-01-05', '1999-12-31', '2200-01-01']) await api.get(`/analytics/feeds?to=${date}`, { key });
  const texts = ['sku=A%C2%A0%201', 'sku=%E2%80%8BA%201', 'q=cafe%CC%81', 'brand=', 'category=%E2%80%8B'];
  for (const text of texts) await api.get(`/products?${text}`, { key });
  for (const name of ['%20strictly%20read%20%20inc', 'x'.repeat(201), '']) await api.get(`/jobs?partner_name=${name}`);
  const channel = (external_id: unknown) =>
    api.post('/sales-channels', { name: 'Web', type: 'WEB_SALES_CHANNEL', external_id }, { key });
  for (const id of ['a\u200Bb', ' cafe\u0301\u00A0 1 ', 'x'.repeat(256), '\u{1F9E6}'.repeat(255), '', 7])
    await channel(id);
  await api.get('/sales-channels?external_id=caf%C3%A9%E2%80%8B%201', { key });
  for (const max_error_ratio of ['', ' ', '0x1', '1e-1', '.5', '1.1', '0.5'])
    await api.upload('sku,product_name\nA,B\n', { key, fields: { max_error_ratio } });
  await api.upload('sku,product_name\nA,B\n', { key, fields: { max_eror_ratio: '0.5' } });
  for (const max_error_ratio of [null, '', '0.3', true, false, [], [0.3], {}, -0.1, 0.5])
    await api.post('/feeds/upload-url', { file_name: 'a.csv', max_error_ratio }, { key });
  for (const file of [{ file_name: 'a\nb.csv' }, { file_name: 'a.csv', content_type: 'text/csv\r\nx: y' }])
    await api.post('/feeds/upload-url', file, { key });
}

/** JSON that other parsers would accept. */
export async function jsonIsReadStrictly(api: StoryApi): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const bodies = [
    '{"partner_name":"a","partner_name":"b"}',
    '{"partner_name":"a","p\\u0061rtner_name":"b"}',
    '{"partner_name":"\\ud800"}',
    '{"\\udc00":1}',
    '{"partner_name":"a\\u0000b"}',
    '{"__proto__":1}',
    '{"partner_name":"a",}',
    ' ',
    '\uFEFF{"partner_nmae":"x","colour":1}',
    `${'['.repeat(1_001)}${']'.repeat(1_001)}`,
  ];
  for (const body of bodies) await api.call('POST', '/partners', { body, headers: json });
  await api.call('POST', '/partners', {
    body: Uint8Array.from([0x7b, 0x22, 0xfc, 0x22, 0x3a, 0x31, 0x7d]),
    headers: json,
  });
  for (const charset of ['utf-16le', 'utf-16', 'us-ascii', '"utf-8"', 'utf8'])
    await api.call('POST', '/partners', {
      body: '{}',
      headers: { 'content-type': `application/json; charset=${charset}` },
    });
  for (const path of ['/jobs/JV99999/run', '/jobs/JV99999/cancel'])
    for (const body of ['{"wait":30}', '{}', '[]']) await api.call('POST', path, { body, headers: json });
}

/** Cursors that no page returned. */
export async function cursorsAreNotGuessed(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Guessed Cursors Inc');
  await api.load('sku,product_name,price\nA1,Tea,1\nA2,Mug,2\nA3,Cup,3\n', { key });
  const page = await api.get('/products?limit=1&sort_by=price', { key });
  const cursor: string = page.body.next_cursor;
  await api.get(`/products?limit=1&sort_by=price&cursor=${cursor}`, { key });
  await api.get(`/products?limit=1&sort_by=product_name&cursor=${cursor}`, { key });
  await api.get(`/products?limit=1&sort_by=price&brand=x&cursor=${cursor}`, { key });
  const guessed = ['', 'x', '%25', 'PR000001', 'PR1', 'W10', 'bnVsbA', 'WyJ4IiwxXQ', 'x'.repeat(4_001), 'JV00001'];
  for (const list of ['/products?sort_by=price', '/products?', '/feeds?', '/orders?', '/jobs?'])
    for (const one of guessed) await api.get(`${list}&cursor=${one}`, { key });
}

/** API versions in requests, valid and invalid. */
export async function versionsAreChecked(api: StoryApi): Promise<void> {
  for (const version of [
    API_VERSION,
    ` ${API_VERSION} `,
    '2019-12-31',
    'latest',
    '',
    `${API_VERSION}, ${API_VERSION}`,
  ]) {
    const headers = { 'Commerce-Version': version };
    for (const path of ['/health', '/limits', '/nothing/here']) await api.get(path, { headers });
    await api.get('/limits', { headers, key: null });
    await api.call('DELETE', '/products', { headers });
    await api.post('/orders', { items: [] }, { headers });
  }
}

/** A field of a form that is repeated, or has brackets, is named in the error, before or after its file. */
export async function repeatedFieldsOfFormsAreNamed(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Repeated Fields Inc');
  const send = async (before: readonly string[], after: readonly string[], name = 'mode') => {
    const form = new FormData();
    for (const mode of before) form.append(name, mode);
    form.append('file', new Blob(['sku,product_name\nA,B\n']), 'a.csv');
    for (const mode of after) form.append(name, mode);
    return (await api.call('POST', '/feeds/upload', { key, body: form })).body;
  };
  const named = { path: 'mode', code: 'repeated', message: 'mode is sent 2 times: send it once.' };
  expect(await send(['full', 'full'], [])).toMatchObject({ status: 422, errors: [named] });
  expect(await send(['full'], ['full'])).toMatchObject({ status: 422, errors: [named] });
  const message = 'mode has brackets after its name: use the field name mode.';
  const bracketed = { path: 'mode', code: 'invalid', message };
  for (const name of ['mode[]', 'mode[0]', 'mode[kind]']) {
    expect(await send(['full'], [], name)).toMatchObject({ status: 422, errors: [bracketed] });
    expect(await send([], ['full'], name)).toMatchObject({ status: 422, errors: [bracketed] });
  }
  await send(['full', 'full'], [], 'mode[]');
  await send(['full'], [], '[]');
  await send(['full'], [], 'mode[');
  await send(['full'], [], 'mode]');
  expect((await api.get('/feeds', { key })).body.count).toBe(0);
}
