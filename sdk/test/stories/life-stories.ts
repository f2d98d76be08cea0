import { expect } from 'vitest';
import type { RawAnswer, StoryApi } from './story-api.ts';

/** A creating call that is sent twice takes effect once. */
export async function keysMakeCallsSafeToRepeat(api: StoryApi): Promise<void> {
  const { id, key } = await api.partner('Once Inc');
  const twice = async (call: () => Promise<RawAnswer>) => {
    const [first, second] = [await call(), await call()];
    expect(second.status).toBe(first.status);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    return second;
  };
  const with1 = { headers: { 'idempotency-key': 'one' } };
  await twice(() => api.post('/partners', { partner_name: 'Once More Inc' }, with1));
  await api.post('/partners', { partner_name: 'Once Other Inc' }, with1);
  await api.post(`/partners/${id}/api-keys`, { name: 'a' }, with1);
  await api.post('/partners', { partner_name: 7 }, with1);
  const issued = await twice(() =>
    api.post(`/partners/${id}/api-keys`, { name: 'a' }, { headers: { 'idempotency-key': 'two' } }),
  );
  expect((await api.get('/products', { key: issued.body.secret })).status).toBe(200);
  await twice(() => api.post('/partners', { partner_name: 'once inc' }, { headers: { 'idempotency-key': 'taken' } }));
  const upload = { key, headers: { 'idempotency-key': 'upload' } };
  await api.upload('wrong\n', upload);
  // If the file is refused, the key can be used again; the server releases it after the response.
  for (let taken = 409; taken === 409; ) {
    taken = (await api.upload('sku,product_name\nO1,One\n', { ...upload, unrecorded: true })).status;
  }
  await twice(() => api.upload('sku,product_name\nO1,One\n', upload));
  await api.upload('sku,product_name\nO2,Two\n', upload);
  await api.upload('sku,product_name\nO1,One\n', { ...upload, name: 'other.csv' });
  await api.upload('sku,product_name\nO1,One\n', { ...upload, fields: { mode: 'full' } });
  await api.upload('wrong\n', upload);
  // The operator has its own keys.
  await api.post('/partners', { partner_name: 'Once Fourth Inc' }, { headers: { 'idempotency-key': 'upload' } });
  const url = { key, headers: { 'idempotency-key': 'url' } };
  await twice(() => api.post('/feeds/upload-url', { file_name: 'a.csv' }, url));
  const customer = { key, headers: { 'idempotency-key': 'customer' } };
  await twice(() => api.post('/customers', { first_name: 'A', last_name: 'B', email: 'a@b.example' }, customer));
  await api.post('/customers', { email: 'a@b.example', first_name: 'A', last_name: 'B' }, customer);
  await twice(() => api.post('/orders', { items: [] }, { key, headers: { 'idempotency-key': 'no items' } }));
}

/** A run that is requested twice with one key is one run. */
export async function runsTakeKeys(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Runs Inc');
  const first = await api.upload('sku,product_name\nR1,Ring\n', { key });
  const second = await api.upload('sku,product_name\nR2,Rope\n', { key });
  const run = (jobId: string, idempotencyKey: string, prefer = 'wait=30', body?: object) =>
    api.post(`/jobs/${jobId}/run`, body, { key, headers: { 'idempotency-key': idempotencyKey, prefer } });
  const jobId = first.body.validation_job_id;
  await run(jobId, 'one');
  const again = await run(jobId, 'one', 'respond-async');
  expect(again.status).toBe(200);
  expect(again.body.attempt).toBe(1);
  expect((await run(jobId, 'two')).body.attempt).toBe(2);
  await run(jobId, 'one');
  await run(jobId, 'one', 'wait=30', {});
  await run(second.body.validation_job_id, 'one');
  await run(second.body.validation_job_id, 'three');
  for (const refused of ['JV99999', first.body.job_id]) {
    await run(refused, `refused ${refused.slice(0, 2)}`);
    await run(refused, `refused ${refused.slice(0, 2)}`);
  }
}

