import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { plainNumber } from '@commerce-integration/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { numberOf } from '../src/cli/arguments.ts';
import { type FailingApi, startFailingApi } from './support/failing-api.ts';
import { commerce } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(path.join(tmpdir(), 'commerce-cli-'));
const feed = path.join(folder, 'acme.csv');
writeFileSync(feed, 'sku,product_name\nA,B\n');
let api: FailingApi;
beforeAll(async () => {
  api = await startFailingApi();
});
afterAll(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a number on the command line', () => {
  it('has the format of numbers in the API', () => {
    const texts = ['0', '007', '-0.50', '5.', '.5', '1e3', '0x5', '1,5', ' 1', '', 'Infinity', '9'.repeat(16), '1.25'];
    const read = (value: string) => {
      try {
        return numberOf('limit', value) + 0;
      } catch {
        return undefined;
      }
    };
    expect(texts.map(read)).toEqual(texts.map(plainNumber));
  });
});

describe('a number on the command line must be a plain decimal, or the command ends with 2 before a request', () => {
  it.each([
    [['feeds', 'upload', feed, '--max-error-ratio', ''], '--max-error-ratio must be a number of at least 0, not "".'],
    [['feeds', 'upload', feed, '--max-error-ratio', '1e-1'], 'not "1e-1".'],
    [['feeds', 'upload', feed, '--timeout', '0x5'], 'not "0x5".'],
    [['jobs', 'wait', 'JV00001', '--timeout', 'Infinity'], 'not "Infinity".'],
    [['jobs', 'wait', 'JV00001', '--timeout', ' '], 'not " ".'],
    [['jobs', 'errors', 'JV00001', '--limit', ''], '--limit must be a number of at least 1, not "".'],
    [['products', 'list', '--price-max', ''], '--price-max is empty: give a value or omit the option.'],
    [['products', 'list', '--limit', ' '], '--limit is empty'],
    [['products', 'list', '--brand', ''], '--brand is empty'],
    [['products', 'export', '--price-min', ''], '--price-min is empty'],
    [['orders', 'create', '--item', `PR00001:${'9'.repeat(400)}`], '--item must be a product and a whole number'],
  ])('%j', async (args, message) => {
    const ended = await commerce(args, { env: { COMMERCE_API_KEY: 'key', COMMERCE_BASE_URL: api.url } });
    expect(ended.stderr).toContain(message);
    expect(ended.code).toBe(2);
    expect(api.seen).toEqual([]);
  });
});
