import { gzipSync } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Feed, FeedAccepted } from '@commerce-integration/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { s3Client } from './support/bucket.ts';
import { feedOf } from './support/feeds.ts';
import { Presigned } from './support/presigned.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer({ MAX_PUT_BYTES: '6000000' });
const presigned = new Presigned(server);
const s3 = s3Client(server.environment);
afterAll(() => s3.destroy());

const CHECKED = 'sku,product_name,price\nA,One,1\nB,Two,x\n';
// It has the same size as the other file.
const OTHER = 'sku,product_name,price\nX,Oop,9\nY,Two,y\n';
const SENTENCE =
  'The stored file is not the one that was checked: another one was put after the upload was completed. Upload the feed again.';

/** Replaces the object of a feed in the bucket, bypassing the API. */
async function place(feedId: string): Promise<{ Bucket: string; Key: string }> {
  const { raw_file_bucket: Bucket, raw_file_s3_key: Key } = (await server.call<Feed>(`/feeds/${feedId}`)).body;
  return { Bucket, Key };
}

async function expectRefused({ feed_id, validation_job_id }: FeedAccepted, attempt = 1): Promise<void> {
  const before = await server.products();
  const job = await server.run(validation_job_id);
  expect(job).toMatchObject({ status: 'failed', attempt, message: `ETL processing failed: ${SENTENCE}` });
  expect(await server.products()).toEqual(before);
  const download = await server.call(`/feeds/${feed_id}/file`);
  expect(download.body).toMatchObject({ status: 409, code: 'conflict', detail: SENTENCE });
}

describe('a file that is replaced after its upload was completed is not loaded', () => {
  it('by another PUT to the same URL', async () => {
    const { ticket, accepted } = await presigned.upload(CHECKED);
    await presigned.put(ticket, OTHER);
    await expectRefused(accepted);
    expect((await presigned.complete(ticket)).body).toEqual(accepted);
  });

  it('by gzip that unpacks to more than the check allows', async () => {
    const gzip = { file_name: 'large.csv.gz', content_type: 'application/gzip' };
    const { ticket, accepted } = await presigned.upload(gzipSync(CHECKED), gzip);
    await presigned.put(ticket, gzipSync(`${CHECKED}${'C,Bomb,1\n'.repeat(500_000)}`));
    await expectRefused(accepted);
  });

  it('of a direct upload', async () => {
    const accepted = (await server.upload(CHECKED)).body;
    await s3.send(new PutObjectCommand({ ...(await place(accepted.feed_id)), Body: OTHER }));
    await expectRefused(accepted);
  });

  it('of a multipart upload, direct or presigned', async () => {
    const large = feedOf(120_000);
    const direct = (await server.upload(large)).body;
    const ticket = await presigned.open({ size: Buffer.byteLength(large) });
    const parts = await presigned.putParts(ticket, Buffer.from(large));
    const { body } = await presigned.complete(ticket, { parts });
    for (const accepted of [direct, body]) {
      await s3.send(new PutObjectCommand({ ...(await place(accepted.feed_id)), Body: OTHER }));
      await expectRefused(accepted);
    }
  });

  it('and its rejected lines are not read', async () => {
    const { ticket, accepted } = await presigned.upload(CHECKED, { partner_name: 'Rejected Lines' });
    const job = await server.run(accepted.validation_job_id);
    expect(job.result).toMatchObject({ inserted: 1, skipped: 1 });
    const report = `/jobs/${accepted.validation_job_id}/errors.csv`;
    expect((await server.call<string>(report)).body).toContain('B,Two,x');
    await presigned.put(ticket, OTHER);
    expect((await server.call(report)).body).toMatchObject({ status: 409, code: 'conflict', detail: SENTENCE });
    await expectRefused(accepted, 2);
  });
});

describe('a file that was checked', () => {
  it('is loaded even if the same bytes are uploaded again', async () => {
    const { ticket, accepted } = await presigned.upload(CHECKED, { partner_name: 'Same Bytes' });
    await presigned.put(ticket, CHECKED);
    expect((await server.run(accepted.validation_job_id)).result).toMatchObject({ inserted: 1 });
  });

  it('is loaded whether uploaded whole or in parts', async () => {
    const large = feedOf(120_000);
    const accepted = (await server.upload(large, { fields: { partner_name: 'Direct Parts' } })).body;
    expect((await server.run(accepted.validation_job_id)).result).toMatchObject({ inserted: 120_000 });
  });

  it('and deleted is reported wherever it would be read', async () => {
    const accepted = (await server.upload(CHECKED, { fields: { partner_name: 'Gone File' } })).body;
    await server.run(accepted.validation_job_id);
    await s3.send(new DeleteObjectCommand(await place(accepted.feed_id)));
    const gone = 'The stored file is gone: upload the feed again.';
    expect(await server.run(accepted.validation_job_id)).toMatchObject({
      status: 'failed',
      message: `ETL processing failed: ${gone}`,
    });
    const first = (await server.upload(CHECKED, { fields: { partner_name: 'Gone Lines' } })).body;
    await server.run(first.validation_job_id);
    await s3.send(new DeleteObjectCommand(await place(first.feed_id)));
    for (const path of [`/feeds/${first.feed_id}/file`, `/jobs/${first.validation_job_id}/errors.csv`]) {
      expect((await server.call(path)).body).toMatchObject({ status: 409, detail: gone });
    }
  });

  it('before ETags were stored is recognised by its size', async () => {
    const old = async (partner_name: string) => {
      const accepted = (await server.upload(CHECKED, { fields: { partner_name } })).body;
      await server.pool.query('update feed set etag = null where id = $1', [Number(accepted.feed_id.slice(2))]);
      return accepted;
    };
    const kept = await old('Old Feed');
    expect((await server.run(kept.validation_job_id)).result).toMatchObject({ inserted: 1 });
    const replaced = await old('Old Feed, replaced');
    await s3.send(new PutObjectCommand({ ...(await place(replaced.feed_id)), Body: `${OTHER}Z,More,1\n` }));
    await expectRefused(replaced);
  });
});
