import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';
import { jobOf } from './support/fake-api.ts';
import { commerce } from './support/run-cli.ts';
import { inTerminal, startInTerminal } from './support/run-in-terminal.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'sk_secret_key_of_the_tests';
const ESCAPE = '\u001b';
const folder = mkdtempSync(path.join(tmpdir(), 'commerce-terminal-'));

let api: FailingApi;
beforeEach(async () => {
  api = await startFailingApi();
});
afterEach(() => api.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = (more = {}) => ({ COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: api.url, XDG_CONFIG_HOME: folder, ...more });
const linesOf = (shown: string) => stripVTControlCharacters(shown).trimEnd().split('\r\n');

const jobs = [
  { job_id: 'JV00001', job_type: 'validation', status: 'completed', created_at: '2026-04-06T14:02:11.000Z' },
  { job_id: 'JV00002', job_type: 'validation', status: 'failed', created_at: '2026-04-06T14:02:12.345Z', error: 'No.' },
];
const product = { product_id: 'PR00001', partner_name: 'Acme', sku: 'A-1', price: 5, currency: 'EUR' };

describe('a table on a terminal', () => {
  it('has a heading and colours of states, and readable times', async () => {
    api.answer = (_, res) => answerJson(res, 200, { count: 2, items: jobs });
    const { code, shown } = await inTerminal(['jobs', 'list'], { env: env(), columns: 120 });
    expect(code).toBe(0);
    expect(shown).toContain(`${ESCAPE}[1mjob_id${ESCAPE}[22m`);
    expect(shown).toContain(`${ESCAPE}[32mcompleted${ESCAPE}[39m`);
    expect(shown).toContain(`${ESCAPE}[31mfailed${ESCAPE}[39m`);
    const [head = '', first, second] = linesOf(shown);
    expect(head.split(/ {2,}/).slice(0, 4)).toEqual(['job_id', 'job_type', 'partner_name', 'status']);
    expect(first).toContain('2026-04-06 14:02:11Z');
    expect(second).toContain('2026-04-06 14:02:12Z');
  });

  it('has no colours if NO_COLOR is set', async () => {
    api.answer = (_, res) => answerJson(res, 200, { count: 2, items: jobs });
    const { shown } = await inTerminal(['jobs', 'list'], { env: env({ NO_COLOR: '1' }) });
    expect(shown).not.toContain(ESCAPE);
    expect(shown).toContain('completed');
  });

  it('has numbers at the right, and texts at the left, even those that are digits', async () => {
    const items = [
      { ...product, sku: '7', price: 5 },
      { ...product, sku: 'A-12', price: 100.5 },
    ];
    api.answer = (_, res) => answerJson(res, 200, { count: 2, items });
    const { shown } = await inTerminal(['products', 'list'], { env: env(), columns: 120 });
    const [head = '', first = '', second = ''] = linesOf(shown);
    expect([first.indexOf('7 '), second.indexOf('A-12 ')]).toEqual([head.indexOf('sku'), head.indexOf('sku')]);
    expect(first.indexOf('5.00 ') + '5.00'.length).toBe(second.indexOf('100.50 ') + '100.50'.length);
  });

  it.each([40, 60, 100])('fits into %i columns, whatever stands in it', async (columns) => {
    const items = ['Kettle', 'A lamp whose name is much too long for the width of a terminal', '电热水壶'.repeat(20)];
    api.answer = (_, res) =>
      answerJson(res, 200, { count: 3, items: items.map((product_name) => ({ ...product, product_name })) });
    const lines = linesOf((await inTerminal(['products', 'list'], { env: env(), columns })).shown);
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const wide = line.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
      expect(line.length + wide, line).toBeLessThanOrEqual(columns);
      expect(line).toMatch(/^(product_id|PR00001) /);
    }
    if (columns === 100) {
      expect(lines[2]).toContain('A lamp whose');
      expect(lines[2]).toContain('…');
      expect(lines[1]).toMatch(/ 5\.00 {2}EUR/);
    }
  });

  it('shows texts of others without their control characters', async () => {
    const product_name = `Kettle${ESCAPE}[2J\u0007${ESCAPE}]0;owned\u0007\r\nPR99999`;
    api.answer = (_, res) => answerJson(res, 200, { count: 1, items: [{ ...product, product_name }] });
    const options = { env: env({ NO_COLOR: '1' }) };
    const { shown } = await inTerminal(['products', 'list', '-f', 'product_name'], options);
    expect(shown).not.toContain(ESCAPE);
    expect(shown).not.toContain('\u0007');
    expect(linesOf(shown)).toHaveLength(2);
  });
});

describe('a table for a program', () => {
  it('has only the values, separated by tabs', async () => {
    api.answer = (_, res) => answerJson(res, 200, { count: 1, items: [{ ...product, product_name: 'Tea\tpot' }] });
    const { stdout } = await commerce(['products', 'list'], { env: env() });
    expect(stdout).toBe('PR00001\tAcme\tA-1\tTea pot\t\t5.00\tEUR\t\n');
    const chosen = await commerce(['products', 'list', '--fields', 'sku,price'], { env: env() });
    expect(chosen.stdout).toBe('A-1\t5.00\n');
  });
});

