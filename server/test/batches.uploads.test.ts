import type { BatchUpload, OperationsBatch } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { zipOf } from './support/archives/zip-bytes.ts';
import { Batches, zipOfOperations } from './support/batches.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const partner = await server.partner('Acme Corp');
const batches = new Batches(server, partner);
await server.load('sku,product_name\nS1,One\n');
const PRICES = '/valid-from-price-updates';
const good = { '@type': 'ProductValidFromPriceUpdate', product: { sku: 'S1' } };
const zip = zipOfOperations({ a: good });

describe('an upload', () => {
  it('has a URL below its organisation for a limited time', async () => {
    const { status, body } = await batches.call<BatchUpload>('/upload-url');
    expect(status).toBe(200);
    expect(body).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/zip' } });
    expect(body.upload_url).toContain(`/batches/${partner.id}/${body.upload_id}.zip`);
    expect(Date.parse(body.expires_at)).toBeGreaterThan(Date.now() + 50 * 60_000);
  });

  it('serves one batch, even if two are requested concurrently', async () => {
    const upload_id = await batches.upload(zip);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => batches.call<{ code?: string }>(PRICES, { body: { upload_id } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'upload_already_used' });
  });

  it('must have been sent, and must not have expired', async () => {
    const { body } = await batches.call<BatchUpload>('/upload-url');
    const { upload_id } = body;
    expect((await batches.call(PRICES, { body: { upload_id } })).body).toMatchObject({
      status: 409,
      code: 'upload_not_complete',
    });
    await fetch(body.upload_url, { method: 'PUT', headers: body.headers, body: new Uint8Array(zip) });
    await server.pool.query(`update batch_upload set expires_at = now() where id = $1`, [Number(upload_id.slice(2))]);
    expect((await batches.call(PRICES, { body: { upload_id } })).body).toMatchObject({
      status: 409,
      code: 'upload_expired',
    });
    expect((await batches.call(PRICES, { body: { upload_id: 'BU99999' } })).body).toMatchObject({
      status: 404,
      detail: 'Upload BU99999 not found.',
    });
  });

  it('whose object is replaced after the batch was created is refused', async () => {
    const idle = await startTestServer({ WORKER: 'off' });
    const own = new Batches(idle, await idle.partner('Acme Corp'));
    const { body: upload } = await own.call<BatchUpload>('/upload-url');
    const put = (bytes: Buffer) =>
      fetch(upload.upload_url, { method: 'PUT', headers: upload.headers, body: new Uint8Array(bytes) });
    await put(zip);
    const { body: batch } = await own.call<OperationsBatch>(PRICES, { body: { upload_id: upload.upload_id } });
    await put(zipOfOperations({ b: good }));
    const { startServer } = await import('../src/process/start-server.ts');
    const { readConfig } = await import('../src/config/config.ts');
    const { createLogger } = await import('../src/process/log.ts');
    const worker = await startServer(readConfig({ ...idle.environment, WORKER: 'only' }), createLogger('silent'));
    expect(await own.finished(batch)).toMatchObject({
      status: 'failed',
      message: 'Operations batch failed: The uploaded file was replaced after the batch was created: upload it again.',
    });
    await worker.stop();
  });
});

describe('creating a batch', () => {
  it('with an Idempotency-Key creates it once', async () => {
    const upload_id = await batches.upload(zip);
    const create = () =>
      batches.call<OperationsBatch>(PRICES, { body: { upload_id }, headers: { 'idempotency-key': 'batch-1' } });
    const [first, second] = [await create(), await create()];
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body.batch_id).toBe(first.body.batch_id);
  });

  it.each([
    [{ on_error: 'explode' }, 422],
    [{ validate_only: 'yes' }, 422],
    [{ name: ' ' }, 422],
    [{ colour: 'red' }, 422],
  ])('refuses %j', async (more, status) => {
    const upload_id = await batches.upload(zip);
    expect((await batches.call(PRICES, { body: { upload_id, ...more } })).status).toBe(status);
  });

  it('refuses an unknown type', async () => {
    const refused = await batches.call('/unknown-type', { body: { upload_id: 'BU00001' } });
    expect(refused.body).toMatchObject({
      status: 400,
      detail: 'Invalid batch_type value. Allowed values: valid-from-price-updates, product-updates',
    });
  });
});

