import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';
import { commerce, type RunOptions } from './support/run-cli.ts';

const KEY = 'demo-secret-key';
const GOOD = 'sku,product_name,brand,price,currency\nA-1,Kettle,Acme,49.90,EUR\nA-2,Lamp,Acme,5,EUR\nA-3,Desk,,,\n';
const BAD = 'sku,product_name,price\nB-1,,1\nB-2,Tent,x\nB-3,Drill,3\n';

const folder = mkdtempSync(path.join(tmpdir(), 'commerce-cli-'));
let server: FreshServer;
let client: CommerceClient;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
}, 60_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** Runs a command of the operator, whose output must never contain the key. */
async function run(args: string[], options: RunOptions = {}) {
  const ended = await commerce(args, { env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: server.url }, ...options });
  expect(ended.stdout + ended.stderr).not.toContain(KEY);
  return ended;
}

describe('a feed from the command line', { timeout: 120_000 }, () => {
  it('is uploaded, loaded, and reported in words', async () => {
    const { code, stdout, stderr } = await run(['feeds', 'upload', fileOf('acme.csv', GOOD), '--partner-name', 'Acme']);
    expect(stdout).toMatch(/^FD\d+ acme\.csv\nJV\d+ completed: ETL processing completed\. Products processed: 3\./);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(await client.products.list({ partner_name: 'Acme' })).toMatchObject({ count: 3 });
  });

  it('is reported in JSON, with its first errors', async () => {
    const file = fileOf('bad.csv', BAD);
    const { code, stdout } = await run(['feeds', 'upload', file, '--partner-name', 'Acme', '--json', '--errors', '1']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      feed: { file_name: 'bad.csv', partner_name: 'Acme' },
      job: { status: 'completed' },
      result: { processed: 3, inserted: 1, skipped: 2 },
      errors: {
        count: 1,
        items: [{ line: 2, column: 'product_name', code: 'required' }],
        next_cursor: expect.anything(),
      },
    });
  });

  it('with rejected rows fails if requested', async () => {
    const file = fileOf('strict.csv.gz', gzipSync(BAD));
    const strict = await run(['feeds', 'upload', file, '--partner-name', 'Acme', '--strict']);
    expect(strict.code).toBe(1);
    expect(strict.stdout).toContain('strict.csv.gz:3: error: price must be a plain decimal');
    const ratio = await run(['feeds', 'upload', file, '--partner-name', 'Acme', '--max-error-ratio', '0.5']);
    expect(ratio.code).toBe(1);
    expect(ratio.stdout).toMatch(/JV\d+ failed: 2 of 3 rows were rejected, more than max_error_ratio 0\.5 allows\./);
  });

  it("without a partner is refused before the file is sent, if the key is the operator's", async () => {
    const { code, stderr } = await run(['feeds', 'upload', fileOf('nobody.csv', GOOD)]);
    expect(stderr).toContain("This is an operator's key: specify the partner of the feed with --partner-name.");
    expect(code).toBe(2);
  });

  it('can be full, and only validated', async () => {
    const file = fileOf('full.csv', 'sku,product_name\nA-1,Kettle\n');
    const fields = ['--partner-name', 'Acme', '--full', '--validate-only', '--json'];
    const { stdout } = await run(['feeds', 'upload', file, ...fields]);
    expect(JSON.parse(stdout)).toMatchObject({ feed: { mode: 'full', validate_only: true }, result: { removed: 3 } });
    expect(await client.products.list({ partner_name: 'Acme', availability: 'discontinued' })).toMatchObject({
      count: 0,
    });
  });

  it('that is full and discontinues too many products fails, unless that is allowed', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `R-${row},Ring ${row}\n`);
    const upload = (count: number, ...more: string[]) => {
      const file = fileOf('rings.csv', `sku,product_name\n${rows.slice(0, count).join('')}`);
      return run(['feeds', 'upload', file, '--partner-name', 'Rings', ...more]);
    };
    await upload(30);
    const cut = await upload(3, '--full');
    expect([cut.code, cut.stdout]).toEqual([1, expect.stringContaining('would discontinue 27 of 30 products')]);
    expect((await upload(3, '--full', '--max-removed-ratio', '0.9')).code).toBe(0);
    expect(
      await client.products.list({ partner_name: 'Rings', availability: 'discontinued', limit: 100 }),
    ).toMatchObject({
      count: 27,
    });
  });

  it('is the same feed when the command is repeated with its key', async () => {
    const args = ['feeds', 'upload', fileOf('again.csv', GOOD), '--partner-name', 'Twice', '--idempotency-key', 'k-1'];
    const first = await run([...args, '--json']);
    const second = await run([...args, '--json']);
    expect(JSON.parse(second.stdout).feed.feed_id).toBe(JSON.parse(first.stdout).feed.feed_id);
    expect(await client.feeds.list({ partner_name: 'Twice' })).toMatchObject({ count: 1 });
  });

  it('is checked without key and server, like in its load', async () => {
    const args = ['feeds', 'validate', fileOf('check.csv', BAD)];
    const offline = await commerce(args);
    expect(offline).toEqual({
      code: 1,
      stderr: '',
      stdout: [
        'check.csv:2: error: product_name must not be empty.',
        'check.csv:3: error: price must be a plain decimal such as 1299.00, without sign, symbol, thousands mark or exponent. ("x")',
        'check.csv: 3 rows, 1 accepted, 2 skipped, 0 of them repeated SKUs.\n',
      ].join('\n'),
    });
    const report = JSON.parse((await commerce([...args, '--json'])).stdout);
    const { job } = JSON.parse(
      (await run(['feeds', 'upload', fileOf('check.csv', BAD), '--partner-name', 'Acme', '--json'])).stdout,
    );
    const { items } = await client.jobs.listErrors(job.job_id);
    expect(report.problems).toEqual(items);
  });

  it.each([
    ['a repeated SKU alone', 'sku,product_name\nA,B\nA,C\n', [], 0, 'a.csv:2: warning: sku: The SKU is named again'],
    [
      'a refused file',
      'sku\nA\n',
      [],
      1,
      'a.csv: rejected: Invalid CSV file: Missing required CSV headers: product_name',
    ],
    [
      'a price in yen',
      'sku,product_name,price\nA,B,1.5\n',
      ['--default-currency', 'JPY'],
      1,
      'A price in JPY has no decimals',
    ],
    ['a full feed of nothing', 'sku,product_name\n', ['--full'], 1, 'a full feed must name at least one product'],
    ['more problems than wanted', BAD, ['--errors', '1'], 1, 'a.csv: use --errors COUNT to show more problems'],
  ])('validated locally reports %s', async (_, content, more, code, line) => {
    const ended = await commerce(['feeds', 'validate', fileOf('a.csv', content), ...more]);
    expect(ended.stdout).toContain(line);
    expect(ended.code).toBe(code);
  });
});

