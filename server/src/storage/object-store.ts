import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentNamed } from '@commerce-integration/contract/rules';
import { clientFor, type ObjectStoreOptions, originOf } from './s3-client.ts';

/** How a client uploads an object, as the API returns it. */
export interface PresignedPut {
  upload_url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expires_at: string;
}

/** S3 error codes for parts that cannot be combined. */
const REFUSED_PARTS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML', 'NoSuchUpload']);
/** S3 error codes for a bucket that already exists. */
const BUCKET_IS_THERE = new Set(['BucketAlreadyExists', 'BucketAlreadyOwnedByYou']);

/** Stores the raw files on S3. Keys are ASCII; file names are stored in the database. */
export class ObjectStore {
  readonly bucket: string;
  /** The origin of presigned URLs, such as `https://feeds.s3.eu-central-1.amazonaws.com`. */
  readonly clientOrigin: string;
  readonly #client: S3Client;
  readonly #presigner: S3Client;
  /** Has its own connection, so that a health check does not wait for busy connections. */
  readonly #checker: S3Client;

  /** @param connections the largest number of connections; each open stream takes one */
  constructor(options: ObjectStoreOptions, connections = 50) {
    this.bucket = options.bucket;
    this.clientOrigin = originOf(options.publicEndpoint ?? options.endpoint, options.bucket);
    this.#client = clientFor(options, options.endpoint, connections);
    this.#checker = clientFor(options, options.endpoint, 1);
    // Presigning makes no requests, so one connection is enough.
    this.#presigner = options.publicEndpoint ? clientFor(options, options.publicEndpoint, 1) : this.#client;
  }

