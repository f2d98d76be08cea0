import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';
import { commerce } from './support/run-cli.ts';

const KEY = 'demo-secret-key';
const folder = mkdtempSync(path.join(tmpdir(), 'commerce-impex-'));
let server: FreshServer;
let client: CommerceClient;
let partner: string;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
  partner = (await client.partners.create({ partner_name: 'Acme' })).partner_id;
  const descriptors = ['builtin:feed'];
  await client.dataGroups.create({ partner_id: partner, name: 'Files in', descriptors });
  const lamps = await client.dataDescriptors.create({
    partner_id: partner,
    direction: 'export',
    name: 'Lamps',
    entity: 'product',
    format: { type: 'csv', delimiter: ';' },
    file_name_pattern: 'lamps_*.csv',
    columns: [
      { target: 'sku', source: 'SKU' },
      { target: 'product_name', source: 'Name' },
    ],
    order_by: { field: 'product_name' },
  });
  await client.dataGroups.create({
    partner_id: partner,
    direction: 'export',
    name: 'Files out',
    descriptors: [lamps.data_descriptor_id],
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: string[], input?: string) =>
  commerce(args, {
    env: { COMMERCE_API_KEY: KEY, COMMERCE_BASE_URL: server.url },
    ...(input === undefined ? {} : { input }),
  });

function fileOf(name: string, content: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('commerce import', { timeout: 120_000 }, () => {
  it('imports a file into a group by its name, and shows rejected rows', async () => {
    const file = fileOf('lamps.csv', 'sku,product_name\nL-1,Anchor\nL-2,\nL-3,Cabin\n');
    const { code, stdout } = await run(['import', 'Files in', file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^lamps\.csv: completed: 3 rows, 2 new, 0 changed, 0 unchanged, 1 skipped\nJI\d+ completed: .*\nlamps\.csv:3: error: product_name must not be empty/,
    );
    const strict = await run(['import', 'Files in', file, '--strict', '--json']);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.stdout)).toMatchObject({
      result: { unchanged: 2, files: [{ file_name: 'lamps.csv', skipped: 1 }] },
      errors: { items: [{ line: 3, column: 'product_name' }] },
    });
  });

  it('exits with 1 if a file is not imported, even if the job has completed', async () => {
    const { code, stdout } = await run(['import', 'Files in', fileOf('none.csv', 'sku,colour\nL-1,red\n')]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^none\.csv: failed: .*\nJI\d+ completed: /)]);
  });

  it('accepts stdin with a name, and the same key once', async () => {
    const args = ['import', 'DG00001', '-', '--file-name', 'more.csv', '--idempotency-key', 'k-1', '--json'];
    const jobs = [];
    for (const _ of [1, 2]) jobs.push(JSON.parse((await run(args, 'sku,product_name\nL-4,Deck\n')).stdout).job.job_id);
    expect(jobs[1]).toBe(jobs[0]);
    const { result } = await client.jobs.get(jobs[0]);
    expect(result).toMatchObject({ inserted: 1, files: [{ file_name: 'more.csv' }] });
  });

  it('refuses an unknown group name, or an ambiguous one', async () => {
    const unknown = await run(['import', 'Files', '-'], 'x');
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('There is no data group Files')]);
    const other = (await client.partners.create({ partner_name: 'Globex' })).partner_id;
    await client.dataGroups.create({ partner_id: other, name: 'Files in', descriptors: ['builtin:feed'] });
    const both = await run(['import', 'Files in', '-'], 'x');
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/DG\d+ \(Globex\), DG\d+ \(Acme\)/)]);
    const missing = await run(['import', 'DG09999', '-'], 'sku,product_name\n');
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('DG09999')]);
  });
});

