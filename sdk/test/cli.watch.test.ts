import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';
import { answerJson, type FailingApi, passOn, startFailingApi } from './support/failing-api.ts';
import { type Running, startCommerce } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'demo-secret-key';
const QUICK = ['--interval', '0.1'];
const SETTLED = ['--settle', '0.4'];

let server: FreshServer;
let client: CommerceClient;
let api: FailingApi;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
  api = await startFailingApi();
}, 60_000);
afterAll(async () => {
  await api?.close();
  await server?.stop();
});

let folder: string;
let partner: string;
let count = 0;
const running: Running[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'commerce-watch-'));
  count += 1;
  partner = `Watched ${count}`;
  api.seen.length = 0;
  api.answer = (req, res) => void passOn(req, res, server.url);
});
afterEach(async () => {
  for (const { process: child } of running) child.kill('SIGKILL');
  await Promise.all(running.splice(0).map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, ...skus: string[]): void {
  const rows = skus.map((sku) => `${sku},Product ${sku}\n`);
  writeFileSync(path.join(folder, name), `sku,product_name\n${rows.join('')}`);
}

function watch(...more: string[]): Running {
  const args = [
    'feeds',
    'watch',
    folder,
    '--partner-name',
    partner,
    ...QUICK,
    ...(more.includes('--settle') ? [] : SETTLED),
    ...more,
  ];
  const command = startCommerce(args, { env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: api.url } });
  running.push(command);
  return command;
}

async function skus(): Promise<string> {
  const { items } = await client.products.list({ partner_name: partner, limit: 100 });
  return items.map(({ sku }) => sku).join(' ');
}

async function feeds(): Promise<string[]> {
  const { items } = await client.feeds.list({ partner_name: partner, limit: 100 });
  return items.map(({ file_name }) => file_name).reverse();
}

const record = () => JSON.parse(readFileSync(path.join(folder, '.commerce-watch.json'), 'utf8'));

describe('a watched folder', () => {
  it("without a partner is refused if the key is the operator's, and its files are left for another", async () => {
    put('a.csv', 'A-1');
    const { ended } = startCommerce(['feeds', 'watch', folder, ...QUICK, ...SETTLED, '--once'], {
      env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: api.url },
    });
    expect(await ended).toMatchObject({
      code: 2,
      stderr: "commerce: This is an operator's key: specify the partner of the feed with --partner-name.\n",
    });
    expect(api.seen).toEqual(['GET /me']);
  });

  it('has its feeds loaded as they arrive, until the watch is stopped', async () => {
    put('first.csv', 'A-1');
    writeFileSync(path.join(folder, 'notes.txt'), 'not a feed');
    const { process: child, ended, said } = watch();
    await expect.poll(skus).toBe('A-1');
    put('second.csv', 'A-2');
    await expect.poll(skus).toBe('A-1 A-2');
    put('first.csv', 'A-1', 'A-3');
    await expect.poll(() => said().split('\n').length).toBe(4);
    expect(await skus()).toBe('A-1 A-2 A-3');
    const outcomes = Object.values<object>(record().targets).flatMap((files) => Object.values(files));
    expect(outcomes.map(({ status }) => status)).toEqual(['loaded', 'loaded']);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual(['first.csv', 'second.csv', 'first.csv', '']);
    expect(stdout).toMatch(/^first\.csv: loaded FD\d+ JV\d+: ETL processing completed\. Products processed: 1\./);
    expect(stderr).toBe('3 loaded, 0 not loaded.\ncommerce: Interrupted.\n');
    expect(await feeds()).toEqual(['first.csv', 'second.csv', 'first.csv']);
  });

  it('is not sent twice by a restarted watch', async () => {
    put('a.csv', 'A-1');
    expect(await watch('--once').ended).toMatchObject({ code: 0, stdout: expect.stringContaining('a.csv: loaded') });
    put('b.csv', 'B-1');
    expect(await watch('--once').ended).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^b\.csv: loaded .*\n$/),
    });
    expect(await watch('--once').ended).toMatchObject({ code: 0, stdout: '' });
    expect(await feeds()).toEqual(['a.csv', 'b.csv']);
    expect(record()).toMatchObject({ version: 1, targets: expect.any(Object) });
    expect(JSON.stringify(record())).not.toContain(KEY);
  });

  it('is sent again to another partner, and a replaced file is a new one', async () => {
    put('a.csv', 'A-1');
    await watch('--once').ended;
    const other = ['feeds', 'watch', folder, '--partner-name', `${partner} B`, ...QUICK, ...SETTLED, '--once'];
    const env = { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: api.url };
    expect(await startCommerce(other, { env }).ended).toMatchObject({
      stdout: expect.stringContaining('a.csv: loaded'),
    });
    renameSync(path.join(folder, 'a.csv'), path.join(folder, 'a.away'));
    await watch('--once').ended;
    renameSync(path.join(folder, 'a.away'), path.join(folder, 'a.csv'));
    utimesSync(path.join(folder, 'a.csv'), new Date(), new Date());
    expect(await watch('--once').ended).toMatchObject({ stdout: expect.stringContaining('a.csv: loaded') });
  });

  it('waits until a file is completely written', async () => {
    put('slow.csv', 'S-0');
    const { ended } = watch('--once', '--settle', '2');
    for (let n = 1; n <= 12; n += 1) {
      await delay(150);
      appendFileSync(path.join(folder, 'slow.csv'), `S-${n},Product\n`);
    }
    expect(await ended).toMatchObject({ code: 0 });
    expect(await feeds()).toEqual(['slow.csv']);
    expect((await skus()).split(' ')).toHaveLength(13);
  });

  it('continues after files that cannot be loaded', async () => {
    writeFileSync(path.join(folder, '1-refused.csv'), 'sku\nA-1\n');
    writeFileSync(path.join(folder, '2-failed.csv'), 'sku,product_name\nA-1,\n');
    writeFileSync(path.join(folder, '3-empty.csv'), '');
    await delay(20);
    put('4-good.csv', 'A-1');
    const { ended, process: child } = watch('--json');
    await expect.poll(skus).toBe('A-1');
    await expect.poll(() => JSON.stringify(record())).toMatch(/4-good.*"loaded"/);
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(143);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      expect.objectContaining({
        file: '1-refused.csv',
        status: 'refused',
        code: 'invalid_file',
        message: expect.stringMatching(/^Invalid CSV file: Missing required CSV headers: product_name/),
      }),
      expect.objectContaining({
        file: '2-failed.csv',
        status: 'failed',
        message: expect.stringMatching(/^All 1 rows/),
      }),
      expect.objectContaining({
        file: '4-good.csv',
        status: 'loaded',
        result: expect.objectContaining({ inserted: 1 }),
      }),
    ]);
    expect(JSON.parse(stderr)).toEqual({ code: 'interrupted', detail: 'Interrupted.' });
    // A refused file is not sent again until it changes.
    api.seen.length = 0;
    expect(await watch('--once').ended).toMatchObject({ code: 0, stdout: '' });
    expect(api.seen).toEqual([]);
    put('1-refused.csv', 'A-9');
    expect(await watch('--once').ended).toMatchObject({ stdout: expect.stringContaining('1-refused.csv: loaded') });
  });

  it('is retried when the API is available again', async () => {
    api.answer = (_, res) => answerJson(res, 401, { detail: 'Not now.', code: 'unauthorized', status: 401 });
    put('a.csv', 'A-1');
    const { ended, process: child } = watch();
    await expect.poll(() => api.seen.length).toBeGreaterThan(0);
    await delay(1_000);
    const tries = api.seen.length;
    api.answer = (req, res) => void passOn(req, res, server.url);
    await expect.poll(skus).toBe('A-1');
    child.kill('SIGINT');
    const { stderr } = await ended;
    expect(stderr).toContain('commerce: Not now. (401 unauthorized, request r-1)\nRetrying a.csv in 5 s.\n');
    expect(tries).toBe(1);
  });

  it('reports with --once why no files are processed', async () => {
    api.answer = (_, res) => answerJson(res, 401, { detail: 'Not you.', code: 'unauthorized', status: 401 });
    put('a.csv', 'A-1');
    put('b.csv', 'B-1');
    expect(await watch('--once').ended).toMatchObject({ code: 3 });
    expect(api.seen).toHaveLength(1);
  });
});