  /**
   * Streams a body into an object, in parts if it is large. Leaves nothing behind when it fails or `signal` fires.
   *
   * @param atOnce the number of concurrent parts, each of which takes 5 MiB of memory
   * @returns the ETag of its content
   */
  async put(key: string, body: Readable, contentType: string, signal?: AbortSignal, atOnce = 2): Promise<string> {
    const upload = new Upload({
      client: this.#client,
      params: { Bucket: this.bucket, Key: key, Body: body, ContentType: contentType },
      queueSize: atOnce,
      leavePartsOnError: false,
    });
    const abort = () => void upload.abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return (await upload.done()).ETag ?? '';
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Streams the object's bytes. @throws ObjectReplaced if it is another object than expected */
  async get(key: string, meant: MeantObject, signal?: AbortSignal): Promise<Readable> {
    return (await this.#get({ Key: key }, meant, signal)) as Readable;
  }

  /**
   * The object's bytes from `start` (inclusive) to `end` (exclusive).
   *
   * @throws ObjectReplaced if it is another object than expected
   */
  async getRange(key: string, etag: string, start: number, end: number, signal?: AbortSignal): Promise<Buffer> {
    const body = await this.#get({ Key: key, Range: `bytes=${start}-${end - 1}` }, { etag }, signal);
    return Buffer.from((await body?.transformToByteArray()) ?? []);
  }

  async #get(input: { Key: string; Range?: string }, { etag, sizeBytes }: MeantObject, signal?: AbortSignal) {
    const command = new GetObjectCommand({ Bucket: this.bucket, ...input, ...(etag ? { IfMatch: etag } : {}) });
    const answer = await this.#client.send(command, signal ? { abortSignal: signal } : {}).catch((error: Error) => {
      throw error.name === 'PreconditionFailed' ? new ObjectReplaced(input.Key) : error;
    });
    // Not every S3 server supports `If-Match`, but all return the ETag.
    const other = etag ? answer.ETag !== etag : sizeBytes != null && answer.ContentLength !== sizeBytes;
    if (!other) return answer.Body;
    (answer.Body as Readable).destroy();
    throw new ObjectReplaced(input.Key);
  }

  /** The object's size in bytes and ETag; undefined if it does not exist. */
  async stat(key: string): Promise<{ size: number; etag: string } | undefined> {
    try {
      const head = await this.#client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      return { size: head.ContentLength ?? 0, etag: head.ETag ?? '' };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key }));
  }

  /**
   * Moves an object of at most 5 GiB to another key.
   *
   * @returns its ETag, which may change
   */
  async move(key: string, newKey: string): Promise<string> {
    const etag = await this.copy(key, newKey);
    await this.delete(key);
    return etag;
  }

  /** Copies an object of at most 5 GiB. @returns the ETag of the copy, which may differ */
  async copy(key: string, newKey: string): Promise<string> {
    const CopySource = [this.bucket, ...key.split('/')].map(encodeURIComponent).join('/');
    // S3 servers disagree on how to encode a source that contains one of `+,;:@&=$?#`.
    if (CopySource !== encodeURI(`${this.bucket}/${key}`)) {
      return this.put(newKey, await this.get(key, {}), 'application/octet-stream');
    }
    const command = new CopyObjectCommand({ Bucket: this.bucket, Key: newKey, CopySource });
    const { CopyObjectResult } = await this.#client.send(command);
    return CopyObjectResult?.ETag ?? '';
  }

  /** Presigns one PUT of the object, which needs no credentials and is valid for this many minutes. */
  async presignPut(key: string, contentType: string, validMinutes: number): Promise<PresignedPut> {
    const command = new PutObjectCommand({ Bucket: this.bucket, Key: key, ContentType: contentType });
    const expires_at = new Date(Date.now() + validMinutes * 60_000).toISOString();
    const upload_url = await getSignedUrl(this.#presigner, command, { expiresIn: validMinutes * 60 });
    return { upload_url, method: 'PUT', headers: { 'content-type': contentType }, expires_at };
  }

  /** Begins a multipart upload. Returns its ID. */
  async beginParts(key: string, contentType: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({ Bucket: this.bucket, Key: key, ContentType: contentType });
    const { UploadId } = await this.#client.send(command);
    if (!UploadId) throw new Error('The store gave an upload in parts no ID');
    return UploadId;
  }

  /** A presigned URL for the PUT of one part. */
  presignPart(key: string, uploadId: string, part: number, expiresInSeconds: number): Promise<string> {
    const command = new UploadPartCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId, PartNumber: part });
    return getSignedUrl(this.#presigner, command, { expiresIn: expiresInSeconds });
  }

  /**
   * Completes a multipart upload. Returns false if the parts are wrong or incomplete, or the upload was already
   * completed.
   */
  async joinParts(key: string, uploadId: string, parts: { part_number: number; etag: string }[]): Promise<boolean> {
    const Parts = parts.map(({ part_number: PartNumber, etag: ETag }) => ({ PartNumber, ETag }));
    const command = new CompleteMultipartUploadCommand({
      Bucket: this.bucket,
      Key: key,
      UploadId: uploadId,
      MultipartUpload: { Parts: Parts.sort((a, b) => a.PartNumber - b.PartNumber) },
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (!REFUSED_PARTS.has((error as Error).name)) throw error;
      return false;
    }
  }

  /** Aborts a multipart upload and deletes its parts; does nothing to a completed one. */
  async abandonParts(key: string, uploadId: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId });
    await this.#client.send(command).catch((error: Error) => {
      if (error.name !== 'NoSuchUpload') throw error;
    });
  }

  /** Objects whose keys begin with `prefix` and come after `after`, in key order. */
  async listObjects(prefix: string, after: string): Promise<ListedPage<ListedObject & StoredFacts>> {
    // Version 1 of the API: it lists after any key, while version 2 needs tokens that some S3 servers do not support.
    const command = new ListObjectsCommand({ Bucket: this.bucket, Prefix: prefix, Marker: after });
    const { Contents = [], IsTruncated } = await this.#client.send(command);
    const items = Contents.map(({ Key = '', LastModified, ETag = '', Size = 0 }) => ({
      key: Key,
      since: LastModified ?? new Date(),
      etag: ETag,
      size: Size,
    }));
    return { items, next: IsTruncated ? items.at(-1)?.key : undefined };
  }

  /** Unfinished multipart uploads, in the order of their keys. */
  async listParts(prefix: string, after: string): Promise<ListedPage<ListedObject & { uploadId: string }>> {
    const command = new ListMultipartUploadsCommand({
      Bucket: this.bucket,
      Prefix: prefix,
      ...(after === '' ? {} : { KeyMarker: after }),
    });
    const { Uploads = [], IsTruncated } = await this.#client.send(command);
    const items = Uploads.map(({ Key = '', UploadId = '', Initiated }) => ({
      key: Key,
      uploadId: UploadId,
      since: Initiated ?? new Date(),
    }));
    return { items, next: IsTruncated ? items.at(-1)?.key : undefined };
  }

  /** A presigned URL that downloads the object under the name `fileName`. */
  presignGet(key: string, fileName: string, expiresInSeconds: number): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.bucket,
      Key: key,
      ResponseContentDisposition: attachmentNamed(fileName),
    });
    return getSignedUrl(this.#presigner, command, { expiresIn: expiresInSeconds });
  }

  /** @throws if the bucket cannot be reached within this many milliseconds */
  async ping(withinMs = 3_000): Promise<void> {
    await this.#checker.send(new HeadBucketCommand({ Bucket: this.bucket }), {
      abortSignal: AbortSignal.timeout(withinMs),
    });
  }

  /** Creates the bucket if it is missing. A start may wait longer for a slow response than a health check. */
  async ensureBucket(): Promise<void> {
    try {
      await this.ping(30_000);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      await this.#client.send(new CreateBucketCommand({ Bucket: this.bucket })).catch((refusal: Error) => {
        // Another process starting at the same time may have created it.
        if (!BUCKET_IS_THERE.has(refusal.name)) throw refusal;
      });
    }
  }

  close(): void {
    this.#client.destroy();
    this.#presigner.destroy();
    this.#checker.destroy();
  }
}

/** Identifies one of the objects stored under a key over time: by its ETag, or at least by its size. */
export interface MeantObject {
  etag?: string | null | undefined;
  sizeBytes?: number | null | undefined;
}

/** An object or an unfinished upload in a listing. */
export interface ListedObject {
  key: string;
  /** When it was uploaded; for a multipart upload, when that began. */
  since: Date;
}

/** The facts in a listing about a complete object. */
interface StoredFacts {
  etag: string;
  /** In bytes. */
  size: number;
}

export interface ListedPage<T> {
  items: T[];
  /** The key after which the next page begins; undefined on the last page. */
  next: string | undefined;
}

/** The object under a key has been replaced. */
export class ObjectReplaced extends Error {
  override readonly name = 'ObjectReplaced';

  constructor(key: string) {
    super(`The object ${key} was replaced`);
  }
}

/** Whether an error says that the object does not exist. */
export function isMissingObject(error: unknown): boolean {
  return error instanceof NoSuchKey || error instanceof NotFound;
}
