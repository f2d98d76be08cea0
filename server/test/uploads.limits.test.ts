import type { BatchUpload, ProblemBody, UploadTicket } from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches } from './support/batches.ts';
import { Presigned } from './support/presigned.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ WORKER: 'off' });
const LIMIT = 1_000;

/** Opens uploads of both kinds in many calls. */
async function openMany(partnerId: string, count: number): Promise<void> {
  const values = [Number(partnerId.slice(2)), count];
  await server.pool.query(
    `insert into feed (partner_id, file_name, mode, validate_only, status, object_key, bucket, upload_expires_at, created_at)
     select $1, 'many.csv', 'incremental', false, 'pending_upload', 'none', 'none', now() + interval '1 hour', now()
     from generate_series(1, $2)`,
    values,
  );
  await server.pool.query(
    `insert into batch_upload (partner_id, object_key, expires_at, created_at)
     select $1, 'none', now() + interval '1 hour', now() from generate_series(1, $2)`,
    values,
  );
}

describe('open uploads', () => {
  const full = {
    status: 409,
    code: 'too_many_open_uploads',
    detail: '1000 uploads are open: complete them, or wait until their URLs run out.',
  };

  it('of a partner are limited, and others are not affected', async () => {
    const { id, key } = await server.partner('Many Open');
    await openMany(id, LIMIT - 1);
    const open = <T = ProblemBody>(more = {}) =>
      server.call<T>('/feeds/upload-url', { body: { file_name: 'a.csv', ...more }, key });
    const batches = new Batches(server, { id, key });
    const ticket = await open<UploadTicket>();
    expect(ticket.status).toBe(201);
    expect((await batches.call<BatchUpload>('/upload-url')).status).toBe(200);

    expect((await open()).body).toMatchObject(full);
    expect((await batches.call('/upload-url')).body).toMatchObject(full);
    // The operator's calls for the partner count as well; direct uploads do not count.
    const named = { body: { file_name: 'a.csv', partner_id: id } };
    expect((await server.call('/feeds/upload-url', named)).body).toMatchObject(full);
    expect((await server.upload('sku,product_name\nA,B\n', { key, fields: {} })).status).toBe(201);
    const other = await server.partner('Nothing Open');
    expect((await server.call('/feeds/upload-url', { body: { file_name: 'a.csv' }, key: other.key })).status).toBe(201);

    // An upload that was completed or has expired no longer counts.
    const presigned = new Presigned(server);
    await presigned.put(ticket.body, 'sku,product_name\nA,B\n');
    expect((await presigned.complete(ticket.body)).status).toBe(200);
    expect((await open()).status).toBe(201);
    expect((await open()).body).toMatchObject(full);
    await server.pool.query(
      `update batch_upload set expires_at = now() where id = (select min(id) from batch_upload where partner_id = $1)`,
      [Number(id.slice(2))],
    );
    expect((await batches.call('/upload-url')).status).toBe(200);
    expect((await batches.call('/upload-url')).body).toMatchObject(full);
  });

  it('are counted correctly for concurrent calls', async () => {
    const { id, key } = await server.partner('At Once');
    await openMany(id, LIMIT - 3);
    const asked = await Promise.all(
      Array.from({ length: 12 }, () => server.call('/feeds/upload-url', { body: { file_name: 'a.csv' }, key })),
    );
    expect(asked.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(asked.filter(({ status }) => status === 409)).toHaveLength(9);
    const batches = new Batches(server, { id, key });
    const archives = await Promise.all(Array.from({ length: 12 }, () => batches.call('/upload-url')));
    expect(archives.filter(({ status }) => status === 200)).toHaveLength(3);
  });

  it('are in GET /limits', async () => {
    const { body } = await server.call<{ limits: { name: string; value: number }[] }>('/limits');
    expect(body.limits).toContainEqual(expect.objectContaining({ name: 'open_uploads', value: LIMIT }));
  });
});
