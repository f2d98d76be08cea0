import { expect } from 'vitest';
import { ODD_BY_HAND, oddFeeds } from '../support/odd-feeds.ts';
import type { StoryApi } from './story-api.ts';

/** Valid and invalid URLs. */
export async function oddAddressesAreRead(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Odd Addresses Inc');
  await api.load('sku,product_name,brand\nA 1,Apple & Pear,Ünï\nA+2,50% off,\n', { key });
  const queries = [
    'q=%E0%A4%A',
    'q=50%',
    'q=a+pear',
    'q=%26',
    'q=+',
    'sku=A+1',
    'sku=A%201',
    'sku=A%2B2',
    'brand=%C3%9Cn%C3%AF',
    'brand[]=Acme',
    'brand[a]=Acme',
    'limit[]=1',
    'limit=%31',
    'limit=1&limit=1',
    'limit=01',
    'limit=+1',
    'limit=0x1',
    'limit=Infinity',
    'limit',
    '__proto__=1',
    'constructor=1',
    'sku=__proto__',
    'price_min=1e-7&price_max=0.1',
    'price_min=-0',
    'price_min=0x10',
    'updated_since=2026-06-30T23:59:60Z',
    'updated_since=2026-06-30t10:00:00z',
    'updated_since=2026-06-30T10:00:00.123456Z',
    'updated_since=2026-06-30T10:00:00-15:59',
    'updated_since=2026-02-29T10:00:00Z',
    'updated_since=%202026-06-30T10:00:00Z',
    '&&limit=1&',
    '?limit=1',
  ];
  for (const query of queries) await api.get(`/products?${query}`, { key });
  const paths = [
    '/products/',
    '/Products',
    '//products',
    '/products/PR00001/',
    '/PRODUCTS/PR00001',
    '/products%2FPR00001',
  ];
  for (const path of [...paths, '/products;a=1', '/./products', '/products/../jobs', '/products/%50R00001']) {
    await api.get(path, { key });
  }
  for (const path of ['/products', '/products/PR99999', '/feeds/upload', '/nothing'])
    await api.call('HEAD', path, { key });
  for (const id of ['', 'a', 'a'.repeat(128), 'a'.repeat(129), 'ä', 'a/b', '{}']) {
    const answer = await api.get('/health', { headers: { 'x-request-id': encodeURIComponent(id) } });
    expect(answer.headers.get('x-request-id')).toBeTruthy();
  }
}

/** Different spellings of one partner's name, and invalid names. */
export async function oddPartnerNamesAreRead(api: StoryApi): Promise<void> {
  const { key } = await api.partner('ΑΦΟΙ  ΠΑΠΑΔΟΠΟΥΛΟΣ\u00A0Ltd.');
  await api.load('sku,product_name\nA1,Apple\n', { key });
  const spellings = ['αφοι παπαδοπουλος ltd', 'ΑΦΟΙ\u200B ΠΑΠΑΔΟΠΟΥΛΟΣ LTD ..', 'Αφοι Παπαδοπουλοσ Ltd', 'Αφοι Ltd'];
  for (const name of spellings) {
    for (const list of ['partners', 'products']) await api.get(`/${list}?partner_name=${encodeURIComponent(name)}`);
    await api.post('/feeds/upload-url', { partner_name: name, file_name: 'a.csv' }, { key });
    await api.post('/partners', { partner_name: name });
  }
  for (const name of [
    'İstanbul',
    'i\u0307stanbul',
    'Istanbul',
    '...',
    '\u200B',
    '\u200D',
    '😀'.repeat(200),
    '😀'.repeat(201),
  ]) {
    await api.post('/partners', { partner_name: name });
  }
}

/** Files whose names are difficult in paths or headers. */
export async function oddFileNamesAreKept(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Ünïcode & Söhne / 2');
  const names = [
    '.csv',
    '..csv',
    'feed.csv.gz.csv',
    'FEED.CSV',
    'feed.csv ',
    ' feed.csv',
    'a b;c.csv',
    'quote"d.csv',
    "apostrophe's.csv",
    'per%cent.csv',
    'C:\\feeds\\feed.csv',
    'a/b/c.csv',
    '日本語.csv',
    'e\u0301.csv',
    `${'n'.repeat(300)}.csv`,
    'feed.csv.',
    'feed.csv\u00a0',
    '--.csv',
  ];
  for (const name of names) {
    const { status, body } = await api.upload('sku,product_name\nA,B\n', { key, name });
    if (status === 201) await api.get(`/feeds/${body.feed_id}`, { key });
    const opened = await api.post('/feeds/upload-url', { file_name: name }, { key });
    if (opened.status === 201) await api.get(`/feeds/${opened.body.feed_id}`, { key });
  }
  for (const type of [
    'TEXT/CSV',
    'text/csv; charset=latin1',
    'text/html',
    'application/x-gzip',
    'nonsense',
    'text/csv;',
  ]) {
    await api.upload('sku,product_name\nA,B\n', { key, type });
    await api.post('/feeds/upload-url', { file_name: 'a.csv', content_type: type }, { key });
  }
}

