import type {
  Order,
  OrderHistoryEntry,
  OrderUpdate,
  Page,
  ProblemBody,
  ReceivedOrderUpdates,
} from '@commerce-integration/contract';
import type { Answer, TestServer } from './server.ts';
import { until } from './until.ts';

/** A minute of a fixed day, in RFC 3339. */
export function minute(number: number): string {
  return new Date(Date.UTC(2026, 3, 8, 12, number)).toISOString();
}

/** Orders of a partner and updates of them, through the API. */
export class OrderUpdates {
  readonly #server: TestServer;
  readonly #key: string;
  #sent = 0;

  constructor(server: TestServer, key: string) {
    this.#server = server;
    this.#key = key;
  }

  /** A new order of products PR00001, PR00002, …, with these quantities. */
  async order(quantities: readonly number[], reference?: string): Promise<Order> {
    const items = quantities.map((quantity, place) => ({ product_id: `PR0000${place + 1}`, quantity }));
    const body = { items, ...(reference === undefined ? {} : { customer_reference: reference }) };
    return (await this.#server.call<Order>('/orders', { key: this.#key, body })).body;
  }

  /** Sends updates, each with a new ID and time unless given. */
  send<T = ReceivedOrderUpdates>(...updates: object[]): Promise<Answer<T>> {
    const all = updates.map((update) => {
      this.#sent += 1;
      return { update_id: `U-${this.#sent}`, occurred_at: minute(this.#sent), ...update };
    });
    return this.#server.call<T>('/order-updates', { key: this.#key, body: { updates: all } });
  }

  /**
   * Sends updates and waits until none is queued.
   *
   * @returns them, in order
   */
  async told(...updates: object[]): Promise<OrderUpdate[]> {
    const { status, body } = await this.send<ReceivedOrderUpdates & ProblemBody>(...updates);
    if (status !== 202) throw new Error(`Sending updates answered ${status}: ${JSON.stringify(body)}`);
    return this.finished(body.updates.map(({ order_update_id }) => order_update_id));
  }

  finished(ids: readonly string[]): Promise<OrderUpdate[]> {
    return until(async () => {
      const all = await Promise.all(ids.map((id) => this.get(id)));
      return all.every(({ status }) => status !== 'queued') && all;
    });
  }

  async get(id: string): Promise<OrderUpdate> {
    return (await this.#server.call<OrderUpdate>(`/order-updates/${id}`, { key: this.#key })).body;
  }

  async list(query: string): Promise<OrderUpdate[]> {
    return (await this.#server.call<Page<OrderUpdate>>(`/order-updates?${query}`, { key: this.#key })).body.items;
  }

  /** Waits until nothing is queued and the list has so many items. */
  settled(query: string, count: number): Promise<OrderUpdate[]> {
    return until(async () => {
      const all = await this.list(query);
      return all.length === count && all.every(({ status }) => status !== 'queued') && all;
    });
  }

  async orderNow(orderId: string): Promise<Order> {
    return (await this.#server.call<Order>(`/orders/${orderId}`, { key: this.#key })).body;
  }

  async history(orderId: string): Promise<OrderHistoryEntry[]> {
    const path = `/orders/${orderId}/history?limit=100`;
    return (await this.#server.call<Page<OrderHistoryEntry>>(path, { key: this.#key })).body.items;
  }
}
