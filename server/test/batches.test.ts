import type {
  Job,
  OperationsBatch,
  Page,
  PriceInForce,
  PriceListChange,
  SalesChannel,
} from '@commerce-integration/contract';
import { describe, expect, it } from 'vitest';
import { Batches, type SentOperation, zipOfOperations } from './support/batches.ts';
import { allItems } from './support/pages.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const partner = await server.partner('Acme Corp');
const batches = new Batches(server, partner);
await server.load(
  'sku,product_name,price,currency,external_id\nS1,One,10,EUR,E1\nS2,Two,20,EUR,E2\nS3,Three,30,EUR,E3\n',
);
const products = await server.products();
const idOf = (sku: string) => products.find((product) => product.sku === sku)?.product_id ?? '';

async function channel(name: string, more: object = {}): Promise<SalesChannel> {
  const body = { name, type: 'POS_SALES_CHANNEL', ...more };
  return (await server.call<SalesChannel>('/sales-channels', { key: partner.key, body })).body;
}

const from = (price: number, valid_from = '2020-01-01T00:00:00Z', currency = 'EUR') => ({
  valid_from,
  price,
  currency,
});
const base = (product: object, price_list?: object[]): SentOperation => ({
  '@type': 'ProductValidFromPriceUpdate',
  product,
  ...(price_list ? { price_list } : {}),
});
const inChannel = (product: object, sales_channel: object, price_list?: object[]): SentOperation => ({
  '@type': 'ProductSalesChannelValidFromPriceUpdate',
  product,
  sales_channel,
  ...(price_list ? { price_list } : {}),
});

async function price(sku: string, query = ''): Promise<Pick<PriceInForce, 'price' | 'source'>> {
  const { body } = await server.call<PriceInForce>(`/products/${idOf(sku)}/prices${query}`);
  return { price: body.price, source: body.source };
}

async function history(sku: string, channelId?: string): Promise<(number | undefined)[]> {
  const query = channelId ? `&sales_channel_id=${channelId}` : '';
  const { body } = await server.call<Page<PriceListChange>>(
    `/products/${idOf(sku)}/price-list/history?limit=100${query}`,
  );
  return body.items.map(({ price_list }) => price_list[0]?.price).reverse();
}

const eventsOf = async (batch: OperationsBatch) =>
  (
    await server.pool.query(`select event_type, data from event where data ->> 'batch_id' = $1 order by id`, [
      batch.batch_id,
    ])
  ).rows;