describe('a job from the command line', { timeout: 120_000 }, () => {
  it('is waited for, and its errors are listed page by page, all together, or as a file', async () => {
    const { job } = await client.feeds.ingest({ partner_name: 'Jobs', file: new File([BAD], 'bad.csv') });
    const waited = await run(['jobs', 'wait', job.job_id]);
    expect(waited).toMatchObject({ code: 0, stdout: expect.stringMatching(`^${job.job_id} completed: ETL`) });

    const page = await run(['jobs', 'errors', job.job_id, '--limit', '1']);
    expect(page.stdout).toBe('line 2: error: product_name must not be empty.\n');
    const cursor = /--cursor (\S+),/.exec(page.stderr)?.[1] ?? '';
    const rest = await run(['jobs', 'errors', job.job_id, '--limit', '1', '--cursor', cursor, '--json']);
    expect(JSON.parse(rest.stdout)).toMatchObject({ count: 1, items: [{ line: 3, code: 'invalid_price' }] });
    const all = await run(['jobs', 'errors', job.job_id, '--all', '--json', '--limit', '1']);
    expect(JSON.parse(all.stdout)).toMatchObject({ count: 2, items: [{ line: 2 }, { line: 3 }] });

    const csv = await run(['jobs', 'errors', job.job_id, '--csv']);
    expect(csv.stdout).toBe(await (await client.feeds.downloadErrors(job.job_id)).text());
    const corrected = csv.stdout.replace(',B-1,,1', ',B-1,Stove,1').replace(',x', ',9');
    const again = await run([
      'feeds',
      'upload',
      fileOf('corrected.csv', corrected),
      '--partner-name',
      'Jobs',
      '--json',
    ]);
    expect(JSON.parse(again.stdout).result).toMatchObject({ processed: 2, inserted: 2, skipped: 0 });
  });

  it('that was never run is waited for, up to the requested time', async () => {
    const { validation_job_id: id } = await client.feeds.upload({
      partner_name: 'Jobs',
      file: new File([GOOD], 'never.csv'),
    });
    const waited = await run(['jobs', 'wait', id, '--timeout', '2', '--json']);
    expect(waited).toMatchObject({ code: 5, stdout: '' });
    expect(JSON.parse(waited.stderr)).toMatchObject({ code: 'time_is_over', job_id: id });
    await client.jobs.cancel(id);
    expect(await run(['jobs', 'wait', id])).toMatchObject({ code: 1, stdout: expect.stringContaining('cancelled') });
  });
});