describe('JSON', () => {
  it('has several lines for people, one for programs', async () => {
    api.answer = (_, res) => answerJson(res, 200, product);
    const args = ['products', 'get', 'PR00001', '--json', '--fields', 'sku'];
    expect(linesOf((await inTerminal(args, { env: env() })).shown)).toEqual(['{', '  "sku": "A-1"', '}']);
    expect((await commerce(args, { env: env() })).stdout).toBe('{"sku":"A-1"}\n');
  });

  it('can be requested, like quiet, also combined with an option that has a value', async () => {
    api.answer = (_, res) => answerJson(res, 200, { count: 1, items: [product], next_cursor: 'PR00001' });
    const list = (...args: string[]) => commerce(['products', 'list', ...args], { env: env() });
    const { stdout } = await list('-jn', '1');
    expect(JSON.parse(stdout)).toMatchObject({ items: [product] });
    expect((await list('-n1')).stderr).toContain('More with --cursor');
    expect(await list('-qn1')).toMatchObject({ code: 0, stderr: '' });
    api.answer = (_, res) => answerJson(res, 404, { detail: 'None.', code: 'not_found', status: 404 });
    expect(JSON.parse((await list('-jf', 'sku')).stderr)).toMatchObject({ code: 'not_found' });
  });
});

it('an unset variable is not passed as the text "undefined", which would name a folder', async () => {
  await inTerminal(['--help'], { env: env({ NODE_COMPILE_CACHE: undefined }) });
  expect(existsSync('undefined')).toBe(false);
});

describe('bytes that are no text', () => {
  it.each(['application/zip', 'application/octet-stream'])('are not written to a terminal: %s', async (type) => {
    api.answer = (_, res) => res.setHeader('content-type', type).end('PK\u0003\u0004');
    const args = ['batches', 'download-errors', 'PT00001', 'OB00001'];
    const { code, shown } = await inTerminal(args, { env: env() });
    expect({ code, shown }).toEqual({ code: 2, shown: expect.stringContaining('--output FILE, or to a pipe.') });
    expect(await commerce(args, { env: env() })).toMatchObject({ code: 0, stdout: 'PK\u0003\u0004' });
  });
});

describe('progress', () => {
  const feed = path.join(folder, 'acme.csv');
  const answer: FailingApi['answer'] = (req, res) => {
    req.resume();
    if (req.url === '/feeds/upload') answerJson(res, 201, { feed_id: 'FD00001', validation_job_id: 'JV00001' });
    else if (req.url === '/limits') answerJson(res, 200, { limits: [] });
    else if (req.url?.startsWith('/feeds/')) answerJson(res, 200, { feed_id: 'FD00001', file_name: 'acme.csv' });
    else answerJson(res, 200, jobOf({ status: 'completed', message: 'Over.' }));
  };

  it('is shown on the terminal while a feed is loaded, and removed at the end', async () => {
    writeFileSync(feed, 'sku,product_name\nA,B\n');
    api.answer = answer;
    const { shown } = await inTerminal(['feeds', 'upload', feed, '--errors', '0'], { env: env() });
    expect(shown).toContain('acme.csv sent');
    const [, ...after] = shown.split('FD00001 acme.csv');
    expect(after.join('')).not.toContain('sent');
  });

  it('is not shown in a pipe, or with quiet', async () => {
    writeFileSync(feed, 'sku,product_name\nA,B\n');
    api.answer = answer;
    const args = ['feeds', 'upload', feed, '--errors', '0'];
    expect((await commerce(args, { env: env() })).stderr).toBe('');
    expect((await inTerminal([...args, '-q'], { env: env() })).shown).not.toContain('sent');
  });
});

describe('a login on a terminal', () => {
  const me = { kind: 'operator', partner: null, key: {}, scopes: [], limits: [] };
  const prompt = () => `API key for ${api.url}: `;

  it('asks for the key without showing it', async () => {
    api.answer = (_, res) => answerJson(res, 200, me);
    const login = startInTerminal(['login'], { env: env({ COMMERCE_API_KEY: '' }) });
    await expect.poll(login.shown).toContain(prompt());
    login.type(`${KEY}\r`);
    const { code, shown } = await login.ended;
    expect({ code, shown }).toEqual({
      code: 0,
      shown: expect.stringContaining(`Logged in at ${api.url} as operator.`),
    });
    expect(shown).not.toContain(KEY);
    expect(existsSync(path.join(folder, 'commerce', 'profiles.json'))).toBe(true);
  });

  it('can be interrupted', async () => {
    const login = startInTerminal(['login'], { env: env({ COMMERCE_API_KEY: '' }) });
    await expect.poll(login.shown).toContain(prompt());
    login.type('\u0003');
    expect((await login.ended).code).toBe(130);
    expect(api.seen).toEqual([]);
  });
});