describe('a batch of valid-from prices', () => {
  it('executes c1, c2, c3, no_channel', async () => {
    const [c1, c2, c3] = await Promise.all(['C1', 'C2', 'C3'].map((name) => channel(name)));
    const product = { id: idOf('S1') };
    const reference = (one: SalesChannel | undefined) => ({ id: one?.sales_channel_id, type: 'POS_SALES_CHANNEL' });
    const batch = await batches.run(
      {
        no_channel: base(product, [from(9)]),
        c3: inChannel(product, reference(c3), [from(7.5)]),
        c1: inChannel(product, reference(c1), [from(8), from(6, '2020-02-01T00:00:00Z')]),
        c2: inChannel(product, reference(c2)),
      },
      { name: 'Spring prices' },
    );
    expect(batch).toEqual({
      batch_id: batch.batch_id,
      org_id: partner.id,
      partner_name: 'Acme Corp',
      batch_type: 'valid-from-price-updates',
      name: 'Spring prices',
      on_error: 'continue',
      validate_only: false,
      status: 'completed',
      message: 'Operations batch completed. Operations: 4. Succeeded: 4. Failed: 0. Skipped: 0.',
      job_id: batch.job_id,
      upload_id: expect.stringMatching(/^BU\d{5}$/),
      retry_of: null,
      total: 4,
      succeeded: 4,
      failed: 0,
      skipped: 0,
      created_at: expect.any(String),
      finished_at: expect.any(String),
    });
    expect(await batches.operations(batch)).toEqual([
      {
        operation_id: 'c1',
        position: 1,
        type: 'ProductSalesChannelValidFromPriceUpdate',
        status: 'succeeded',
        entry_name: 'c1.json',
      },
      {
        operation_id: 'c2',
        position: 2,
        type: 'ProductSalesChannelValidFromPriceUpdate',
        status: 'succeeded',
        entry_name: 'c2.json',
      },
      {
        operation_id: 'c3',
        position: 3,
        type: 'ProductSalesChannelValidFromPriceUpdate',
        status: 'succeeded',
        entry_name: 'c3.json',
      },
      {
        operation_id: 'no_channel',
        position: 4,
        type: 'ProductValidFromPriceUpdate',
        status: 'succeeded',
        entry_name: 'no_channel.json',
      },
    ]);
    expect(await price('S1')).toEqual({ price: 9, source: 'base_list' });
    expect(await price('S1', `?sales_channel_id=${c1?.sales_channel_id}`)).toEqual({
      price: 6,
      source: 'channel_list',
    });
    expect(await price('S1', `?sales_channel_id=${c2?.sales_channel_id}`)).toEqual({ price: 9, source: 'base_list' });
    const job = await server.call<Job>(`/jobs/${batch.job_id}`);
    expect(job.body).toMatchObject({
      job_type: 'operations_batch',
      batch_id: batch.batch_id,
      progress: { rows_total: 4, rows_done: 4 },
      result: { total: 4, succeeded: 4, failed: 0, skipped: 0 },
    });
    for (const link of Object.values(job.body.links).filter((path) => !path.endsWith('/cancel'))) {
      expect((await server.call(link)).status).toBe(200);
    }
    expect(await eventsOf(batch)).toMatchObject([
      { event_type: 'job.completed', data: { job_id: batch.job_id } },
      { event_type: 'operations_batch.completed', data: { status: 'completed', result: { succeeded: 4 } } },
      { event_type: 'product.price.changed', data: { products_changed: 1 } },
    ]);
  });

  it('is ordered by the bytes of the IDs', async () => {
    const ids = ['2', '10', 'a-b', 'a', 'B', 'a.b', 'é', 'z', '\u{1F600}', '\uFF5E', 'Z'];
    const inOrder = ['10', '2', 'B', 'Z', 'a', 'a-b', 'a.b', 'z', 'é', '\uFF5E', '\u{1F600}'];
    const list = Object.fromEntries(ids.map((id) => [id, base({ sku: 'S2' }, [from(1 + inOrder.indexOf(id))])]));
    const batch = await batches.run(list);
    expect((await batches.operations(batch)).map(({ operation_id }) => operation_id)).toEqual(inOrder);
    // The history contains each list that was set, in order; the last one is current.
    expect(await history('S2')).toEqual(inOrder.map((_, index) => 1 + index));
    expect(await price('S2')).toEqual({ price: inOrder.length, source: 'base_list' });
  });

  it('removes a list if none is given', async () => {
    await batches.run({ a: base({ external_id: 'E3' }, [from(25)]) });
    expect(await price('S3')).toEqual({ price: 25, source: 'base_list' });
    await batches.run({ a: base({ external_id: 'E3' }), b: base({ sku: 'S2' }, []) });
    expect(await price('S3')).toEqual({ price: 30, source: 'feed' });
    expect(await price('S2')).toEqual({ price: 20, source: 'feed' });
  });

  it('reports the problems of each operation', async () => {
    const pos = await channel('Shop', { external_id: 'shop' });
    await server.load('sku,product_name,external_id\nS8,Eight,same\nS9,Nine,same\n');
    const good = base({ sku: 'S3' }, [from(29)]);
    const batch = await batches.run({
      'a not JSON': '{"@type": ',
      'b no type': '{"operation_id":"b no type"}',
      'c list': '[]',
      'd unknown': { '@type': 'Unknown\u0000?' },
      'e other batch': { '@type': 'ProductAvailabilityUpdate' },
      'f other name': { ...(good as object), operation_id: 'something else' },
      'g field': { ...(good as object), prices: [] },
      'h two keys': base({ sku: 'S3', id: idOf('S3') }),
      'i no product': base({ sku: 'what?' }),
      "j another's": base({ id: 'PR99999' }),
      'k two products': base({ external_id: 'same' }),
      'l no channel': inChannel({ sku: 'S3' }, { id: 'nowhere', type: 'POS_SALES_CHANNEL' }),
      'm wrong type': inChannel({ sku: 'S3' }, { id: 'shop', type: 'WEB_SALES_CHANNEL' }),
      'n price': base({ sku: 'S3' }, [from(1.234), { ...from(-1), currency: 'XXX' }]),
      'o time': base({ sku: 'S3' }, [from(1, 'tomorrow')]),
      'p NUL': base({ sku: 'S3\u0000' }),
      'q half': '{"@type":"ProductValidFromPriceUpdate","operation_id":"q half","product":{"sku":"\\ud800"}}',
      'r null': 'null',
      's good': inChannel({ sku: 'S3' }, { id: pos.sales_channel_id, type: 'POS_SALES_CHANNEL' }, [from(28)]),
      't good': good,
      'u BOM': `\uFEFF${JSON.stringify({ operation_id: 'u BOM', ...(good as object) })}`,
    });
    expect(batch).toMatchObject({ status: 'completed', total: 21, succeeded: 3, failed: 18, skipped: 0 });
    const found = (await batches.operations(batch, '&status=failed')).map(({ operation_id, type, error }) => [
      operation_id,
      type,
      error?.code,
      error?.errors?.map(({ path }) => path).join() ?? '',
      error?.message,
    ]);
    const BASE = 'ProductValidFromPriceUpdate';
    const CHANNEL = 'ProductSalesChannelValidFromPriceUpdate';
    const admits = `A batch of type valid-from-price-updates admits ${BASE} and ${CHANNEL}`;
    expect(found).toEqual([
      ['a not JSON', null, 'invalid_json', '', expect.stringMatching(/^The file is not JSON: /)],
      ['b no type', null, 'validation_failed', '@type', `@type is required. ${admits}.`],
      ['c list', null, 'validation_failed', '', expect.stringContaining('contains a list')],
      ['d unknown', 'Unknown\uFFFD?', 'unknown_operation_type', '@type', `${admits}, not Unknown\uFFFD?.`],
      [
        'e other batch',
        'ProductAvailabilityUpdate',
        'operation_not_admitted',
        '@type',
        `${admits}, not ProductAvailabilityUpdate.`,
      ],
      [
        'f other name',
        BASE,
        'operation_id_mismatch',
        'operation_id',
        'operation_id is something else, but the file is named f other name.json.',
      ],
      ['g field', BASE, 'validation_failed', '', expect.stringContaining('prices')],
      [
        'h two keys',
        BASE,
        'validation_failed',
        'product',
        expect.stringContaining('exactly one of id, sku and external_id'),
      ],
      ['i no product', BASE, 'not_found', 'product.sku', 'No product has the SKU what?.'],
      ["j another's", BASE, 'not_found', 'product.id', 'Product not found: PR99999'],
      ['k two products', BASE, 'ambiguous_external_id', 'product.external_id', expect.stringContaining('same')],
      ['l no channel', CHANNEL, 'not_found', 'sales_channel.id', 'Sales channel not found: nowhere'],
      [
        'm wrong type',
        CHANNEL,
        'sales_channel_type_mismatch',
        'sales_channel.type',
        expect.stringContaining('POS_SALES_CHANNEL'),
      ],
      [
        'n price',
        BASE,
        'validation_failed',
        expect.stringContaining('price_list.0.price'),
        expect.stringContaining('more)'),
      ],
      ['o time', BASE, 'validation_failed', 'price_list.0.valid_from', expect.stringContaining('RFC 3339')],
      ['p NUL', BASE, 'invalid_text', '', expect.stringContaining('NUL')],
      ['q half', BASE, 'invalid_text', '', expect.stringContaining('surrogate')],
      ['r null', null, 'validation_failed', '', expect.stringContaining('contains null')],
    ]);
    expect(await price('S3')).toEqual({ price: 29, source: 'base_list' });
    expect(await price('S3', `?sales_channel_id=${pos.sales_channel_id}`)).toEqual({
      price: 28,
      source: 'channel_list',
    });
  });

  it('lists its operations by status, page by page', async () => {
    const list = Object.fromEntries(
      Array.from({ length: 25 }, (_, n) => [
        `op-${String(n).padStart(2, '0')}`,
        base({ sku: n % 5 ? 'S1' : 'none' }, [from(n + 1)]),
      ]),
    );
    const batch = await batches.run(list);
    const path = `/${batch.batch_id}/operations?status=succeeded&limit=6`;
    const walked = await allItems((cursor) => batches.call<Page<{ position: number }>>(`${path}${cursor}`));
    expect(walked.map(({ position }) => position)).toEqual(
      Array.from({ length: 25 }, (_, n) => n + 1).filter((n) => (n - 1) % 5),
    );
    expect(await batches.operations(batch, '&status=failed')).toHaveLength(5);
    expect(await batches.operations(batch, '&status=pending')).toHaveLength(0);
    expect(await batches.operations(batch, '&status=skipped')).toHaveLength(0);
    const first = await batches.call<Page<unknown>>(`/${batch.batch_id}/operations?limit=2`);
    const wrong = await batches.call(`/${batch.batch_id}/operations?status=failed&cursor=${first.body.next_cursor}`);
    expect(wrong.body).toMatchObject({ code: 'invalid_cursor' });
  });
});

