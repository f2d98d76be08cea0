import { mkdtemp, readdir, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedS3, startEmbeddedS3 } from '../src/dev-services/s3.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(path.join(os.tmpdir(), 'embedded-s3-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('embedded S3', () => {
  const Bucket = 'commerce-test';
  const MB = 1024 * 1024;
  let s3: EmbeddedS3;
  let client: S3Client;

  const clientFor = (server: EmbeddedS3, secretAccessKey = server.secretAccessKey) =>
    new S3Client({
      endpoint: server.endpoint,
      region: server.region,
      credentials: { accessKeyId: server.accessKeyId, secretAccessKey },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  const read = async (Key: string, Range?: string) => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }));
    return { ...answer, text: await answer.Body?.transformToString() };
  };
  const put = (Key: string, Body: string) =>
    client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'text/csv' }));
  const files = async () =>
    (await readdir(path.join(scratch, 's3'), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));

  beforeAll(async () => {
    s3 = await startEmbeddedS3({ dataDir: scratch, bucket: Bucket });
    client = clientFor(s3);
  });
  afterAll(async () => {
    client.destroy();
    await s3.stop();
  });

  it('listens only on this machine, has the bucket, creates others and lists them', async () => {
    expect(new URL(s3.endpoint).hostname).toBe('127.0.0.1');
    await client.send(new HeadBucketCommand({ Bucket }));
    await expect(client.send(new HeadBucketCommand({ Bucket: 'another' }))).rejects.toMatchObject({ name: 'NotFound' });
    await client.send(new CreateBucketCommand({ Bucket: 'another' }));
    await client.send(new HeadBucketCommand({ Bucket: 'another' }));
    await put('feeds/0/a.csv', 'listed');
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'feeds/0/' }));
    expect(Contents.map((object) => object.Key)).toEqual(['feeds/0/a.csv']);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'feeds/0/a.csv' }));
  });

  it('puts, heads, gets, gets a range, copies and deletes', async () => {
    await put('feeds/1/a.csv', 'SKU,TITLE\nA,Größe');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'feeds/1/a.csv' }));
    expect(head).toMatchObject({ ContentLength: 19, ContentType: 'text/csv' });
    expect((await read('feeds/1/a.csv')).text).toBe('SKU,TITLE\nA,Größe');
    expect(await read('feeds/1/a.csv', 'bytes=4-8')).toMatchObject({ text: 'TITLE', ContentRange: 'bytes 4-8/19' });
    await client.send(new CopyObjectCommand({ Bucket, Key: 'feeds/2/b.csv', CopySource: `${Bucket}/feeds/1/a.csv` }));
    expect(await read('feeds/2/b.csv')).toMatchObject({ text: 'SKU,TITLE\nA,Größe', ContentType: 'text/csv' });
    for (const Key of ['feeds/1/a.csv', 'feeds/2/b.csv']) await client.send(new DeleteObjectCommand({ Bucket, Key }));
    await expect(read('feeds/1/a.csv')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'feeds/2/b.csv' }))).rejects.toMatchObject({
      name: 'NotFound',
    });
    expect(await files()).toEqual([]);
  });

  it('stores a multipart upload from a stream', async () => {
    const body = Readable.from(Array.from({ length: 12 }, (_, i) => Buffer.alloc(MB, String.fromCharCode(97 + i))));
    await new Upload({ client, params: { Bucket, Key: 'feeds/3/big.csv', Body: body } }).done();
    expect((await read('feeds/3/big.csv', `bytes=${6 * MB - 2}-${6 * MB + 1}`)).text).toBe('ffgg');
    const head = await client.send(new HeadObjectCommand({ Bucket, Key: 'feeds/3/big.csv' }));
    expect(head.ContentLength).toBe(12 * MB);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'feeds/3/big.csv' }));
  });

  it('discards a multipart upload whose stream breaks', async () => {
    const body = Readable.from(
      (async function* () {
        for (let part = 0; part < 12; part += 1) yield Buffer.alloc(MB);
        throw new Error('the client hung up');
      })(),
    );
    const upload = new Upload({ client, params: { Bucket, Key: 'feeds/4/broken.csv', Body: body } });
    await expect(upload.done()).rejects.toThrow('the client hung up');
    expect(await files()).toEqual([]);
  });

  it('keeps the old object when a put breaks off', async () => {
    await put('feeds/5/a.csv', 'old');
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: 'feeds/5/a.csv' }), { expiresIn: 60 });
    const request = http.request(url, { method: 'PUT', headers: { 'content-length': 1000 } });
    request.on('error', () => {}); // the hang-up below
    request.write('new, but never wh');
    await sleep(100);
    request.destroy();
    await sleep(100);
    expect((await read('feeds/5/a.csv')).text).toBe('old');
    expect((await files()).filter((file) => file.endsWith('.partial'))).toEqual([]);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'feeds/5/a.csv' }));
  });

  it('serves presigned PUT and GET until they expire', async () => {
    const sign = (command: PutObjectCommand | GetObjectCommand, expiresIn = 60) =>
      getSignedUrl(client, command, { expiresIn });
    const object = { Bucket, Key: 'feeds/6/a.csv' };
    const putUrl = await sign(new PutObjectCommand({ ...object, ContentType: 'text/csv' }));
    const stored = await fetch(putUrl, { method: 'PUT', body: 'SKU\nA', headers: { 'content-type': 'text/csv' } });
    expect(stored.status).toBe(200);
    const disposition = "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fen%20(neu).csv";
    const got = await fetch(await sign(new GetObjectCommand({ ...object, ResponseContentDisposition: disposition })));
    expect([got.status, await got.text()]).toEqual([200, 'SKU\nA']);
    expect(got.headers.get('content-disposition')).toBe(disposition);

    const expiring = await sign(new GetObjectCommand(object), 1);
    await sleep(2_100);
    expect((await fetch(expiring)).status).toBe(403);
    expect((await fetch(putUrl.replace('6/a.csv', '6/b.csv'), { method: 'PUT', body: 'SKU' })).status).toBe(403);
    await client.send(new DeleteObjectCommand(object));
  });

  it("refuses wrong keys, no key, and the key from its library's documentation", async () => {
    const guess = clientFor(s3, 'guessed');
    await expect(guess.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    const documented = clientFor({ ...s3, accessKeyId: 'S3RVER' }, 'S3RVER');
    await expect(documented.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
    await put('feeds/7/a.csv', 'SKU');
    expect((await fetch(`${s3.endpoint}/${Bucket}/feeds/7/a.csv`)).status).toBe(403);
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'feeds/7/a.csv' }));
  });

  it('keeps its objects across a restart', async () => {
    await put('feeds/8/a.csv', 'kept');
    const again = await startEmbeddedS3({ dataDir: scratch, bucket: Bucket });
    const other = clientFor(again);
    const { Body } = await other.send(new GetObjectCommand({ Bucket, Key: 'feeds/8/a.csv' }));
    expect(await Body?.transformToString()).toBe('kept');
    other.destroy();
    await again.stop();
    await expect(fetch(again.endpoint)).rejects.toThrow('fetch failed');
  });
});
