import { describe, expect, it } from 'vitest';
import { type IngestProgress, JobFailedError } from '../src/index.ts';
import { clientOf, jobOf, json, loadResult, outcomeOf, problem, type Seen } from './support/fake-api.ts';

const accepted = { feed_id: 'FD00001', status: 'uploaded', job_id: 'JS00001', validation_job_id: 'JV00001' };
const uploadUrl = 'http://storage.test/bucket/a.csv?X-Amz-Signature=sig';
const rowError = { line: 3, code: 'invalid_price', message: 'No price.', severity: 'error' };

/** The API as an ingest calls it, with overrides. */
function api(overrides: Record<string, (seen: Seen) => Response> = {}) {
  const answers: Record<string, (seen: Seen) => Response> = {
    'GET /limits': () => json({ limits: [{ name: 'direct_upload', value: 100, unit: 'bytes', description: '' }] }),
    'POST /feeds/upload': () => json(accepted, 201),
    'POST /feeds/upload-url': () =>
      json(
        {
          feed_id: 'FD00001',
          upload_url: uploadUrl,
          method: 'PUT',
          headers: { 'content-type': 'text/csv' },
          expires_at: '',
        },
        201,
      ),
    'PUT /bucket/a.csv': () => new Response(''),
    'POST /feeds/FD00001/complete': () => json(accepted),
    'POST /jobs/JV00001/run': () => json(jobOf({ status: 'queued' }), 202),
    'GET /jobs/JV00001': () => json(jobOf({ status: 'completed', result: loadResult })),
    'GET /feeds/FD00001': () => json({ feed_id: 'FD00001' }),
    'GET /jobs/JV00001/errors': () => json({ count: 1, items: [rowError] }),
    ...overrides,
  };
  const { client, seen } = clientOf((request) => {
    const answer = answers[`${request.method} ${request.url.pathname}`];
    return answer ? answer(request) : problem(404, 'not_found');
  });
  const calls = () => seen.map(({ method, url }) => `${method} ${url.pathname}`);
  return { client, seen, calls };
}

const small = { name: 'a.csv', data: new Uint8Array(100) };
const large = { name: 'a.csv', data: new Uint8Array(101) };
const bySize = (calls: string[]) => calls.slice(1, -3);

