import type { FeedAccepted, UploadTicket } from '@commerce-integration/contract';
import type { Answer, TestServer } from './server.ts';

/** Presigned uploads of feeds on a server under test. */
export class Presigned {
  readonly #server: TestServer;
  readonly #fields: object;

  constructor(server: TestServer, fields: object = { partner_name: 'Large Files' }) {
    this.#server = server;
    this.#fields = fields;
  }

  async open(more: object = {}): Promise<UploadTicket> {
    const body = { file_name: 'large.csv', ...this.#fields, ...more };
    const answer = await this.#server.call<UploadTicket>('/feeds/upload-url', { body });
    if (answer.status !== 201) throw new Error(`The URL answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async put({ upload_url, method, headers }: UploadTicket, body: string | Uint8Array): Promise<void> {
    const { status } = await fetch(upload_url, { method, headers, body: body as string });
    if (status !== 200) throw new Error(`The PUT answered ${status}`);
  }

  /**
   * Puts a file in parts.
   *
   * @returns the parts to complete the upload with
   */
  async putParts({ parts = [] }: UploadTicket, file: Buffer): Promise<{ part_number: number; etag: string }[]> {
    const named: { part_number: number; etag: string }[] = [];
    let at = 0;
    for (const { part_number, upload_url, size } of parts) {
      const answer = await fetch(upload_url, {
        method: 'PUT',
        body: file.subarray(at, at + size) as Uint8Array<ArrayBuffer>,
      });
      named.push({ part_number, etag: answer.headers.get('etag') ?? '' });
      at += size;
    }
    return named;
  }

  complete<T = FeedAccepted>({ feed_id }: UploadTicket, body: object = {}): Promise<Answer<T>> {
    return this.#server.call<T>(`/feeds/${feed_id}/complete`, { body });
  }

  /** Opens an upload, puts the file, and completes it. */
  async upload(
    file: string | Uint8Array,
    more: object = {},
  ): Promise<{ ticket: UploadTicket; accepted: FeedAccepted }> {
    const ticket = await this.open(more);
    await this.put(ticket, file);
    const { status, body } = await this.complete(ticket);
    if (status !== 200) throw new Error(`Completing answered ${status}: ${JSON.stringify(body)}`);
    return { ticket, accepted: body };
  }
}
