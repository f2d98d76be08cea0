import { describe, expect, it } from 'vitest';
import {
  AbortError,
  JobFailedError,
  type ProductOperation,
  type SubmitBatchFields,
  type SubmitBatchProgress,
} from '../src/index.ts';
import { clientOf, jobOf, json, outcomeOf, problem, type Seen } from './support/fake-api.ts';

const at = '/org/PT00001/operations-batches';
const uploadUrl = 'http://storage.test/bucket/batch.zip?X-Amz-Signature=sig';
const batch = { batch_id: 'OB00001', job_id: 'JB00001', status: 'queued', failed: 0 };
const failedOperation = { operation_id: 'a2', position: 2, status: 'failed' };
const ended = { status: 'completed', result: { total: 2, succeeded: 1, failed: 1, skipped: 0 } } as const;

/** The API as a submission calls it, with overrides. */
function api(overrides: Record<string, (seen: Seen) => Response> = {}) {
  const headers = { 'content-type': 'application/zip' };
  const answers: Record<string, (seen: Seen) => Response> = {
    [`GET ${at}/upload-url`]: () => json({ upload_id: 'BU00001', upload_url: uploadUrl, method: 'PUT', headers }),
    'PUT /bucket/batch.zip': () => new Response(''),
    [`POST ${at}/product-updates`]: () => json(batch, 201),
    'GET /jobs/JB00001': () => json(jobOf(ended)),
    [`GET ${at}/OB00001`]: () => json({ ...batch, status: 'completed', failed: 1 }),
    [`GET ${at}/OB00001/operations`]: () => json({ count: 1, items: [failedOperation] }),
    ...overrides,
  };
  const { client, seen } = clientOf((request) => {
    const answer = answers[`${request.method} ${request.url.pathname}`];
    return answer ? answer(request) : problem(404, 'not_found');
  });
  return { client, seen, calls: () => seen.map(({ method, url }) => `${method} ${url.pathname}`) };
}

function operation(id: string): ProductOperation {
  const product = { sku: 'AC-1' };
  return { '@type': 'ProductAvailabilityUpdate', operation_id: id, product, availability: 'out_of_stock' };
}

/** Fields of a batch, which may be invalid. */
function fieldsOf(more: object): SubmitBatchFields {
  return { org_id: 'PT00001', batch_type: 'product-updates', ...more } as SubmitBatchFields;
}

const two = [operation('a1'), operation('a2')];

