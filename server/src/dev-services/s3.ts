import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import S3rver, { type Context } from '@20minutes/s3rver';
import { DUMMY_ACCOUNT } from '@20minutes/s3rver/lib/models/account.js';
import S3Error from '@20minutes/s3rver/lib/models/error.js';
import { isSigned } from './s3-signature.ts';

export interface EmbeddedS3Options {
  /** Contains the objects in `s3`. */
  dataDir: string;
  /** Created if it is missing. */
  bucket: string;
  /** 127.0.0.1 by default. */
  host?: string;
  /** A free port by default. */
  port?: number;
}

export interface EmbeddedS3 {
  endpoint: string;
  region: string;
  /** New on every start, so that only those who were given them can sign requests. */
  accessKeyId: string;
  secretAccessKey: string;
  stop(): Promise<void>;
}

// Disables the key pair from s3rver's documentation.
DUMMY_ACCOUNT.revokeAccessKey('S3RVER');

/** Starts an S3 server in this process, with its objects in `dataDir`. */
export async function startEmbeddedS3(options: EmbeddedS3Options): Promise<EmbeddedS3> {
  const { dataDir, bucket, host = '127.0.0.1', port = 0 } = options;
  const directory = path.resolve(dataDir, 's3');
  await mkdir(directory, { recursive: true });
  const server = new S3rver({
    address: host,
    port,
    directory,
    silent: true,
    vhostBuckets: false,
    // s3rver's own check accepts unsigned requests and refuses valid ones, such as those on a bucket; ours runs before
    // it.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: bucket }],
  });
  const router = server.middleware.length - 1;
  server.middleware.splice(
    router,
    0,
    allowPages,
    refuseUnsigned,
    (context, next) => endUploads(server, context, next),
    (context, next) => listUploads(server, context, next),
  );
  writeWholeObjects(server);
  checkParts(server);
  const address = await server.run();
  const accessKeyId = `embedded${randomBytes(6).toString('hex')}`;
  const secretAccessKey = randomBytes(30).toString('base64url');
  DUMMY_ACCOUNT.createKeyPair(accessKeyId, secretAccessKey);
  return {
    endpoint: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    region: 'us-east-1',
    accessKeyId,
    secretAccessKey,
    async stop() {
      DUMMY_ACCOUNT.revokeAccessKey(accessKeyId);
      const closed = server.close();
      server.httpServer.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Lets pages of any origin read and write, like a bucket with CORS rules: the console uploads files by presigned URLs,
 * whose signature is the access control.
 */
async function allowPages(context: Context, next: () => Promise<void>): Promise<void> {
  context.set('access-control-allow-origin', '*');
  context.set('access-control-expose-headers', 'etag');
  if (context.method !== 'OPTIONS') return next();
  context.set('access-control-allow-methods', 'GET, PUT');
  context.set('access-control-allow-headers', context.get('access-control-request-headers'));
  context.status = 204;
}

/** Adds the listing of unfinished multipart uploads, which s3rver does not support. */
async function listUploads({ store }: S3rver, context: Context, next: () => Promise<void>): Promise<void> {
  const [, bucket = '', key = ''] = context.path.split('/');
  if (context.method !== 'GET' || key !== '' || !('uploads' in context.query)) return next();
  const directory = store.getResourcePath(bucket, undefined, 'uploads');
  const ids = await readdir(directory).catch(() => []);
  const uploads = await Promise.all(
    ids.map(async (id) => {
      const file = path.join(directory, id, 'key');
      return { id, key: await readFile(file, 'utf8'), begun: (await stat(file)).mtime.toISOString() };
    }),
  );
  const { prefix = '', 'key-marker': marker = '' } = context.query;
  const listed = uploads.filter(({ key }) => key.startsWith(String(prefix)) && key > String(marker));
  listed.sort((a, b) => (a.key < b.key ? -1 : 1));
  context.type = 'application/xml';
  context.body = `<?xml version="1.0" encoding="UTF-8"?>\n<ListMultipartUploadsResult>${listed
    .map(
      ({ id, key, begun }) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${begun}</Initiated></Upload>`,
    )
    .join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`;
  context.status = 200;
}

async function refuseUnsigned(context: Context, next: () => Promise<void>): Promise<void> {
  if (isSigned(context.req, (accessKeyId) => DUMMY_ACCOUNT.accessKeys.get(accessKeyId))) return next();
  refuse(context, 403, 'SignatureDoesNotMatch');
}

/** Adds the abort of multipart uploads, and refuses parts of a finished one, which s3rver does not. */
async function endUploads({ store }: S3rver, context: Context, next: () => Promise<void>): Promise<void> {
  const { uploadId } = context.query;
  if (uploadId === undefined) return next();
  const [, bucket = ''] = context.path.split('/');
  const parts = path.join(store.getResourcePath(bucket, undefined, 'uploads'), String(uploadId));
  const known = /^[0-9a-f]{32}$/.test(String(uploadId)) && (await stat(parts).catch(() => undefined));
  if (!known) return refuse(context, 404, 'NoSuchUpload');
  if (context.method !== 'DELETE') return next();
  await rm(parts, { recursive: true, force: true, maxRetries: 5 });
  context.status = 204;
  context.body = null;
}

function refuse(context: Context, status: number, code: string): void {
  context.status = status;
  context.type = 'application/xml';
  context.body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
}

/** Makes interrupted uploads leave no object and keep the previous one, as S3 does. */
function writeWholeObjects({ store }: S3rver): void {
  const write = store.putContent.bind(store);
  store.putContent = async (file, content) => {
    const partial = `${file}.${randomBytes(6).toString('hex')}.partial`;
    try {
      const written = await write(partial, content);
      await rename(partial, file);
      return written;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  };
}

/**
 * Refuses to complete an upload if parts are missing or differ from those named, as S3 does; s3rver would ignore that.
 */
function checkParts({ store }: S3rver): void {
  const join = store.putObjectMultipart.bind(store);
  store.putObjectMultipart = async (bucket, uploadId, parts) => {
    const directory = path.join(store.getResourcePath(bucket, undefined, 'uploads'), uploadId);
    for (const { number, etag } of parts) {
      const md5 = await readFile(path.join(directory, `${number}.md5`), 'utf8').catch(() => undefined);
      if (md5 !== etag) throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
    }
    return join(bucket, uploadId, parts);
  };
}
