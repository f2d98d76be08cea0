import { CreateMultipartUploadCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import type { BatchUpload, Feed, OperationsBatch, UploadTicket } from '@commerce-integration/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleaningUp, cleanUp } from '../src/process/clean-up.ts';
import { createLogger } from '../src/process/log.ts';
import { startSchedules } from '../src/process/schedules.ts';
import { Batches, zipOfOperations } from './support/batches.ts';
import { bucketKeys, openParts, s3Client } from './support/bucket.ts';
import { feedOf } from './support/feeds.ts';
import { HeldTable } from './support/held-table.ts';
import { maintenanceOf } from './support/maintenance.ts';
import { Presigned } from './support/presigned.ts';
import { OPERATOR_KEY, startTestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { WorkerProcess } from './support/worker-process.ts';

// A server's worker cleans up by itself; here the test determines when.
const server = await startTestServer({ WORKER: 'off', MAX_PUT_BYTES: '6000000' });
const { environment, pool } = server;
const { database, store, clear } = await maintenanceOf(server);
const presigned = new Presigned(server);
const partner = await server.partner('Batches');
const batches = new Batches(server, partner);
const zip = zipOfOperations({ a: { '@type': 'ProductValidFromPriceUpdate', product: { sku: 'S1' } } });
const s3 = s3Client(environment);
afterAll(() => s3.destroy());
/** Age in hours. */
const WEEK = 7 * 24;
const CSV = 'sku,product_name\nA,B\n';
const LARGE = feedOf(90_000);

const keyOf = async (feedId: string) => (await server.call<Feed>(`/feeds/${feedId}`)).body.raw_file_s3_key;
const put = (Key: string) => s3.send(new PutObjectCommand({ Bucket: environment.S3_BUCKET, Key, Body: CSV }));
const beginParts = async (Key: string) => {
  const at = { Bucket: environment.S3_BUCKET, Key };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at));
  await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: CSV }));
};

describe('abandoned uploads', () => {
  const abandoned: Record<string, UploadTicket> = {};
  let kept: { ticket: UploadTicket; key: string };
  let batch: { abandoned: string; kept: OperationsBatch };

  beforeAll(async () => {
    abandoned.empty = await presigned.open();
    abandoned.put = await presigned.open();
    await presigned.put(abandoned.put, CSV);
    abandoned.inParts = await presigned.open({ size: Buffer.byteLength(LARGE) });
    await presigned.putParts(abandoned.inParts, Buffer.from(LARGE));
    // Joined by a completion that was refused, so that there are no parts any more.
    abandoned.joined = await presigned.open({ size: Buffer.byteLength(LARGE) });
    const parts = await presigned.putParts(abandoned.joined, Buffer.from(LARGE));
    expect((await presigned.complete(abandoned.joined, { parts, size: 1 })).status).toBe(400);
    const { ticket } = await presigned.upload(CSV);
    kept = { ticket, key: await keyOf(ticket.feed_id) };
    batch = { abandoned: await batches.upload(zip), kept: await batches.create(zip) };
  });

  it('are kept while their URL is valid, and an hour longer', async () => {
    const before = await bucketKeys(environment);
    await clear(1.9);
    expect(await bucketKeys(environment)).toEqual(before);
    for (const { feed_id } of Object.values(abandoned))
      expect((await server.call(`/feeds/${feed_id}`)).status).toBe(200);
    expect(await openParts(environment)).toHaveLength(1);
  });

  it('are deleted then, with objects and parts; completed ones are kept', async () => {
    await clear(2.1);
    for (const { feed_id } of Object.values(abandoned))
      expect((await server.call(`/feeds/${feed_id}`)).status).toBe(404);
    const keys = await bucketKeys(environment);
    expect(keys.sort()).toEqual([`batches/${partner.id}/${batch.kept.upload_id}.zip`, kept.key]);
    expect(await openParts(environment)).toEqual([]);
    const feed = await server.call<Feed>(`/feeds/${kept.ticket.feed_id}`);
    expect(feed.body).toMatchObject({ status: 'uploaded', validation_status: 'queued' });
    const gone = await batches.call('/product-updates', { body: { upload_id: batch.abandoned } });
    expect(gone.status).toBe(404);
    expect((await batches.call<OperationsBatch>(`/${batch.kept.batch_id}`)).status).toBe(200);
  });

  it('are deleted in any number, even if one cannot be', async () => {
    const { partner_id } = (await server.call<{ partner_id: string }>('/partners', { body: { partner_name: 'Many' } }))
      .body;
    await pool.query(
      `insert into feed (partner_id, file_name, mode, validate_only, status, object_key, bucket, upload_expires_at, created_at, multipart_id)
       select $1, 'a.csv', 'incremental', false, 'pending_upload', 'raw/partners/many/feeds/none/' || n, 'b',
         now() - interval '2 hours', now(), case n when 150 then 'not an ID' end from generate_series(1, 350) n`,
      [Number(partner_id.slice(2))],
    );
    // An upload that the storage refuses to delete must not prevent the deletion of others.
    const abandonParts = store.abandonParts.bind(store);
    store.abandonParts = async () => {
      throw new Error('refused');
    };
    await clear(0);
    const left = async () => (await pool.query(`select 1 from feed where file_name = 'a.csv'`)).rowCount;
    expect(await left()).toBe(1);
    store.abandonParts = abandonParts;
    await clear(0);
    expect(await left()).toBe(0);
  });
});

