import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Feed, FeedAccepted, Job, Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ MAX_UPLOAD_BYTES: '2000000', MAX_FEED_BYTES: '20000000' });
const CSV = 'sku,product_name,price\nA-1,One,1.00\nA-2,Two,2.00\n';

describe('an accepted upload', () => {
  it('is stored, described and given its two jobs, and loads nothing', async () => {
    const accepted = await server.upload(CSV, { name: 'Früh jahr.csv' });
    expect(accepted.status).toBe(201);
    expect(accepted.body).toEqual({
      feed_id: 'FD00001',
      status: 'uploaded',
      job_id: 'JS00001',
      validation_job_id: 'JV00001',
    });

    const feed = await server.call<Feed>('/feeds/FD00001');
    expect(feed.body).toMatchObject({
      partner_name: 'Acme Corp',
      file_name: 'Früh jahr.csv',
      content_type: 'text/csv',
      size_bytes: CSV.length,
      delimiter: ',',
      mode: 'incremental',
      status: 'uploaded',
      validation_job_id: 'JV00001',
      validation_status: 'queued',
      validation_message: 'CSV structure validation queued for ETL processing.',
      raw_file_s3_key: 'raw/partners/acme-corp/feeds/FD00001/Fruh_jahr.csv',
    });
    const submission = await server.call<Job>('/jobs/JS00001');
    expect(submission.body).toMatchObject({
      job_type: 'submission',
      status: 'completed',
      message: 'Feed upload accepted.',
    });
    const validation = await server.call<Job>('/jobs/JV00001');
    expect(validation.body).toMatchObject({ job_type: 'validation', status: 'queued', feed_id: 'FD00001', attempt: 0 });
    expect(validation.headers.get('retry-after')).toBe('1');
    expect(await server.products()).toEqual([]);
  });

  it('can be downloaded again, byte for byte', async () => {
    const accepted = await server.upload(CSV);
    const answer = await server.call(`/feeds/${accepted.body.feed_id}/file`);
    expect(answer.status).toBe(302);
    const file = await fetch(answer.headers.get('location') ?? '');
    expect(await file.text()).toBe(CSV);
    expect(file.headers.get('content-disposition')).toContain('catalog.csv');
  });

  it('names the earlier feed with the same bytes', async () => {
    const bytes = `${CSV}A-3,Three,3.00\n`;
    const first = await server.upload(bytes);
    const second = await server.upload(bytes, { name: 'again.csv' });
    expect(first.body.duplicate_of).toBeUndefined();
    expect(second.body.duplicate_of).toBe(first.body.feed_id);
    const other = await server.upload(bytes, { fields: { partner_name: 'Another' } });
    expect(other.body.duplicate_of).toBeUndefined();
  });

  it.each([
    ['semicolons', 'sku;product_name\nA;B\n', ';'],
    ['tabs', 'sku\tproduct_name\nA\tB\n', '\t'],
    ['pipes', 'product_name|"sku"\nA|B\n', '|'],
    ['a byte order mark', '\uFEFFsku,product_name\nA,B\n', ','],
    ['odd case and spaces', ' SKU , Product_Name \r\nA,B\r\n', ','],
    ['old line ends', 'sku,product_name\rA,B\r', ','],
    ['a header and nothing else', 'sku,product_name', ','],
    ['blank lines first', '\n\n \nsku,product_name\nA,B\n', ','],
  ])('may have %s', async (_what, text, delimiter) => {
    const accepted = await server.upload(text);
    expect(accepted.status).toBe(201);
    const feed = await server.call<Feed>(`/feeds/${accepted.body.feed_id}`);
    expect(feed.body.delimiter).toBe(delimiter);
  });

  it('may be gzip', async () => {
    const accepted = await server.upload(gzipSync(CSV), { name: 'catalog.csv.gz', type: 'application/gzip' });
    expect(accepted.status).toBe(201);
  });

  it.each([
    ['operator', 'before', 'after'],
    ['operator', 'after', 'before'],
    ['operator', 'after', 'after'],
    ['partner', 'none', 'after'],
  ])('may come from the %s with the name %s the file and the mode %s it', async (who, name, mode) => {
    const partner = `Any Order ${who} ${name} ${mode}`;
    const { key } = who === 'partner' ? await server.partner(partner) : { key: undefined };
    const form = new FormData();
    if (name === 'before') form.append('partner_name', partner);
    if (mode === 'before') form.append('mode', 'full');
    form.append('file', new File([CSV], 'a.csv', { type: 'text/csv' }));
    if (name === 'after') form.append('partner_name', partner);
    if (mode === 'after') form.append('mode', 'full');
    const before = await bucketKeys(server.environment);
    const accepted = await server.call<FeedAccepted>('/feeds/upload', { form, ...(key ? { key } : {}) });
    expect(accepted.status).toBe(201);
    const { body } = await server.call<Feed>(`/feeds/${accepted.body.feed_id}`);
    const place = partner.toLowerCase().replaceAll(' ', '-');
    expect(body).toMatchObject({
      partner_name: partner,
      mode: 'full',
      raw_file_s3_key: `raw/partners/${place}/feeds/${body.feed_id}/a.csv`,
    });
    // Only its file, under the key that the load reads.
    expect(await bucketKeys(server.environment)).toEqual([...before, body.raw_file_s3_key].sort());
    const job = await server.run(accepted.body.validation_job_id);
    expect(job).toMatchObject({ status: 'completed', result: { inserted: 2 } });
  });

  it.each(['text/plain', 'application/vnd.ms-excel', 'application/octet-stream', ''])(
    'may be sent as "%s"',
    async (type) => {
      expect((await server.upload(CSV, { type })).status).toBe(201);
    },
  );
});

