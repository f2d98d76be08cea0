import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
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
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachmentNamed } from '@commerce-integration/contract/rules';

export interface ObjectStoreOptions {
  endpoint: string;
  /** The address that clients reach the store under, where it differs: presigned URLs carry it. */
  publicEndpoint?: string | undefined;
  region: string;
  bucket: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined;
}

/** How a client puts an object, as the API tells it. */
export interface PresignedPut {
  upload_url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expires_at: string;
}

/** What S3 says of parts that cannot be put together. */
const REFUSED_PARTS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML', 'NoSuchUpload']);
/** What S3 says of a bucket that cannot be made because it is there. */
const BUCKET_IS_THERE = new Set(['BucketAlreadyExists', 'BucketAlreadyOwnedByYou']);
/** How long the store may take to accept a connection. */
const CONNECTION_MS = 10_000;

/** The raw files, on S3. Keys are ASCII; a file's own name is kept in its row. */
export class ObjectStore {
  readonly bucket: string;
  readonly #client: S3Client;
  readonly #presigner: S3Client;
  /** With a connection of its own, so that a check tells of the store and not of how busy we are. */
  readonly #checker: S3Client;

  /** @param connections at the most, of which each stream that is read or written takes one */
  constructor(options: ObjectStoreOptions, connections = 50) {
    this.bucket = options.bucket;
    this.#client = clientFor(options, options.endpoint, connections);
    this.#checker = clientFor(options, options.endpoint, 1);
    // It signs, and sends nothing.
    this.#presigner = options.publicEndpoint ? clientFor(options, options.publicEndpoint, 1) : this.#client;
  }

  /**
   * Streams a body into an object, in parts where it is large. Nothing is left when it fails or `signal` fires.
   *
   * @returns the tag of its content
   */
  async put(key: string, body: Readable, contentType: string, signal?: AbortSignal): Promise<string> {
    const upload = new Upload({
      client: this.#client,
      params: { Bucket: this.bucket, Key: key, Body: body, ContentType: contentType },
      queueSize: 2,
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

  /** The object's bytes as a stream. @throws ObjectReplaced where it is not the one that is meant */
  async get(key: string, meant: MeantObject, signal?: AbortSignal): Promise<Readable> {
    return (await this.#get({ Key: key }, meant, signal)) as Readable;
  }

  /**
   * Some of the object's bytes: from `start` up to, and without, `end`.
   *
   * @throws ObjectReplaced where it is not the one that is meant
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
    // Not every S3 server knows `If-Match`; all of them tell the tag.
    const other = etag ? answer.ETag !== etag : sizeBytes != null && answer.ContentLength !== sizeBytes;
    if (!other) return answer.Body;
    (answer.Body as Readable).destroy();
    throw new ObjectReplaced(input.Key);
  }

  /** The object's size in bytes and the tag of its content, or undefined where there is none. */
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

  /** Opens an upload past the API: what takes one PUT of the object without a key of ours, for so long. */
  async presignPut(key: string, contentType: string, validMinutes: number): Promise<PresignedPut> {
    const command = new PutObjectCommand({ Bucket: this.bucket, Key: key, ContentType: contentType });
    const expires_at = new Date(Date.now() + validMinutes * 60_000).toISOString();
    const upload_url = await getSignedUrl(this.#presigner, command, { expiresIn: validMinutes * 60 });
    return { upload_url, method: 'PUT', headers: { 'content-type': contentType }, expires_at };
  }

  /** Begins an upload in parts. Returns its ID. */
  async beginParts(key: string, contentType: string): Promise<string> {
    const command = new CreateMultipartUploadCommand({ Bucket: this.bucket, Key: key, ContentType: contentType });
    const { UploadId } = await this.#client.send(command);
    if (!UploadId) throw new Error('The store gave an upload in parts no ID');
    return UploadId;
  }

  /** An address that takes one PUT of a part. */
  presignPart(key: string, uploadId: string, part: number, expiresInSeconds: number): Promise<string> {
    const command = new UploadPartCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId, PartNumber: part });
    return getSignedUrl(this.#presigner, command, { expiresIn: expiresInSeconds });
  }

  /** Puts the parts together. Returns false where they are not what was put, not all of it, or put together already. */
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

  /** Gives up an upload in parts and deletes what was put; one that has ended stays as it is. */
  async abandonParts(key: string, uploadId: string): Promise<void> {
    const command = new AbortMultipartUploadCommand({ Bucket: this.bucket, Key: key, UploadId: uploadId });
    await this.#client.send(command).catch((error: Error) => {
      if (error.name !== 'NoSuchUpload') throw error;
    });
  }

  /** Objects in the order of their keys: those that begin with `prefix` and stand behind `after`. */
  async listObjects(prefix: string, after: string): Promise<ListedPage<ListedObject>> {
    // The older listing: it goes on behind any key, where the newer one has tokens that some S3 servers cannot make.
    const command = new ListObjectsCommand({ Bucket: this.bucket, Prefix: prefix, Marker: after });
    const { Contents = [], IsTruncated } = await this.#client.send(command);
    const items = Contents.map(({ Key = '', LastModified }) => ({ key: Key, since: LastModified ?? new Date() }));
    return { items, next: IsTruncated ? items.at(-1)?.key : undefined };
  }

  /** Uploads in parts that were begun and have not ended, in the order of their keys. */
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

  /** An address that gives the object, as a download named `fileName`, without a key of ours. */
  presignGet(key: string, fileName: string, expiresInSeconds: number): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.bucket,
      Key: key,
      ResponseContentDisposition: attachmentNamed(fileName),
    });
    return getSignedUrl(this.#presigner, command, { expiresIn: expiresInSeconds });
  }

  /** @throws where the bucket cannot be reached */
  async ping(): Promise<void> {
    await this.#checker.send(new HeadBucketCommand({ Bucket: this.bucket }), {
      abortSignal: AbortSignal.timeout(3_000),
    });
  }

  /** Makes the bucket where it is missing. */
  async ensureBucket(): Promise<void> {
    try {
      await this.ping();
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      await this.#client.send(new CreateBucketCommand({ Bucket: this.bucket })).catch((refusal: Error) => {
        // Another process that starts at the same time may have made it meanwhile.
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

/** Which object is meant, of all that may have stood under one key: by its tag; without one, at least by its size. */
export interface MeantObject {
  etag?: string | null | undefined;
  sizeBytes?: number | null | undefined;
}

/** An object, or what is to become one, as a listing tells it. */
export interface ListedObject {
  key: string;
  /** When it was put; in parts, when that began. */
  since: Date;
}

export interface ListedPage<T> {
  items: T[];
  /** Behind which key the next page begins; undefined after the last. */
  next: string | undefined;
}

/** The object under a key is not the one it was. */
export class ObjectReplaced extends Error {
  override readonly name = 'ObjectReplaced';

  constructor(key: string) {
    super(`The object ${key} was replaced`);
  }
}

/** Whether an error says that there is no such object. */
export function isMissingObject(error: unknown): boolean {
  return error instanceof NoSuchKey || error instanceof NotFound;
}

function clientFor(options: ObjectStoreOptions, endpoint: string, connections: number): S3Client {
  return new S3Client({
    endpoint,
    region: options.region,
    ...(options.credentials ? { credentials: options.credentials } : {}),
    // Only Amazon's own addresses carry the bucket in the host name for certain.
    forcePathStyle: !new URL(endpoint).hostname.endsWith('.amazonaws.com'),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      httpAgent: { maxSockets: connections },
      httpsAgent: { maxSockets: connections },
    },
    // Other S3 servers do not know the SDK's newer default checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
