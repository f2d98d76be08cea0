import { contract } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { describe, expect, it } from 'vitest';
import { createMockApi, type MockApiOptions } from '../src/msw/index.ts';
import { feedOf, mockClient, useMock } from './support/mock-server.ts';

const routes = Object.values(contract).flatMap((router) => Object.entries(router as Record<string, AppRoute>));

describe('the handlers', () => {
  it('include one for each endpoint of the contract, in order', () => {
    const { handlers } = createMockApi({ baseUrl: 'https://api.example.com/v1/' });
    const named = handlers.map(({ info }) => `${String(info.method)} ${String(info.path)}`);
    const expected = routes.map(([, { method, path }]) => `${method} https://api.example.com/v1${path}`);
    expect(named.slice(0, expected.length)).toEqual(expected);
    expect(named.length).toBe(expected.length + 2);
  });
});

describe('invalid options', () => {
  it.each<[string, object, RegExp]>([
    ['an unknown option', { latency: 5 }, /Unknown mock option: latency.*latencyMs/],
    ['a wrong address', { baseUrl: 'nowhere' }, /baseUrl must be a URL, not "nowhere"/],
    ['a negative time', { latencyMs: -1 }, /latencyMs/],
    ['a limit that nobody knows', { limits: { rows: 5 } }, /Unknown limit: rows/],
    ['half a rate limit', { rateLimit: { after: 5 } }, /retryAfterSeconds/],
    ['two kinds of slow', { slowJobs: { polls: 1, ms: 1 } }, /either polls or ms/],
    ['no looks', { slowJobs: { polls: 0 } }, /polls/],
    ['a failure of nothing', { failures: [{ operation: 'getProduct' }] }, /a status or code, networkError/],
    ['a failure of two kinds', { failures: [{ status: 503, networkError: true }] }, /A failure has one of/],
    [
      'a failure of no operation',
      { failures: [{ operation: 'getThing', status: 503 }] },
      /Unknown operation: "getThing"/,
    ],
    ['a failure with more', { failures: [{ status: 503, chance: 0.5 }] }, /chance/],
    ['a success as a failure', { failures: [{ status: 200 }] }, /status/],
    ['failed jobs with more', { failJobs: { always: true } }, /always/],
    ['a seed of something else', { seed: { products: [] } }, /products/],
    ['a partner without a name', { seed: { partners: [{}] } }, /partner_name/],
    [
      'a product without a name',
      { seed: { partners: [{ partner_name: 'A', products: [{ sku: 'A1' }] }] } },
      /A1.*product_name/,
    ],
    [
      'a wrong price',
      { seed: { partners: [{ partner_name: 'A', products: [{ sku: 'A1', product_name: 'B', price: 1.005 }] }] } },
      /at most 2 decimals/,
    ],
    ['no object', [], /mock options must be an object/],
  ])('are refused by name: %s', (_what, options, message) => {
    expect(() => createMockApi(options as MockApiOptions)).toThrow(TypeError);
    expect(() => createMockApi(options as MockApiOptions)).toThrow(message);
  });

  it('are also refused later', () => {
    const mock = createMockApi();
    expect(() => mock.set({ latency: 1 } as object)).toThrow(/latency/);
    expect(() => mock.failNext('getThing' as 'getProduct', { status: 503 })).toThrow(/getThing/);
    expect(() => mock.on('getThing' as 'getProduct', ({ next }) => next())).toThrow(/getThing/);
    expect(() => mock.failNextJob({ times: 0 })).toThrow(/times/);
    expect(() => mock.seed({} as { partners: [] })).toThrow(TypeError);
  });
});

