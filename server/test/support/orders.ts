import type { Delivery, Order, OrderHistoryEntry, Page, ProblemBody } from '@commerce-integration/contract';
import type { Answer, Call, TestServer } from './server.ts';
import { startTestServer } from './server.ts';

const CATALOGUE = 'sku,product_name,price,currency,availability\nA,One,10.10,EUR,in stock\nB,Two,5,EUR,in stock\n';

/** Actions on orders, as one partner. */
export class Shop {
  readonly server: TestServer;
  readonly partnerId: string;
  readonly key: string;

  constructor(server: TestServer, partner: { id: string; key: string }) {
    this.server = server;
    this.partnerId = partner.id;
    this.key = partner.key;
  }

  /** A server with a partner that sells A for 10.10 EUR and B for 5 EUR. */
  static async open(name = 'Acme Corp'): Promise<Shop> {
    const server = await startTestServer();
    const partner = await server.partner(name);
    await server.load(CATALOGUE, { key: partner.key, fields: {} });
    return new Shop(server, partner);
  }

  /** Another partner of the same server, with the same products. */
  async neighbour(name: string): Promise<Shop> {
    const partner = await this.server.partner(name);
    await this.server.load(CATALOGUE, { key: partner.key, fields: {} });
    return new Shop(this.server, partner);
  }

  /** Places an order with these quantities of the products. */
  async order(...quantities: number[]): Promise<Order> {
    const { body: products } = await this.call<Page<{ product_id: string }>>('/products');
    const items = quantities.map((quantity, place) => ({ product_id: products.items[place]?.product_id, quantity }));
    const { status, body } = await this.call<Order>('/orders', { body: { items } });
    if (status !== 201) throw new Error(`The order was refused: ${JSON.stringify(body)}`);
    return body;
  }

  /** An order whose fulfilment has begun. */
  async begun(...quantities: number[]): Promise<Order> {
    const { order_id } = await this.order(...quantities);
    return (await this.change(order_id, 'transitions', { to: 'in_progress' })).body;
  }

  /** Posts to a sub-resource of an order. */
  change<T = Order>(orderId: string, what: string, body: object = {}, call: Call = {}): Promise<Answer<T>> {
    return this.call<T>(`/orders/${orderId}/${what}`, { body, ...call });
  }

  /** The refusal of a call to a sub-resource of an order. */
  async refusal(orderId: string, what: string, body: object = {}, call: Call = {}): Promise<ProblemBody> {
    return (await this.change<ProblemBody>(orderId, what, body, call)).body;
  }

  update<T = Delivery>(deliveryId: string | undefined, body: object): Promise<Answer<T>> {
    return this.call<T>(`/deliveries/${deliveryId}`, { method: 'PATCH', body });
  }

  async get(orderId: string): Promise<Order> {
    return (await this.call<Order>(`/orders/${orderId}`)).body;
  }

  /** Oldest first. */
  async history(orderId: string): Promise<OrderHistoryEntry[]> {
    return (await this.call<Page<OrderHistoryEntry>>(`/orders/${orderId}/history?limit=100`)).body.items.reverse();
  }

  call<T>(path: string, call: Call = {}): Promise<Answer<T>> {
    return this.server.call<T>(path, { key: this.key, ...call });
  }
}