describe('commerce export', { timeout: 120_000 }, () => {
  it('downloads the files into a folder', async () => {
    const out = path.join(folder, 'out', 'today');
    const { code, stdout } = await run(['export', 'Files out', '--folder', out]);
    const [name = ''] = readdirSync(out);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/lamps_\d+T\d+Z\.csv: 3 rows, \d+ bytes\nJE\d+ completed/),
    ]);
    expect(readFileSync(path.join(out, name), 'utf8')).toBe('SKU;Name\nL-1;Anchor\nL-3;Cabin\nL-4;Deck\n');
  });

  it('accepts the settings of an export', async () => {
    const filter = JSON.stringify({ sku_prefix: 'L-3' });
    const out = ['--folder', path.join(folder, 'packed'), '--json'];
    const { stdout } = await run([
      'export',
      'DG00002',
      '--filter',
      filter,
      '--compress',
      'gzip',
      '--format',
      'jsonl',
      ...out,
    ]);
    const [file] = JSON.parse(stdout).files;
    expect(file.path).toMatch(/packed\/lamps_.*\.jsonl\.gz$/);
    expect(gunzipSync(readFileSync(file.path)).toString()).toBe('{"SKU":"L-3","Name":"Cabin"}\n');
  });

  it('writes nothing if it is refused', async () => {
    const out = path.join(folder, 'refused');
    const imports = await run(['export', 'DG00001', '--folder', out]);
    expect([imports.code, imports.stderr]).toEqual([3, expect.stringMatching(/import/)]);
    const filter = await run(['export', 'DG00002', '--filter', '{"colour":1}', '--folder', out]);
    expect([filter.code, filter.stderr]).toEqual([3, expect.stringMatching(/colour/)]);
    expect(existsSync(out)).toBe(false);
  });
});

describe('commerce order-update-feeds push', { timeout: 120_000 }, () => {
  it('pushes an unchanged file, with only the token, and not together with --data', async () => {
    const columns = ['update_id', 'order_id', 'status', 'occurred_at'].map((name) => ({ target: name, source: name }));
    const format = { type: 'csv', encoding: 'windows-1252' } as const;
    const layout = { partner_id: partner, name: 'Notices', entity: 'order_update', format, columns } as const;
    const { data_descriptor_id } = await client.dataDescriptors.create(layout);
    const feed = { partner_id: partner, name: 'Courier', authentication: 'token', data_descriptor_id } as const;
    const { order_update_feed_id: id, secret } = await client.orderUpdateFeeds.create(feed);
    const file = fileOf(
      'notices.csv',
      'update_id,order_id,status,occurred_at\n1,OR99999,shipped,2026-04-08T12:00:00Z\n',
    );
    const push = ['order-update-feeds', 'push', id, '--token', secret, '--file', file];
    const { stdout } = await run([...push, '--json']);
    expect(JSON.parse(stdout)).toEqual({ push_id: expect.stringMatching(/^OP/), duplicate: false });
    const both = await run([...push, '--data', '{}']);
    expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('either --file or --data')]);
    const wrong = await run([...push.with(4, 'ofsec_wrong'), '--json']);
    expect(wrong.code).not.toBe(0);
  });
});

// After the exports, which show the number of products.
describe('commerce import of nested rows', { timeout: 120_000 }, () => {
  it('shows them by name in the results, as in their errors', async () => {
    const names = ['#1', '#2'];
    const columns = [
      { target: 'sku', source: 'sku' },
      { target: 'product_name', source: 'name' },
      {
        target: 'children.traits',
        source: 'traits',
        children: {
          entity: 'product_attribute' as const,
          value_delimiter: ':',
          columns: ['name', 'value'].map((target, index) => ({ target, source: names[index] ?? '' })),
        },
      },
    ];
    const layout = {
      partner_id: partner,
      name: 'Traits',
      entity: 'product' as const,
      format: { type: 'csv' as const },
    };
    const { data_descriptor_id } = await client.dataDescriptors.create({ ...layout, columns });
    const descriptors = [data_descriptor_id];
    const group = await client.dataGroups.create({ partner_id: partner, name: 'Traits in', descriptors });
    const file = fileOf('traits.csv', 'sku,name,traits\nT-1,Tray,Colour:red\nT-2,Tub,sku:x\n');
    const { stdout } = await run(['import', group.data_group_id, file]);
    expect(stdout.split('\n').map((line) => line.slice(0, 40))).toMatchObject([
      expect.stringMatching(/^traits\.csv: completed: 2 rows, 2 new/),
      expect.stringMatching(/^traits\.csv#traits: completed: 2 rows, 0/),
      expect.stringMatching(/^JI\d+ completed/),
      expect.stringMatching(/^traits\.csv#traits:3: error: /),
      '',
    ]);
  });
});
