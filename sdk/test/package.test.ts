import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Context, createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { validateFeed } from '../src/validate.ts';
import { HOVERED_PROGRAM, HOVERS } from './support/hovers.ts';
import { ODD_BY_HAND, oddFeeds } from './support/odd-feeds.ts';
import { nodeNamed, type Project, packedSdk } from './support/packed-package.ts';
import { Editor } from './support/quick-info.ts';

// Compilers and processes take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/**
 * Compressed bytes that a bundler produces for these imports. The client must stay this small: a new method may add
 * about twenty bytes, and larger code belongs elsewhere, such as in `./validate`.
 */
const BUDGETS = [
  ['everything', `export * from '@commerce-integration/sdk';`, 25_000],
  ['all of one resource', `export { Orders } from '@commerce-integration/sdk';`, 12_000],
  ['another resource', `export { Products } from '@commerce-integration/sdk';`, 12_000],
  ['jobs, with waiting', `export { Jobs } from '@commerce-integration/sdk';`, 12_000],
  ['an error class', `export { ConflictError } from '@commerce-integration/sdk';`, 2_000],
  ['the verification of webhooks', `export * from '@commerce-integration/sdk/webhooks';`, 2_500],
] as const;

let project: Project;
let baseUrl: string;
const server = createServer((_req, res) => {
  res.setHeader('content-type', 'application/json').end('{"status":"ok","database":"connected"}');
});

beforeAll(async () => {
  project = await packedSdk();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  project?.remove();
  await new Promise((resolve) => server.close(resolve));
});

const typedProgram = `
import { CommerceClient, ConflictError, type Job, type Product } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';
import { type FeedReport, validateFeed } from '@commerce-integration/sdk/validate';
import { type CommerceEvent, verifyWebhook, WebhookVerificationError } from '@commerce-integration/sdk/webhooks';
const client = new CommerceClient({ apiKey: 'k', baseUrl: 'http://localhost' });
async function main(limit: number | undefined): Promise<void> {
  const { items, next_cursor } = await client.products.list({ limit, brand: 'Acme', sort_by: 'price', price_min: 5 });
  const sku: string | undefined = items[0]?.sku;
  const price: number | null | undefined = items[0]?.price;
  const list: AsyncIterable<Product> = client.products.list();
  const job: Job = await client.jobs.get('JV00001', { wait: 5 });
  const again: Job = await client.jobs.run(job.job_id, { waitMs: 0 });
  const { result } = await client.feeds.ingest({ file: await fromPath('a.csv'), validate_only: true });
  const inserted: number | undefined = result?.inserted;
  try { await client.partners.create({ partner_name: 'Acme' }); } catch (error) {
    if (error instanceof ConflictError && error.code === 'partner_name_taken') return;
  }
  const order = await client.orders.create({ items: [{ product_id: items[0]?.product_id ?? '', quantity: 2 }] });
  const total: number = order.total_amount;
  for await (const { order_id } of client.orders.listByCustomer('CU00001', { status: 'created' })) console.log(order_id);
  const { items: deletions } = await client.customers.deleteMany({ customer_ids: ['CU00001'] });
  const outcome: 'deleted' | 'not_found' | 'has_orders' | undefined = deletions[0]?.outcome;
  const report = await client.analytics.salesOverTime({ granularity: 'weekly', timezone: 'Europe/Paris' });
  const since: string | null = report.from;
  const checked: FeedReport = await validateFeed(await fromPath('a.csv'), { default_currency: 'EUR' }, { maxProblems: 5 });
  const event: CommerceEvent = await verifyWebhook(new Uint8Array(), new Headers(), ['whsec_'], { toleranceSeconds: 60 });
  if (event.event_type === 'order.created') console.log(event.data.total_amount.toFixed(2));
  // @ts-expect-error only some events have an order
  console.log(event.data.order_id);
  for await (const listed of client.events.stream({ event_type: 'order.created' })) {
    const same: CommerceEvent = listed;
    const about: { type: string; id: string } = listed.subject;
    console.log(same.occurred_at, about.id, listed.partner_name, new WebhookVerificationError('invalid_body', '').code);
  }
  const { secret } = await client.webhooks.create({ url: 'https://partner.example/hooks', events: ['*'] });
  const { attempts } = await client.webhookDeliveries.get('WD00001');
  console.log(secret.length, attempts[0]?.duration_ms);
  // @ts-expect-error no such event
  client.webhooks.create({ url: 'https://partner.example/hooks', events: ['order.creatd'] });
  console.log(total, outcome, since, checked.problems[0]?.line, checked.refusal?.message);
  // @ts-expect-error no such method
  client.request('FETCH', '/products');
  // @ts-expect-error no such period
  client.analytics.salesOverTime({ granularity: 'often' });
  // @ts-expect-error an order has items
  client.orders.create({ partner_name: 'Acme' });
  // @ts-expect-error no such field
  client.products.list({ brnad: 'Acme' });
  // @ts-expect-error no such sort
  client.products.list({ sort_by: 'colour' });
  // @ts-expect-error this call takes no key
  client.partners.get('PT00001', { idempotencyKey: 'k' });
  // @ts-expect-error a name is needed
  client.partners.create({});
  // @ts-expect-error a string is no file
  client.feeds.upload({ file: 'a.csv' });
  console.log(sku, price, next_cursor, list, again.status, inserted);
}
void main(undefined);
`;

