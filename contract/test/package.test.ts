import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkPackage } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Project, packedPackage } from './support/packed-package.ts';

// Compilers and processes take long on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

let project: Project;
let baseUrl: string;
const server = createServer((req, res) => {
  const known = req.url === '/products/PR00001' && req.headers['x-api-key'] === 'k';
  res
    .writeHead(known ? 200 : 404, { 'content-type': 'application/json' })
    .end(JSON.stringify({ product_id: 'PR00001', sku: 'A-1' }));
});

beforeAll(async () => {
  project = await packedPackage({ folder: 'contract', dependencies: ['zod', '@ts-rest/core', '@ts-rest/open-api'] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 240_000);
afterAll(async () => {
  project?.remove();
  await new Promise((resolve) => server.close(resolve));
});

/** A service that calls the API with ts-rest's own client. */
const calling = `
  const client = initClient(contract, { baseUrl: process.argv[2], baseHeaders: { 'x-api-key': 'k' } });
  client.products.getProduct({ params: { product_id: 'PR00001' } }).then((answer) => {
    if (answer.status === 200) console.log(answer.body.sku);
  });`;

/** A service that gets a job's ID, as from a message of its own queue. */
const reading = `
  const { jobType, number } = parseJobId(jobIdSchema.parse('JV00042'));
  console.log(jobType, number, jobIdSchema.safeParse('XX1').success);`;

/** A service that applies the API's rules without copying them. */
const following = `
  console.log(nameKey('Acme  Corp.') === nameKey('ACME CORP'), readFeedHeader(['sku', 'product_name']).layout.width);
  console.log(Object.keys(openApiDocument().paths).includes('/orders'));`;

const NAMES = {
  '@commerce-integration/contract': ['contract', 'jobIdSchema', 'parseJobId'],
  '@commerce-integration/contract/rules': ['nameKey'],
  '@commerce-integration/contract/feed-file': ['readFeedHeader'],
  '@commerce-integration/contract/openapi': ['openApiDocument'],
  '@ts-rest/core': ['initClient'],
};
const imports = Object.entries(NAMES).map(([from, names]) => `import { ${names.join(', ')} } from '${from}';`);
const requires = Object.entries(NAMES).map(([from, names]) => `const { ${names.join(', ')} } = require('${from}');`);

describe('the packed contract', () => {
  it('contains what a service needs, and nothing else', () => {
    const files = project.contents.listFiles().map((file) => file.replace(/^\/node_modules\/@[^/]+\/contract\//, ''));
    expect(files.filter((file) => !/^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(file)).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'openapi.json',
      'package.json',
      'postman.json',
    ]);
  });

  it('matches its format and its types', async () => {
    const { buffer } = Uint8Array.from(project.tarball);
    const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
    expect(messages).toEqual([]);
    const types = await checkPackage(project.contents);
    const problems = 'problems' in types ? types.problems : ['no types'];
    // TypeScript's oldest module resolution does not support subpaths.
    expect(problems.filter((problem) => typeof problem === 'string' || problem.kind !== 'NoResolution')).toEqual([]);
  });

  it.each([
    ['imported', 'program.mjs', imports],
    ['required', 'program.cjs', requires],
  ])('is %s by a service of its own', async (_how, file, from) => {
    const program = (body: string) => `${from.join('\n')}\n${body}`;
    expect(await project.run(file, program(calling), baseUrl)).toBe('A-1');
    expect(await project.run(file, program(reading))).toBe('validation 42 false');
    expect(await project.run(file, program(following))).toBe('true 2\ntrue');
  });

  it('has the OpenAPI document and the Postman collection as files', async () => {
    const program = `
      import { readFileSync } from 'node:fs';
      const read = (name) => JSON.parse(readFileSync(new URL(import.meta.resolve('@commerce-integration/contract/' + name))));
      console.log(read('openapi.json').openapi, read('postman.json').item.length > 0);`;
    expect(await project.run('files.mjs', program)).toBe('3.1.0 true');
  });

  it('is typed for both kinds of modules, and is compiled with few types', () => {
    const typed = `${imports.join('\n')}
      async function main(): Promise<void> {
        const client = initClient(contract, { baseUrl: 'http://localhost', baseHeaders: { 'x-api-key': 'k' } });
        const answer = await client.products.listProducts({ query: { brand: 'Acme' } });
        const sku: string | undefined = answer.status === 200 ? answer.body.items[0]?.sku : undefined;
        const { jobType } = parseJobId('JV00001');
        const known: typeof jobType = 'validation';
        // @ts-expect-error no such job type
        const unknown: typeof jobType = 'validations';
        // @ts-expect-error no such endpoint
        await client.products.listProdukts();
        // @ts-expect-error no such sort
        await client.products.listProducts({ query: { sort_by: 'colour' } });
        console.log(sku, known, unknown, nameKey('a'), readFeedHeader(['sku']), openApiDocument());
      }
      void main();`;
    const said = project.compile({ 'typed.mts': typed, 'typed.cts': typed }, { skipLibCheck: true, diagnostics: true });
    expect(said).not.toContain('error');
    // For both kinds of modules. With the types of Zod in the routes, the compiler made more than a million types.
    const types = [...said.matchAll(/^Types: +(\d+)$/gm)].map(([, count]) => Number(count));
    expect(types).toHaveLength(2);
    expect(Math.max(...types)).toBeLessThan(100_000);
  });
});
