import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient, verifyWebhook } from '../src/index.ts';
import { startFailingApi } from './support/failing-api.ts';
import { commerce, type Running, startCommerce } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'demo-secret-key';
interface Received {
  headers: Record<string, string>;
  text: string;
}
const received: Received[] = [];
const receiver = createServer(async (req, res) => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  received.push({ headers: req.headers as Record<string, string>, text: Buffer.concat(chunks).toString('utf8') });
  res.writeHead(received.length === 1 ? 204 : 500).end();
});
let server: FreshServer;
let client: CommerceClient;
let url: string;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
}, 60_000);
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await server?.stop();
}, 60_000);

const env = () => ({ COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: server.url });
const customer = () => client.customers.create({ first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' });

/** Starts a command that follows events, and waits until it is ready. */
async function started(args: readonly string[]): Promise<Running> {
  const running = startCommerce(args, { env: env() });
  let told = '';
  running.process.stderr.on('data', (part: string) => {
    told += part;
  });
  await vi.waitUntil(() => told.includes('Ready'), { timeout: 30_000 });
  return running;
}

const lines = (running: Running) => running.said().trim().split('\n');

it('forwards events, signed with the secret that it prints, and reports the responses', async () => {
  const listening = await started(['webhooks', 'listen', '--forward-to', url, '--events', 'customer.created']);
  const { customer_id } = await customer();
  await vi.waitUntil(() => lines(listening).length === 2, { timeout: 30_000 });
  await customer();
  await vi.waitUntil(() => lines(listening).length === 3, { timeout: 30_000 });
  const [secretLine = '', first, second] = lines(listening);
  const secret = secretLine.replace('Secret: ', '');
  const [request] = received;
  const event = await verifyWebhook(request?.text ?? '', request?.headers ?? {}, secret);
  expect(event).toMatchObject({ event_type: 'customer.created', data: { customer_id } });
  expect(first).toMatch(new RegExp(`${event.event_id} customer.created ${customer_id} → 204$`));
  expect(second).toMatch(/→ 500$/);
  listening.process.kill('SIGINT');
  expect((await listening.ended).code).toBe(130);
});

it('reports why a receiver could not be reached', async () => {
  const nowhere = await started([
    'webhooks',
    'listen',
    '--forward-to',
    'http://127.0.0.1:9/',
    '--events',
    'customer.created',
  ]);
  await customer();
  await vi.waitUntil(() => lines(nowhere).length === 2, { timeout: 30_000 });
  expect(lines(nowhere)[1]).toMatch(/→ bad port$/);
  nowhere.process.kill('SIGINT');
  await nowhere.ended;
});

it('refuses unknown event types, which would never occur', async () => {
  const listen = (...args: string[]) => commerce(['webhooks', 'listen', ...args], { env: env() });
  const misspelt = await listen('--forward-to', url, '--events', 'order.created,order.status_changed');
  expect(misspelt).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('no event type "order.status_changed". Did you mean order.status.changed?'),
  });
  expect(await listen()).toMatchObject({ code: 2, stderr: expect.stringContaining('--forward-to is missing') });
});

it('reports no failure if it is interrupted before the receiver has responded', async () => {
  const event = (id: string) => ({
    event_id: id,
    event_type: 'customer.created',
    subject: { id: 'CU00001' },
    data: {},
  });
  const messages = ['EV00001', 'EV00002', 'EV00003'].map((id) => `id: ${id}\ndata: ${JSON.stringify(event(id))}\n\n`);
  const api = await startFailingApi((req, res) => {
    if (req.url === '/hook') listening.process.kill('SIGINT');
    else res.writeHead(200, { 'content-type': 'text/event-stream' }).write(messages.join(''));
  });
  const listening = startCommerce(['webhooks', 'listen', '--forward-to', `${api.url}/hook`], {
    env: { ...env(), COMMERCE_BASE_URL: api.url },
  });
  const { code, stdout } = await listening.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: expect.stringMatching(/^Secret: \S+\n$/) });
  expect(api.seen.filter((request) => request === 'POST /hook')).toHaveLength(1);
  await api.close();
});

it('shows events as they occur, one line each, and continues from a position', async () => {
  const tail = await started(['events', 'tail', '--event-type', 'customer.created', '--positions']);
  const { customer_id } = await customer();
  await vi.waitUntil(() => tail.said().includes(customer_id), { timeout: 30_000 });
  tail.process.kill('SIGINT');
  const { stderr, stdout } = await tail.ended;
  expect(stdout.trim()).toMatch(new RegExp(`^\\S+Z EV\\d{5} customer.created ${customer_id}$`));
  const missed = await customer();
  const resumed = startCommerce(['events', 'tail', '--json', '--since', stderr.trim().split('\n').at(-1) ?? ''], {
    env: env(),
  });
  await vi.waitUntil(() => resumed.said().includes(missed.customer_id), { timeout: 30_000 });
  const [event = ''] = lines(resumed);
  expect(JSON.parse(event)).toMatchObject({ event_type: 'customer.created', subject: { id: missed.customer_id } });
  resumed.process.kill('SIGINT');
  await resumed.ended;
});

it('triggers a sample event, shows deliveries and sends one again', async () => {
  const run = (...args: string[]) => commerce(args, { env: env() });
  expect(await run('events', 'trigger', 'order.created')).toMatchObject({ code: 2 });
  const { webhook_id } = await client.webhooks.create({ url, events: ['order.created'] });
  const triggered = await run('events', 'trigger', 'order.created');
  expect(triggered).toMatchObject({ code: 0, stdout: expect.stringMatching(/^WD\d{5} order.created to WH\d{5}\n$/) });
  const [delivery = ''] = triggered.stdout.split(' ');
  expect((await run('webhooks', 'deliveries', '--webhook-id', webhook_id)).stdout).toContain(delivery);
  const other = await client.webhooks.create({ url, events: ['job.failed'] });
  const several = await run('events', 'trigger', 'order.created');
  expect(several).toMatchObject({ code: 2, stderr: expect.stringContaining('choose one with --webhook') });
  await client.webhooks.update(other.webhook_id, { status: 'disabled' });
  expect((await run('events', 'trigger', 'order.created')).stdout).toContain(` to ${webhook_id}\n`);
  const again = await run('webhooks', 'redeliver', delivery);
  expect([0, 1]).toContain(again.code);
  const wrong = await run('webhooks', 'listen', '--forward-to', 'localhost:4000');
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('must be a URL') });
});
