import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contract } from '@commerce-integration/contract';
import type { AppRoute } from '@ts-rest/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { commandName } from '../build/command-name.ts';
import { endpointCommands } from '../build/commands-source.ts';
import { Arguments } from '../src/cli/arguments.ts';
import { allCommands } from '../src/cli/commands.ts';
import { connect } from '../src/cli/connection.ts';
import { derivedCommand } from '../src/cli/derived-command.ts';
import { commandHelp } from '../src/cli/help.ts';
import { readEnvironment } from '../src/cli/profiles.ts';
import { Terminal } from '../src/cli/terminal.ts';
import { CommerceClient } from '../src/index.ts';
import type { EndpointCommand } from '../src/internal/endpoints/endpoint-command.ts';
import { zipOf } from '../src/internal/uploads/zip.ts';
import { answerJson, startFailingApi } from './support/failing-api.ts';
import { commerce, type RunOptions } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'demo-secret-key';
const PERSON = ['--first-name', 'Ada', '--last-name', 'Lovelace'];

const folder = mkdtempSync(path.join(tmpdir(), 'commerce-endpoints-'));
let server: FreshServer;
let client: CommerceClient;
let product: string;
let partner: { id: string; key: string };
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
  const feed = 'sku,product_name,price,currency,availability\nE-1,Kettle,49.90,EUR,in stock\nE-2,,1,EUR,\n';
  await client.feeds.ingest({ partner_name: 'Ends', file: new File([feed], 'ends.csv') });
  const { items } = await client.products.list({ partner_name: 'Ends' });
  product = items[0]?.product_id ?? '';
  const id = items[0]?.partner_id ?? '';
  partner = { id, key: (await client.partners.createApiKey(id, { name: 'cli' })).secret };
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

const run = (args: readonly string[], options: RunOptions = {}) =>
  commerce(args, { env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: server.url }, ...options });