describe('an archive that is refused', () => {
  const json = (name: string, content = JSON.stringify({ ...good, operation_id: name.replace(/\.json$/, '') })) => ({
    name,
    content,
  });
  const A = json('a.json');

  it.each<[string, Buffer, string]>([
    ['no ZIP', Buffer.from('hello'), 'The file is not a ZIP archive, or it is truncated.'],
    ['an empty one', zipOf([]), 'The archive has no operations.'],
    ['a cut one', zip.subarray(0, -30), 'The file is not a ZIP archive, or it is truncated.'],
    [
      'garbage before',
      zipOf([A], { before: Buffer.from('#!') }),
      'There are bytes before the first entry: the archive must begin with it.',
    ],
    ['another ending', zipOf([A, json('b.txt')]), 'Entry b.txt is not named <operation_id>.json.'],
    ['no ID', zipOf([A, json('.json')]), 'Entry .json has no operation ID before .json.'],
    [
      'a long ID',
      zipOf([A, json(`${'x'.repeat(257)}.json`)]),
      `Entry ${'x'.repeat(100)}… has an operation ID of more than 256 characters.`,
    ],
    ['an ID twice', zipOf([A, json('b.json'), A]), 'Entry a.json is in the archive twice.'],
    [
      'a path',
      zipOf([A, json('../b.json')]),
      'Entry ../b.json has `..` in its name: files must be at the root of the archive.',
    ],
    [
      'encryption',
      zipOf([A, { ...json('b.json'), flags: 1 }]),
      'Entry b.json is encrypted: send the archive without a password.',
    ],
    [
      'LZMA',
      zipOf([A, { ...json('b.json'), method: 14 }]),
      'Entry b.json is packed by method 14: only stored and DEFLATE are read.',
    ],
    ['spanning', zipOf([A], { disk: 2 }), 'The archive is split into several files: send it as one.'],
    [
      'a large entry',
      zipOf([A, { ...json('b.json', 'x'.repeat(1_048_577)), method: 0 }]),
      'Entry b.json is over 1048576 bytes, unpacked.',
    ],
    [
      'a bomb',
      zipOf([A, json('b.json', ' '.repeat(1_000_000))]),
      'Entry b.json unpacks to more than 200 times its size.',
    ],
    [
      'a lying bomb',
      zipOf([A, { ...json('b.json', ' '.repeat(1_000_000)), claims: { unpackedBytes: 100 } }]),
      'Entry b.json has another size than the directory says.',
    ],
    [
      'an overlap',
      zipOf([A, { ...A, name: 'b.json', claims: { headerOffset: 0 } }]),
      'Entry a.json overlaps another one.',
    ],
  ])('%s executes nothing', async (_, bytes, cause) => {
    const batch = await batches.run(bytes);
    expect(batch).toMatchObject({ status: 'failed', message: `Operations batch failed: ${cause}` });
    expect(batch).toMatchObject({ total: 0, succeeded: 0, failed: 0, skipped: 0 });
    expect(await batches.operations(batch)).toEqual([]);
    expect((await batches.call(`/${batch.batch_id}/retry-failed`, { method: 'POST' })).body).toMatchObject({
      code: 'nothing_to_retry',
    });
  });

  it('for its number of entries or their total size executes nothing', async () => {
    const many = Array.from({ length: 100_001 }, (_, n) => ({ name: `${n}.json`, content: '{}', method: 0 }));
    expect((await batches.run(zipOf(many))).message).toBe(
      'Operations batch failed: The archive has more than 100000 entries: send it as several.',
    );
    const large = { name: 'a.json', content: Buffer.alloc(1_048_576, 'abcdefghij'), method: 8 };
    const claims = Array.from({ length: 1_025 }, (_, n) => ({
      ...large,
      name: `${n}.json`,
      packed: Buffer.alloc(6_000),
    }));
    expect((await batches.run(zipOf(claims))).message).toBe(
      'Operations batch failed: The archive is over 1073741824 bytes, unpacked.',
    );
  }, 60_000);
});

describe("another organisation's", () => {
  it('uploads and batches are inaccessible', async () => {
    const other = await server.partner('Somebody else');
    const theirs = new Batches(server, other);
    const batch = await batches.run(zip);
    const upload_id = await batches.upload(zip);
    expect((await theirs.call(PRICES, { body: { upload_id } })).body).toMatchObject({
      status: 404,
      detail: `Upload ${upload_id} not found.`,
    });
    for (const path of ['', '/operations', '/errors.zip']) {
      expect((await theirs.call(`/${batch.batch_id}${path}`)).body).toMatchObject({
        status: 404,
        detail: `Operations batch ${batch.batch_id} not found.`,
      });
      const trespass = await server.call(`/org/${partner.id}/operations-batches/${batch.batch_id}${path}`, {
        key: other.key,
      });
      expect(trespass.status).toBe(403);
    }
    for (const path of ['/cancel', '/retry-failed']) {
      expect((await theirs.call(`/${batch.batch_id}${path}`, { method: 'POST' })).status).toBe(404);
    }
    expect((await server.call(`/org/${partner.id}/operations-batches/upload-url`, { key: other.key })).status).toBe(
      403,
    );
    expect((await server.call(`/org/${partner.id}/operations-batches`, { key: other.key })).status).toBe(403);
    expect((await server.call('/org/PT99999/operations-batches')).status).toBe(404);
    expect((await server.call('/org/PT99999/operations-batches/upload-url')).status).toBe(404);
    // The operator sees the batches of all organisations, each only under its own path.
    expect((await server.call(`/org/${partner.id}/operations-batches/${batch.batch_id}`)).status).toBe(200);
    expect((await server.call(`/org/${other.id}/operations-batches/${batch.batch_id}`)).status).toBe(404);
    expect((await server.call(`/jobs/${batch.job_id}`, { key: other.key })).status).toBe(404);
  });

  it('products and channels are not found', async () => {
    const other = await server.partner('Third');
    const theirs = new Batches(server, other);
    const batch = await theirs.run({ a: good, b: { ...good, product: { id: 'PR00001' } } });
    expect(await theirs.outcomes(batch)).toEqual(['a failed not_found', 'b failed not_found']);
  });

  it('key needs the scope, and the partner must be active', async () => {
    const reader = await server.partner('Reader', ['batches:read']);
    const theirs = new Batches(server, reader);
    expect((await theirs.call('')).status).toBe(200);
    expect((await theirs.call('/upload-url')).body).toMatchObject({
      status: 403,
      detail: 'The API key has no batches:write scope.',
    });
    const paused = await server.partner('Paused');
    const own = new Batches(server, paused);
    const upload_id = await own.upload(zip);
    await server.call(`/partners/${paused.id}`, { method: 'PATCH', body: { status: 'paused' } });
    expect((await own.call('/upload-url')).body).toMatchObject({ status: 409, code: 'partner_not_active' });
    expect((await own.call(PRICES, { body: { upload_id } })).body).toMatchObject({
      status: 409,
      code: 'partner_not_active',
    });
    expect((await own.call('')).status).toBe(200);
  });
});
