import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshServer, startFreshServer } from '../../docs/test/fresh-server.ts';
import { CommerceClient } from '../src/index.ts';
import { commerce } from './support/run-cli.ts';

const KEY = 'demo-secret-key';
const PRICES = Buffer.from('Artikelnummer;Preis;Lagerplatz\nHL-1;1.299,50 \x80;A7\nHL-2;x;Gr\xf6\xdfe\n', 'latin1');

const folder = mkdtempSync(path.join(tmpdir(), 'commerce-descriptors-'));
let server: FreshServer;
let client: CommerceClient;
let partner: string;
beforeAll(async () => {
  server = await startFreshServer();
  client = new CommerceClient({ apiKey: KEY, baseUrl: server.url });
  partner = (await client.partners.create({ partner_name: 'Acme' })).partner_id;
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

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

it('a file is described, previewed and imported with the proposal', { timeout: 120_000 }, async () => {
  const file = fileOf('preise_2026.csv', PRICES);
  const { code, stdout, stderr } = await run(['descriptors', 'detect', file]);
  expect([code, stderr]).toEqual([0, 'Columns without a target: Lagerplatz\n']);
  const definition = JSON.parse(stdout);
  expect(definition).toMatchObject({ entity: 'price', format: { encoding: 'windows-1252', delimiter: ';' } });
  const packed = fileOf('preise_2027.csv.gz', gzipSync(PRICES));
  const again = await run(['descriptors', 'detect', packed, '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({
    definition: { format: definition.format },
    unassigned: ['Lagerplatz'],
  });

  // As a Windows program writes it.
  const described = fileOf('preise.json', `\uFEFF${stdout.replaceAll('\n', '\r\n')}`);
  const shown = await run(['descriptors', 'preview', described, file, '--partner-id', partner]);
  expect(shown.code).toBe(1);
  expect(shown.stdout).toMatch(
    /^line +outcome +sku +price +currency +problems\n +2 +rejected +HL-1 +1299\.50 +EUR +No product/,
  );
  const created = await run([
    'data-descriptors',
    'create',
    '--data',
    `@${described}`,
    '--partner-id',
    partner,
    '--json',
  ]);
  const { data_descriptor_id } = JSON.parse(created.stdout);
  await client.feeds.ingest({ file: new File(['sku,product_name\nHL-1,Lamp\n'], 'f.csv'), partner_name: 'Acme' });
  const stored = await run(
    ['descriptors', 'preview', data_descriptor_id, '-', '--json'],
    'Artikelnummer;Preis\nHL-1;5\n',
  );
  expect(stored.code).toBe(0);
  expect(JSON.parse(stored.stdout)).toMatchObject({ rows: [{ outcome: 'updated', values: { sku: 'HL-1' } }] });
});

it('a file is previewed with a built-in descriptor, and an unknown descriptor is refused', {
  timeout: 120_000,
}, async () => {
  const feed = 'sku,product_name,Color\nA,Lamp,red\n';
  const { code, stdout } = await run(['descriptors', 'preview', 'builtin:feed', '-', '--partner-id', partner], feed);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/attributes\.Color.*\n +2 +inserted +A +Lamp +red/)]);
  const unknown = await run(['descriptors', 'preview', 'builtin:x', '-'], feed);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/Available: builtin:feed, /)]);
  const text = await run(['descriptors', 'preview', fileOf('x.txt', 'x'), '-'], feed);
  expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('is not JSON')]);
  const empty = await run(['descriptors', 'detect', '-'], '');
  expect(empty.stderr).toMatch(/empty/);
  const large = fileOf('large.xlsx', Buffer.concat([Buffer.from('PK'), Buffer.alloc(400 * 1024)]));
  const refused = await run(['descriptors', 'detect', large]);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('a workbook cannot be shortened')]);
});
