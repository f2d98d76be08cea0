import { setImmediate } from 'node:timers/promises';
import type {
  BatchOperation,
  BatchUpload,
  CreateBatch,
  Job,
  OperationsBatch,
  Page,
} from '@commerce-integration/contract';
import { zipOf } from './archives/zip-bytes.ts';
import type { Answer, Call, TestServer } from './server.ts';

/** An operation to send; its ID is added. */
export type SentOperation = Record<string, unknown> | string;

/** A ZIP of operations by ID; a text is sent unchanged. */
export function zipOfOperations(operations: Record<string, SentOperation>, method = 8): Buffer {
  return zipOf(
    Object.entries(operations).map(([operation_id, operation]) => ({
      name: `${operation_id}.json`,
      content: typeof operation === 'string' ? operation : JSON.stringify({ operation_id, ...operation }),
      descriptor: 'signed',
      method,
    })),
  );
}

/** A partner's batches on a server under test. */
export class Batches {
  readonly #server: TestServer;
  readonly #orgId: string;
  readonly #key: string | undefined;

  constructor(server: TestServer, partner: { id: string; key?: string }) {
    this.#server = server;
    this.#orgId = partner.id;
    this.#key = partner.key;
  }

  call<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    const key = this.#key === undefined ? {} : { key: this.#key };
    return this.#server.call<T>(`/org/${this.#orgId}/operations-batches${path}`, { ...key, ...call });
  }

  /**
   * Puts a ZIP to a new upload.
   *
   * @returns the upload's ID
   */
  async upload(zip: Buffer): Promise<string> {
    // Compressing a large ZIP takes longer than connections are kept open; this lets the client notice the closed ones.
    await setImmediate();
    const { body } = await this.call<BatchUpload>('/upload-url');
    const { upload_url, method, headers } = body;
    const put = await fetch(upload_url, { method, headers, body: new Uint8Array(zip) });
    if (put.status !== 200) throw new Error(`The PUT answered ${put.status}: ${await put.text()}`);
    return body.upload_id;
  }

  async create(
    zip: Buffer,
    wish: Partial<CreateBatch> = {},
    type = 'valid-from-price-updates',
  ): Promise<OperationsBatch> {
    const upload_id = await this.upload(zip);
    const made = await this.call<OperationsBatch>(`/${type}`, { body: { upload_id, ...wish } });
    if (made.status !== 201) throw new Error(`The batch answered ${made.status}: ${JSON.stringify(made.body)}`);
    return made.body;
  }

  /** The batch after waiting for its job to finish. */
  async finished(batch: OperationsBatch): Promise<OperationsBatch> {
    let { status } = batch;
    while (status === 'queued' || status === 'running')
      ({ status } = (await this.#server.call<Job>(`/jobs/${batch.job_id}?wait=30`)).body);
    return (await this.call<OperationsBatch>(`/${batch.batch_id}`)).body;
  }

  async run(
    operations: Record<string, SentOperation> | Buffer,
    wish: Partial<CreateBatch> = {},
    type?: string,
  ): Promise<OperationsBatch> {
    const zip = Buffer.isBuffer(operations) ? operations : zipOfOperations(operations);
    return this.finished(await this.create(zip, wish, type));
  }

  async operations(batch: OperationsBatch, query = ''): Promise<BatchOperation[]> {
    const path = `/${batch.batch_id}/operations?limit=100${query}`;
    return (await this.call<Page<BatchOperation>>(path)).body.items;
  }

  /** Operations as `id status code`. */
  async outcomes(batch: OperationsBatch): Promise<string[]> {
    const all = await this.operations(batch);
    return all.map(({ operation_id, status, error }) => [operation_id, status, error?.code].filter(Boolean).join(' '));
  }
}
