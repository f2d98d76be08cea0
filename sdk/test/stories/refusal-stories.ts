import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

/** Invalid parameters, on every list and every path. */
export async function wrongParametersAreNamed(api: StoryApi): Promise<void> {
  const paging = ['limit=0', 'limit=101', 'limit=x', 'limit=', 'limit=1.5', 'limit=-1', 'limit=1&limit=2', 'limit=1e1'];
  const ranges = [
    'created_from=yesterday',
    'created_from=2026-01-01',
    'created_to=2026-13-01T00:00:00Z',
    'created_to=',
  ];
  const lists: [string, string[]][] = [
    ['/partners', [...paging, 'status=gone', 'partner_name=a&partner_name=b']],
    ['/feeds', [...paging, ...ranges, 'status=gone', 'created_from=2026-01-01T00:00:00%2B05:00']],
    ['/jobs', [...paging, ...ranges, 'status=gone', 'job_type=export', 'feed_id=FD1', 'feed_id=PR00001']],
    [
      '/products',
      [
        ...paging,
        'sort_by=colour',
        'sort_by=',
        'order=up',
        'order=ASC',
        'sort_by=colour&order=up&limit=0',
        'availability=soon',
        'price_min=-1',
        'price_min=cheap',
        'price_max=1e13',
        'price_min=',
        'updated_since=2026-01-01',
        'q=',
        `q=${'x'.repeat(201)}`,
        'feed_id=7',
        'sku=a&sku=b',
      ],
    ],
    ['/customers', [...paging, ...ranges]],
    ['/orders', [...paging, ...ranges, 'status=gone', 'customer_id=1', 'customer_reference=a&customer_reference=b']],
  ];
  for (const [list, queries] of lists) for (const query of queries) await api.get(`${list}?${query}`);
  const ids = ['1', 'PR1', 'pr00001', 'XX00001', 'PR000001', 'PR1234567890123456', '%20', 'PR00001%00', 'PR٠٠٠٠١'];
  for (const id of ids) {
    await api.get(`/partners/${id}`);
    await api.get(`/feeds/${id}`);
    await api.get(`/jobs/${id}`);
    await api.get(`/products/${id}`);
    await api.get(`/products/${id}/history`);
    await api.get(`/customers/${id}`);
    await api.get(`/orders/${id}`);
    await api.call('DELETE', `/partners/${id}/api-keys/${id}`);
  }
  for (const wait of ['31', '-1', 'x', '']) await api.get(`/jobs/JV99999?wait=${wait}`);
}

/** Objects that do not exist. */
export async function whatIsNotThereIsNotFound(api: StoryApi): Promise<void> {
  const paths = [
    '/partners/PT99999',
    '/partners/PT99999/api-keys',
    '/feeds/FD99999',
    '/feeds/FD99999/file',
    '/jobs/JV99999',
    '/jobs/JS99999',
    '/jobs/JV99999/errors',
    '/jobs/JV99999/errors.csv',
    '/jobs/JV99999/changes',
    '/products/PR99999',
    '/products/PR100000',
    '/products/PR99999/history',
    '/products/by-feed/FD99999',
    '/customers/CU99999',
    '/customers/CU99999/orders',
    '/customers/addresses/AD99999',
    '/orders/OR99999',
    '/',
    '/nothing',
    '/products/PR00001/nothing',
    '/feeds/upload',
    '/PARTNERS/PT99999/',
    '/jobs/JV99999/errorsXcsv',
    '/products//history',
    '/%E0%A4%A',
    '/products/%E0%A4%A',
  ];
  for (const path of paths) await api.get(path);
  await api.get('/nothing', { key: null });
  await api.get('/products/%E0%A4%A', { key: null });
  await api.call('PUT', '/products');
  await api.call('DELETE', '/products/PR00001');
  await api.post('/jobs/JV99999/run');
  await api.post('/jobs/JV99999/cancel');
  await api.post('/feeds/FD99999/complete', {});
  await api.post('/partners/PT99999/api-keys', { name: 'a' });
  await api.call('PATCH', '/partners/PT99999', { json: { status: 'paused' } });
  await api.call('DELETE', '/partners/PT99999/api-keys/AK99999');
  await api.call('DELETE', '/customers/CU99999');
  await api.post('/customers/CU99999/addresses', { address_line1: '1 A', city: 'B', state: 'C', postal_code: '12345' });
}