describe('a submission', () => {
  it('packs, uploads, creates, waits and returns a summary', async () => {
    const { client, seen, calls } = api();
    const fields = fieldsOf({ operations: two, name: 'June', on_error: 'stop' });
    const summary = await client.batches.submit(fields);
    expect(summary).toEqual({ batch: { ...batch, status: 'completed', failed: 1 }, failed: [failedOperation] });
    expect(calls()).toEqual([
      `GET ${at}/upload-url`,
      'PUT /bucket/batch.zip',
      `POST ${at}/product-updates`,
      'GET /jobs/JB00001',
      `GET ${at}/OB00001`,
      `GET ${at}/OB00001/operations`,
    ]);
    const [, put, create] = seen;
    expect(Object.fromEntries(put?.headers ?? [])).toEqual({ 'content-type': 'application/zip' });
    expect(JSON.parse(String(create?.body))).toEqual({ upload_id: 'BU00001', name: 'June', on_error: 'stop' });
    expect(seen.at(-1)?.url.search).toBe('?status=failed&limit=100');
    const zip = await new Response(put?.body as Blob).text();
    expect(zip.match(/a\d\.json/g)).toEqual(['a1.json', 'a2.json', 'a1.json', 'a2.json']);
    for (const one of two) expect(zip).toContain(JSON.stringify(one));
  });

  it('reads operations one by one as they are generated, and reports its progress', async () => {
    const { client } = api();
    async function* operations() {
      yield* two;
    }
    const heard: SubmitBatchProgress[] = [];
    const onProgress = (progress: SubmitBatchProgress) => heard.push(progress);
    await client.batches.submit(fieldsOf({ operations: operations() }), { onProgress });
    expect(heard.slice(0, 2)).toEqual([
      { stage: 'pack', operations: 1 },
      { stage: 'pack', operations: 2 },
    ]);
    expect(heard).toContainEqual({ stage: 'upload', bytesSent: 0, bytesTotal: expect.any(Number) });
    expect(heard.at(-1)).toMatchObject({ stage: 'run', job: { status: 'completed' }, attempt: 1 });
  });

  it('sends a ZIP unchanged', async () => {
    const { client, seen } = api();
    await client.batches.submit(fieldsOf({ zip: new TextEncoder().encode('PK as it is') }));
    expect(await new Response(seen[1]?.body as Blob).text()).toBe('PK as it is');
  });

  it('without failures does not request any', async () => {
    const { client, calls } = api({ [`GET ${at}/OB00001`]: () => json(batch) });
    expect(await client.batches.submit(fieldsOf({ operations: two }))).toEqual({ batch, failed: [] });
    expect(calls().at(-1)).toBe(`GET ${at}/OB00001`);
  });

  it('of a failed batch is an error, or a summary with the failures', async () => {
    const failed = () => json(jobOf({ status: 'failed', error: 'Operation a2 failed.' }));
    const { client } = api({ 'GET /jobs/JB00001': failed });
    const fields = fieldsOf({ operations: two, on_error: 'rollback' });
    const error = await outcomeOf(client.batches.submit(fields));
    expect(error).toBeInstanceOf(JobFailedError);
    expect((error as Error).message).toContain('Operation a2 failed.');
    const summary = await client.batches.submit(fields, { throwOnFailure: false });
    expect(summary.failed).toEqual([failedOperation]);
  });

  it('creates one batch if the response was lost', async () => {
    let tries = 0;
    const { client, seen } = api({
      [`POST ${at}/product-updates`]: () => (++tries === 1 ? problem(503, 'internal_error') : json(batch, 201)),
    });
    await client.batches.submit(fieldsOf({ operations: two }));
    const keys = seen.map(({ headers }) => headers.get('idempotency-key')).filter(Boolean);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    [{ operations: [] }, /There are no operations/],
    [{ operations: [operation('a'), operation('a')] }, /Two operations have the operation_id "a"/],
    [{ operations: [operation('e\u0301'), operation('\u00e9')] }, /Two operations have the operation_id "\u00e9"/],
    [{ operations: [operation('errors')] }, /No operation can have the operation_id "errors"/],
    [{ operations: [operation('._a')] }, /No operation can have the operation_id "\._a"/],
    [{ operations: [operation('a'), { product: {} }] }, /Operation 2 has no operation_id/],
    [{ operations: ['a'] }, /The operation 1 must be an object/],
    [{ operations: operation('a') }, /must be an array or an \(async\) iterable/],
    [{ zip: './prices.zip' }, /A string is not a ZIP file.*fromPath/],
    [{ zip: { name: 'a.zip', data: () => new Blob(['x']).stream() } }, /needs a size/],
    [{}, /either operations or a zip/],
    [{ operations: two, zip: new Blob([]) }, /either operations or a zip/],
    [{ operations: two, onError: 'stop' }, /Unknown field: onError/],
    [{ operations: two, upload_id: 'BU00001' }, /Unknown field: upload_id/],
  ])('refuses %o before anything is sent', async (more, message) => {
    const { client, seen } = api();
    await expect(client.batches.submit(fieldsOf(more))).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });

  it.each([
    [{ idempotencyKey: 'k' }, /Unknown option: idempotencyKey/],
    [{ timeoutMs: 0 }, /timeoutMs must be a number of at least 1/],
    [{ onProgress: 'x' }, /onProgress must be a function/],
  ])('refuses the options %o before anything is sent', async (options, message) => {
    const { client, seen } = api();
    await expect(client.batches.submit(fieldsOf({ operations: two }), options as never)).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });

  it('throws the error of its source unchanged, and closes an endless one on abort', async () => {
    const { client, seen } = api();
    const controller = new AbortController();
    let closed = false;
    function* endless() {
      try {
        for (let number = 1; ; number += 1) {
          if (number === 5) controller.abort();
          yield operation(`a${number}`);
        }
      } finally {
        closed = true;
      }
    }
    const { signal } = controller;
    const aborted = await outcomeOf(client.batches.submit(fieldsOf({ operations: endless() }), { signal }));
    expect(aborted).toBeInstanceOf(AbortError);
    expect(closed).toBe(true);
    const own = new Error('no more');
    function* breaking(): Generator<ProductOperation> {
      yield operation('a1');
      throw own;
    }
    expect(await outcomeOf(client.batches.submit(fieldsOf({ operations: breaking() })))).toBe(own);
    expect(seen).toEqual([]);
  });
});

describe('cancelling a batch', () => {
  it('that is already cancelled returns it', async () => {
    const { client } = api({
      [`POST ${at}/OB00001/cancel`]: () => problem(409, 'job_already_finished'),
      [`GET ${at}/OB00001`]: () => json({ ...batch, status: 'cancelled' }),
    });
    expect(await client.batches.cancel('PT00001', 'OB00001')).toMatchObject({ status: 'cancelled' });
  });
});
