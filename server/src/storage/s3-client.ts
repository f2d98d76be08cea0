import { S3Client } from '@aws-sdk/client-s3';

export interface ObjectStoreOptions {
  endpoint: string;
  /** The address of the store for clients, if it differs; presigned URLs contain it. */
  publicEndpoint?: string | undefined;
  region: string;
  bucket: string;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined;
}

/** The time limit for opening a connection in milliseconds. */
const CONNECTION_MS = 10_000;

/**
 * The time limit in milliseconds for a request until its response begins, including its own body: a part of an upload
 * is 5 MiB, and a copy takes time in proportion to its object. Without it, a silent store would block callers for ever.
 */
const REQUEST_MS = 120_000;

/** Only Amazon reliably supports the bucket as a part of the host name. */
function hasBucketInHost(endpoint: string): boolean {
  return new URL(endpoint).hostname.endsWith('.amazonaws.com');
}

/** The origin of presigned URLs. */
export function originOf(endpoint: string, bucket: string): string {
  const { protocol, host, origin } = new URL(endpoint);
  return hasBucketInHost(endpoint) ? `${protocol}//${bucket}.${host}` : origin;
}

/** @param connections the largest number of connections; each open stream takes one */
export function clientFor(options: ObjectStoreOptions, endpoint: string, connections: number): S3Client {
  return new S3Client({
    endpoint,
    region: options.region,
    ...(options.credentials ? { credentials: options.credentials } : {}),
    forcePathStyle: !hasBucketInHost(endpoint),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECTION_MS,
      requestTimeout: REQUEST_MS,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: connections },
      httpsAgent: { maxSockets: connections },
    },
    // Other S3 servers do not support the SDK's newer default checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