/** A job waits, runs, ends, and can be run again. */
export async function jobsLive(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Jobs Inc');
  const uploaded = await api.upload('sku,product_name\nJ1,Jar\n', { key });
  const { job_id, validation_job_id } = uploaded.body;
  const job = `/jobs/${validation_job_id}`;
  await api.post(`/jobs/${job_id}/run`, undefined, { key });
  await api.post(`/jobs/${job_id}/cancel`, undefined, { key });
  await api.get(`${job}/errors.csv`, { key });
  await api.post(`${job}/cancel`, undefined, { key });
  await api.post(`${job}/cancel`, undefined, { key });
  await api.get(job, { key });
  await api.post(`${job}/run`, undefined, { key, headers: { prefer: 'wait=30' } });
  await api.post(`${job}/cancel`, undefined, { key });
  await api.post(`${job}/run`, undefined, { key, headers: { prefer: 'handling=lenient, WAIT=30' } });
  // Whether a worker has taken it by then is not determined.
  const later = await api.post(`${job}/run`, undefined, {
    key,
    headers: { prefer: 'respond-async' },
    unrecorded: true,
  });
  expect(later.status).toBe(202);
  await api.get(`${job}?wait=30`, { key });
  await api.get(`${job}?wait=0.5`, { key });
  await api.post(`${job}/run`, undefined, { key, headers: { prefer: 'nonsense, wait=30' } });
  await api.post(`${job}/run`, undefined, { key, headers: { prefer: 'x'.repeat(201) } });
  for (const query of [
    'status=queued',
    'status=completed',
    'job_type=submission',
    'created_from=2099-01-01T00:00:00Z',
  ]) {
    await api.get(`/jobs?${query}`, { key });
  }
  const list = await api.get('/jobs?limit=1', { key });
  await api.get(`/jobs?limit=1&cursor=${list.body.next_cursor}`, { key });
  await api.get(`/jobs?cursor=${job_id}`, { key });
}

/** Two feeds of one partner load in the order of their uploads. */
export async function theNewerFileHasTheLastWord(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Order Inc');
  const older = await api.upload('sku,product_name\nW1,Old\n', { key });
  const newer = await api.upload('sku,product_name\nW1,New\n', { key });
  const unrecorded = { key, unrecorded: true, headers: { prefer: 'respond-async' } };
  await api.post(`/jobs/${older.body.validation_job_id}/run`, undefined, unrecorded);
  await api.post(`/jobs/${newer.body.validation_job_id}/run`, undefined, unrecorded);
  await api.get(`/jobs/${newer.body.validation_job_id}?wait=30`, { key });
  await api.get(`/jobs/${older.body.validation_job_id}?wait=30`, { key });
  const { body } = await api.get('/products', { key });
  expect(body.items[0].product_name).toBe('New');
}