/** Bodies that are valid JSON, but unusual. */
export async function oddBodiesAreRead(api: StoryApi): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const bodies = [
    ' \n{"partner_name":"Odd A"}\n',
    '{"partner_name":"Odd B","partner_name":"Odd C"}',
    '{"partner_name":"\\u004fdd D"}',
    '{"partner_name":"Odd E","__proto__":{"status":"paused"}}',
    '{"partner_name":"Odd F","constructor":1}',
    '{"partner_name":"  Odd   G  "}',
    '{"partner_name":"odd a"}',
    '{"partner_name":"ODD Ä"}',
    '{"partner_name":"odd ä"}',
    '{"partner_name":"\\u200b"}',
    '{"partner_name":["Odd H"]}',
    '{"partner_name":null}',
    '{"partner_name":"Odd I"},',
    '{"partner_name":"Odd J"} {}',
    "{'partner_name':'Odd K'}",
    '{"partner_name":"Odd L","contact_email":"ä@b.example"}',
    '{"partner_name":"Odd M","default_currency":"XXX"}',
    '{"partner_name":"Odd N","feed_type":" catalog "}',
    '\ufeff{"partner_name":"Odd O"}',
  ];
  for (const body of bodies) await api.call('POST', '/partners', { body, headers: json });
  await api.get('/partners?limit=20');
  const { id, key } = await api.partner('Odd Bodies Inc');
  await api.call('PATCH', `/partners/${id}`, {
    body: '{"status":"paused"}',
    headers: { 'content-type': 'text/plain' },
  });
  await api.call('PATCH', `/partners/${id}`, { body: '{"status":"paused"}', headers: {} });
  await api.call('DELETE', '/customers/CU99999', { json: { anything: 1 }, key });
  await api.call('DELETE', '/customers/CU99999', { body: '{', headers: json, key });
  const times = ['2099-01-01T00:00:00Z', '2099-01-01T00:00:00.5+05:45', '2099-01-01', '9999-12-31T23:59:59Z', null];
  for (const expires_at of times) {
    const { body } = await api.post(`/partners/${id}/api-keys`, {
      name: ' a ',
      expires_at,
      scopes: ['jobs:read', 'jobs:read'],
    });
    if (body.api_key_id) await api.call('DELETE', `/partners/${id}/api-keys/${body.api_key_id}`);
  }
  for (const size of [1, 5 * 1024 ** 3, 5 * 1024 ** 3 + 1, 12 * 1024 ** 3, 20 * 1024 ** 3, 20 * 1024 ** 3 + 1]) {
    await api.post('/feeds/upload-url', { file_name: 'a.csv', size }, { key });
  }
}

/**
 * Feeds with all kinds of irregularities, the same in each run: loaded rows, problems, and the changes of a validation.
 */
export async function oddFeedsLoadAlike(api: StoryApi): Promise<void> {
  const partners = new Map<string, string>();
  for (const currency of ['USD', 'JPY', 'KWD']) {
    const { id, key } = await api.partner(`Odd Feeds ${currency}`);
    await api.call('PATCH', `/partners/${id}`, { json: { default_currency: currency } });
    partners.set(currency, key);
  }
  const small = ODD_BY_HAND.filter(({ bytes }) => bytes.length < 100_000);
  for (const { name, bytes, fields } of [...small, ...oddFeeds(12, 11)]) {
    const { default_currency, mode, max_error_ratio } = fields;
    const key = partners.get(default_currency ?? 'USD') ?? null;
    const sent = {
      ...(mode ? { mode } : {}),
      ...(max_error_ratio === undefined ? {} : { max_error_ratio: String(max_error_ratio) }),
    };
    for (const validate_only of ['true', 'false']) {
      const { status, body } = await api.upload(bytes, { key, name, fields: { ...sent, validate_only } });
      if (status !== 201) break;
      const job = `/jobs/${body.validation_job_id}`;
      await api.post(`${job}/run`, undefined, { key, headers: { prefer: 'wait=30' } });
      await api.get(`${job}/errors?limit=100`, { key });
      await api.get(`${job}/errors.csv`, { key });
      await api.get(`${job}/changes?limit=100`, { key });
    }
    await api.get('/products/export', { key });
  }
  for (const key of partners.values()) await api.get('/products?limit=100&sort_by=updated_at', { key });
}

/** The first problem of a load is the first one in the file, even if it can only be found with the catalogue. */
export async function theFirstProblemComesFirstInTheFile(api: StoryApi): Promise<void> {
  const { key } = await api.partner('First Problems Inc');
  await api.load('sku,product_name,price,currency\nY1,Yen,5,JPY\n', { key });
  const refused = await api.load('sku,product_name,price\nY1,Yen,1.5\nY2,Other,1e3\n', { key });
  expect(refused.body.error).toContain('line 2: A price in JPY has no decimals.');
}
