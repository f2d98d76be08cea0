import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerJson, type FailingApi, startFailingApi } from './support/failing-api.ts';
import { commerce } from './support/run-cli.ts';

// Each command is a process of its own, which takes long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const KEY = 'sk_key_of_the_profile';
const ME = {
  kind: 'partner',
  partner: { partner_id: 'PT00007', partner_name: 'Acme' },
  key: {},
  scopes: [],
  limits: [],
};

let api: FailingApi;
let keys: unknown[];
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'commerce-profiles-'));
  keys = [];
  api = await startFailingApi((req, res) => {
    keys.push(req.headers['x-api-key']);
    answerJson(res, 200, req.url === '/me' ? ME : { count: 0, items: [] });
  });
});
afterEach(async () => {
  await api.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => path.join(folder, 'commerce', 'profiles.json');
async function run(args: string[], env: Record<string, string> = {}, input = '') {
  const ended = await commerce(args, { env: { XDG_CONFIG_HOME: folder, ...env }, input });
  expect(ended.stdout + ended.stderr).not.toContain(KEY);
  return ended;
}
const logIn = (...more: string[]) => run(['login', '--base-url', api.url, ...more], {}, `${KEY}\n`);

describe('a login', () => {
  it('stores the key readable only by the user, and every command uses it', async () => {
    const done = `Logged in at ${api.url} as Acme. Profile: default\n`;
    expect(await logIn()).toEqual({ code: 0, stdout: done, stderr: '' });
    if (process.platform !== 'win32') {
      expect(statSync(file()).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(file())).mode & 0o777).toBe(0o700);
    }
    expect(await run(['products', 'list'])).toMatchObject({ code: 0 });
    const { stdout } = await run(['whoami']);
    expect(stdout).toMatch(/^partner_id +PT00007$/m);
    expect(stdout).toMatch(/^profile +default$/m);
    expect(keys).toEqual([KEY, KEY, KEY]);
    expect((await run(['whoami', '-f', 'partner.partner_id'])).stdout).toBe('PT00007\n');
  });

  it('with an invalid key stores nothing', async () => {
    api.answer = (_, res) => answerJson(res, 401, { detail: 'No such key.', code: 'unauthorized', status: 401 });
    expect(await logIn()).toMatchObject({ code: 3, stdout: '' });
    expect(existsSync(file())).toBe(false);
  });

  it('can be to several addresses, one of which is used', async () => {
    await logIn();
    await logIn('--profile', 'staging');
    expect((await run(['profiles', 'list'])).stdout).toBe(`  default\t${api.url}\n* staging\t${api.url}\n`);
    await run(['profiles', 'use', 'default']);
    expect((await run(['whoami'])).stdout).toMatch(/^profile +default$/m);
    expect((await run(['-p', 'staging', 'whoami'])).stdout).toMatch(/^profile +staging$/m);
    expect((await run(['whoami'], { COMMERCE_PROFILE: 'staging' })).stdout).toMatch(/^profile +staging$/m);
    await run(['logout', '-p', 'staging']);
    expect(readFileSync(file(), 'utf8')).not.toContain('staging');
    expect(await run(['whoami', '-p', 'staging'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no profile "staging". Profiles: default. Create it: commerce login'),
    });
  });

  it.each(['__proto__', 'constructor', '../other', ''])('under the name %j is refused', async (name) => {
    expect(await logIn('--profile', name)).toMatchObject({ code: 2 });
    expect(existsSync(file())).toBe(false);
  });
});

describe('the key of a profile', () => {
  it('is used after that of the environment, and before it if the profile is named', async () => {
    await logIn();
    keys.length = 0;
    const env = { COMMERCE_API_KEY: 'of-the-environment', COMMERCE_BASE_URL: api.url };
    await run(['products', 'list'], env);
    await run(['products', 'list', '--profile', 'default'], env);
    await run(['products', 'list', '--api-key', 'of-an-option'], env);
    expect(keys).toEqual(['of-the-environment', KEY, 'of-an-option']);
  });

  it('is sent only to its own address', async () => {
    await logIn();
    const other = await startFailingApi();
    for (const [args, env] of [
      [['products', 'list', '--base-url', other.url], {}],
      [['products', 'list'], { COMMERCE_BASE_URL: other.url }],
    ] as const) {
      const { code, stderr } = await run([...args], env);
      expect(code).toBe(2);
      expect(stderr).toContain(`The key of the profile default is for ${api.url} and is not sent to ${other.url}.`);
    }
    expect(other.seen).toEqual([]);
    await other.close();
  });

  it.skipIf(process.platform === 'win32')('readable by others causes a warning', async () => {
    await logIn();
    chmodSync(file(), 0o644);
    expect((await run(['products', 'list'])).stderr).toContain('profiles.json can be read by others: chmod 600 it');
  });

  it('in a file without profiles causes an error, and the file is kept', async () => {
    await logIn();
    writeFileSync(file(), '{"profiles":{"default":{}}}');
    const { code, stderr } = await run(['products', 'list']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('is not a valid file of profiles. Delete it'),
    });
    expect(readFileSync(file(), 'utf8')).toBe('{"profiles":{"default":{}}}');
  });
});
