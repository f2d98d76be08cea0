// Types for the used parts of s3rver, which has none of its own.

declare module '@20minutes/s3rver' {
  import type { IncomingMessage, Server } from 'node:http';
  import type { AddressInfo } from 'node:net';

  /** The used part of Koa's request context. */
  export interface Context {
    /** A header of the request. */
    get(name: string): string;
    /** Sets a header of the response. */
    set(name: string, value: string): void;
    req: IncomingMessage;
    method: string;
    path: string;
    query: Record<string, string | string[] | undefined>;
    status: number;
    type: string;
    body: string | null;
  }

  export default class S3rver {
    constructor(options: {
      address: string;
      port: number;
      directory: string;
      silent: boolean;
      vhostBuckets: boolean;
      allowMismatchedSignatures: boolean;
      configureBuckets: { name: string }[];
    });
    httpServer: Server;
    middleware: ((context: Context, next: () => Promise<void>) => Promise<void>)[];
    store: {
      putContent(file: string, content: unknown): Promise<[size: number, md5: string]>;
      getResourcePath(bucket: string, key: undefined, resource: 'uploads'): string;
      putObjectMultipart(bucket: string, uploadId: string, parts: { number: number; etag: string }[]): Promise<unknown>;
    };
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}

declare module '@20minutes/s3rver/lib/models/error.js' {
  const S3Error: new (code: string, message: string) => Error;
  export default S3Error;
}

declare module '@20minutes/s3rver/lib/models/account.js' {
  export const DUMMY_ACCOUNT: {
    accessKeys: Map<string, string>;
    createKeyPair(accessKeyId: string, secretAccessKey: string): void;
    revokeAccessKey(accessKeyId: string): void;
  };
}
