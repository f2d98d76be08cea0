import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EXIT_CODES } from '../src/cli/exit-codes.ts';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';
import { jobOf } from './support/fake-api.ts';
import { commerce, startCommerce } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'sk_secret_key_of_the_tests';
const folder = mkdtempSync(path.join(tmpdir(), 'commerce-cli-'));
const feed = path.join(folder, 'acme.csv');
writeFileSync(feed, 'sku,product_name\nA,B\n');

let api: FailingApi;
beforeEach(async () => {
  api = await startFailingApi();
});
afterEach(() => api.close());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = () => ({ COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: api.url });
async function run(...args: string[]) {
  const ended = await commerce(args, { env: env() });
  expect(ended.stdout + ended.stderr).not.toContain(KEY);
  return ended;
}

describe('an invalid command line ends with 2, and says what to write', () => {
  it.each([
    [
      'an unknown command',
      ['feeds', 'uplaod', 'x'],
      'There is no command "feeds uplaod". Did you mean: commerce feeds upload? See: commerce feeds --help',
    ],
    ['an unknown option first', ['--jsn', 'products', 'list'], 'There is no command "products". Did you mean'],
    ['a missing argument', ['jobs', 'wait'], 'JOB_ID is missing. See: commerce jobs wait --help'],
    ['an argument too many', ['orders', 'get', 'OR00001', 'OR00002'], '"OR00002" is one argument too many.'],
    [
      'an unknown option',
      ['products', 'list', '--colour', 'red'],
      "Unknown option '--colour'. See: commerce products list --help",
    ],
    ['an option without its value', ['products', 'list', '--limit'], "Option '-n, --limit <value>' argument missing."],
    ['a switch with a value', ['products', 'list', '--all=yes'], "Option '-a, --all' does not take an argument."],
    [
      'no number',
      ['feeds', 'upload', feed, '--timeout', 'soon'],
      '--timeout must be a number of at least 0.001, not "soon".',
    ],
    ['no whole number', ['feeds', 'validate', feed, '--errors', '1.5'], '--errors must be a whole number, not 1.5.'],
    ['a file that is not there', ['feeds', 'upload', 'none.csv'], 'none.csv: no such file or folder.'],
    ['a folder in place of a file', ['feeds', 'validate', folder], 'is not a file.'],
    ['a file in place of a folder', ['feeds', 'watch', feed], 'is not a folder.'],
    ['an ID of another kind', ['jobs', 'wait', 'FD00001'], 'Invalid job_id "FD00001": expected an ID such as JS00001'],
    [
      'an order without items',
      ['orders', 'create'],
      'An order needs items: give --item PR00001:2, or the whole order as --data @order.json.',
    ],
    ['an item without sense', ['orders', 'create', '--item', 'PR00001:two'], 'not "PR00001:two".'],
    [
      'no body',
      ['partners', 'create'],
      '--partner-name is missing, or the body as --data. See: commerce partners create',
    ],
    ['a body that is no object', ['partners', 'create', '--data', '[1]'], '--data must be a JSON object, not [1].'],
    ['a body that is no JSON', ['partners', 'create', '--data', '{'], '--data is not JSON: '],
    [
      'no such value',
      ['jobs', 'list', '--status', 'runing'],
      '--status must be one of queued, running, completed, failed, cancelled, not "runing". Did you mean running?',
    ],
    [
      'no such field',
      ['jobs', 'list', '--fields', 'statsu'],
      'The result has no field "statsu". Did you mean status? Fields: job_id, ',
    ],
    ['no such method', ['api', 'FETCH', '/me'], 'METHOD must be one of GET, POST, PUT, PATCH, DELETE, not "FETCH".'],
    ['no path', ['api', 'GET', 'me'], 'PATH is missing, or does not begin with /'],
    ['no shell', ['completion', 'bsh'], 'SHELL must be bash, zsh or fish, not "bsh". Did you mean bash?'],
    [
      'no such profile',
      ['products', 'list', '--profile', 'nowhere'],
      'There is no profile "nowhere". Create it: commerce login --profile nowhere',
    ],
    ['an order that is no JSON', ['orders', 'create', '--file', feed], 'acme.csv is not JSON: '],
    [
      'a wrong address',
      ['products', 'list', '--base-url', 'localhost:3000'],
      '--base-url must be an http or https URL',
    ],
    [
      'rejected lines as JSON',
      ['jobs', 'errors', 'JV00001', '--csv', '--json'],
      '--csv and --json cannot be combined.',
    ],
    [
      'an output that cannot be',
      ['products', 'export', '--output', path.join(folder, 'no', 'a.csv')],
      'no such file or folder.',
    ],
  ])('%s', async (_, args, message) => {
    api.answer = (__, res) => res.end('sku\n');
    const ended = await run(...args);
    expect(ended.stderr).toMatch(args.includes('--json') ? /^\{"code":"usage"/ : /^commerce: /);
    expect(ended.stderr).toContain(message);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });

  it('no key', async () => {
    const ended = await commerce(['products', 'list'], { env: { COMMERCE_BASE_URL: api.url, COMMERCE_API_KEY: '' } });
    const message = 'commerce: There is no API key: run commerce login, set COMMERCE_API_KEY, or give --api-key.\n';
    expect(ended).toEqual({ code: 2, stdout: '', stderr: message });
    expect(api.seen).toEqual([]);
  });
});

describe('a result that cannot be written to its file', () => {
  const outputs = path.join(folder, 'outputs');
  beforeEach(() => mkdirSync(path.join(outputs, 'taken'), { recursive: true }));
  afterEach(() => rmSync(outputs, { recursive: true }));
  const create = (output: string) =>
    run('webhooks', 'create', '--url', 'https://a.example', '--events', 'order.created', '-o', output);

  it.each([
    ['a folder', 'taken', ' is a folder: give the name of a file.'],
    ['a file in no folder', 'none/hook.json', ': no such file or folder.'],
  ])('is refused before the call: %s', async (_, name, why) => {
    const output = path.join(outputs, name);
    expect(await create(output)).toEqual({ code: 2, stdout: '', stderr: `commerce: ${output}${why}\n` });
    expect(api.seen).toEqual([]);
    expect(readdirSync(outputs)).toEqual(['taken']);
  });

  it.skipIf(process.platform === 'win32')('is written to a device, which remains', async () => {
    const output = path.join(outputs, 'device');
    symlinkSync('/dev/null', output);
    api.answer = (_, res) => answerJson(res, 201, { webhook_id: 'WH00001' });
    expect(await create(output)).toMatchObject({ code: 0, stdout: '' });
    expect(readdirSync(outputs)).toEqual(['device', 'taken']);
    expect(readlinkSync(output)).toBe('/dev/null');
  });

  it('is refused before the call if its name is empty', async () => {
    expect(await create('')).toMatchObject({ code: 2, stderr: 'commerce: --output must name a file.\n' });
    expect(api.seen).toEqual([]);
  });

  it('leaves no file if a folder has taken its name since, and the message names the file', async () => {
    const output = path.join(outputs, 'hook.json');
    api.answer = (__, res) => {
      mkdirSync(output);
      answerJson(res, 201, { webhook_id: 'WH00001' });
    };
    expect(await create(output)).toEqual({ code: 2, stdout: '', stderr: `commerce: ${output}: is a folder.\n` });
    expect(readdirSync(outputs)).toEqual(['hook.json', 'taken']);
  });
});

describe('help', () => {
  it('is available for all, for a group, and for a command, in each spelling', async () => {
    const general = await run();
    expect(general).toMatchObject({ code: 0, stderr: '' });
    for (const args of [['--help'], ['-h'], ['help']]) expect(await run(...args)).toEqual(general);
    expect(general.stdout).toMatch(/^ {2}products +list, export, /m);
    const group = await run('feeds');
    expect(group.stdout).toMatch(/^ {2}feeds upload FILE +Upload a feed/m);
    expect(group.stdout).not.toContain('orders create');
    for (const args of [
      ['feeds', '--help'],
      ['feeds', '-h'],
      ['help', 'feeds'],
      ['feeds', 'help'],
    ]) {
      expect(await run(...args)).toEqual(group);
    }
    const command = await run('feeds', 'upload', '--help');
    expect(command.stdout).toMatch(/^Usage: commerce feeds upload FILE \[options\]/);
    expect(command.stdout).toMatch(/Examples:\n {2}commerce feeds upload/);
    expect(command.stdout).toContain('130  interrupted');
    for (const args of [
      ['feeds', 'upload', '-h'],
      ['help', 'feeds', 'upload'],
    ]) {
      expect(await run(...args)).toEqual(command);
    }
  });

  it('lists an option once, with its opposite', async () => {
    const { stdout } = await run('webhooks', 'create', '--help');
    expect(stdout).toContain('--no-ordered for the opposite');
    expect(
      [...stdout.matchAll(/^ {2}(?:-\w,| {3}) --([\w-]*(?:ordered|description))\b/gm)].map(([, name]) => name),
    ).toEqual(['description', 'ordered']);
  });

  it('names the same exit codes as the docs', () => {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/how-to/use-the-command-line.md'), 'utf8');
    const table = [...page.matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(([, code, meaning]) => [Number(code), meaning]);
    expect(table).toEqual(EXIT_CODES);
  });

  it('needs no key or arguments', async () => {
    expect((await commerce(['orders', 'get', '--help'])).code).toBe(0);
  });
});

describe('an API that refuses', () => {
  it('is reported in one line with the request, and ends with 3', async () => {
    api.answer = (_, res) =>
      answerJson(res, 404, { detail: 'Order not found: OR00001', code: 'not_found', status: 404 });
    expect(await run('orders', 'get', 'OR00001')).toEqual({
      code: 3,
      stdout: '',
      stderr: 'commerce: Order not found: OR00001 (404 not_found, request r-1)\n',
    });
  });

  it('is reported as JSON if JSON is requested', async () => {
    const errors = [{ path: 'items.0.quantity', code: 'invalid', message: 'quantity must be a whole number.' }];
    api.answer = (_, res) =>
      answerJson(res, 422, { detail: 'Some fields.', code: 'validation_failed', status: 422, errors });
    const { code, stderr } = await run('orders', 'create', '--item', 'PR00001', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(stderr)).toEqual({
      status: 422,
      code: 'validation_failed',
      detail: 'Some fields.',
      errors,
      request_id: 'r-1',
    });
  });

  it('is reported with every field, even if two have the same message', async () => {
    const message = 'Product PR00001 belongs to PT00002.';
    const errors = [0, 1].map((item) => ({ path: `items.${item}.product_id`, code: 'invalid', message }));
    const detail = 'Product PR00001 belongs to PT00002. (and 1 more, see errors)';
    api.answer = (_, res) => answerJson(res, 422, { detail, code: 'invalid', status: 422, errors });
    const { stderr } = await run('orders', 'create', '--item', 'PR00001', '--item', 'PR00001');
    expect(stderr).toBe(
      `commerce: ${detail} (422 invalid, request r-1)\n  items.1.product_id: Product PR00001 belongs to PT00002.\n`,
    );
  });

  it('does not make the command print the key, even if it sends the key back', async () => {
    const detail = (req: { headers: Record<string, unknown> }) => `The key ${req.headers['x-api-key']} is wrong.`;
    api.answer = (req, res) => answerJson(res, 401, { detail: detail(req), code: 'unauthorized', status: 401 });
    for (const more of [[], ['--json'], ['--verbose']]) {
      const { code, stderr } = await run('products', 'list', ...more);
      expect(code).toBe(3);
      expect(stderr).toContain('***');
    }
    const given = await commerce(['products', 'list', '--api-key', KEY, '--verbose'], {
      env: { COMMERCE_BASE_URL: api.url },
    });
    expect(given.stderr).toContain('***');
    expect(given.stderr).not.toContain(KEY);
  });

  it('temporarily is called again, which --verbose reports', async () => {
    api.answer = (_, res) => {
      if (api.seen.length < 2) answerJson(res, 503, { detail: 'Busy.', code: 'service_unavailable', status: 503 });
      else answerJson(res, 200, { count: 0, items: [] });
    };
    const { code, stderr } = await run('products', 'list', '--verbose');
    expect(code).toBe(0);
    expect(stderr).toMatch(/GET \/products failed; retrying in \d+ ms/);
    expect(api.seen).toEqual(['GET /products', 'GET /products']);
  });
});

describe('an API that does not answer', () => {
  it('ends with 4', async () => {
    const { url } = api;
    await api.close();
    const ended = await commerce(['orders', 'get', 'OR00001'], {
      env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: url },
    });
    expect(ended).toMatchObject({ code: 4, stdout: '' });
    expect(ended.stderr).toMatch(
      /^commerce: GET \/orders\/OR00001 got no answer: .*ECONNREFUSED.* \(request [\w-]+\)\n$/,
    );
    api = await startFailingApi();
  });

  it('during an export leaves no file, and the export does not count as complete', async () => {
    api.answer = (_, res) => {
      res.writeHead(200, { 'content-type': 'text/csv' }).write('sku,product_name\nA,B\n');
      setTimeout(() => res.destroy(), 100);
    };
    const output = path.join(folder, 'export.csv');
    expect(await run('products', 'export', '--output', output)).toMatchObject({ code: 4 });
    expect(existsSync(output)).toBe(false);
    expect(readdirSync(folder)).toEqual(['acme.csv']);
    expect(await run('products', 'export')).toMatchObject({ code: 4, stdout: 'sku,product_name\nA,B\n' });
  });
});

describe('a job', () => {
  it.each([
    ['failed', 1],
    ['cancelled', 1],
    ['completed', 0],
  ] as const)('that has %s ends the wait with %i', async (status, code) => {
    api.answer = (_, res) =>
      answerJson(res, 200, jobOf({ status, message: 'Over.', ...(code && { error: 'Because.' }) }));
    const text = status === 'failed' ? 'Because.' : 'Over.';
    expect(await run('jobs', 'wait', 'JV00001')).toEqual({ code, stdout: `JV00001 ${status}: ${text}\n`, stderr: '' });
  });

  it('can be left running with Ctrl-C', async () => {
    api.answer = (_, res) => answerJson(res, 200, jobOf());
    const { process: child, ended } = startCommerce(['jobs', 'wait', 'JV00001'], { env: env() });
    await expect.poll(() => api.seen.length).toBeGreaterThan(0);
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: 130, stdout: '', stderr: 'commerce: Interrupted.\n' });
    expect(new Set(api.seen)).toEqual(new Set(['GET /jobs/JV00001']));
  });

  it('of an interrupted upload can be waited for again', async () => {
    api.answer = (req, res) => {
      req.resume();
      if (req.url === '/feeds/upload') answerJson(res, 201, { feed_id: 'FD00001', validation_job_id: 'JV00001' });
      else if (req.url === '/limits') answerJson(res, 200, { limits: [] });
      else answerJson(res, req.method === 'POST' ? 202 : 200, jobOf());
    };
    const { process: child, ended } = startCommerce(['feeds', 'upload', feed], { env: env() });
    await expect.poll(() => api.seen.at(-1)).toBe('GET /jobs/JV00001');
    child.kill('SIGTERM');
    expect(await ended).toEqual({
      code: 143,
      stdout: '',
      stderr: 'The job continues: commerce jobs wait JV00001\ncommerce: Interrupted.\n',
    });
  });
});

describe('the reader of the output', () => {
  it('may stop before the end', async () => {
    api.answer = (_, res) => {
      res.writeHead(200, { 'content-type': 'text/csv' });
      const more = () => {
        while (res.write('A,B\n'.repeat(10_000)));
      };
      res.on('drain', more);
      res.on('error', () => undefined);
      more();
    };
    const { process: child, ended } = startCommerce(['products', 'export'], { env: env() });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  });
});