describe('a refused upload leaves neither object nor row, and says why', () => {
  const NAME = 'Only CSV uploads are supported at this time.';
  const UTF8 = 'CSV file must be UTF-8 encoded.';
  const MISSING = 'Invalid CSV file: Missing required CSV headers: ';
  const read = (line: number, header: string) => `Line ${line} was read as the header: ${header}.`;
  const refusals: [string, string | Uint8Array, { name?: string; type?: string }, string][] = [
    ['another ending', CSV, { name: 'catalog.xlsx' }, NAME],
    ['another content type', CSV, { type: 'application/json' }, NAME],
    ['an empty file', '', {}, 'Uploaded file is empty.'],
    ['an empty gzip', gzipSync(''), { name: 'a.csv.gz' }, 'Uploaded file is empty.'],
    [
      'UTF-16 with a mark',
      Buffer.from(`\uFEFF${CSV}`, 'utf16le'),
      {},
      `${UTF8} It looks like UTF-16: save it as UTF-8.`,
    ],
    ['UTF-16 without one', Buffer.from(CSV, 'utf16le'), {}, `${UTF8} It looks like UTF-16: save it as UTF-8.`],
    ['Latin-1', Buffer.from('sku,product_name\nA,Caf\xe9\n', 'latin1'), {}, UTF8],
    ['a character cut off at the end', Buffer.concat([Buffer.from(CSV), Buffer.from([0xc3])]), {}, UTF8],
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), {}, UTF8],
    ['blank lines only', '\n \r\n\n', {}, 'Invalid CSV file: CSV header row is missing.'],
    ['a mark only', '\uFEFF', {}, 'Invalid CSV file: CSV header row is missing.'],
    ['no header row', 'A-1,One\nA-2,Two\n', {}, `${MISSING}product_name, sku. ${read(1, 'A-1, One')}`],
    ['no product_name', 'sku,price\nA,1\n', {}, `${MISSING}product_name. ${read(1, 'sku, price')}`],
    ['no sku', 'product_name\nA\n', {}, `${MISSING}sku. ${read(1, 'product_name')}`],
    [
      'damaged gzip',
      gzipSync(CSV).map((byte, at, all) => (at < all.length - 8 ? byte : 0)),
      { name: 'a.csv.gz' },
      'The gzip file is damaged.',
    ],
    ['text named gzip', CSV, { name: 'a.csv.gz' }, 'The gzip file is damaged.'],
  ];
  it.each(refusals)('%s', async (_what, file, call, detail) => {
    const before = await traces();
    const refused = await server.upload<ProblemBody>(file, call);
    expect(refused.body.detail).toBe(detail);
    expect(refused.status).toBe(400);
    expect(await traces()).toEqual(before);
  });

  it('10,000 columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',');
    const refused = await server.upload<ProblemBody>(`sku,product_name,${names}\n`);
    expect(refused.status).toBe(400);
    expect(refused.body.detail).toMatch(/10002 columns; at most 500/);
  });

  it('a file over the direct limit, with the alternative', async () => {
    const before = await traces();
    const refused = await server.upload<ProblemBody>(`${CSV}${'x'.repeat(2_000_000)}`);
    expect(refused.status).toBe(413);
    expect(refused.body.detail).toMatch('POST /feeds/upload-url');
    expect(await traces()).toEqual(before);
  });

  it('a gzip bomb, without unpacking it', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(CSV), Buffer.alloc(15_000_000, 'A')]));
    const before = await traces();
    const refused = await server.upload<ProblemBody>(bomb, { name: 'bomb.csv.gz' });
    expect(refused.status).toBe(413);
    expect(refused.body.detail).toBe('The gzip file unpacks to more than 200 times its size.');
    expect(await traces()).toEqual(before);
  });

  it('a form without a file, with two, with a stray part, or with a wrong field after it', async () => {
    const form = (...parts: [string, string | Blob][]) => {
      const made = new FormData();
      for (const [name, value] of parts) made.append(name, value);
      return made;
    };
    const file = new File([CSV], 'a.csv', { type: 'text/csv' });
    const partner: [string, string] = ['partner_name', 'Acme Corp'];
    const before = await traces();
    const send = async (made: FormData) => (await server.call('/feeds/upload', { form: made })).body;
    expect(await send(form(partner))).toMatchObject({ status: 422, detail: 'The form has no file part named file.' });
    expect(await send(form(partner, ['file', file], ['file', file]))).toMatchObject({ status: 400 });
    expect(await send(form(partner, ['image', file]))).toMatchObject({ status: 400 });
    expect(await send(form(partner, ['file', file], ['mode', 'partial']))).toMatchObject({
      status: 422,
      detail: 'Invalid mode value. Allowed values: incremental, full',
    });
    expect(await send(form(['file', file], ['mode', 'full']))).toMatchObject({
      status: 422,
      detail: 'partner_name is required.',
    });
    expect(await send(form(['file', file], ['partner_id', 'PT99999']))).toMatchObject({ status: 404 });
    expect(await send(form(partner, ['mode', 'partial'], ['file', file]))).toMatchObject({
      status: 422,
      detail: 'Invalid mode value. Allowed values: incremental, full',
    });
    expect(await send(form(['colour', 'red'], partner, ['file', file]))).toMatchObject({ status: 422 });
    expect((await server.call('/feeds/upload', { body: { partner_name: 'Acme Corp' } })).status).toBe(415);
    expect(await traces()).toEqual(before);
  });

  it('a client that disconnects in the middle', async () => {
    const before = await traces();
    await hangUpAfter(1_000_000);
    // The server notices it immediately; after a moment, there must still be nothing.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await traces()).toEqual(before);
    expect((await server.call('/health')).status).toBe(200);
  });
});

