import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { commandEnv, main, startCommerce } from './support/run-cli.ts';

/** Records which files are read. */
const HOOK = `import { registerHooks } from 'node:module';
  registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`;

function filesReadBy(...args: string[]): { stdout: string; files: string[] } {
  const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', hook, main, ...args], {
    encoding: 'utf8',
    env: commandEnv() as NodeJS.ProcessEnv,
  });
  const files = stderr.split('\n').filter((line) => line.startsWith('file:'));
  return { stdout, files: files.map((file) => path.relative(path.dirname(main), new URL(file).pathname)) };
}

describe('a start', { timeout: 120_000 }, () => {
  it('that prints the version reads only the file with the version', () => {
    const { stdout, files } = filesReadBy('--version');
    expect(stdout).toBe(`${manifest.version}\n`);
    expect(files).toEqual(['main.ts', '../../package.json']);
  });

  it.each([[['--version']], [['--help']]])('with %s says that the disk is full', (args) => {
    const full = openSync('/dev/full', 'w');
    const env = commandEnv() as NodeJS.ProcessEnv;
    const ended = spawnSync(process.execPath, [main, ...args], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(ended).toMatchObject({ status: 2, stderr: 'commerce: stdout: no space left.\n' });
  });

  it.each([[['--version']], [['--help']]])('with %s ends quietly if nobody reads its output', async (args) => {
    const running = startCommerce(args);
    running.process.stdout.destroy();
    expect(await running.ended).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['for help', ['products', 'list', '--help']],
    ['for a wrong argument', ['products', 'list', '--colour']],
    ['for the completion', ['__complete', 'products', 'list', '--']],
  ])('%s reads no contract, no zod and no client', (_, args) => {
    const { files } = filesReadBy(...args);
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => /contract|zod|transport|client\.ts$|validate-feed\//.test(file))).toEqual([]);
  });
});
