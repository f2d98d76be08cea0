import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  ConnectionError,
  JobFailedError,
  NotFoundError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from '../src/index.ts';
import { problem } from '../src/msw/index.ts';
import { feedOf, mockClient, useMock } from './support/mock-server.ts';

const acme = {
  partner_name: 'Acme Corp',
  api_key: 'acme-key',
  products: [{ sku: 'A1', product_name: 'Apple', price: 1.5 }],
};
const mock = useMock({ seed: { partners: [acme] } });
const client = mockClient();
const order = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };

afterEach(() => {
  vi.useRealTimers();
});

describe('an injected failure', () => {
  it('affects the next calls of its operation, a given number of times', async () => {
    mock.failNext('listProducts', { status: 503, times: 2, retryAfterSeconds: 3 });
    await client.partners.list();
    for (const _ of [1, 2]) {
      const error = await client.products.list().catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ServerError);
      expect(error).toMatchObject({ status: 503, code: 'service_unavailable', retryAfterMs: 3_000 });
    }
    expect((await client.products.list()).count).toBe(1);
  });

  it('can have its own code and message', async () => {
    mock.failNext('getProduct', { code: 'not_found', detail: 'Gone.' });
    await expect(client.products.get('PR00001')).rejects.toThrow(NotFoundError);
    mock.failNext('getProduct', { status: 409, detail: 'Busy.' });
    await expect(client.products.get('PR00001')).rejects.toMatchObject({ code: 'conflict', detail: 'Busy.' });
  });

  it("is a gateway's if no code has the status", async () => {
    mock.failNext('getProduct', { status: 502, retryAfterSeconds: 1 });
    const error = await client.products.get('PR00001').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 502, code: undefined, retryAfterMs: 1_000 });
  });

  it('is resolved by retries', async () => {
    const patient = mockClient({ maxRetries: 1 });
    mock.failNext('getProduct', { networkError: true });
    expect((await patient.products.get('PR00001')).sku).toBe('A1');
    mock.failNext('getProduct', { networkError: true });
    await expect(client.products.get('PR00001')).rejects.toThrow(ConnectionError);
  });

  it('can come after the work is done: a repeated call does not repeat the work', async () => {
    const patient = mockClient({ maxRetries: 1 });
    mock.failNext('createOrder', { answerLost: true });
    const made = await patient.orders.create(order);
    const { items } = await client.orders.list();
    expect(items.map(({ order_id }) => order_id)).toEqual([made.order_id]);
  });
});

describe('a lost response', () => {
  it('is lost whatever it was', async () => {
    mock.failNext('createPartner', { answerLost: true });
    await expect(client.partners.create({ partner_name: 'Acme Corp' })).rejects.toThrow(ConnectionError);
  });
});

describe('latency', () => {
  it('delays every response', async () => {
    mock.set({ latencyMs: 60 });
    const before = performance.now();
    await client.products.list();
    expect(performance.now() - before).toBeGreaterThan(50);
    await expect(client.products.list({}, { timeoutMs: 10 })).rejects.toThrow(TimeoutError);
  });
});

describe('a rate limit', () => {
  it('refuses further calls, for a while', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    mock.set({ rateLimit: { after: 2, retryAfterSeconds: 5 } });
    await client.products.list();
    const { response } = await client.products.list().withResponse();
    expect(response.headers.get('ratelimit')).toBe('"per-minute"; r=0; t=5');
    const error = await client.products.list().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs: 5_000 });
    // Another key has its own limit.
    expect((await mockClient({ apiKey: 'acme-key' }).products.list()).count).toBe(1);
    vi.setSystemTime(Date.now() + 5_000);
    expect((await client.products.list()).count).toBe(1);
  });
});