async function json(args: readonly string[], options?: RunOptions) {
  const { code, stdout, stderr } = await run([...args, '--json'], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}
function fileOf(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

describe('every endpoint of the contract', () => {
  const routes = Object.entries(contract).flatMap(([feature, router]) =>
    Object.entries(router as Record<string, AppRoute>).map(([name, route]) => ({ feature, name, route })),
  );
  const derived = endpointCommands();
  const commands = allCommands(derived);

  it.each(routes)('is a command: $feature.$name', ({ feature, name, route }) => {
    const endpoint = derived.find((one) => one.feature === feature && one.endpoint === name);
    const found = commands.filter((command) => command.name === endpoint?.name);
    expect(found).toHaveLength(1);
    const help = commandHelp(found[0] as (typeof commands)[number]);
    expect(help).toContain(`Usage: commerce ${endpoint?.name}`);
    const params = route.path.match(/:\w+/g) ?? [];
    expect(Object.keys(endpoint?.operands ?? {})).toEqual(params.map((param) => param.slice(1)));
  });

  it.each([
    ['webhooks', 'createWebhook', '/webhooks', 'webhooks create'],
    ['webhooks', 'listWebhookDeliveries', '/webhooks/:id/deliveries', 'webhooks deliveries'],
    ['webhooks', 'redeliverWebhookDelivery', '/webhooks/:id/deliveries/:no/redeliver', 'webhooks redeliver-delivery'],
    ['events', 'listEventTypes', '/event-types', 'events event-types'],
    ['orders', 'cancelOrder', '/orders/:id/cancel', 'orders cancel'],
    ['prices', 'setPriceList', '/products/:id/price-list', 'prices set-price-list'],
    ['batches', 'getOperationsBatch', '/org/:id/operations-batches/:no', 'batches get'],
    ['customers', 'deleteCustomers', '/customers', 'customers delete-many'],
    ['products', 'exportProducts', '/products/export', 'products export'],
  ])('%s.%s is named after its action', (feature, name, at, command) => {
    const siblings = Object.keys((contract as Record<string, object>)[feature] ?? {});
    expect(commandName(feature, name, at, siblings)).toBe(command);
  });
});

describe('a body', () => {
  it('is built from options, a file, stdin, or a combination', async () => {
    const byOptions = await json(['customers', 'create', ...PERSON, '--email', 'ada@example.com']);
    expect(byOptions).toMatchObject({ first_name: 'Ada', email_masked: expect.stringContaining('@') });
    const body = { first_name: 'Ada', last_name: 'King', email: 'king@example.com' };
    const file = fileOf('customer.json', JSON.stringify(body));
    expect(await json(['customers', 'create', '--data', `@${file}`])).toMatchObject({ last_name: 'King' });
    const input = JSON.stringify(body);
    expect(await json(['customers', 'create', '-d', '-'], { input })).toMatchObject({ last_name: 'King' });
    const mixed = ['customers', 'create', '-d', '-', '--last-name', 'Byron'];
    expect(await json(mixed, { input })).toMatchObject({ first_name: 'Ada', last_name: 'Byron' });
  });

  it('sets nullable fields to null, and switches to false', async () => {
    const update = ['partners', 'update', partner.id];
    expect(await json([...update, '--contact-email', 'a@example.com'])).toMatchObject({
      contact_email: 'a@example.com',
    });
    expect(await json([...update, '--no-contact-email'])).toMatchObject({ contact_email: null });
    const upload = ['feeds', 'create-upload-url', '--partner-id', partner.id, '--file-name', 'a.csv'];
    const { feed_id } = await json([...upload, '--no-validate-only']);
    expect(await client.feeds.get(feed_id)).toMatchObject({ validate_only: false });
    const trial = await json([...upload, '--validate-only']);
    expect(await client.feeds.get(trial.feed_id)).toMatchObject({ validate_only: true });
  });

  it('has lists from repeated options, and nested fields from JSON', async () => {
    const ids = await Promise.all(
      ['x@example.com', 'y@example.com'].map(async (email) => {
        const { customer_id } = await client.customers.create({ first_name: 'A', last_name: 'B', email });
        return customer_id;
      }),
    );
    const deleted = await json(['customers', 'delete-many', ...ids.flatMap((id) => ['--customer-ids', id])]);
    expect(deleted.items).toEqual(ids.map((customer_id) => ({ customer_id, outcome: 'deleted' })));
    const list = fileOf('prices.json', '[{"valid_from":"2026-04-08T12:00:00Z","price":44.9,"currency":"EUR"}]');
    const priced = await json(['prices', 'set-price-list', product, '--price-list', `@${list}`]);
    expect(priced).toMatchObject({ base_list: [{ price: 44.9 }] });
  });

  it('is sent once for a key, even if the command is repeated', async () => {
    const create = ['partners', 'create', '--partner-name', 'Once', '--idempotency-key', 'cli-once'];
    expect(await json(create)).toEqual(await json(create));
  });
});

describe('an answer', () => {
  it('without a body is reported on a terminal', async () => {
    const fields = { first_name: 'A', last_name: 'B', email: 'z@example.com' };
    const { customer_id } = await client.customers.create(fields);
    expect(await run(['customers', 'delete', customer_id])).toEqual({ code: 0, stdout: '', stderr: 'Done.\n' });
    expect(await run(['customers', 'delete', customer_id, '-q'])).toMatchObject({ code: 3, stdout: '' });
  });

  it('that is a file is written to a file completely', async () => {
    const [job] = (await client.jobs.list({ partner_name: 'Ends', job_type: 'validation' })).items;
    const file = path.join(folder, 'rejected.csv');
    const args = ['jobs', 'download-errors', job?.job_id ?? '', '--output', file];
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(file, 'utf8')).toContain('E-2');
    const raw = await run(['feeds', 'file', job?.feed_id ?? '']);
    expect(raw.stdout).toContain('sku,product_name,price');
    expect(await json(['feeds', 'file', job?.feed_id ?? ''])).toEqual({ location: expect.stringContaining('http') });
  });

  it('of any kind is written to a file, but not an error', async () => {
    const [list, none] = [path.join(folder, 'list.json'), path.join(folder, 'none.json')];
    expect(await run(['products', 'list', '--json', '-o', list])).toMatchObject({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(list, 'utf8')).items).toHaveLength(1);
    expect(await run(['products', 'get', 'PR99999', '-o', none])).toMatchObject({ code: 3, stdout: '' });
    expect(readdirSync(folder).filter((name) => /none|part$/.test(name))).toEqual([]);
  });

  it('shows the requested fields, including nested ones', async () => {
    const args = ['jobs', 'list', '--job-type', 'validation', '--fields', 'status,progress.rows_done,links'];
    const { stdout } = await run(args);
    expect(stdout.split('\t').slice(0, 2)).toEqual(['completed', '2']);
    const { items } = await json([...args.slice(0, -1), 'progress.rows_done,status']);
    expect(items).toEqual([{ progress: { rows_done: 2 }, status: 'completed' }]);
  });

  it('of an unchanged resource is not an error', async () => {
    const { response } = await client.products.get(product).withResponse();
    const etag = response.headers.get('etag') ?? '';
    const args = ['products', 'get', product, '--if-none-match', etag];
    expect(await run(args)).toEqual({ code: 0, stdout: '', stderr: 'Not modified since this ETag.\n' });
  });

  it('of an unhealthy service is shown, with exit code 3', async () => {
    const sick = await startFailingApi((_, res) => answerJson(res, 503, { status: 'error', database: 'unreachable' }));
    const { code, stdout } = await commerce(['service', 'health', '--json'], { env: { COMMERCE_BASE_URL: sick.url } });
    await sick.close();
    expect({ code, stdout }).toEqual({ code: 3, stdout: '{"status":"error","database":"unreachable"}\n' });
    // This works without a key.
    const healthy = await commerce(['service', 'health'], { env: { COMMERCE_BASE_URL: server.url } });
    expect(healthy).toEqual({ code: 0, stdout: 'status    ok\ndatabase  connected\n', stderr: '' });
  });
});

describe('an endpoint that takes a file', () => {
  it('gets it as a form, together with the fields', async () => {
    const upload = endpointCommands().find(({ endpoint }) => endpoint === 'uploadFeed') as EndpointCommand;
    const command = derivedCommand(upload);
    const args = ['--file', fileOf('form.csv', 'sku,product_name\nF-1,Lamp\n'), '--partner-name', 'Forms'];
    const given = new Arguments(command, [...args, '--mode', 'full', '--validate-only']);
    const credentials = { apiKey: KEY, baseUrl: server.url, profile: undefined };
    const written: string[] = [];
    const output = Object.assign(new EventEmitter(), { write: (part: string) => written.push(part) > 0 });
    const terminal = new Terminal(output as never, output as never, { json: true });
    const { client: ours, transport } = connect(KEY, credentials, terminal, false);
    const call = { arguments: given, terminal, signal: new AbortController().signal, credentials: () => credentials };
    const more = { environment: readEnvironment(), client: async () => ours, transport: async () => transport };
    expect(await command.run({ ...call, ...more })).toBe(0);
    const { feed_id } = JSON.parse(written.join(''));
    expect(await client.feeds.get(feed_id)).toMatchObject({ file_name: 'form.csv', mode: 'full', validate_only: true });
  });
});

describe('a partner', () => {
  it('can refer to itself as `me`; an operator names a partner', async () => {
    const env = { COMMERCE_API_KEY: partner.key, COMMERCE_BASE_URL: server.url };
    expect(await json(['batches', 'list', 'me'], { env })).toMatchObject({ items: [] });
    const { code, stderr } = await run(['batches', 'list', 'me']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("operator's key belongs to no partner"),
    });
  });
});

