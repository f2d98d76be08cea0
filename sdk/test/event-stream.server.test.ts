import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient, type Event } from '../src/index.ts';
import { CuttingProxy } from './support/cutting-proxy.ts';

const PERSON = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };
/** Bytes after which connections are cut: after the headers, at different positions in the messages. */
const CUTS = Array.from({ length: 20 }, (_, index) => 1_600 + index * 97);

let server: FreshServer;
let client: CommerceClient;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: server.url });
}, 60_000);
afterAll(() => server.stop());

/** Creates customers, several concurrently. */
async function createCustomers(count: number): Promise<void> {
  const lanes = Array.from({ length: 8 }, async (_, lane) => {
    for (let made = lane; made < count; made += 8) await client.customers.create(PERSON);
  });
  await Promise.all(lanes);
}

it('returns every event once over connections that are cut inside messages', async () => {
  const proxy = new CuttingProxy(new URL(server.url), CUTS);
  const follower = new CommerceClient({ apiKey: 'demo-secret-key', baseUrl: await proxy.start() });
  const stream = follower.events.stream({ event_type: 'customer.created' });
  const events: Event[] = [];
  try {
    const reading = (async () => {
      for await (const event of stream) if (events.push(event) === 200) return;
    })();
    // It begins now, and has a position as soon as it is open.
    await vi.waitUntil(() => stream.lastEventId !== undefined, { timeout: 30_000 });
    await createCustomers(200);
    await reading;
  } finally {
    await proxy.stop();
  }
  const listed: string[] = [];
  for await (const { event_id } of client.events.list({ event_type: 'customer.created' })) listed.push(event_id);
  expect(events.map(({ event_id }) => event_id).sort()).toEqual(listed.sort());
  expect(proxy.cuts).toHaveLength(CUTS.length);
  expect(proxy.cuts.filter((end) => !end.endsWith('\n\n')).length).toBeGreaterThan(CUTS.length / 2);
}, 60_000);

it('resumes in another program exactly where the first one ended', async () => {
  const first = client.events.stream({ event_type: 'customer.created' });
  const next = first[Symbol.asyncIterator]().next();
  await vi.waitUntil(() => first.lastEventId !== undefined, { timeout: 30_000 });
  await createCustomers(1);
  const { value } = await next;
  await createCustomers(20);
  const resumed = client.events.stream({ event_type: 'customer.created' }, { lastEventId: first.lastEventId });
  const events: string[] = [];
  for await (const { event_id } of resumed) if (events.push(event_id) === 20) break;
  const { items } = await client.events.list({ event_type: 'customer.created', limit: 21 });
  expect([...events, value?.event_id].sort()).toEqual(items.map(({ event_id }) => event_id).sort());
}, 60_000);
