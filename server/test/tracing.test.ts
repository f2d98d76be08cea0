import { expect, it } from 'vitest';
import { startReceiver } from './support/receiver.ts';
import { OPERATOR_KEY, startTestServer, type TestServer } from './support/server.ts';
import { until } from './support/until.ts';
import { order, QUICK_RETRIES, Webhooks } from './support/webhooks.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  links?: { traceId: string; spanId: string }[];
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const FEED = 'sku,product_name,price,currency,availability\nA-1,Lamp,10,EUR,in stock\n';

const [collector, receiver] = [await startReceiver(), await startReceiver()];
// The first server has no collector. Tracing is set up per process, so the second server must start later.
const silent = await startTestServer(QUICK_RETRIES);
await silent.load(FEED);
await new Webhooks(silent).create(receiver.url, { events: ['order.created'] });
await order(silent, 'without a collector');
const [untraced] = await receiver.first(1);
const traced = await startTestServer({ ...QUICK_RETRIES, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });

function spans(): Span[] {
  return collector.received.flatMap(({ body }) => {
    const { resourceSpans } = body as unknown as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  });
}

const spanNamed = (name: string, is: (span: Span) => boolean = () => true) =>
  until(async () => spans().find((span) => span.name === name && is(span)));

const inTrace = (server: TestServer, path: string, body?: object) =>
  server.call<{ order_id: string }>(path, {
    method: 'POST',
    headers: { traceparent: `00-${TRACE}-${PARENT}-01`, prefer: 'wait=30' },
    ...(body && { body }),
  });

it('sends nothing, also to receivers, without a collector', () => {
  expect(untraced?.headers.traceparent).toBeUndefined();
  expect(collector.received).toEqual([]);
});

it('links a job to the request that started it, and shows the phases of a load', async () => {
  const uploaded = await traced.upload(FEED);
  const jobId = uploaded.body.validation_job_id;
  await inTrace(traced, `/jobs/${jobId}/run`);
  const request = await spanNamed('POST /jobs/:job_id/run');
  expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
  const work = await spanNamed('unit of work', ({ parentSpanId }) => parentSpanId === request.spanId);
  const job = await spanNamed('job validation');
  expect(job.traceId).not.toBe(TRACE);
  expect(job.links).toMatchObject([{ traceId: TRACE, spanId: work.spanId }]);
  expect(job.attributes).toContainEqual({ key: 'commerce.job_id', value: { stringValue: jobId } });
  for (const phase of ['read and stage', 'merge', 'record the outcome'])
    expect(await spanNamed(phase)).toMatchObject({ traceId: job.traceId, parentSpanId: job.spanId });
});

it('continues the trace of a call in its webhook', async () => {
  await new Webhooks(traced).create(receiver.url, { events: ['order.created'] });
  const before = receiver.received.length;
  const body = { partner_name: 'Acme Corp', items: [{ product_id: 'PR00001', quantity: 1 }] };
  expect((await inTrace(traced, '/orders', body)).status).toBe(201);
  const notice = (await receiver.first(before + 1)).at(-1);
  const delivery = await spanNamed('webhook delivery', ({ traceId }) => traceId === TRACE);
  expect(notice?.headers.traceparent).toBe(`00-${TRACE}-${delivery.spanId}-01`);
});

it('sends the collector no key, no path of unknown routes, and no data', async () => {
  await traced.call('/customers', { body: { first_name: 'Ada', last_name: 'Sealed', email: 'ada@sealed.example' } });
  await traced.call('/nothing/of/secret-path');
  await spanNamed('POST /customers');
  await spanNamed('GET');
  const told = JSON.stringify(spans());
  for (const secret of [OPERATOR_KEY, 'sealed.example', 'secret-path', 'whsec_']) expect(told).not.toContain(secret);
});