/** Bodies that cannot be parsed, and invalid fields. */
export async function wrongBodiesAreNamed(api: StoryApi): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const bodies: [string, Record<string, string>][] = [
    ['{"partner_name": ', json],
    ['"Acme"', json],
    ['null', json],
    ['12', json],
    ['[]', json],
    ['{}', json],
    ['', json],
    ['{}', { 'content-type': 'application/xml' }],
    ['{}', { 'content-type': 'application/json; charset=klingon' }],
    ['{}', { 'content-type': 'application/json; charset=UTF-8' }],
    ['{}', { 'content-type': 'application/problem+json' }],
    ['partner_name=Acme', { 'content-type': 'application/x-www-form-urlencoded' }],
    [`{"partner_name":"${'x'.repeat(1024 * 1024)}"}`, json],
    [`${'['.repeat(900)}${']'.repeat(900)}`, json],
  ];
  for (const [body, headers] of bodies) await api.call('POST', '/partners', { body, headers });
  await api.call('POST', '/partners');
  const partners: unknown[] = [
    { partner_name: '' },
    { partner_name: '   ' },
    { partner_name: 'x'.repeat(201) },
    { partner_name: 'a\nb' },
    { partner_name: 7 },
    { partner_name: 'Odd Inc', colour: 'red' },
    { partner_name: 'Odd Inc', contact_email: 'nobody' },
    { partner_name: 'Odd Inc', default_currency: 'EURO' },
    { partner_name: 'Odd Inc', feed_type: '', default_file_format: 'x'.repeat(21) },
    { contact_email: 'nobody', default_currency: 'x', more: 1 },
  ];
  for (const partner of partners) await api.post('/partners', partner);
  const { id } = await api.partner('Bodies Inc');
  const changes: unknown[] = [{}, { status: 'gone' }, { partner_name: '' }, { colour: 'red' }, { contact_email: null }];
  for (const change of changes) await api.call('PATCH', `/partners/${id}`, { json: change });
  const keys: unknown[] = [
    {},
    { name: '' },
    { name: 'a', scopes: [] },
    { name: 'a', scopes: ['everything'] },
    { name: 'a', expires_at: '2020-01-01T00:00:00Z' },
    { name: 'a', expires_at: 'soon' },
    { name: 'x'.repeat(101) },
  ];
  for (const key of keys) await api.post(`/partners/${id}/api-keys`, key);
  const urls: unknown[] = [
    {},
    { partner_name: 'Bodies Inc', file_name: 'a.txt' },
    { partner_name: 'Bodies Inc', file_name: '' },
    { partner_name: 'Bodies Inc', file_name: 'a.csv', content_type: 'application/pdf' },
    { partner_name: 'Bodies Inc', file_name: 'a.csv', size: 0 },
    { partner_name: 'Bodies Inc', file_name: 'a.csv', size: 1e15 },
    { partner_name: 'Bodies Inc', file_name: 'a.csv', validate_only: 'true' },
    { partner_id: 'PT99999', file_name: 'a.csv' },
    { partner_id: id, partner_name: 'Another', file_name: 'a.csv' },
    { file_name: 'a.csv' },
  ];
  for (const url of urls) await api.post('/feeds/upload-url', url);
  const updates = [{ update_id: 'u-1', order_id: 'OR99999', status: 'packing', occurred_at: '2026-05-01T00:00:00Z' }];
  for (const named of [{}, { partner_name: 'Bodies Inc' }, { partner_id: 'PT99999' }]) {
    await api.post('/order-updates', { ...named, updates });
    await api.post('/data-groups', { ...named, name: 'Files', descriptors: ['builtin:feed'] });
  }
  await api.post('/jobs/JV99999/run', undefined, { body: '{', headers: json });
  await api.post('/jobs/JV99999/run', undefined, { body: 'x', headers: { 'content-type': 'text/plain' } });
  await api.get('/partners', { headers: { 'idempotency-key': '' } });
  await api.post('/partners', { partner_name: 'Odd Inc' }, { headers: { 'idempotency-key': 'x'.repeat(256) } });
  await api.get('/health', { headers: { 'x-request-id': 'a b' } });
}

/** Who may call what. */
export async function keysSayWhoMayDoWhat(api: StoryApi): Promise<void> {
  const calls: [string, string][] = [
    ['GET', '/partners'],
    ['GET', '/feeds'],
    ['POST', '/feeds/upload'],
    ['GET', '/jobs'],
    ['POST', '/jobs/JV99999/run'],
    ['GET', '/products'],
    ['GET', '/orders'],
    ['POST', '/orders'],
    ['GET', '/customers'],
    ['DELETE', '/customers/CU99999'],
    ['GET', '/analytics/feeds'],
    ['GET', '/limits'],
    ['GET', '/health'],
    ['GET', '/nothing'],
  ];
  for (const key of [null, 'guessed', '', 'x'.repeat(300)]) {
    for (const [method, path] of calls) await api.call(method, path, { key });
  }
  const reader = await api.partner('Reader Inc', ['products:read']);
  for (const [method, path] of calls) await api.call(method, path, { key: reader.key });
  const second = await api.post(`/partners/${reader.id}/api-keys`, {
    name: 'second',
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    scopes: ['feeds:read', 'products:read'],
  });
  expect(second.status).toBe(201);
  expect((await api.post(`/partners/${reader.id}/api-keys`, { name: 'third' })).status).toBe(409);
  await api.get(`/partners/${reader.id}/api-keys`);
  await api.call('DELETE', `/partners/${reader.id}/api-keys/${second.body.api_key_id}`);
  await api.call('DELETE', `/partners/${reader.id}/api-keys/${second.body.api_key_id}`);
  await api.get('/feeds', { key: second.body.secret });
  await api.get(`/partners/${reader.id}/api-keys`);
  const other = await api.partner('Other Keys Inc');
  await api.call('DELETE', `/partners/${other.id}/api-keys/${second.body.api_key_id}`);
}