describe('a mock', () => {
  const mock = useMock({
    limits: { direct_upload: 60, json_body: 300 },
    seed: {
      partners: [
        {
          partner_name: 'Acme Corp',
          api_key: 'acme-key',
          scopes: ['products:read'],
          default_currency: 'EUR',
          products: [
            { sku: 'A1', product_name: 'Apple', price: 1.5, brand: 'Acme', attributes: { colour: 'red' } },
            { sku: 'A2', product_name: 'Pear', availability: 'out_of_stock' },
          ],
        },
        { partner_name: 'Old Inc', status: 'offboarded' },
      ],
    },
  });
  const client = mockClient();

  it('starts with its seed', async () => {
    const acme = mockClient({ apiKey: 'acme-key' });
    const { items } = await acme.products.list();
    expect(items).toMatchObject([
      {
        sku: 'A1',
        price: 1.5,
        currency: 'EUR',
        availability: 'in_stock',
        attributes: { colour: 'red' },
        feed_id: null,
      },
      { sku: 'A2', price: null, currency: null, availability: 'out_of_stock' },
    ]);
    await expect(acme.orders.list()).rejects.toMatchObject({ status: 403 });
    expect((await client.partners.list({ status: 'offboarded' })).count).toBe(1);
  });

  it('can be seeded further, and returns the new objects', async () => {
    const { partners } = mock.seed({
      partners: [{ partner_name: 'acme corp', products: [{ sku: 'A3', product_name: 'Plum' }] }],
    });
    expect(partners[0]).toMatchObject({ partner: { partner_name: 'Acme Corp' }, products: [{ sku: 'A3' }] });
    expect((await client.products.list()).count).toBe(3);
  });

  it('resets to its start', async () => {
    await client.partners.create({ partner_name: 'New Inc' });
    mock.set({ latencyMs: 10_000 });
    mock.failNext('listPartners', { status: 500 });
    mock.on('listPartners', () => new Response(null, { status: 500 }));
    mock.reset();
    expect((await client.partners.list()).items.map((item) => item.partner_name)).toEqual(['Old Inc', 'Acme Corp']);
  });

  it('can have low limits: a large file needs a presigned URL', async () => {
    const { limits } = await client.service.limits();
    expect(limits.find(({ name }) => name === 'direct_upload')?.value).toBe(60);
    const file = feedOf(`sku,product_name\nB1,${'x'.repeat(100)}\n`);
    await expect(client.feeds.upload({ partner_name: 'Big Inc', file })).rejects.toMatchObject({ status: 413 });
    const { result, feed } = await client.feeds.ingest({ partner_name: 'Big Inc', file });
    expect(result?.inserted).toBe(1);
    expect(await (await client.feeds.downloadFile(feed.feed_id)).text()).toBe(await file.text());
    const long = { partner_name: 'x'.repeat(300) };
    await expect(client.partners.create(long)).rejects.toMatchObject({ status: 413 });
  });

  it('accepts a file in parts', async () => {
    mock.set({ limits: { single_put: 64 * 1024 * 1024 } });
    const text = 'sku,product_name\nC1,Cup\n';
    const ticket = await client.feeds.createUploadUrl({
      partner_name: 'Parts Inc',
      file_name: 'parts.csv',
      size: 64 * 1024 * 1024 + 5,
    });
    expect(ticket.parts?.map(({ size }) => size)).toEqual([64 * 1024 * 1024, 5]);
    const put = async (url: string, body: string) =>
      (await fetch(url, { method: 'PUT', body })).headers.get('etag') ?? '';
    const [first, second] = ticket.parts ?? [];
    const etags = [
      await put(first?.upload_url ?? '', text.slice(0, 9)),
      await put(second?.upload_url ?? '', text.slice(9)),
    ];
    const parts = etags.map((etag, index) => ({ part_number: index + 1, etag }));
    const wrong = [{ part_number: 1, etag: 'x' }];
    await expect(client.feeds.completeUpload(ticket.feed_id)).rejects.toMatchObject({ code: 'feed_not_uploaded' });
    await expect(client.feeds.completeUpload(ticket.feed_id, { parts: wrong })).rejects.toMatchObject({
      code: 'upload_mismatch',
    });
    await client.feeds.completeUpload(ticket.feed_id, { parts });
    expect(await (await client.feeds.downloadFile(ticket.feed_id)).text()).toBe(text);
  });

  it('lets presigned URLs be used for nothing else', async () => {
    const ticket = await client.feeds.createUploadUrl({ partner_name: 'Urls Inc', file_name: 'a.csv' });
    expect((await fetch(ticket.upload_url)).status).toBe(403);
    expect((await fetch(`${ticket.upload_url}x`, { method: 'PUT', body: 'a' })).status).toBe(403);
  });

  it('shares nothing with another', async () => {
    const other = createMockApi();
    other.seed({ partners: [{ partner_name: 'Elsewhere Inc' }] });
    expect((await client.partners.list({ partner_name: 'Elsewhere Inc' })).count).toBe(0);
  });
});
