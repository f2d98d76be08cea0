import { createHash } from 'node:crypto';
import type { Feed, FeedAccepted, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { feedOf } from './support/feeds.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ MAX_PUT_BYTES: '6000000', MAX_FEED_BYTES: '50000000' });
const CSV = 'sku,product_name\nA,B\n';

interface UploadUrl {
  feed_id: string;
  upload_url: string;
  method: string;
  headers: Record<string, string>;
  expires_at: string;
  parts?: { part_number: number; upload_url: string; size: number }[];
}

async function openUpload(more: object = {}): Promise<UploadUrl> {
  const answer = await server.call<UploadUrl>('/feeds/upload-url', {
    body: { partner_name: 'Large Files', file_name: 'large.csv', ...more },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

const put = (upload: UploadUrl, body: string) =>
  fetch(upload.upload_url, { method: upload.method, headers: upload.headers, body });

const complete = <T = FeedAccepted>(feedId: string, body: object = {}) =>
  server.call<T>(`/feeds/${feedId}/complete`, { body });

describe('a presigned upload', () => {
  it('becomes a feed with its jobs when it is completed', async () => {
    const upload = await openUpload({ mode: 'full', max_error_ratio: 0.1 });
    expect(Date.parse(upload.expires_at)).toBeGreaterThan(Date.now() + 50 * 60_000);
    const pending = await server.call<Feed>(`/feeds/${upload.feed_id}`);
    expect(pending.body).toMatchObject({
      status: 'pending_upload',
      validation_job_id: null,
      mode: 'full',
      max_error_ratio: 0.1,
    });

    expect((await put(upload, CSV)).status).toBe(200);
    const sha256 = createHash('sha256').update(CSV).digest('hex');
    const done = await complete(upload.feed_id, { sha256, size: CSV.length });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ feed_id: upload.feed_id, status: 'uploaded' });
    const feed = await server.call<Feed>(`/feeds/${upload.feed_id}`);
    expect(feed.body).toMatchObject({
      status: 'uploaded',
      size_bytes: CSV.length,
      sha256,
      validation_status: 'queued',
    });

    const again = await complete(upload.feed_id);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(done.body);
  });

  it('waits for its file', async () => {
    const upload = await openUpload();
    const early = await complete(upload.feed_id);
    expect(early.body).toMatchObject({ status: 409, code: 'feed_not_uploaded' });
    expect((await server.call(`/feeds/${upload.feed_id}/file`)).status).toBe(409);
  });

  it('that does not match the announcement can be uploaded again', async () => {
    const upload = await openUpload();
    await put(upload, `${CSV}C,`);
    const short = await complete(upload.feed_id, { size: CSV.length });
    expect(short.body).toMatchObject({ status: 400, code: 'upload_mismatch' });
    const other = await complete(upload.feed_id, { sha256: 'a'.repeat(64) });
    expect(other.body).toMatchObject({ status: 400, code: 'upload_mismatch' });
    await put(upload, CSV);
    expect((await complete(upload.feed_id, { size: CSV.length })).status).toBe(200);
  });

  it('that is not a feed is deleted, and the feed rejected', async () => {
    const upload = await openUpload();
    await put(upload, 'name\nA\n');
    const refused = await complete(upload.feed_id);
    expect(refused.body).toMatchObject({
      status: 400,
      code: 'invalid_file',
      detail: expect.stringContaining(
        'Missing required CSV headers: product_name, sku. Line 1 was read as the header: name.',
      ),
    });
    const feed = await server.call<Feed>(`/feeds/${upload.feed_id}`);
    expect(feed.body.status).toBe('rejected');
    expect(await bucketKeys(server.environment)).not.toContain(feed.body.raw_file_s3_key);
    expect((await complete(upload.feed_id)).status).toBe(409);
  });

  it('of a file too large for one PUT is sent in parts', async () => {
    const text = feedOf(100_000);
    const size = Buffer.byteLength(text);
    const upload = await openUpload({ size });
    expect(upload.parts?.length).toBe(Math.ceil(size / 6_000_000));
    const bytes = Buffer.from(text);
    const parts: { part_number: number; etag: string }[] = [];
    let at = 0;
    for (const part of upload.parts ?? []) {
      const answer = await fetch(part.upload_url, { method: 'PUT', body: bytes.subarray(at, at + part.size) });
      parts.push({ part_number: part.part_number, etag: answer.headers.get('etag') ?? '' });
      at += part.size;
    }
    expect((await complete(upload.feed_id)).body).toMatchObject({ status: 409, code: 'feed_not_uploaded' });
    const other = parts.map((part) => ({ ...part, etag: '"00000000000000000000000000000000"' }));
    expect((await complete(upload.feed_id, { parts: other })).body).toMatchObject({
      status: 400,
      code: 'upload_mismatch',
    });
    const missing = [...parts, { part_number: 9, etag: '"00000000000000000000000000000000"' }];
    expect((await complete(upload.feed_id, { parts: missing })).body).toMatchObject({
      status: 400,
      code: 'upload_mismatch',
    });
    // Two of three parts would also make a file: the content of the third would be lost.
    const { body: partial } = await complete<ProblemBody>(upload.feed_id, { parts: parts.slice(0, -1) });
    expect(partial).toMatchObject({ status: 400, code: 'upload_mismatch' });
    expect(partial.detail).toMatch(`name each of them once; part ${parts.length} is missing.`);
    const { body: twice } = await complete<ProblemBody>(upload.feed_id, { parts: [...parts, ...parts.slice(0, 1)] });
    expect(twice).toMatchObject({ status: 400, code: 'upload_mismatch' });
    // From here on the parts are joined, and their URLs accept nothing more.
    const { body: otherSize } = await complete<ProblemBody>(upload.feed_id, { parts, size: size + 1 });
    expect(otherSize.detail).toMatch(/complete it with what it is, or upload the file as a new feed/);
    const done = await complete(upload.feed_id, { parts: parts.reverse(), size });
    expect(done.status).toBe(200);
    expect((await complete(upload.feed_id)).body).toEqual(done.body);
    const job = await server.run(done.body.validation_job_id);
    expect(job.result).toMatchObject({ processed: 100_000, inserted: 100_000 });
    const over = await server.call('/feeds/upload-url', {
      body: { partner_name: 'L', file_name: 'a.csv', size: 50_000_001 },
    });
    expect(over.status).toBe(413);
  });

  it('is refused for a file that is not CSV', async () => {
    const refused = await server.call('/feeds/upload-url', {
      body: { partner_name: 'Large Files', file_name: 'a.pdf' },
    });
    expect(refused.body).toMatchObject({ status: 400, detail: 'Only CSV uploads are supported at this time.' });
  });

  it('cannot be completed while the partner is paused, and keeps its file', async () => {
    const { id, key } = await server.partner('On Hold');
    const upload = await openUpload({ partner_name: 'On Hold' });
    await put(upload, CSV);
    const setStatus = (status: string) => server.call(`/partners/${id}`, { method: 'PATCH', body: { status } });
    await setStatus('paused');
    for (const by of [{ key }, {}]) {
      const refused = await server.call<ProblemBody>(`/feeds/${upload.feed_id}/complete`, { body: {}, ...by });
      expect(refused.body).toMatchObject({ status: 409, code: 'partner_not_active' });
    }
    await setStatus('active');
    expect((await complete(upload.feed_id)).status).toBe(200);
  });

  it('is inaccessible to others', async () => {
    const upload = await openUpload();
    const { key } = await server.partner('Somebody else');
    expect((await server.call(`/feeds/${upload.feed_id}/complete`, { key, body: {} })).status).toBe(404);
  });
});
