import type { Order, Page, Webhook, WebhookDelivery, WebhookDeliveryDetail } from '@commerce-integration/contract';
import type { Answer, TestServer } from './server.ts';
import { until } from './until.ts';

/** A retry schedule that tests do not have to wait for. */
export const QUICK_RETRIES = { WEBHOOK_ALLOW_LOOPBACK: 'true', WEBHOOK_RETRY_SECONDS: '0.05x3' };

export type CreatedWebhook = Webhook & { secret: string };

/** Actions of a user of webhooks. */
export class Webhooks {
  readonly #server: TestServer;
  readonly #key: string | undefined;

  constructor(server: TestServer, key?: string) {
    this.#server = server;
    this.#key = key;
  }

  async create(url: string, more: object = {}): Promise<CreatedWebhook> {
    const answer = await this.#call<CreatedWebhook>('/webhooks', { body: { url, events: ['*'], ...more } });
    if (answer.status !== 201)
      throw new Error(`POST /webhooks answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async get(id: string): Promise<Webhook> {
    return (await this.#call<Webhook>(`/webhooks/${id}`)).body;
  }

  async deliveries(query: string): Promise<WebhookDelivery[]> {
    return (await this.#call<Page<WebhookDelivery>>(`/webhook-deliveries?limit=100&${query}`)).body.items;
  }

  async delivery(id: string): Promise<WebhookDeliveryDetail> {
    return (await this.#call<WebhookDeliveryDetail>(`/webhook-deliveries/${id}`)).body;
  }

  /** Waits until a query has so many deliveries, all with this status. */
  ended(query: string, count: number, status: WebhookDelivery['status'] = 'succeeded'): Promise<WebhookDelivery[]> {
    return until(async () => {
      const all = await this.deliveries(query);
      return all.length === count && all.every((one) => one.status === status) && all;
    });
  }

  #call<T>(path: string, call: { body?: object } = {}): Promise<Answer<T>> {
    return this.#server.call<T>(path, { ...call, ...(this.#key ? { key: this.#key } : {}) });
  }
}

/** Creates an order of a product of Acme Corp. */
export async function order(server: TestServer, reference = 'one', partner_name = 'Acme Corp'): Promise<Order> {
  const body = { partner_name, customer_reference: reference, items: [{ product_id: 'PR00001', quantity: 1 }] };
  const answer = await server.call<Order>('/orders', { body });
  if (answer.status !== 201) throw new Error(`POST /orders answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
