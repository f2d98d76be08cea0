import type {
  CreatedOrderExporter,
  ExportFlags,
  Order,
  OrderExport,
  OrderExportDetail,
  OrderExporter,
  OrderExportStatus,
  Page,
} from '@commerce-integration/contract';
import type { Answer, TestServer } from './server.ts';
import { until } from './until.ts';

/** Allows requests to this machine, with a short timeout. */
export const QUICK_EXPORTS = { WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_TIMEOUT_SECONDS: '1' };

/** Retries failures after a second. */
const QUICK_RETRY = { first_delay_seconds: 1, max_delay_seconds: 1 };

/** Actions of a user of order exporters. */
export class OrderExports {
  readonly #server: TestServer;
  readonly #key: string | undefined;

  constructor(server: TestServer, key?: string) {
    this.#server = server;
    this.#key = key;
  }

  call<T>(path: string, call: { method?: string; body?: object } = {}): Promise<Answer<T>> {
    return this.#server.call<T>(path, { ...call, ...(this.#key ? { key: this.#key } : {}) });
  }

  async exporter(kind: string, flag: string, more: object = {}): Promise<CreatedOrderExporter> {
    const body = { name: flag, kind, when: { flag }, retry: QUICK_RETRY, ...more };
    const answer = await this.call<CreatedOrderExporter>('/order-exporters', { body });
    if (answer.status !== 201) throw new Error(`POST /order-exporters: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Makes an order that is in progress set one flag, and no other state set any. For the operator. */
  setFlag(flag: string): Promise<Answer<ExportFlags>> {
    const flags = [{ on: 'order', status: 'in_progress', flag }];
    return this.#server.call<ExportFlags>('/order-export-flags', { method: 'PUT', body: { flags } });
  }

  http(flag: string, url: string, more: object = {}): Promise<CreatedOrderExporter> {
    return this.exporter('http', flag, { target: { url }, ...more });
  }

  async getExporter(id: string): Promise<OrderExporter> {
    return (await this.call<OrderExporter>(`/order-exporters/${id}`)).body;
  }

  /** Creates an order, `in_progress` and with one delivery by default. */
  async order(status: 'created' | 'in_progress' = 'in_progress', products = ['PR00001']): Promise<Order> {
    const items = products.map((product_id) => ({ product_id, quantity: 2 }));
    const created = await this.call<Order>('/orders', { body: { partner_name: 'Acme Corp', items } });
    if (created.status !== 201) throw new Error(`POST /orders: ${JSON.stringify(created.body)}`);
    return status === 'created' ? created.body : this.post(created.body, 'transitions', { to: status });
  }

  async post(order: Order, action: string, body: object = {}): Promise<Order> {
    const answer = await this.call<Order>(`/orders/${order.order_id}/${action}`, { body });
    if (answer.status !== 201) throw new Error(`${action}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async list(query: string): Promise<OrderExport[]> {
    return (await this.call<Page<OrderExport>>(`/order-exports?limit=100&${query}`)).body.items;
  }

  async get(id: string): Promise<OrderExportDetail> {
    return (await this.call<OrderExportDetail>(`/order-exports/${id}`)).body;
  }

  /** Waits until the only export of a query has a status. */
  one(query: string, status: OrderExportStatus): Promise<OrderExport> {
    return until(async () => {
      const all = await this.list(query);
      return all.length === 1 && all[0]?.status === status && all[0];
    });
  }

  /** Waits until an order has so many exports with these statuses; oldest first. */
  all(order: Order, count: number, status: OrderExportStatus = 'completed'): Promise<OrderExport[]> {
    return until(async () => {
      const all = await this.list(`order_id=${order.order_id}`);
      return all.length === count && all.every((one) => one.status === status) && all.reverse();
    });
  }
}
