import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withOwnNode } from '../../contract/test/support/packed-package.ts';
import { blocksOf } from '../../docs/test/markdown.ts';
import { type LocalRegistry, localRegistry } from './support/local-registry.ts';
import { sdkTarball } from './support/packed-package.ts';
import { littleApi } from './support/runtime-program.ts';

interface Manifest {
  name: string;
  version: string;
  homepage: string;
  bugs: string;
  repository: { type: string; url: string; directory?: string };
}

const root = path.resolve(import.meta.dirname, '../..');
const blocks = blocksOf('docs/how-to/install-the-sdk.md');
const api = littleApi();
const folder = mkdtempSync(path.join(tmpdir(), 'partner-'));
let registry: LocalRegistry;

beforeAll(async () => {
  registry = await localRegistry(readFileSync(await sdkTarball()));
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await registry?.close();
  await new Promise((resolve) => api.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

describe('the SDK', () => {
  it('is installed from a registry as in the how-to', async () => {
    const [install] = blocks.filter(({ text }) => text.includes('npm install @commerce-integration/sdk'));
    const [program] = blocks.filter(({ language }) => language === 'js');
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
    writeFileSync(path.join(folder, 'health.mjs'), program?.text ?? '');
    const address = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
    const script = `set -e\n${install?.text}\nnode health.mjs`;
    const env = {
      npm_config_registry: registry.url,
      npm_config_cache: path.join(folder, 'cache'),
      npm_config_loglevel: 'notice',
    };
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: folder,
      env: { ...withOwnNode(), ...env, COMMERCE_BASE_URL: address },
    });
    const lines = stdout.trim().split('\n');
    expect(lines.slice(-2)).toEqual([manifestOf('sdk').version, 'ok']);
    expect(stdout).toContain('added 1 package');
  });

  it.each(['sdk', 'contract'])(
    '%s is not packed by npm, which would publish its sources’ package.json',
    async (name) => {
      const packing = promisify(execFile)('npm', ['pack', '--dry-run'], {
        cwd: path.join(root, name),
        shell: process.platform === 'win32',
      });
      await expect(packing).rejects.toThrow(/is packed and published by pnpm, and this is npm\/.*npx pnpm pack/s);
    },
  );

  it.each(['sdk', 'contract'])('%s links to its repository and its changes', (name) => {
    const { repository, homepage, bugs, version } = manifestOf(name);
    const project = manifestOf('.');
    expect(repository).toEqual({ ...project.repository, directory: name });
    expect(homepage).toBe(project.homepage.replace('#', `/tree/main/${name}#`));
    expect(bugs).toBe(project.bugs);
    const changelog = readFileSync(path.join(root, name, 'CHANGELOG.md'), 'utf8');
    expect(/^## (\S+)$/m.exec(changelog)?.[1]).toBe(version);
  });
});

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, name, 'package.json'), 'utf8')) as Manifest;
}