const mockingProgram = `
import { createMockApi, problem } from '@commerce-integration/sdk/msw';
const mock = createMockApi({ slowJobs: { polls: 2 } });
mock.on('getProduct', ({ params: { product_id } }) => problem('not_found', product_id));
mock.on('createOrder', ({ body: { items } }) => problem('conflict', String(items[0]?.quantity)));
mock.on('listPartners', () => ({ status: 200, body: { count: 0, items: [] } }));
mock.webhooks.on('order.created', ({ data }) => console.log(data.total_amount));
void mock.webhooks.deliver('http://localhost:4000/hook', { event_type: 'order.created', secret: 'whsec_' });
// @ts-expect-error no such event
mock.webhooks.on('order.creatd', () => undefined);
// @ts-expect-error no such operation
mock.on('getProdukt', () => problem('not_found', ''));
`;

/** The declarations of msw need the types of a browser. */
const MSW = { skipLibCheck: true };

describe('the packed package', () => {
  it('contains what a partner needs, and nothing else', () => {
    const files = project.contents
      .listFiles()
      .map((file) => file.replace('/node_modules/@commerce-integration/sdk/', ''));
    expect(files.filter((file) => !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(file)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(JSON.parse(project.read('package.json'))).not.toHaveProperty('dependencies');
  });

  it('matches its format and its types', async () => {
    const { buffer } = Uint8Array.from(project.tarball);
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages).toEqual([]);
    const types = await checkPackage(project.contents);
    const problems = 'problems' in types ? types.problems : ['no types'];
    // TypeScript's oldest module resolution does not support subpaths.
    const oldest = ['./msw', './node', './validate', './webhooks'].map((entrypoint) => ({
      kind: 'NoResolution',
      entrypoint,
      resolutionKind: 'node10',
    }));
    expect(problems).toEqual(expect.arrayContaining(oldest));
    expect(problems).toHaveLength(oldest.length);
  });

  const program = `
    const client = new CommerceClient({ apiKey: 'k', baseUrl: process.argv[2] });
    client.service.health().then(({ status }) => console.log(status, typeof fromPath));`;

  it('contains the command', () => {
    expect(project.npx('commerce', '--version')).toBe(version());
    expect(project.npx('commerce', 'feeds', 'upload', '--help')).toMatch(/^Usage: commerce feeds upload FILE/);
  });

  it.each(['node-20', 'node-22'] as const)('also runs on %s', async (node) => {
    const imports = `import { CommerceClient } from '@commerce-integration/sdk';
      import { fromPath } from '@commerce-integration/sdk/node';
      import { validateFeed } from '@commerce-integration/sdk/validate';
      import { execFileSync } from 'node:child_process';
      import { gzipSync } from 'node:zlib';
      const feed = new File([gzipSync('sku,product_name\\nA,\\n')], 'a.csv.gz');
      const { problems } = await validateFeed(feed);
      console.log(problems.map(({ line, code }) => line + ' ' + code).join());
      const command = 'node_modules/@commerce-integration/sdk/dist/commerce.js';
      console.log(execFileSync(process.execPath, [command, '--version'], { encoding: 'utf8' }).trim());
      console.log('node-' + process.versions.node.split('.')[0]);`;
    const said = await project.runWith(nodeNamed(node), 'other.mjs', imports + program, baseUrl);
    expect(said).toBe(`2 required\n${version()}\n${node}\nok function`);
  });

  it('can be imported', async () => {
    const imports = `import { CommerceClient } from '@commerce-integration/sdk'; import { fromPath } from '@commerce-integration/sdk/node';`;
    expect(await project.run('esm.mjs', imports + program, baseUrl)).toBe('ok function');
  });

  it('can be required', async () => {
    const requires = `const { CommerceClient } = require('@commerce-integration/sdk'); const { fromPath } = require('@commerce-integration/sdk/node');`;
    expect(await project.run('cjs.cjs', requires + program, baseUrl)).toBe('ok function');
  });

  it('names the oldest Node for msw 3, and needs neither Node for the mock nor msw for the client', () => {
    const msw = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('msw/package.json'), 'utf8'));
    const oldest = /^>=(\d+\.\d+)\.0$/.exec((msw as { engines: { node: string } }).engines.node)?.[1];
    expect(project.read('README.md')).toContain(`on Node ${oldest} and newer with msw 3`);
    expect(project.read('dist/msw.js')).not.toMatch(/['"]node:/);
    expect(project.read('dist/index.js')).not.toMatch(/['"]msw['"/]/);
  });

  it('is typed for both', () => {
    expect(project.compile({ 'esm.mts': typedProgram, 'cjs.cts': typedProgram })).toBe('');
    expect(project.compile({ 'mock.mts': mockingProgram, 'mock.cts': mockingProgram }, MSW)).toBe('');
  });

  it('describes each name on hover, with units, limits and examples', () => {
    const editor = new Editor(project.folder, HOVERED_PROGRAM);
    expect(editor.problems()).toEqual([]);
    for (const [mark, declaration, text, tags = {}] of HOVERS) {
      const shown = editor.at(mark);
      expect(shown.declaration, mark).toContain(declaration);
      expect(shown.text, mark).toMatch(text);
      expect(shown.tags, mark).toMatchObject(patternsIn(tags));
    }
  });

  it('does what its README says, as far as types can check', () => {
    const blocks = [...project.read('README.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
    const lines = blocks.join('\n').split('\n');
    const imports = lines.filter((line) => line.startsWith('import '));
    const rest = blocks.map((code) => code.replace(/^import .*\n/gm, ''));
    // Each snippet may use declarations of earlier ones, and declares new names.
    const nested = rest.reduceRight((inner, code) => `{\n${code}\n${inner}\n}`, '');
    expect(blocks.length).toBeGreaterThan(8);
    expect(project.compile({ 'readme.mts': `${imports.join('\n')}\n${nested}` }, MSW)).toBe('');
  });

  it("works without Node, with only the web's APIs", async () => {
    const context = webContext({ baseUrl });
    const { CommerceClient } = load(context, 'index') as { CommerceClient: unknown };
    Object.assign(context, { CommerceClient });
    const health = runInContext(
      `new CommerceClient({ apiKey: 'k', baseUrl }).service.health().then(({ status }) => status)`,
      context,
    );
    await expect(health).resolves.toBe('ok');
  });

  it('validates feeds there like everywhere', async () => {
    const context = webContext({ TextDecoder, DecompressionStream });
    const web = load(context, 'validate') as { validateFeed: typeof validateFeed };
    for (const { what, name, bytes, fields } of [...ODD_BY_HAND, ...oddFeeds(100, 7)]) {
      const file = { name, data: new Blob([Buffer.from(bytes)]) };
      const report = await web.validateFeed(file, fields).then(plain, String);
      expect(report, what).toEqual(await validateFeed(file, fields).then(plain, String));
    }
  });

  it.each(BUDGETS)('keeps %s within its size', async (_what, program, most) => {
    const { build } = await import('tsdown');
    writeFileSync(path.join(project.folder, 'bundle.js'), program);
    await build({
      config: false,
      cwd: project.folder,
      entry: ['bundle.js'],
      format: 'esm',
      platform: 'neutral',
      target: 'es2022',
      dts: false,
      minify: true,
      outDir: 'bundled',
      logLevel: 'silent',
      deps: { alwaysBundle: [/^@commerce-integration/] },
    });
    // Includes the parts that are loaded on demand.
    const parts = readdirSync(path.join(project.folder, 'bundled'));
    const sizes = parts.map(
      (part) => gzipSync(readFileSync(path.join(project.folder, 'bundled', part)), { level: 9 }).length,
    );
    const size = sizes.reduce((sum, one) => sum + one, 0);
    expect(size).toBeGreaterThan(most / 10);
    expect(size).toBeLessThan(most);
  });
});

function version(): string {
  return (JSON.parse(project.read('package.json')) as { version: string }).version;
}

/** A runtime that has only what browsers and workers have. */
function webContext(more: object): Context {
  const web = { fetch, Response, Headers, URL, URLSearchParams, AbortController, Blob, FormData };
  const streams = { ReadableStream, TextEncoder, crypto, setTimeout, clearTimeout, console };
  return createContext({ ...web, ...streams, Uint8Array, ArrayBuffer, ...more });
}

/** Loads a file of the CommonJS build and its requirements inside that runtime. */
function load(context: Context, name: string): Record<string, unknown> {
  const exports: Record<string, unknown> = {};
  const outside = createRequire(import.meta.url);
  const require = (id: string) => (id.startsWith('./') ? load(context, id.slice(2, -'.cjs'.length)) : outside(id));
  const code = project.read(`dist/${name}.cjs`);
  (runInContext(`(function (exports, require) {${code}\n})`, context) as CallableFunction)(exports, require);
  return exports;
}

/** Tags, some of which are matched by a pattern. */
function patternsIn(tags: object): object {
  const matched = (one: unknown) => (one instanceof RegExp ? expect.stringMatching(one) : one);
  return Object.fromEntries(Object.entries(tags).map(([name, values]) => [name, (values as unknown[]).map(matched)]));
}

/** Values of one runtime are not instances of the other's classes, so they are compared as JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