describe('commerce api', () => {
  it('calls any path, with a query, headers and a body', async () => {
    const { code, stdout } = await run(['api', 'GET', '/products?sku=E-1', '--query', 'limit=1', '-i']);
    const [head = '', body = ''] = stdout.split('\n\n');
    expect(code).toBe(0);
    expect(head).toMatch(/^200 OK\n/);
    expect(head).toMatch(/^x-request-id: .+$/m);
    expect(JSON.parse(body)).toMatchObject({ count: 1, items: [{ sku: 'E-1' }] });
    const created = await run(['api', '/partners', '-d', '-'], { input: '{"partner_name":"By api"}' });
    expect(JSON.parse(created.stdout)).toMatchObject({ partner_name: 'By api', status: 'active' });
    const chosen = await run(['api', '/me', '--fields', 'kind', '-H', 'x-request-id: cli-1', '-i']);
    expect(chosen.stdout).toMatch(/^x-request-id: cli-1$/m);
    expect(chosen.stdout).toMatch(/\n\n\{"kind":"operator"\}\n$/);
  });

  it('has an exit code that depends on the status', async () => {
    expect(await run(['api', 'GET', '/nothing'])).toMatchObject({ code: 3, stdout: '' });
    expect(await run(['api', 'DELETE', '/partners'])).toMatchObject({ code: 3 });
    expect(await run(['api', 'GET', '/analytics/sales-over-time?from=2026-04-01T10:00:00Z'])).toMatchObject({
      code: 0,
    });
  });
});

describe('a batch from the command line', () => {
  const operation = (operation_id: string, sku: string) => ({
    '@type': 'ProductAvailabilityUpdate',
    operation_id,
    product: { sku },
    availability: 'preorder',
  });
  const submit = (file: string, ...more: string[]) => ['batches', 'submit', 'product-updates', file, ...more];

  it('is created from JSON lines, an array or a ZIP, and lists failed operations', async () => {
    const env = { COMMERCE_API_KEY: partner.key, COMMERCE_BASE_URL: server.url };
    const input = `${JSON.stringify(operation('o-1', 'E-1'))}\n\n${JSON.stringify(operation('o-2', 'E-9'))}\n`;
    const submitted = await run(submit('-'), { env, input });
    expect(submitted.stdout).toMatch(/^OB\d+ completed: .*\no-2: \w+: .*\n$/);
    expect(submitted.code).toBe(1);
    expect(await client.products.get(product)).toMatchObject({ availability: 'preorder' });
    const array = fileOf('operations.json', JSON.stringify([operation('o-1', 'E-1')]));
    const trial = ['--partner-id', partner.id, '--validate-only', '--name', 'Trial'];
    const summary = { batch: { name: 'Trial', validate_only: true, succeeded: 1, failed: 0 }, failed: [] };
    expect(await json(submit(array, ...trial))).toMatchObject(summary);
    const zip = await zipOf([{ name: 'o-1.json', content: Buffer.from(JSON.stringify(operation('o-1', 'E-1'))) }]);
    writeFileSync(path.join(folder, 'operations.zip'), await zip.bytes());
    expect(await json(submit(path.join(folder, 'operations.zip'), ...trial))).toMatchObject(summary);
  });

  it.each([
    ['that is no JSON', '{"operation_id":"o-1"}\n{', 'stdin:2 is not JSON'],
    ['without IDs', '{}', 'Operation 1 has no operation_id'],
    ['that is empty', '', 'There are no operations.'],
  ])('%s is refused before anything is sent', async (_, input, message) => {
    const { code, stdout, stderr } = await run(submit('-', '--partner-id', partner.id), { input });
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
  });
});