/** Other partners' objects are not found. */
export async function anothersThingsAreNotThere(api: StoryApi): Promise<void> {
  const one = await api.partner('One Inc');
  const two = await api.partner('Two Inc');
  const job = await api.load('sku,product_name,price,availability\nS1,Sock,1,1\n', { key: one.key });
  const { feed_id, job_id } = job.body;
  const product = (await api.get('/products', { key: one.key })).body.items[0].product_id;
  const customer = await api.post(
    '/customers',
    { first_name: 'A', last_name: 'B', email: 'a@b.example' },
    { key: one.key },
  );
  const { customer_id } = customer.body;
  const order = await api.post(
    '/orders',
    { items: [{ product_id: product, quantity: 1 }], customer_id },
    { key: one.key },
  );
  const reads = [
    `/feeds/${feed_id}`,
    `/feeds/${feed_id}/file`,
    `/jobs/${job_id}`,
    `/jobs/${job_id}/errors`,
    `/jobs/${job_id}/errors.csv`,
    `/products/${product}`,
    `/products/${product}/history`,
    `/products/by-feed/${feed_id}`,
    `/customers/${customer_id}`,
    `/customers/${customer_id}/orders`,
    `/orders/${order.body.order_id}`,
    '/feeds',
    '/jobs',
    '/products',
    '/customers',
    '/orders',
    '/products/export',
    '/feeds?partner_name=One%20Inc',
    '/jobs?partner_name=One%20Inc',
    '/products?partner_name=One%20Inc',
    '/customers?partner_name=One%20Inc',
    '/orders?partner_name=One%20Inc',
  ];
  for (const path of reads) {
    await api.get(path, { key: one.key });
    await api.get(path, { key: two.key });
  }
  await api.post(`/jobs/${job_id}/run`, undefined, { key: two.key });
  await api.post(`/jobs/${job_id}/cancel`, undefined, { key: two.key });
  await api.post(`/feeds/${feed_id}/complete`, {}, { key: two.key });
  await api.call('DELETE', `/customers/${customer_id}`, { key: two.key });
  await api.call('DELETE', '/customers', { key: two.key, json: { customer_ids: [customer_id] } });
  await api.post(`/customers/${customer_id}/addresses`, ADDRESS, { key: two.key });
  for (const fields of [
    { partner_name: 'One Inc' },
    { partner_id: one.id },
    { partner_name: 'two inc' },
    { partner_id: two.id },
  ]) {
    await api.upload('sku,product_name\nA,B\n', { key: two.key, fields });
    await api.post('/feeds/upload-url', { ...fields, file_name: 'a.csv' }, { key: two.key });
    await api.post('/orders', { ...fields, items: [{ product_id: product, quantity: 1 }] }, { key: two.key });
  }
}

const ADDRESS = { address_line1: '12 Elm Street', city: 'Springfield', state: 'IL', postal_code: '62701' };

/** An inactive partner can neither upload nor order, but can be read. */
export async function pausedPartnersOnlyRead(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Paused Inc');
  await api.load('sku,product_name,price,availability\nP1,Pen,1,1\n', { key });
  const product = (await api.get('/products', { key })).body.items[0].product_id;
  for (const status of ['paused', 'offboarded', 'active']) {
    await api.call('PATCH', `/partners/${id}`, { json: { status } });
    await api.get('/products', { key });
    await api.upload('sku,product_name\nP1,Pen\n', { key });
    await api.upload('sku,product_name\nP1,Pen\n', { fields: { partner_name: 'Paused Inc' } });
    await api.post('/feeds/upload-url', { file_name: 'a.csv' }, { key });
    await api.post('/orders', { items: [{ product_id: product, quantity: 1 }] }, { key });
    await api.post('/customers', { first_name: 'A', last_name: 'B', email: 'a@b.example' }, { key });
  }
  await api.call('PATCH', `/partners/${id}`, { json: { partner_name: 'Renamed Inc', contact_email: 'a@b.example' } });
  await api.call('PATCH', `/partners/${id}`, { json: { partner_name: 'renamed inc' } });
  await api.partner('Taken Inc');
  await api.call('PATCH', `/partners/${id}`, { json: { partner_name: 'TAKEN inc' } });
  await api.post('/partners', { partner_name: ' taken Inc ' });
  await api.get('/partners?status=paused');
  await api.get('/partners?partner_name=RENAMED%20inc');
}