describe('a killed watch', () => {
  it('finds its feed again directly after an upload', async () => {
    put('a.csv', 'A-1');
    let killed = false;
    api.answer = async (req, res) => {
      await passOn(req, res, server.url);
      // The feed exists, and the watch has not received the response.
      if (req.url === '/feeds/upload' && !killed) {
        killed = true;
        first.process.kill('SIGKILL');
      }
    };
    const first = watch();
    await first.ended;
    expect(killed).toBe(true);
    expect(await watch('--once').ended).toMatchObject({ code: 0, stdout: expect.stringContaining('a.csv: loaded') });
    expect(await feeds()).toEqual(['a.csv']);
  });

  it('waits for a running load', async () => {
    put('a.csv', 'A-1');
    let hold = true;
    api.answer = async (req, res) => {
      // The load is running, and its end is not reported.
      if (hold && req.method === 'GET' && req.url?.startsWith('/jobs/JV')) {
        answerJson(res, 200, {
          job_id: req.url.slice(6, 13),
          status: 'running',
          message: 'Running.',
          progress: { rows_done: 0 },
        });
      } else await passOn(req, res, server.url);
    };
    const first = watch();
    await expect.poll(() => JSON.stringify(record())).toContain('"loading"');
    first.process.kill('SIGKILL');
    await first.ended;
    hold = false;
    api.seen.length = 0;
    expect(await watch('--once').ended).toMatchObject({ code: 0, stdout: expect.stringContaining('a.csv: loaded') });
    expect(api.seen.length).toBeGreaterThan(0);
    expect(api.seen.filter((call) => !call.startsWith('GET /jobs/JV'))).toEqual([]);
    expect(await feeds()).toEqual(['a.csv']);
  });
});

describe('the state file of a watch', () => {
  it('is not overwritten if it is another file', async () => {
    writeFileSync(path.join(folder, '.commerce-watch.json'), '[]');
    const { code, stderr } = await watch('--once').ended;
    expect(code).toBe(2);
    expect(stderr).toContain('is not a record of feeds watch. Delete it to send all files of the folder again.');
    expect(readFileSync(path.join(folder, '.commerce-watch.json'), 'utf8')).toBe('[]');
  });

  it('can have another path', async () => {
    put('a.csv', 'A-1');
    const state = path.join(folder, 'elsewhere.json');
    expect(await watch('--once', '--state', state).ended).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(state, 'utf8')).version).toBe(1);
    expect(() => record()).toThrow('ENOENT');
  });
});
