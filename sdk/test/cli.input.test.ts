import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';
import { commerce, startCommerce } from './support/run-cli.ts';

// Each test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const CSV = 'sku,product_name\nA-1,Lamp\nA-2,\n';
const TOLD = '3: error: product_name must not be empty.';
const main = path.resolve(import.meta.dirname, '../src/cli/main.ts');
const folder = mkdtempSync(path.join(tmpdir(), 'commerce-input-'));
const feed = path.join(folder, 'acme.csv');
writeFileSync(feed, CSV);

let api: FailingApi;
beforeEach(async () => {
  api = await startFailingApi();
});
afterEach(() => api.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ COMMERCE_API_KEY: 'key-of-the-tests', COMMERCE_BASE_URL: api.url, TMPDIR: folder });
const run = (args: readonly string[], input?: string) => commerce(args, { env: env(), ...(input ? { input } : {}) });

/** A shell command line that contains `commerce`. */
async function shell(line: string) {
  const command = `commerce() { "${process.execPath}" "${main}" "$@"; }; ${line}`;
  const all = { ...env(), PATH: process.env.PATH };
  const done = promisify(execFile)('bash', ['--norc', '-c', command], { cwd: folder, env: all });
  return done
    .then((said) => ({ code: 0, ...said }))
    .catch((error: { code: number; stdout: string; stderr: string }) => error);
}

describe('a file', () => {
  it.each(['-', '/dev/stdin'])('is read from stdin as %s', async (operand) => {
    const { code, stdout } = await run(['feeds', 'validate', operand], CSV);
    expect(stdout).toContain(`stdin.csv:${TOLD}`);
    expect(code).toBe(1);
  });

  it('is read from stdin, compressed or not', async () => {
    const child = spawn(process.execPath, [main, 'feeds', 'validate', '-', '--json'], { env: env() });
    child.stdin.end(gzipSync(CSV));
    const said = await child.stdout.toArray();
    expect(JSON.parse(Buffer.concat(said).toString())).toMatchObject({
      processed: 2,
      accepted: 1,
      problems: [{ line: 3 }],
    });
  });

  it.skipIf(process.platform === 'win32')('can come from any input of a shell', async () => {
    const lines: [string, string][] = [
      ['cat acme.csv | commerce feeds validate -', 'stdin.csv'],
      ['cat acme.csv | commerce feeds validate /dev/stdin', 'stdin.csv'],
      ['commerce feeds validate - < acme.csv', 'stdin.csv'],
      ['commerce feeds validate /dev/stdin < acme.csv', 'stdin.csv'],
      ['commerce feeds validate <(cat acme.csv)', 'feed.csv'],
      ['mkfifo new.csv && (cat acme.csv > new.csv & commerce feeds validate new.csv)', 'new.csv'],
      ['mkfifo pipe && (gzip -c acme.csv > pipe & commerce feeds validate pipe)', 'pipe.csv.gz'],
    ];
    for (const [line, name] of lines) {
      const { code, stdout, stderr } = await shell(line);
      expect(stdout + stderr, line).toContain(`${name}:${TOLD}`);
      expect(code, line).toBe(1);
    }
  });

  it('from stdin is uploaded with its size, can be retried, and leaves nothing on the disk', async () => {
    const uploads: string[] = [];
    api.answer = (request, res) => {
      if (request.url === '/limits') {
        answerJson(res, 200, { limits: [] });
        return;
      }
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        uploads.push(body);
        res.writeHead(uploads.length === 1 ? 503 : 403, { 'content-type': 'application/problem+json' });
        res.end('{"detail":"No more of this."}');
      });
    };
    const { code, stderr } = await run(['feeds', 'upload', '-', '--partner-name', 'Acme'], CSV);
    expect(stderr).toContain('No more of this.');
    expect(code).toBe(3);
    expect(uploads).toHaveLength(2);
    for (const body of uploads) {
      expect(body).toContain('filename="stdin.csv"');
      expect(body).toContain(CSV);
    }
    expect((await readdir(folder)).filter((name) => name.startsWith('commerce-'))).toEqual([]);
  });

  it('without an end can be stopped with Ctrl-C, and leaves nothing on the disk', async () => {
    const child = spawn(process.execPath, [main, 'feeds', 'validate', '-'], { env: env() });
    child.stdin.write(CSV);
    const copies = async () => (await readdir(folder)).filter((name) => name.startsWith('commerce-'));
    await vi.waitFor(async () => expect(await copies()).toHaveLength(1), { timeout: 30_000 });
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(130);
    expect(await copies()).toEqual([]);
  });

  it.each([
    ['a body', ['orders', 'create', '--data', '-']],
    ['a body of any path', ['api', 'POST', '/partners', '--data', '-']],
    ['a key', ['login']],
  ])('that never ends and contains %s can be stopped with Ctrl-C, too', async (_, args) => {
    const child = spawn(process.execPath, [main, ...args], { env: { ...env(), XDG_CONFIG_HOME: folder } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = text(child.stderr);
    child.stdin.on('error', () => undefined);
    // More than a pipe holds: the file is deleted before the command reads.
    await new Promise<void>((resolve) => child.stdin.write(' '.repeat(2 ** 22), () => resolve()));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([code, await said]).toEqual([130, 'commerce: Interrupted.\n']);
  });

  it.each([[['orders', 'create', '--data', `@${folder}`]], [['descriptors', 'preview', folder, feed]]])(
    'is no folder: %j',
    async (args) => {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([2, `commerce: ${folder}: is a folder.\n`]);
    },
  );

  it('of an order is also read from /dev/stdin', async () => {
    const { stderr } = await run(['orders', 'create', '--file', '/dev/stdin'], '{');
    expect(stderr).toContain('stdin is not JSON');
  });
});