describe('the partner of a feed', () => {
  it("comes from a partner's key; its name is optional and may be no other", async () => {
    const { key, id } = await server.partner('Own Brand');
    const own = await server.upload(CSV, { key, fields: {} });
    expect(own.status).toBe(201);
    expect((await server.call<Feed>(`/feeds/${own.body.feed_id}`, { key })).body.partner_id).toBe(id);
    expect((await server.upload(CSV, { key, fields: { partner_name: 'own brand' } })).status).toBe(201);
    expect((await server.upload(CSV, { key, fields: { partner_name: 'Acme Corp' } })).status).toBe(403);
    expect((await server.upload(CSV, { key, fields: { partner_id: 'PT00001' } })).status).toBe(403);
  });

  it('is named by the operator, by name or ID; an unknown name is registered once', async () => {
    const uploads = await Promise.all(
      Array.from({ length: 5 }, () => server.upload(CSV, { fields: { partner_name: 'Brand New' } })),
    );
    expect(uploads.map((upload) => upload.status)).toEqual([201, 201, 201, 201, 201]);
    const found = await server.call<Page<{ partner_id: string }>>('/partners?partner_name=brand%20new');
    expect(found.body.count).toBe(1);
    const id = found.body.items[0]?.partner_id ?? '';
    expect((await server.upload(CSV, { fields: { partner_id: id } })).status).toBe(201);
    expect((await server.upload(CSV, { fields: { partner_id: 'PT99999' } })).status).toBe(404);
    expect((await server.upload(CSV, { fields: { partner_id: id, partner_name: 'Acme Corp' } })).status).toBe(422);
    const nobody = await server.upload<ProblemBody>(CSV, { fields: {} });
    expect(nobody.status).toBe(422);
    expect(nobody.body.detail).toMatch('partner_name is required');
  });

  it('must be active', async () => {
    const { id, key } = await server.partner('On Hold');
    await server.call(`/partners/${id}`, { method: 'PATCH', body: { status: 'paused' } });
    const refused = await server.upload<ProblemBody>(CSV, { key, fields: {} });
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('partner_not_active');
    expect((await server.call('/feeds', { key })).status).toBe(200);
  });
});

