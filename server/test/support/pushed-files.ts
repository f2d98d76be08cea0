import type { CreatedOrderUpdateFeed, ProblemBody, ReceivedPush } from '@commerce-integration/contract';
import { type DescriptorFields, Imports } from './imports.ts';
import type { Answer, TestServer } from './server.ts';

type FeedFields = { readonly [field: string]: unknown };

/** Feeds of order updates whose files are read by data descriptors. */
export class PushedFiles {
  readonly #server: TestServer;
  readonly #key: string;
  readonly imports: Imports;

  constructor(server: TestServer, { key }: { key: string }) {
    this.#server = server;
    this.#key = key;
    this.imports = new Imports(server, { key });
  }

  create<T = CreatedOrderUpdateFeed>(fields: FeedFields): Promise<Answer<T>> {
    const body = { name: 'Courier', authentication: 'token', ...fields };
    return this.#server.call<T>('/order-update-feeds', { key: this.#key, body });
  }

  /** A feed with a new descriptor. */
  async feed(
    descriptor: Pick<DescriptorFields, 'columns' | 'format'>,
    fields: FeedFields = {},
  ): Promise<CreatedOrderUpdateFeed> {
    const { data_descriptor_id } = await this.imports.descriptor({ entity: 'order_update', ...descriptor });
    const { status, body } = await this.create({ data_descriptor_id, ...fields });
    if (status !== 201) throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  change<T = CreatedOrderUpdateFeed>({ order_update_feed_id: id }: CreatedOrderUpdateFeed, body: FeedFields) {
    return this.#server.call<T>(`/order-update-feeds/${id}`, { method: 'PATCH', key: this.#key, body });
  }

  changeDescriptor<T = ProblemBody>({ data_descriptor_id: id }: CreatedOrderUpdateFeed, body: FeedFields) {
    return this.#server.call<T>(`/data-descriptors/${id}`, { method: 'PATCH', key: this.#key, body });
  }

  /** Pushes bytes, like a courier. */
  async push<T = ReceivedPush>(
    { order_update_feed_id: id, secret }: CreatedOrderUpdateFeed,
    file: string | Uint8Array<ArrayBuffer>,
    type = 'text/csv',
  ): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.#server.url}/order-update-feeds/${id}/push`, {
      method: 'POST',
      headers: { 'content-type': type, 'x-feed-token': secret },
      body: file,
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }
}

export const ofFeed = ({ order_update_feed_id: id }: CreatedOrderUpdateFeed) => `order_update_feed_id=${id}&limit=100`;