describe('a batch of product updates', () => {
  const availability = (product: object, value: string): SentOperation => ({
    '@type': 'ProductAvailabilityUpdate',
    product,
    availability: value,
  });
  const attributes = (product: object, values: object): SentOperation => ({
    '@type': 'ProductAttributesUpdate',
    product,
    attributes: values,
  });

  it('changes availability and attributes, and keeps the history', async () => {
    const before = (await server.products()).find(({ sku }) => sku === 'S1');
    const batch = await batches.run(
      {
        a1: availability({ sku: 'S1' }, 'out_of_stock'),
        a2: availability({ sku: 'S1' }, 'preorder'),
        a3: availability({ sku: 'S1' }, 'preorder'),
        b1: attributes({ sku: 'S1' }, { colour: ' red ', size: 'L' }),
        b2: attributes({ sku: 'S1' }, { size: null, 'made in': 'FR' }),
        // By the external ID that the previous operation assigns.
        b3: attributes({ sku: 'S2' }, { external_id: 'new' }),
        b4: availability({ external_id: 'new' }, 'backorder'),
        b5: availability({ external_id: 'E2' }, 'in_stock'),
      },
      {},
      'product-updates',
    );
    expect(await batches.outcomes(batch)).toEqual([
      ...['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'b4'].map((id) => `${id} succeeded`),
      'b5 failed not_found',
    ]);
    const after = await server.products();
    const one = after.find(({ sku }) => sku === 'S1');
    expect(one).toMatchObject({
      availability: 'preorder',
      attributes: { external_id: 'E1', colour: 'red', 'made in': 'FR' },
      feed_id: before?.feed_id,
    });
    expect(Date.parse(one?.updated_at ?? '')).toBeGreaterThan(Date.parse(before?.updated_at ?? ''));
    expect(after.find(({ sku }) => sku === 'S2')).toMatchObject({
      availability: 'backorder',
      attributes: { external_id: 'new' },
    });
    const { body } = await server.call<Page<unknown>>(`/products/${idOf('S1')}/history`);
    expect(body.items).toMatchObject([
      {
        job_id: batch.job_id,
        fields: [
          { field: 'attributes.colour', from: null, to: 'red' },
          { field: 'attributes.made in', from: null, to: 'FR' },
        ],
      },
      {
        availability_from: 'out_of_stock',
        availability_to: 'preorder',
        feed_id: null,
        job_id: batch.job_id,
        price_to: 10,
      },
      { availability_from: null, availability_to: 'out_of_stock', feed_id: null, job_id: batch.job_id },
    ]);
    expect((await eventsOf(batch)).map(({ event_type }) => event_type)).toEqual([
      'job.completed',
      'operations_batch.completed',
    ]);
  });

  it('refuses attributes that a feed could not carry', async () => {
    const batch = await batches.run(
      {
        a: attributes({ sku: 'S1' }, { Price: '5' }),
        b: attributes({ sku: 'S1' }, { ' Price\u00A0': 'red' }),
        c: attributes({ sku: 'S1' }, { colour: '' }),
        d: attributes({ sku: 'S1' }, { '': 'x' }),
        e: attributes({ sku: 'S1' }, Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, 'x']))),
        f: attributes({ sku: 'S1' }, { colour: 5 }),
        g: '{"@type":"ProductAttributesUpdate","operation_id":"g","product":{"sku":"S1"},"attributes":{"__proto__":"x"}}',
        h: availability({ sku: 'S1' }, 'maybe'),
        i: base({ sku: 'S1' }),
      },
      {},
      'product-updates',
    );
    const outcomes = await batches.outcomes(batch);
    expect(outcomes).toEqual([
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `${id} failed validation_failed`),
      'g failed invalid_text',
      'h failed validation_failed',
      'i failed operation_not_admitted',
    ]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});