/** A file that is uploaded directly to the storage. */
export async function filesGoByPresignedUrl(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Storage Inc');
  const file = 'sku,product_name\nU1,Urn\n';
  const open = (fields: object = {}) => api.post('/feeds/upload-url', { file_name: 'big.csv', ...fields }, { key });
  const put = (url: string, body: string) =>
    api.call('PUT', url, { key: null, body, headers: { 'content-type': 'text/csv' }, unrecorded: true });
  const complete = (id: string, fields: object = {}) => api.post(`/feeds/${id}/complete`, fields, { key });

  const { body: ticket } = await open({ content_type: 'text/csv', size: 25, mode: 'full', max_error_ratio: 0.5 });
  await api.get(`/feeds/${ticket.feed_id}`, { key });
  await api.get(`/feeds/${ticket.feed_id}/file`, { key });
  await complete(ticket.feed_id);
  expect((await put(ticket.upload_url, 'sku\n')).status).toBe(200);
  await complete(ticket.feed_id, { size: 5 });
  await put(ticket.upload_url, file);
  for (const wrong of [
    { size: 1 },
    { sha256: '0'.repeat(64) },
    { sha256: 'x' },
    { size: -1 },
    { parts: [] },
    { more: 1 },
  ]) {
    await complete(ticket.feed_id, wrong);
  }
  expect((await complete(ticket.feed_id, { size: file.length })).status).toBe(200);
  await complete(ticket.feed_id, { size: 1 });
  const feed = await api.get(`/feeds/${ticket.feed_id}`, { key });
  await api.post(`/jobs/${feed.body.validation_job_id}/run`, undefined, { key, headers: { prefer: 'wait=30' } });

  const { body: bad } = await open({ file_name: 'bad.csv' });
  await put(bad.upload_url, 'sku,price\n');
  await complete(bad.feed_id);
  await complete(bad.feed_id);
  await api.get(`/feeds/${bad.feed_id}`, { key });
  await api.get('/feeds?status=rejected', { key });
  await api.get('/products/by-feed/FD00001', { key });
  await api.get(`/products/by-feed/${bad.feed_id}`, { key });

  const { body: again } = await open({ file_name: 'again.csv.gz' });
  await put(again.upload_url, file);
  await complete(again.feed_id);
  const direct = await api.upload(file, { key });
  expect(direct.body.duplicate_of).toBe(ticket.feed_id);
}

/** The service itself. */
export async function theServiceTellsOfItself(api: StoryApi): Promise<void> {
  for (const path of ['/health', '/ready']) await api.get(path, { key: null });
  await api.get('/limits');
  const document = await api.get('/openapi.json', { key: null, unrecorded: true });
  expect(document.body.openapi).toBe('3.1.0');
  const operations = Object.entries(document.body.paths as Record<string, object>).map(([path, methods]) => [
    path,
    Object.keys(methods).sort(),
  ]);
  expect(operations).toContainEqual(['/partners', ['get', 'post']]);
  const metrics = await api.get('/metrics', { key: null, unrecorded: true });
  expect(metrics.text).toContain('queue_tickets{queue="small",state="waiting"}');
  const sent = await api.get('/health', { headers: { 'x-request-id': 'story-7' } });
  expect(sent.headers.get('x-request-id')).toBe('story-7');
  const own = await api.get('/nothing');
  expect(own.headers.get('x-request-id')).toBe(own.body.request_id);
  const counted = await api.get('/products');
  expect(counted.headers.get('ratelimit-policy')).toMatch(/^"per-minute"; q=60000; w=60/);
  expect(counted.headers.get('ratelimit')).toMatch(/^"per-minute"; r=\d+; t=\d+$/);
}

/** A key's details: its owner, scopes and limits. */
export async function keysTellWhoseTheyAre(api: StoryApi): Promise<void> {
  const { key, name } = await api.partner('Who Inc', ['products:read']);
  const mine = await api.get('/me', { key });
  expect(mine.body).toMatchObject({ kind: 'partner', scopes: ['products:read'], partner: { partner_name: name } });
  expect((await api.get('/me')).body).toMatchObject({ kind: 'operator', partner: null });
  await api.get('/me', { key: null });
  await api.get('/me?whose=mine', { key });
}

/** A method that a path does not support is refused with the supported ones. */
export async function pathsNameTheirMethods(api: StoryApi): Promise<void> {
  for (const [method, path] of [
    ['DELETE', '/products'],
    ['PUT', '/orders/OR00001'],
    ['GET', '/jobs/JV00001/run'],
    ['POST', '/partners/PT00001/'],
    ['PATCH', '/org/PT00001/operations-batches/OB00001'],
    ['PUT', '/feeds/upload-url'],
  ] as const) {
    expect((await api.call(method, path)).body.code, `${method} ${path}`).toBe('method_not_allowed');
  }
  await api.call('DELETE', '/nowhere');
}