describe('orphaned objects', () => {
  it('are deleted after a week: objects, parts, and files of rejected feeds', async () => {
    const accepted = (await server.upload(CSV)).body;
    const refused = await presigned.open();
    await presigned.put(refused, 'no header\n');
    await presigned.complete(refused);
    const rejected = await keyOf(refused.feed_id);
    await presigned.put(refused, CSV);
    const open = await presigned.open({ size: Buffer.byteLength(LARGE) });
    await pool.query(`update feed set upload_expires_at = now() + interval '14 days' where id = $1`, [
      Number(open.feed_id.slice(2)),
    ]);
    const orphans = ['raw/partners/acme-corp/feeds/FD99999/a.csv', `batches/${partner.id}/BU99999.zip`];
    const others = [
      'exports/a.csv',
      'raw/partners/README',
      'batches/notes.txt',
      'raw/partners/acme-corp/feeds/FD1/a.csv',
    ];
    for (const key of [...orphans, ...others]) await put(key);
    await beginParts('raw/partners/acme-corp/feeds/FD99998/a.csv.gz');

    const before = await bucketKeys(environment);
    expect(before).toContain(rejected);
    await clear(WEEK - 1);
    expect(await bucketKeys(environment)).toEqual(before);
    expect(await openParts(environment)).toHaveLength(2);

    await clear(WEEK + 1);
    const after = await bucketKeys(environment);
    expect(before.filter((key) => !after.includes(key)).sort()).toEqual([...orphans, rejected].sort());
    expect(after).toEqual(expect.arrayContaining([...others, await keyOf(accepted.feed_id)]));
    expect(await openParts(environment)).toEqual([await keyOf(open.feed_id)]);
  });

  it('include the files of a process that was killed before it created its feed', async () => {
    const killed = await WorkerProcess.start(environment, 'off');
    const held = await HeldTable.of(server, 'feed');
    const form = new FormData();
    form.set('partner_name', 'Killed Upload');
    form.set('file', new Blob([CSV], { type: 'text/csv' }), 'a.csv');
    const call = { method: 'POST', headers: { 'x-api-key': OPERATOR_KEY }, body: form };
    const lost = fetch(`${killed.url}/feeds/upload`, call).catch((error: Error) => error);
    await held.untilWaiting(1);
    await killed.kill();
    expect(await lost).toBeInstanceOf(Error);
    await held.release();
    const left = async () => (await bucketKeys(environment)).filter((key) => key.includes('/killed-upload/')).length;
    expect(await left()).toBe(1);
    await clear(WEEK + 1);
    expect(await left()).toBe(0);
  });

  it('are found page by page; a stopped search continues where it was', async () => {
    const names = Array.from(
      { length: 1_500 },
      (_, n) => `raw/partners/pages/feeds/FD9${String(n).padStart(5, '0')}/a.csv`,
    );
    for (let at = 0; at < names.length; at += 50) await Promise.all(names.slice(at, at + 50).map(put));
    const left = async () => (await bucketKeys(environment)).filter((key) => key.includes('/pages/')).length;
    const stopped = new AbortController();
    const list = store.listObjects.bind(store);
    const looked: string[] = [];
    store.listObjects = (prefix, after) => {
      looked.push(after);
      stopped.abort();
      return list(prefix, after);
    };
    const later = new Date(Date.now() + (WEEK + 1) * 3_600_000);
    await cleanUp(database, store, stopped.signal, later);
    const first = await left();
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(names.length);
    await cleanUp(database, store, new AbortController().signal, later);
    expect(await left()).toBe(0);
    expect(looked[0]).toBe('');
    expect(looked[1]).not.toBe('');
    store.listObjects = list;
  }, 120_000);

  it('are searched for by one process at a time', async () => {
    await put('raw/partners/acme-corp/feeds/FD99997/a.csv');
    await pool.query(`update bucket_search set claimed_until = now() + interval '1 hour'`);
    await clear(WEEK + 1);
    expect((await bucketKeys(environment)).join()).toContain('FD99997');
    await pool.query(`update bucket_search set claimed_until = now()`);
    await clear(WEEK + 1);
    expect((await bucketKeys(environment)).join()).not.toContain('FD99997');
  });
});

describe('the schedule', () => {
  it('cleans up repeatedly', async () => {
    const often = { ...cleaningUp({ database, store }), everyMs: 20 };
    const maintenance = startSchedules([often], createLogger('silent'));
    for (let round = 0; round < 2; round += 1) {
      const { upload_id } = (await batches.call<BatchUpload>('/upload-url')).body;
      const { feed_id } = await presigned.open();
      await pool.query(`update feed set upload_expires_at = now() - interval '61 minutes' where id = $1`, [
        Number(feed_id.slice(2)),
      ]);
      await pool.query(`update batch_upload set expires_at = now() - interval '61 minutes' where id = $1`, [
        Number(upload_id.slice(2)),
      ]);
      await until(async () => (await server.call(`/feeds/${feed_id}`)).status === 404);
      await until(async () => (await batches.call('/product-updates', { body: { upload_id } })).status === 404);
    }
    await maintenance.stop();
  });
});