describe('when an operation fails, the others', () => {
  const four = {
    a: base({ sku: 'S1' }, [from(51)]),
    b: base({ sku: 'none' }, [from(52)]),
    c: base({ sku: 'S1' }, [from(53)]),
    d: base({ sku: 'none either' }, [from(54)]),
  };
  const reset = () => batches.run({ a: base({ sku: 'S1' }, [from(50)]) });

  it('continue: are executed anyway', async () => {
    await reset();
    const batch = await batches.run(four);
    expect(batch).toMatchObject({ status: 'completed', succeeded: 2, failed: 2, skipped: 0 });
    expect((await price('S1')).price).toBe(53);
  });

  it('stop: are skipped, and earlier ones are kept', async () => {
    await reset();
    const batch = await batches.run(four, { on_error: 'stop' });
    expect(batch).toMatchObject({
      status: 'failed',
      message:
        'Operations batch failed: It stopped at operation b: No product has the SKU none. Done before it: 1. Skipped: 2.',
      ...{ total: 4, succeeded: 1, failed: 1, skipped: 2 },
    });
    expect(await batches.outcomes(batch)).toEqual(['a succeeded', 'b failed not_found', 'c skipped', 'd skipped']);
    expect(await batches.operations(batch, '&status=skipped')).toHaveLength(2);
    expect((await price('S1')).price).toBe(51);
    expect(await eventsOf(batch)).toMatchObject([
      { event_type: 'job.failed' },
      { event_type: 'operations_batch.completed', data: { status: 'failed', result: { skipped: 2 } } },
      { event_type: 'product.price.changed', data: { products_changed: 1 } },
    ]);
  });

  it('rollback: are rolled back, and all failures are reported', async () => {
    await reset();
    const batch = await batches.run(four, { on_error: 'rollback' });
    expect(batch).toMatchObject({
      status: 'failed',
      message:
        'Operations batch failed: 2 of 4 operations failed, the first is b: No product has the SKU none. Nothing was written.',
      ...{ total: 4, succeeded: 0, failed: 2, skipped: 2 },
    });
    expect(await batches.outcomes(batch)).toEqual([
      'a skipped',
      'b failed not_found',
      'c skipped',
      'd failed not_found',
    ]);
    expect((await price('S1')).price).toBe(50);
    expect((await history('S1')).at(-1)).toBe(50);
    expect((await eventsOf(batch)).map(({ event_type }) => event_type)).toEqual([
      'job.failed',
      'operations_batch.completed',
    ]);
    const good = await batches.run({ a: four.a, c: four.c }, { on_error: 'rollback' });
    expect(good).toMatchObject({ status: 'completed', succeeded: 2, failed: 0, skipped: 0 });
    expect((await price('S1')).price).toBe(53);
    expect(await eventsOf(good)).toMatchObject([{}, {}, { data: { products_changed: 1 } }]);
  });

  it.each([
    ['continue', 'completed', ['a succeeded', 'b failed not_found', 'c succeeded', 'd failed not_found']],
    ['stop', 'failed', ['a succeeded', 'b failed not_found', 'c skipped', 'd skipped']],
    ['rollback', 'failed', ['a skipped', 'b failed not_found', 'c skipped', 'd failed not_found']],
  ] as const)(
    'validate_only with %s reports what would happen, and writes nothing',
    async (on_error, status, outcomes) => {
      await reset();
      const batch = await batches.run(four, { on_error, validate_only: true });
      expect(batch.status).toBe(status);
      expect(batch.message).toMatch(/[Nn]othing was written/);
      expect(await batches.outcomes(batch)).toEqual(outcomes);
      const count = (word: string) => outcomes.filter((outcome) => outcome.includes(word)).length;
      expect(batch).toMatchObject({
        succeeded: count('succeeded'),
        failed: count('failed'),
        skipped: count('skipped'),
      });
      expect((await price('S1')).price).toBe(50);
      expect((await history('S1')).at(-1)).toBe(50);
      expect((await eventsOf(batch)).map(({ event_type }) => event_type)).not.toContain('product.price.changed');
    },
  );
});