describe('products from the command line', { timeout: 120_000 }, () => {
  const rows = Array.from({ length: 250 }, (_, n) => `P-${n},Product ${n},Many,${n}.50,USD`);
  beforeAll(() =>
    client.feeds.ingest({
      partner_name: 'Many',
      file: new File([`sku,product_name,brand,price,currency\n${rows.join('\n')}`], 'many.csv'),
    }),
  );

  it('are listed: one page, the next, or all', async () => {
    const page = await run(['products', 'list', '--partner-name', 'Many', '--sort-by', 'price', '--order', 'desc']);
    expect(page.stdout.split('\n')[0]).toMatch(/^PR\d+\tMany\tP-249\tProduct 249\tMany\t249\.50\tUSD\t$/);
    expect(page.stdout.trim().split('\n')).toHaveLength(10);
    expect(page.stderr).toMatch(/^More with --cursor \S+, or all with --all\.\n$/);

    const filtered = await run(['products', 'list', '--brand', 'Many', '--price-max', '3', '--json']);
    expect(JSON.parse(filtered.stdout)).toMatchObject({ count: 3, items: [{ sku: 'P-0' }, {}, {}] });
    const all = await run(['products', 'list', '--partner-name', 'Many', '--all', '--json']);
    const { count, items } = JSON.parse(all.stdout);
    expect([count, items.length, items.at(-1).sku]).toEqual([250, 250, 'P-249']);
    const lines = await run(['products', 'list', '--partner-name', 'Many', '--all']);
    expect(lines.stdout.trim().split('\n')).toHaveLength(250);
  });

  it('are listed as an empty document if there are none', async () => {
    expect(await run(['products', 'list', '--sku', 'none'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(JSON.parse((await run(['products', 'list', '--sku', 'none', '--all', '--json'])).stdout)).toEqual({
      items: [],
      count: 0,
    });
  });

  it('are exported to stdout, or completely to a file', async () => {
    const { stdout, stderr } = await run(['products', 'export', '--partner-name', 'Many']);
    expect(stdout.trim().split('\n')).toHaveLength(251);
    expect(stderr).toBe('');
    const file = path.join(folder, 'many.jsonl');
    const written = await run(['products', 'export', '--brand', 'Many', '--format', 'jsonl', '--output', file]);
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).sku),
    ).toHaveLength(250);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are unchanged after uploading their export', async () => {
    const { stdout } = await run(['products', 'export', '--partner-name', 'Many']);
    const file = fileOf('back.csv', stdout);
    const back = await run(['feeds', 'upload', file, '--partner-name', 'Many', '--json']);
    expect(JSON.parse(back.stdout).result).toMatchObject({ processed: 250, unchanged: 250 });
  });
});

