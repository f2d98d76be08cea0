import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { checkPackage } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Project, packedPackage } from './support/packed-package.ts';

/** Bytes of the ESM build, contract included, as it stands and compressed. A feature that needs more raises it knowingly. */
const BUDGET = { minified: 60_000, compressed: 21_000 };

let project: Project;
let baseUrl: string;
const server = createServer((_req, res) => {
  res.setHeader('content-type', 'application/json').end('{"status":"ok","database":"connected"}');
});

beforeAll(async () => {
  project = packedPackage();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 180_000);
afterAll(async () => {
  project?.remove();
  await new Promise((resolve) => server.close(resolve));
});

const typedProgram = `
import { CommerceClient, ConflictError, type Job, type Product } from '@commerce-integration/sdk';
import { fromPath } from '@commerce-integration/sdk/node';
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

describe('the packed package', () => {
  it('holds what a partner needs, and nothing else', () => {
    const files = project.contents
      .listFiles()
      .map((file) => file.replace('/node_modules/@commerce-integration/sdk/', ''));
    expect(files.filter((file) => !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(file)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    const manifest = JSON.parse(project.read('package.json')) as { dependencies: object };
    expect(Object.keys(manifest.dependencies).sort()).toEqual(['@ts-rest/core', 'zod']);
  });

  it('is as its format and its types say', async () => {
    const { buffer } = Uint8Array.from(project.tarball);
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages).toEqual([]);
    const types = await checkPackage(project.contents);
    const problems = 'problems' in types ? types.problems : ['no types'];
    // TypeScript's oldest way to look for modules knows no subpaths at all.
    const oldest = { kind: 'NoResolution', entrypoint: './node', resolutionKind: 'node10' };
    expect(problems).toEqual([oldest]);
  });

  const program = `
    const client = new CommerceClient({ apiKey: 'k', baseUrl: process.argv[2] });
    client.service.health().then(({ status }) => console.log(status, typeof fromPath));`;

  it('is imported', async () => {
    const imports = `import { CommerceClient } from '@commerce-integration/sdk'; import { fromPath } from '@commerce-integration/sdk/node';`;
    expect(await project.run('esm.mjs', imports + program, baseUrl)).toBe('ok function');
  });

  it('is required', async () => {
    const requires = `const { CommerceClient } = require('@commerce-integration/sdk'); const { fromPath } = require('@commerce-integration/sdk/node');`;
    expect(await project.run('cjs.cjs', requires + program, baseUrl)).toBe('ok function');
  });

  it('is typed, for both', () => {
    expect(project.compile({ 'esm.mts': typedProgram, 'cjs.cts': typedProgram })).toBe('');
  }, 60_000);

  it('does what its README says, as far as types tell', () => {
    const blocks = [...project.read('README.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code);
    const lines = blocks.join('\n').split('\n');
    const imports = lines.filter((line) => line.startsWith('import '));
    const rest = blocks.map((code) => code.replace(/^import .*\n/gm, ''));
    // Each snippet may use what an earlier one declared, and declares names of its own.
    const nested = rest.reduceRight((inner, code) => `{\n${code}\n${inner}\n}`, '');
    expect(blocks.length).toBeGreaterThan(8);
    expect(project.compile({ 'readme.mts': `${imports.join('\n')}\n${nested}` })).toBe('');
  }, 60_000);

  it('works where there is nothing of Node, only of the web', async () => {
    const code = project.read('dist/index.cjs');
    const web = {
      fetch,
      Response,
      Headers,
      URL,
      URLSearchParams,
      AbortController,
      Blob,
      FormData,
      ReadableStream,
      TextEncoder,
      crypto,
    };
    const exports: Record<string, unknown> = {};
    const require = createRequire(import.meta.url);
    const context = createContext({ ...web, setTimeout, clearTimeout, console, exports, require, baseUrl });
    runInContext(`${code}\n;globalThis.Client = exports.CommerceClient;`, context);
    const health = runInContext(
      `new Client({ apiKey: 'k', baseUrl }).service.health().then(({ status }) => status)`,
      context,
    );
    await expect(health).resolves.toBe('ok');
  });

  it('keeps within its size', async () => {
    const { build } = await import('tsdown');
    const outDir = project.read('package.json') && `${import.meta.dirname}/../node_modules/.size`;
    await build({
      config: false,
      cwd: `${import.meta.dirname}/..`,
      entry: ['src/index.ts'],
      format: 'esm',
      platform: 'neutral',
      target: 'es2022',
      dts: false,
      minify: true,
      outDir,
      logLevel: 'silent',
      deps: { alwaysBundle: [/^@commerce-integration\/contract/] },
    });
    const minified = readFileSync(`${outDir}/index.js`);
    expect(minified.length).toBeLessThan(BUDGET.minified);
    expect(gzipSync(minified, { level: 9 }).length).toBeLessThan(BUDGET.compressed);
  }, 60_000);
});
