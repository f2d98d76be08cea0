import { expect } from 'vitest';
import type { StoryApi } from './story-api.ts';

const CHECKED = 'sku,product_name,price\nU1,Urn,1\nU2,Ukulele,x\n';
const OTHER = 'sku,product_name,price\nX1,Oop,9\nX2,Swapped!,y\n';

/** Only the checked file is loaded, whatever is put to its URL later. */
export async function replacedFilesAreNotLoaded(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Replaced Inc');
  const run = (id: string) => api.post(`/jobs/${id}/run`, undefined, { key, headers: { prefer: 'wait=30' } });
  const { body: upload } = await api.post('/feeds/upload-url', { file_name: 'replaced.csv' }, { key });
  const put = (body: string) => fetch(upload.upload_url, { method: 'PUT', headers: upload.headers, body });
  await put(CHECKED);
  const { body: accepted } = await api.post(`/feeds/${upload.feed_id}/complete`, {}, { key });
  const jobId = accepted.validation_job_id;
  expect((await run(jobId)).body.result).toMatchObject({ inserted: 1, skipped: 1 });
  await put(CHECKED);
  expect((await run(jobId)).body.result).toMatchObject({ unchanged: 1 });
  await put(OTHER);
  expect((await api.get(`/feeds/${upload.feed_id}/file`, { key })).status).toBe(409);
  expect((await api.get(`/jobs/${jobId}/errors.csv`, { key })).status).toBe(409);
  const failed = await run(jobId);
  expect(failed.body.message).toContain('The stored file is not the one that was checked');
  await api.get('/products', { key });
  await api.post(`/feeds/${upload.feed_id}/complete`, {}, { key });
}

/** A refused upload releases its idempotency key, whatever the reason. */
export async function refusedUploadsLeaveTheirKeyFree(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Corrected Inc');
  const file = new Blob(['sku,product_name\nA,B\n'], { type: 'text/csv' });
  const form = (...parts: [string, string | Blob][]) => {
    const data = new FormData();
    for (const [name, value] of parts) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, 'a.csv');
    }
    return data;
  };
  const forms = [
    form(['mode', 'full'], ['file', file], ['mode', 'full']),
    form(['file', file], ['mode', 'some']),
    form(['file', file], ['file', file]),
    form(['mode', 'some'], ['file', file]),
    form(['file', new Blob([''], { type: 'text/csv' })]),
    form(),
  ];
  for (const [index, body] of forms.entries()) {
    const headers = { 'idempotency-key': `corrected-${index}` };
    const refused = await api.call('POST', '/feeds/upload', { body, headers, key });
    expect(refused.status, refused.text).toBeGreaterThanOrEqual(400);
    expect((await api.upload('sku,product_name\nA,B\n', { headers, key })).status).toBe(201);
  }
  const send = (body: FormData) =>
    api.call('POST', '/feeds/upload', { body, headers: { 'idempotency-key': 'other fields' }, key });
  expect((await send(form(['file', file]))).status).toBe(201);
  expect((await send(form(['mode', 'full'], ['file', file]))).body.code).toBe('idempotency_key_reused');
  for (const length of [0, 255, 256, 7_000]) {
    const headers = { 'idempotency-key': 'k'.repeat(length) };
    await api.upload('sku,product_name\nA,B\n', { headers, key });
    await api.post('/feeds/upload-url', { file_name: 'a.csv' }, { headers, key });
  }
}

/** Names and types of files that are not valid in paths or headers. */
export async function fileNamesArePlain(api: StoryApi): Promise<void> {
  const { key } = await api.partner('Plain Names Inc');
  const names = [
    'a\r\nb.csv',
    'a\u0007b.csv',
    'a\u202Eb.csv',
    '😀.csv',
    'a/b\\c.csv',
    'a.csv/',
    '\ufeff.csv',
    `a"'()*%.csv`,
  ];
  for (const file_name of names) {
    const { status, body } = await api.post('/feeds/upload-url', { file_name }, { key });
    if (status === 201) await api.get(`/feeds/${body.feed_id}`, { key });
  }
  for (const content_type of [
    'text/csv\r\nx: 1',
    'text/csv\n',
    'text/csv; charset=ü',
    'text/csv; header=present',
    '',
  ]) {
    await api.post('/feeds/upload-url', { file_name: 'a.csv', content_type }, { key });
  }
  const direct = await api.upload('sku,product_name\nA,B\n', { key, name: `${'😀'.repeat(300)}.csv` });
  await api.get(`/feeds/${direct.body.feed_id}`, { key });
}