describe('an ingest', () => {
  it('uploads, runs, waits and returns a summary', async () => {
    const { client, seen, calls } = api();
    const { feed, job, result, errors } = await client.feeds.ingest({ partner_name: 'Acme', file: small });
    expect({ feed, status: job.status, result }).toEqual({
      feed: { feed_id: 'FD00001' },
      status: 'completed',
      result: loadResult,
    });
    expect(calls()).toEqual([
      'GET /limits',
      'POST /feeds/upload',
      'POST /jobs/JV00001/run',
      'GET /jobs/JV00001',
      'GET /feeds/FD00001',
    ]);
    expect(seen[2]?.headers.get('prefer')).toBe('respond-async');
    expect((await errors).items).toEqual([rowError]);
  });

  it('of a file over the limit for direct uploads sends it to the file storage, without the key', async () => {
    const { client, seen, calls } = api();
    await client.feeds.ingest({ partner_name: 'Acme', mode: 'full', file: large });
    expect(bySize(calls())).toEqual(['POST /feeds/upload-url', 'PUT /bucket/a.csv', 'POST /feeds/FD00001/complete']);
    const [, url, put, complete] = seen;
    expect(JSON.parse(String(url?.body))).toEqual({
      partner_name: 'Acme',
      mode: 'full',
      file_name: 'a.csv',
      content_type: 'text/csv',
      size: 101,
    });
    expect(put?.url.href).toBe(uploadUrl);
    expect(Object.fromEntries(put?.headers ?? [])).toEqual({ 'content-type': 'text/csv' });
    expect(complete?.body).toBe('{"size":101}');
  });

  describe('of a file that is too large for one PUT', () => {
    const bytes = Uint8Array.from({ length: 150 }, (_, at) => at);
    const parts = [64, 64, 22].map((size, index) => ({
      part_number: index + 1,
      upload_url: `http://storage.test/part/${index + 1}?sig=${index}`,
      size,
    }));
    const ticket = { feed_id: 'FD00001', upload_url: uploadUrl, method: 'PUT', headers: {}, expires_at: '', parts };
    const open = () => new Blob([bytes.slice(0, 50), bytes.slice(50, 140), bytes.slice(140)]).stream();

    it.each([
      ['bytes', { name: 'a.csv', data: bytes }],
      ['a function that opens a stream', { name: 'a.csv', size: 150, data: open }],
    ])('puts its parts and completes them with their ETags: %s', async (_, file) => {
      const bodies: Promise<ArrayBuffer>[] = [];
      const put = ({ url, body }: Seen) => {
        bodies.push(new Response(body).arrayBuffer());
        return new Response('', { headers: { etag: `"${url.pathname}"` } });
      };
      const { client, seen } = api({
        'POST /feeds/upload-url': () => json(ticket, 201),
        'PUT /part/1': put,
        'PUT /part/2': put,
        'PUT /part/3': put,
      });
      const heard: IngestProgress[] = [];
      await client.feeds.ingest({ file }, { onProgress: (progress) => heard.push(progress) });
      const sent = (await Promise.all(bodies)).map((body) => [...new Uint8Array(body)]);
      expect(sent).toEqual([[...bytes.slice(0, 64)], [...bytes.slice(64, 128)], [...bytes.slice(128)]]);
      const complete = seen.find(({ url }) => url.pathname.endsWith('/complete'));
      expect(JSON.parse(String(complete?.body))).toEqual({
        size: 150,
        parts: [1, 2, 3].map((part_number) => ({ part_number, etag: `"/part/${part_number}"` })),
      });
      expect(heard.filter(({ stage }) => stage === 'upload').at(-1)).toMatchObject({ bytesSent: 150, bytesTotal: 150 });
    });

    it('fails if the file storage returns no ETag', async () => {
      const { client } = api({
        'POST /feeds/upload-url': () => json(ticket, 201),
        'PUT /part/1': () => new Response(''),
      });
      await expect(client.feeds.ingest({ file: { name: 'a.csv', data: bytes } })).rejects.toThrow(
        'returned no ETag for part 1',
      );
    });
  });

  it("uses the API's limit for direct uploads", async () => {
    const { client, calls } = api({ 'POST /feeds/upload': () => problem(413, 'payload_too_large') });
    await client.feeds.ingest({ file: small });
    expect(bySize(calls())).toEqual([
      'POST /feeds/upload',
      'POST /feeds/upload-url',
      'PUT /bucket/a.csv',
      'POST /feeds/FD00001/complete',
    ]);
  });

  it('of a stream of unknown size can only upload directly', async () => {
    const { client, calls } = api({ 'POST /feeds/upload': () => problem(413, 'payload_too_large') });
    const file = { name: 'a.csv', data: () => new Blob(['x']).stream() };
    expect(await outcomeOf(client.feeds.ingest({ file }))).toMatchObject({ status: 413 });
    expect(calls()).toEqual(['POST /feeds/upload']);
  });

  it('reports its progress', async () => {
    const { client } = api({ 'POST /feeds/upload': () => json(accepted, 201) });
    const heard: IngestProgress[] = [];
    await client.feeds.ingest({ file: small }, { onProgress: (progress) => heard.push(progress) });
    expect(heard.at(-1)).toMatchObject({ stage: 'load', job: { status: 'completed' }, attempt: 1, nextDelayMs: 0 });
  });

  it('waits for its load if that already runs', async () => {
    const { client } = api({ 'POST /jobs/JV00001/run': () => problem(409, 'job_already_running') });
    expect(await client.feeds.ingest({ file: small })).toMatchObject({ job: { status: 'completed' } });
  });

  it('of a failed load is an error with the first rejected values, or a summary', async () => {
    const failed = () => json(jobOf({ status: 'failed', error: 'ETL processing failed: all rows were rejected.' }));
    const { client } = api({ 'GET /jobs/JV00001': failed });
    const error = await outcomeOf(client.feeds.ingest({ file: small }));
    expect(error).toBeInstanceOf(JobFailedError);
    expect((error as Error).message).toContain('Line 3: No price.');
    const summary = await client.feeds.ingest({ file: small }, { throwOnFailure: false });
    expect(summary).toMatchObject({ job: { status: 'failed' }, result: undefined });
  });

  it('derives a key for each of its calls from its own key', async () => {
    const { client, seen } = api();
    await client.feeds.ingest({ file: large }, { idempotencyKey: 'acme-2026-04-08' });
    const keys = seen.map(({ headers }) => headers.get('idempotency-key')).filter(Boolean);
    expect(keys).toEqual(['acme-2026-04-08:url', 'acme-2026-04-08:complete', 'acme-2026-04-08:run']);
  });

  describe('with a key that was given an upload URL before', () => {
    const expired = '2026-04-08T10:00:00.000Z';
    const ticket = { upload_url: uploadUrl, method: 'PUT', headers: {} };
    /** The first key gives a URL that has expired; each other key gives a new URL. */
    const url = ({ headers }: Seen) =>
      headers.get('idempotency-key') === 'k:url'
        ? json({ ...ticket, feed_id: 'FD00007', expires_at: expired }, 201, { 'idempotent-replayed': 'true' })
        : json({ ...ticket, feed_id: 'FD00001', expires_at: '2999-01-01T00:00:00.000Z' }, 201);
    const keysOf = (seen: Seen[]) => seen.map(({ headers }) => headers.get('idempotency-key')).filter(Boolean);

    it.each([
      ['is deleted', () => problem(404, 'not_found')],
      ['waits for its file', () => json({ feed_id: 'FD00007', status: 'pending_upload' })],
    ])('requests another URL after it has expired if its feed %s', async (_, feed) => {
      const { client, seen, calls } = api({ 'POST /feeds/upload-url': url, 'GET /feeds/FD00007': feed });
      await client.feeds.ingest({ file: large }, { idempotencyKey: 'k' });
      expect(bySize(calls())).toEqual([
        'POST /feeds/upload-url',
        'GET /feeds/FD00007',
        'POST /feeds/upload-url',
        'PUT /bucket/a.csv',
        'POST /feeds/FD00001/complete',
      ]);
      expect(keysOf(seen)).toEqual(['k:url', `k:url:${expired}`, `k:complete:${expired}`, 'k:run']);
    });

    it('sends nothing again if its feed has been completed', async () => {
      const { client, calls } = api({
        'POST /feeds/upload-url': url,
        'GET /feeds/FD00007': () => json({ feed_id: 'FD00007', status: 'uploaded' }),
        'POST /feeds/FD00007/complete': () => json(accepted),
      });
      await client.feeds.ingest({ file: large }, { idempotencyKey: 'k' });
      expect(bySize(calls())).toEqual(['POST /feeds/upload-url', 'GET /feeds/FD00007', 'POST /feeds/FD00007/complete']);
    });
  });

  it('refuses a key that is too long for the suffixes of its calls, and accepts the longest possible one', async () => {
    const { client, seen } = api();
    const ingest = (length: number) => client.feeds.ingest({ file: large }, { idempotencyKey: 'k'.repeat(length) });
    await expect(ingest(222)).rejects.toThrow('idempotencyKey of an ingest must be 1 to 221 characters');
    expect(seen).toEqual([]);
    await ingest(221);
  });

  it.each([
    [{ maxDelayMs: 5 }, /Unknown option: maxDelayMs/],
    [{ timeoutMs: 0 }, /timeoutMs must be a number of at least 1/],
    [{ idempotencyKey: '' }, /idempotencyKey must be/],
    [{ onProgress: 'x' }, /onProgress must be a function/],
  ])('refuses %o before anything is sent', async (options, message) => {
    const { client, seen } = api();
    await expect(client.feeds.ingest({ file: small }, options as never)).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });

  it('refuses unknown fields before sending anything', async () => {
    const { client, seen } = api();
    await expect(client.feeds.ingest({ file: small, partner: 'x' } as never)).rejects.toThrow(/Unknown field: partner/);
    expect(seen).toEqual([]);
  });
});

