import type { Page, ProblemBody } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { bucketKeys } from './support/bucket.ts';
import { END, filePart, RawUpload, textPart } from './support/raw-request.ts';
import { type Answer, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';

const server = await startTestServer({ MAX_UPLOAD_BYTES: '1000000' });
const CSV = 'sku,product_name\nA,One\n';
const ACME: [string, string] = ['partner_name', 'Acme Corp'];

type Part = [string, string | Blob];

function formOf(...parts: Part[]): FormData {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, value);
  return form;
}

const fileOf = (text: string, name = 'a.csv', type = 'text/csv') => new File([text], name, { type });
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });
const corrected = (key: string) => server.upload(CSV, keyed(key));

describe('an upload that is refused', () => {
  const good = fileOf(CSV);
  const forms: [string, Part[], number][] = [
    ['its file is empty', [ACME, ['file', fileOf('')]], 400],
    ['its file has no header', [ACME, ['file', fileOf('A,One\n')]], 400],
    ['its file is of another kind', [ACME, ['file', fileOf(CSV, 'a.pdf')]], 400],
    ['its file is too large, as it shows', [ACME, ['file', fileOf(CSV + 'x'.repeat(1_100_000))]], 413],
    ['its form is too large, as it says', [ACME, ['file', fileOf(CSV + 'x'.repeat(3_000_000))]], 413],
    ['a field is wrong', [ACME, ['mode', 'some'], ['file', good]], 422],
    ['a field is unknown', [ACME, ['colour', 'red'], ['file', good]], 422],
    ['a field comes twice', [ACME, ACME, ['file', good]], 422],
    ['a field is too long', [ACME, ['mode', 'x'.repeat(20_000)], ['file', good]], 413],
    ['there are too many fields', Array.from({ length: 30 }, (_, n): Part => [`f${n}`, 'x']), 400],
    ['no partner is named', [['file', good]], 422],
    [
      'the partner is not there',
      [
        ['partner_id', 'PT99999'],
        ['file', good],
      ],
      404,
    ],
    ['a wrong field comes after the file', [ACME, ['file', good], ['mode', 'some']], 422],
    ['a field comes before and after the file', [ACME, ['mode', 'full'], ['file', good], ['mode', 'full']], 422],
    ['there are two files', [ACME, ['file', good], ['file', good]], 400],
    ['the file is in another part', [ACME, ['image', good]], 400],
    ['there is no file', [ACME], 422],
  ];

  it.each(forms)('because %s leaves no object, and frees its key for the next call', async (what, parts, status) => {
    const before = await bucketKeys(server.environment);
    const refused = await server.call('/feeds/upload', { form: formOf(...parts), ...keyed(what) });
    expect(refused.status).toBe(status);
    expect(await bucketKeys(server.environment)).toEqual(before);
    expect((await corrected(what)).status).toBe(201);
  });

  it.each([
    ['is no form', { body: { partner_name: 'Acme Corp' } }, 415],
    ['has no boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }, 400],
    ['ends in the middle', { body: '--b\r\n', headers: { 'content-type': 'multipart/form-data; boundary=b' } }, 400],
  ])('because its body %s frees its key', async (what, call, status) => {
    const headers = { ...('headers' in call ? call.headers : {}), ...keyed(what).headers };
    const refused = await server.call('/feeds/upload', { ...call, method: 'POST', headers });
    expect(refused.status).toBe(status);
    expect((await corrected(what)).status).toBe(201);
  });

  it('because its partner was paused during the upload leaves no object', async () => {
    const partner = await server.partner('Paused Meanwhile');
    const upload = new RawUpload(server.url, { 'x-api-key': partner.key });
    const numbers = async () => (await server.pool.query('select last_value from feed_id_seq')).rows[0].last_value;
    const before = await numbers();
    upload.send(filePart(CSV).slice(0, -5));
    // By then, the server has read its partner.
    await until(async () => (await numbers()) !== before);
    await server.call(`/partners/${partner.id}`, { method: 'PATCH', body: { status: 'paused' } });
    expect(await upload.end(`${filePart(CSV).slice(-5)}${END}`)).toBe(409);
    expect((await bucketKeys(server.environment)).join()).not.toContain('/paused-meanwhile/');
  });

  it('frees its key before the response', async () => {
    const upload = new RawUpload(server.url, keyed('before').headers);
    upload.send(textPart('partner_name', 'Acme Corp'));
    const row = `select 1 from idempotency_key where key = 'before'`;
    await until(async () => (await server.pool.query(row)).rowCount);
    const client = await server.pool.connect();
    await client.query('begin');
    await client.query(`${row} for update`);
    const status = upload.end(filePart('') + END);
    // The key is being released, but its row is locked: a response now would be too early to use the key again.
    await until(async () => {
      const waiting = await server.pool.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'delete from idempotency_key%'`,
      );
      return waiting.rowCount;
    });
    expect(upload.heard).toBe('');
    await client.query('rollback');
    client.release();
    expect(await status).toBe(400);
    expect((await corrected('before')).status).toBe(201);
  });

  it('frees its key when the client disconnects in the middle', async () => {
    const upload = new RawUpload(server.url, keyed('cut').headers);
    upload.send(textPart('partner_name', 'Acme Corp'));
    await until(async () => (await server.pool.query(`select 1 from idempotency_key where key = 'cut'`)).rowCount);
    upload.cut();
    const answer = await until<Answer<unknown>>(async () => {
      const again = await server.upload<unknown>(CSV, keyed('cut'));
      return again.status !== 409 && again;
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('idempotent-replayed')).toBeNull();
  });
});

describe('an Idempotency-Key', () => {
  it.each([0, 256, 300, 7_000])('of %i characters is refused by every call that accepts one', async (length) => {
    const headers = { 'idempotency-key': 'k'.repeat(length) };
    const { id } = await server.partner(`Keys of ${length}`);
    const body = { partner_name: `Refused ${length}`, file_name: 'a.csv' };
    const answers = [
      await server.upload<ProblemBody>(CSV, { headers, fields: { partner_name: `Refused ${length}` } }),
      await server.call('/feeds/upload-url', { body, headers }),
      await server.call('/partners', { body: { partner_name: `Refused ${length}` }, headers }),
      await server.call(`/org/${id}/operations-batches/product-updates`, { body: { upload_id: 'BU00001' }, headers }),
    ];
    for (const { status, body: problem } of answers) {
      expect(status).toBe(400);
      expect(problem.errors).toEqual([
        expect.objectContaining({
          path: 'idempotency-key',
          message:
            length === 0 ? 'Idempotency-Key must not be empty.' : 'Idempotency-Key is longer than 255 characters.',
        }),
      ]);
    }
    expect((await server.call<Page<unknown>>(`/partners?partner_name=Refused%20${length}`)).body.count).toBe(0);
  });

  it('of 255 characters is accepted', async () => {
    expect((await corrected('k'.repeat(255))).status).toBe(201);
  });
});