describe('an order from the command line', { timeout: 120_000 }, () => {
  const feed =
    'sku,product_name,price,currency,availability\n' +
    'O-1,Kettle,49.90,EUR,in stock\nO-2,Lamp,5,EUR,in stock\nO-3,Desk,,,in stock\n';
  let ids: string[];
  beforeAll(async () => {
    await client.feeds.ingest({ partner_name: 'Orders', file: new File([feed], 'o.csv') });
    ids = (await client.products.list({ partner_name: 'Orders' })).items.map(({ product_id }) => product_id);
  });

  it('is created and shown', async () => {
    const items = ['--item', `${ids[0]}:2`, '--item', `${ids[1]}`];
    const created = await run([
      'orders',
      'create',
      '--partner-name',
      'Orders',
      '--customer-reference',
      'B-7',
      ...items,
    ]);
    expect(created.stderr).toBe('');
    expect(created.code).toBe(0);
    const id = /^order_id +(OR\d+)$/m.exec(created.stdout)?.[1] ?? '';
    expect(created.stdout).toMatch(/^total_amount +104\.80$/m);
    const [, rows = ''] = created.stdout.split('\nitems:\n');
    expect(rows.replace(/OI\d+/g, 'OI1').split('\n')).toEqual([
      '  order_item_id  product_id  sku  product_name  quantity  unit_price  line_total  shipped_quantity  cancelled_quantity  returned_quantity',
      `  OI1        ${ids[0]}     O-1  Kettle               2       49.90       99.80                 0                   0                  0`,
      `  OI1        ${ids[1]}     O-2  Lamp                 1        5.00        5.00                 0                   0                  0`,
      '',
    ]);
    expect((await run(['orders', 'get', id])).stdout).toBe(created.stdout);
    const order = JSON.parse((await run(['orders', 'get', id, '--json'])).stdout);
    expect(order).toMatchObject({ order_id: id, customer_reference: 'B-7', total_amount: 104.8 });
  });

  it('is read from a file or from stdin, and created once with its key', async () => {
    const order = JSON.stringify({ partner_name: 'Orders', items: [{ product_id: ids[0], quantity: 1 }] });
    const key = ['--idempotency-key', 'order-1', '--json'];
    const first = await run(['orders', 'create', '--file', fileOf('order.json', order), ...key]);
    const second = await run(['orders', 'create', '--file', '-', ...key], {
      env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: server.url },
      input: order,
    });
    expect(JSON.parse(first.stdout)).toMatchObject({ total_amount: 49.9 });
    expect(second.stdout).toBe(first.stdout);
  });

  it('that is invalid is refused with all of its problems', async () => {
    const args = ['orders', 'create', '--partner-name', 'Orders', '--item', `${ids[2]}`, '--item', 'PR99999'];
    const refused = await run(args);
    expect(refused).toMatchObject({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(/^commerce: .+ \(\d{3} \w+, request [\w-]+\)\n/);
    expect(refused.stderr).toContain('PR99999');
    const problem = JSON.parse((await run([...args, '--json'])).stderr);
    expect(problem.errors).toHaveLength(2);
    expect(problem.request_id).toMatch(/^[\w-]+$/);
  });
});

describe('an order in fulfilment, from the command line', { timeout: 120_000 }, () => {
  it('is shipped in parts, cancelled in part, waited for, and returned', async () => {
    const file = fileOf('way.csv', 'sku,product_name,price,currency,availability\nW-1,Kettle,10,EUR,in stock\n');
    await run(['feeds', 'upload', file, '--partner-name', 'Way']);
    const [product] = (await client.products.list({ partner_name: 'Way' })).items;
    const { stdout: made } = await run([
      'orders',
      'create',
      '--partner-name',
      'Way',
      '--item',
      `${product?.product_id}:4`,
      '--json',
    ]);
    const { order_id, items } = JSON.parse(made);
    const item = items[0].order_item_id;
    const steps: [string[], object][] = [
      [['transition', order_id, '--to', 'in_progress'], { status: 'in_progress' }],
      [
        ['ship', order_id, '--item', `${item}:2`, '--carrier', 'DHL', '--tracking-number', 'T-1'],
        { status: 'partially_shipped' },
      ],
      [['cancel', order_id, '--item', item, '--reason', 'Sold out'], { cancelled_amount: 10 }],
      [['ship', order_id], { status: 'completed' }],
      [['wait', order_id], { status: 'completed' }],
      [['return', order_id, '--item', `${item}:3`], { status: 'returned' }],
    ];
    for (const [args, outcome] of steps) {
      const { code, stdout, stderr } = await run(['orders', ...args, '--json']);
      expect([args[0], code, stderr]).toEqual([args[0], 0, '']);
      expect(JSON.parse(stdout)).toMatchObject(outcome);
    }
    const { stdout: history } = await run(['orders', 'history', order_id, '--all', '--fields', 'to,reason']);
    expect(history).toContain('Sold out');
    const late = await run(['orders', 'wait', order_id, '--until', 'completed', '--json']);
    expect([late.code, JSON.parse(late.stderr)]).toEqual([
      1,
      { code: 'order_ended', detail: `Order ${order_id} is returned, and will not become completed.`, order_id },
    ]);
    expect(await run(['orders', 'cancel', order_id])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Items are missing: give --item OI00001:2'),
    });
  });
});
