import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { BatchUpload, FeedAccepted, OperationsBatch, Order, Partner } from '@commerce-integration/contract';
import { zipOfOperations } from '../support/batches.ts';
import { OPERATOR_KEY } from '../support/server.ts';
import type { Cluster } from './cluster.ts';

/** What was acknowledged, and so must exist exactly once. */
export interface Acknowledged {
  /** Loads in the order of their requests, and the price of the last one. */
  readonly loads: string[];
  price: number;
  readonly batches: string[];
  readonly orders: string[];
  /** Orders whose fulfilment has begun, which exporters export. */
  readonly begun: string[];
  readonly updates: string[];
}

interface Sent {
  method?: string;
  body?: object | (() => FormData);
  headers?: Record<string, string>;
}

/** Statuses after which a call is repeated: the server restarts, or a call with the same key may still be running. */
const PASSING = new Set([409, 429, 500, 502, 503, 504]);

/** A partner that sends feeds, prices, orders and order updates to any API of a cluster. */
export class BusyPartner {
  readonly name: string;
  readonly done: Acknowledged = { loads: [], price: 0, batches: [], orders: [], begun: [], updates: [] };
  readonly #cluster: Cluster;
  #partner = '';
  #key = OPERATOR_KEY;
  #products: string[] = [];

  constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster;
    this.name = name;
  }

  /** Registers the partner with its key and its first products. */
  async begin(): Promise<void> {
    const body = { partner_name: this.name };
    this.#partner = (await this.#ask<Partner>('/partners', { body })).partner_id;
    const key = { body: { name: 'cluster' } };
    this.#key = (await this.#ask<{ secret: string }>(`/partners/${this.#partner}/api-keys`, key)).secret;
    const job = await this.#load();
    for (;;) {
      const { status } = await this.#ask<{ status: string }>(`/jobs/${job}?wait=10`, { method: 'GET' });
      if (status === 'completed') break;
    }
    const { items } = await this.#ask<{ items: { product_id: string }[] }>('/products?limit=3', { method: 'GET' });
    this.#products = items.map(({ product_id }) => product_id);
  }

  /** Runs one action after another until it is stopped; an action in progress is finished. */
  async work(stop: AbortSignal): Promise<void> {
    const things = [
      () => this.#load(),
      () => this.#batch(),
      () => this.#order(),
      () => this.#order(),
      () => this.#export(),
    ];
    while (!stop.aborted) await things[Math.floor(Math.random() * things.length)]?.();
  }

  async #load(): Promise<string> {
    const price = this.done.price + 1;
    const rows = ['A', 'B', 'C'].map((sku) => `${sku},Product ${sku},${price},EUR,in stock\n`).join('');
    const form = () => {
      const body = new FormData();
      body.set('file', new Blob([`sku,product_name,price,currency,availability\n${rows}`]), 'feed.csv');
      return body;
    };
    const { validation_job_id: job } = await this.#ask<FeedAccepted>('/feeds/upload', { body: form });
    await this.#ask(`/jobs/${job}/run`, { method: 'POST', headers: { prefer: 'respond-async' } });
    this.done.loads.push(job);
    this.done.price = price;
    return job;
  }

  async #batch(): Promise<void> {
    const at = `/org/${this.#partner}/operations-batches`;
    const price_list = [
      { valid_from: '2020-01-01T00:00:00Z', price: 1 + Math.floor(Math.random() * 100), currency: 'EUR' },
    ];
    const operations = this.#products.map((id) => [
      id,
      { '@type': 'ProductValidFromPriceUpdate', product: { id }, price_list },
    ]);
    const zip = new Uint8Array(zipOfOperations(Object.fromEntries(operations)));
    const upload = await this.#ask<BatchUpload>(`${at}/upload-url`, { method: 'GET' });
    while (!(await this.#put(upload, zip))) await delay(200);
    const body = { upload_id: upload.upload_id };
    const { job_id } = await this.#ask<OperationsBatch>(`${at}/valid-from-price-updates`, { body });
    this.done.batches.push(job_id);
  }

  async #put({ upload_url, method, headers }: BatchUpload, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
    return fetch(upload_url, { method, headers, body }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async #order(): Promise<void> {
    const items = this.#products.map((product_id, place) => ({ product_id, quantity: place + 1 }));
    const body = { customer_reference: randomUUID(), items };
    const { order_id } = await this.#ask<Order>('/orders', { body });
    this.done.orders.push(order_id);
    if (Math.random() < 0.5) return;
    await this.#ask(`/orders/${order_id}/transitions`, { body: { to: 'in_progress' } });
    this.done.begun.push(order_id);
    const updates = ['packing', 'delivered'].map((status, minute) => ({
      update_id: randomUUID(),
      order_id,
      status,
      occurred_at: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    }));
    await this.#ask('/order-updates', { body: { updates } });
    this.done.updates.push(...updates.map(({ update_id }) => update_id));
  }

  async #export(): Promise<void> {
    await this.#ask('/products/export?format=jsonl', { method: 'GET' });
  }

  /** Repeats a call with the same idempotency key, to any API, until it is acknowledged. */
  async #ask<T>(target: string, { method = 'POST', body, headers }: Sent): Promise<T> {
    const sent = {
      method,
      headers: {
        'x-api-key': this.#key,
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...(typeof body === 'object' ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
    };
    for (;;) {
      const payload = typeof body === 'function' ? body() : body && JSON.stringify(body);
      const answer = await fetch(`${this.#cluster.url()}${target}`, { ...sent, ...(payload ? { body: payload } : {}) })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => undefined);
      if (answer && answer.status < 300) return (target.includes('export') ? undefined : JSON.parse(answer.text)) as T;
      if (answer && !PASSING.has(answer.status)) throw new Error(`${target} answered ${answer.status}: ${answer.text}`);
      await delay(100);
    }
  }
}