describe('jobs', () => {
  const upload = async () =>
    (await client.feeds.upload({ partner_name: 'Acme Corp', file: feedOf('sku,product_name\nA1,Apple\nA2,Pear\n') }))
      .validation_job_id;

  it('can take a number of polls', async () => {
    mock.set({ slowJobs: { polls: 3 } });
    const jobId = await upload();
    expect((await client.jobs.run(jobId, { waitMs: 0 })).status).toBe('queued');
    const first = await client.jobs.get(jobId);
    expect(first).toMatchObject({ status: 'running', progress: { rows_done: 0 }, attempt: 1 });
    expect((await client.jobs.get(jobId)).progress.rows_done).toBe(1);
    const last = await client.jobs.get(jobId);
    expect(last).toMatchObject({ status: 'completed', progress: { rows_done: 2, rows_total: 2 } });
  });

  it('can take time, which long polls wait for', async () => {
    mock.set({ slowJobs: { ms: 80 } });
    const jobId = await upload();
    expect((await client.jobs.run(jobId, { waitMs: 0 })).status).toBe('queued');
    expect((await client.jobs.get(jobId)).status).toBe('running');
    expect((await client.products.list()).count).toBe(1);
    expect((await client.jobs.get(jobId, { wait: 5 })).status).toBe('completed');
    expect((await client.products.list()).count).toBe(2);
  });

  it('of one partner run sequentially', async () => {
    mock.set({ slowJobs: { polls: 1 } });
    const [first, second] = [await upload(), await upload()];
    await client.jobs.run(second, { waitMs: 0 });
    await client.jobs.run(first, { waitMs: 0 });
    expect((await client.jobs.get(second)).status).toBe('queued');
    expect((await client.jobs.get(first)).status).toBe('completed');
    expect((await client.jobs.get(second)).status).toBe('completed');
  });

  it('restart when they are run again', async () => {
    mock.set({ slowJobs: { polls: 2 } });
    const jobId = await upload();
    await client.jobs.run(jobId, { waitMs: 0 });
    await client.jobs.cancel(jobId);
    await client.jobs.run(jobId, { waitMs: 0 });
    expect((await client.jobs.get(jobId)).status).toBe('running');
    expect((await client.jobs.get(jobId)).status).toBe('completed');
  });

  it('can be cancelled while they run', async () => {
    mock.set({ slowJobs: { polls: 3 } });
    const jobId = await upload();
    await client.jobs.run(jobId, { waitMs: 0 });
    await client.jobs.get(jobId);
    expect((await client.jobs.cancel(jobId)).status).toBe('running');
    expect((await client.jobs.get(jobId)).status).toBe('cancelled');
    expect((await client.products.list()).count).toBe(1);
    mock.set({ slowJobs: undefined });
    expect((await client.jobs.run(jobId)).status).toBe('completed');
  });

  it('fail on request, with the given reason', async () => {
    mock.failNextJob({ error: 'The shelf fell over.' });
    const file = feedOf('sku,product_name\nA1,Apple\n');
    const ingest = client.feeds.ingest({ partner_name: 'Acme Corp', file });
    const error = await ingest.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(JobFailedError);
    expect((error as JobFailedError).job.message).toBe('ETL processing failed: The shelf fell over.');
    await client.jobs.run((error as JobFailedError).job.job_id);
  });
});

describe('an override', () => {
  it('responds instead of the API, typed by the contract, until it is removed', async () => {
    const remove = mock.on('getProduct', ({ params }) => problem('not_found', `No ${params.product_id} today.`));
    await expect(client.products.get('PR00001')).rejects.toThrow('No PR00001 today.');
    remove();
    expect((await client.products.get('PR00001')).sku).toBe('A1');
  });

  it("can change the API's response", async () => {
    mock.on('listProducts', async ({ query, next }) => {
      const answer = await next();
      if (answer.status !== 200) return answer;
      expect(query.limit).toBe(5);
      return { status: 200, body: { ...answer.body, items: answer.body.items.map((item) => ({ ...item, price: 7 })) } };
    });
    expect((await client.products.list({ limit: 5 })).items[0]?.price).toBe(7);
  });

  it('is called before existing ones, and can pass a call on', async () => {
    mock.on('getProduct', () => problem('conflict', 'First.'));
    mock.on('getProduct', ({ next }) => next());
    await expect(client.products.get('PR00001')).rejects.toThrow('First.');
  });

  it('can respond with any response, or with an unexpected one', async () => {
    mock.on('getProduct', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(client.products.get('PR00001')).rejects.toThrow(ConnectionError);
    mock.on('getProduct', () => problem('rate_limited', 'Wait.', { retryAfterSeconds: 2 }));
    await expect(client.products.get('PR00001')).rejects.toMatchObject({ retryAfterMs: 2_000 });
  });

  it('is not called for calls without access', async () => {
    const seen = vi.fn(() => problem('conflict', 'No.'));
    mock.on('createOrder', seen);
    await expect(mockClient({ apiKey: 'unknown' }).orders.create(order)).rejects.toMatchObject({ status: 401 });
    expect(seen).not.toHaveBeenCalled();
  });

  it('is typed', () => {
    const types = () => {
      // @ts-expect-error no such operation
      mock.on('getProdukt', () => problem('not_found', 'No.'));
      // @ts-expect-error no such parameter
      mock.on('getProduct', ({ params }) => problem('not_found', params.order_id));
      // @ts-expect-error no such status
      mock.on('getHealth', () => ({ status: 418, body: { status: 'ok', database: 'connected' } }));
      // @ts-expect-error the body is another
      mock.on('getHealth', () => ({ status: 200, body: { status: 'fine' } }));
      // @ts-expect-error no such code
      mock.on('getHealth', () => problem('teapot', 'No.'));
      mock.on('createOrder', ({ body }) => problem('conflict', String(body.items[0]?.quantity)));
    };
    expect(types).toBeTypeOf('function');
  });
});