it('is listed, newest first, by type, status and time', async () => {
  const other = await server.partner('Lists of batches');
  const own = new Batches(server, other);
  const one = await own.run({ a: base({ sku: 'none' }) });
  const two = await own.run({ a: base({ sku: 'none' }) }, { on_error: 'stop' });
  const three = await own.run({ a: base({ sku: 'none' }) }, {}, 'product-updates');
  const list = async (query: string) =>
    (await own.call<Page<OperationsBatch>>(`?${query}`)).body.items.map(({ batch_id }) => batch_id);
  expect(await list('')).toEqual([three.batch_id, two.batch_id, one.batch_id]);
  expect((await own.call<Page<OperationsBatch>>('')).body.items[1]).toEqual(two);
  expect(await list('status=failed')).toEqual([two.batch_id]);
  expect(await list('batch_type=product-updates')).toEqual([three.batch_id]);
  expect(await list(`cursor=${three.batch_id}&limit=1`)).toEqual([two.batch_id]);
  expect(await list(`created_to=${one.created_at}`)).toEqual([]);
  expect((await own.call('?status=unknown')).status).toBe(400);
  const jobs = await server.call<Page<Job>>('/jobs?job_type=operations_batch&limit=1');
  expect(jobs.body.items[0]?.job_id).toBe(three.job_id);
  const next = await server.call<Page<Job>>(`/jobs?job_type=operations_batch&limit=1&cursor=${jobs.body.next_cursor}`);
  expect(next.body.items[0]?.job_id).toBe(two.job_id);
});

it('runs without a request, and refuses one', async () => {
  const batch = await batches.create(zipOfOperations({ a: base({ sku: 'S1' }) }));
  await batches.finished(batch);
  const run = await server.call(`/jobs/${batch.job_id}/run`, { method: 'POST' });
  expect(run.body).toMatchObject({ status: 400, code: 'job_not_runnable' });
});