describe('an incomplete body', () => {
  it.skipIf(process.platform === 'win32')('is read from a pipe or a file, and from nothing else', async () => {
    const bodies: string[] = [];
    api.answer = async (req, res) => {
      bodies.push(await text(req));
      answerJson(res, 201, { partner_id: 'PT00001' });
    };
    writeFileSync(path.join(folder, 'partner.json'), '{"partner_name":"Acme"}');
    for (const line of [
      'cat partner.json | commerce partners create -f partner_id',
      'commerce partners create -f partner_id < partner.json',
      'echo "{}" | commerce partners create --partner-name Acme -f partner_id',
    ]) {
      expect(await shell(line), line).toMatchObject({ code: 0, stdout: 'PT00001\n', stderr: '' });
    }
    expect(bodies.map((body) => JSON.parse(body))).toEqual(Array(3).fill({ partner_name: 'Acme' }));
    const empty = await shell('commerce partners create < /dev/null');
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('--partner-name is missing') });
    const nothing = await shell('printf "" | commerce partners create');
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('stdin is empty') });
  });
});

describe('an export', () => {
  it('is written to stdout with --output -', async () => {
    api.answer = (_, res) => res.setHeader('content-type', 'text/csv').end('sku\nA-1\n');
    const { code, stdout } = await run(['products', 'export', '--output', '-']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'sku\nA-1\n' });
  });
});

describe('rejected lines', () => {
  it('are written as they arrive, or only the header if there are only warnings', async () => {
    api.answer = (_, res) => res.setHeader('content-type', 'text/csv').end('_line,sku\r\n');
    expect(await run(['jobs', 'errors', 'JV00001', '--csv'])).toMatchObject({ code: 0, stdout: '_line,sku\r\n' });
  });
});

describe('an option', () => {
  it.each([
    [['products', 'list', '--limit', '1', '--limit', '2'], "Option '--limit' is given more than once."],
    [['products', 'list', '--limit=1', '--brand', 'a', '--limit', '1'], "Option '--limit' is given more than once."],
    [
      ['feeds', 'upload', feed, '--partner-name', 'A', '--partner-name', 'B'],
      "'--partner-name' is given more than once.",
    ],
    [['products', 'list', '--base-url', 'http://a', '--base-url', 'http://b'], "'--base-url' is given more than once."],
    [['products', 'list', '--limt', '1'], 'Did you mean --limit?'],
    [['products', 'list', '--partner', 'Acme'], 'Did you mean --partner-name?'],
    [['products', 'list', '--barnd', 'Acme'], 'Did you mean --brand?'],
    [['feeds', 'upload', feed, '--ful'], 'Did you mean --full?'],
    [['feeds', 'uplaod', feed], 'Did you mean: commerce feeds upload?'],
    [['product', 'list'], 'Did you mean: commerce products list?'],
  ])('that is invalid is refused with the probable correction: %j', async (args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(api.seen).toEqual([]);
  });

  it('without similar options has no suggestion', async () => {
    expect((await run(['products', 'list', '--colour', 'red'])).stderr).not.toContain('Did you mean');
  });

  it('can be repeated if it is a list, and a switch in any case', async () => {
    api.answer = (_, res) => res.setHeader('content-type', 'application/json').end('{"count":0,"items":[]}');
    expect(await run(['products', 'list', '--json', '--json'])).toMatchObject({ code: 0 });
    const order = await run(['orders', 'create', '--item', 'PR00001:1', '--item', 'PR00002:1']);
    expect(order.stderr).not.toContain('more than once');
  });
});

it.skipIf(process.platform === 'win32')('a reader that stops early ends a command without an error', async () => {
  const more = `${JSON.stringify({ count: 0, items: [] }).slice(0, -2)}${'{"sku":"A"},'.repeat(200_000)}{"sku":"A"}]}`;
  api.answer = (_, res) => res.setHeader('content-type', 'application/json').end(more);
  const { code, stdout, stderr } = await shell('set -o pipefail; commerce products list --json | head -c 10');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toHaveLength(10);
  const { ended } = startCommerce(['--help'], { env: env() });
  expect((await ended).code).toBe(0);
  expect(readFileSync(feed, 'utf8')).toBe(CSV);
});

it.skipIf(process.platform === 'win32')('an output that cannot be written ends a command with a message', async () => {
  // The descriptor is open for reading only.
  const { code, stderr } = await shell('commerce --help 1< acme.csv');
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'commerce: stdout: EBADF: bad file descriptor, write.\n' });
  const json = await shell('commerce __complete products list -- --json 1< acme.csv');
  expect(JSON.parse(json.stderr)).toMatchObject({ code: 'usage', detail: expect.stringMatching(/^stdout: EBADF/) });
});