describe('GET /feeds', () => {
  it('lists newest first, by pages and filters', async () => {
    const all = await server.call<Page<Feed>>('/feeds?partner_name=Brand%20New&limit=4');
    expect(all.body.count).toBe(4);
    const numbers = all.body.items.map((feed) => Number(feed.feed_id.slice(2)));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    const rest = await server.call<Page<Feed>>(
      `/feeds?partner_name=Brand%20New&limit=4&cursor=${all.body.next_cursor}`,
    );
    expect(rest.body.count).toBe(2);
    expect((await server.call<Page<Feed>>('/feeds?created_from=2199-01-01T00:00:00Z')).body.count).toBe(0);
    expect((await server.call<Page<Feed>>('/feeds?status=rejected')).body.count).toBe(0);
    expect((await server.call('/feeds?status=lost')).status).toBe(400);
    expect((await server.call('/feeds?cursor=nonsense')).body).toMatchObject({ status: 400, code: 'invalid_cursor' });
  });

  it('answers 404 for an unknown feed, 400 for an invalid ID', async () => {
    expect((await server.call('/feeds/FD99999')).body).toMatchObject({
      status: 404,
      detail: 'Feed FD99999 not found.',
    });
    expect((await server.call('/feeds/99')).status).toBe(400);
  });
});

/** Everything that an upload may store. */
async function traces(): Promise<unknown> {
  const rows = await server.pool.query(
    `select (select count(*) from feed) as feeds, (select count(*) from job) as jobs, (select count(*) from event) as events`,
  );
  return { rows: rows.rows[0], objects: await bucketKeys(server.environment) };
}

async function hangUpAfter(bytes: number): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const head = [
    'POST /feeds/upload HTTP/1.1',
    `host: ${hostname}`,
    'x-api-key: operator-key-for-the-tests',
    'content-type: multipart/form-data; boundary=b',
    'content-length: 1900000',
    '',
    '--b\r\ncontent-disposition: form-data; name="partner_name"\r\n\r\nAcme Corp',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n',
    `sku,product_name\n${'A,B\n'.repeat(bytes / 4)}`,
  ].join('\r\n');
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(head, () => setTimeout(() => socket.destroy(), 100)),
    );
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}