describe('a download', () => {
  it('of a raw file calls the file storage without the key', async () => {
    const { client, seen } = api({
      'GET /feeds/FD00001/file': () =>
        new Response(null, { status: 302, headers: { location: 'http://storage.test/a.csv?sig=1' } }),
      'GET /a.csv': () => new Response('sku\n'),
    });
    const response = await client.feeds.downloadFile('FD00001', { headers: { traceparent: '00-1' } });
    expect(await response.text()).toBe('sku\n');
    expect(seen[1]?.url.href).toBe('http://storage.test/a.csv?sig=1');
    expect([...(seen[1]?.headers ?? [])]).toEqual([]);
  });

  it('of the rejected lines is a stream', async () => {
    const { client } = api({ 'GET /jobs/JV00001/errors.csv': () => new Response('_line,sku\n3,A1\n') });
    const response = await client.feeds.downloadErrors('JV00001');
    expect(response.body).toBeInstanceOf(ReadableStream);
    expect(await response.text()).toBe('_line,sku\n3,A1\n');
  });

  it('that is refused is an error like any other', async () => {
    const { client } = api({ 'GET /jobs/JV00001/errors.csv': () => problem(409, 'conflict') });
    await expect(client.feeds.downloadErrors('JV00001')).rejects.toMatchObject({ status: 409, code: 'conflict' });
  });
});
