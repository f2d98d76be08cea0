import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Customer } from '@commerce-integration/contract';
import { afterAll, expect, it } from 'vitest';
import { DEMO_API_KEY, readConfig } from '../src/config/config.ts';
import { createLogger } from '../src/process/log.ts';
import { type RunningServer, startServer } from '../src/process/start-server.ts';
import { startCommand } from './support/command.ts';
import { ALICE } from './support/customers.ts';

// The parts of `npm start`: the database is embedded, and its encryption key is stored next to it.

const folder = await mkdtemp(path.join(tmpdir(), 'commerce-keys-'));
// PostgreSQL may run as another user, who needs access to its data.
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
const file = path.join(folder, 'encryption-keys');
const start = (more: Record<string, string> = {}) =>
  startServer(readConfig({ DATA_DIR: folder, PORT: '0', ...more }), createLogger('silent'));
const rotate = (more: Record<string, string> = {}) =>
  startCommand('rotate-encryption-keys', { DATA_DIR: folder, ...more }).ended;

async function call<T>({ url }: RunningServer, where: string, body?: object): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${url}${where}`, {
    headers: { 'x-api-key': DEMO_API_KEY, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

it('a command reports a missing database, and creates none', async () => {
  const { output, code } = await rotate({ DATA_DIR: path.join(folder, 'nothing') });
  expect(code).toBe(1);
  expect(output).toBe(
    `${path.join(folder, 'nothing')} has no database yet: set DATA_DIR or DATABASE_URL to the one that is meant.\n`,
  );
});

it('an embedded start creates a key, keeps it, and its data can be rotated with and without a running server', async () => {
  const first = await start();
  const made = await call<Customer>(first, '/customers', ALICE);
  expect(made.status).toBe(201);
  const kept = await readFile(file, 'utf8');
  expect(kept).toMatch(/^k[0-9a-f]{8}:[A-Za-z0-9+/]{43}=\n$/);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  await first.stop();

  const ENCRYPTION_KEYS = `new:${Buffer.alloc(32, 'new').toString('base64')},${kept.trim()}`;
  const second = await start({ ENCRYPTION_KEYS });
  const where = `/customers/${made.body.customer_id}`;
  expect((await call(second, where)).body).toEqual(made.body);
  const whileItRuns = await rotate({ ENCRYPTION_KEYS });
  expect(whileItRuns.output).toContain('Values re-encrypted: 2.');
  expect(whileItRuns.code).toBe(0);
  expect((await call(second, where)).body).toEqual(made.body);
  expect((await call(second, '/health')).status).toBe(200);
  await second.stop();

  const alone = await rotate();
  expect(alone.output).toContain(`Re-encrypting with key ${kept.slice(0, 9)}.`);
  expect(alone.output).toContain('is encrypted with key new, which ENCRYPTION_KEYS does not have.');
  expect(alone.code).toBe(1);
  const back = await rotate({ ENCRYPTION_KEYS: ENCRYPTION_KEYS.split(',').toReversed().join(',') });
  expect(back.output).toContain('No value is left under key new: it may be removed now.');

  const third = await start();
  expect(await readFile(file, 'utf8')).toBe(kept);
  expect((await call(third, where)).body).toEqual(made.body);
  await third.stop();
}, 120_000);

it('a damaged or missing key file is reported and never silently replaced', async () => {
  const kept = await readFile(file, 'utf8');
  await writeFile(file, 'k1:damaged');
  await expect(start()).rejects.toThrow(`${file} cannot be used: key k1 is not base64.`);
  await rm(file);
  const lost = await start();
  expect((await call(lost, '/customers')).status).toBe(500);
  await lost.stop();
  const { output, code } = await rotate();
  expect(output).toContain(`email of customer 1 is encrypted with key ${kept.slice(0, 9)}, which ENCRYPTION_KEYS`);
  expect(code).toBe(1);
  await writeFile(file, kept);
  const found = await start();
  expect((await call(found, '/customers')).status).toBe(200);
  await found.stop();
}, 120_000);
