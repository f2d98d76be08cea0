import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allCommands } from '../src/cli/commands.ts';
import { suggestions } from '../src/cli/complete.ts';
import { commandEnv, commerce, main } from './support/run-cli.ts';

const commands = allCommands();
const words = (...given: string[]) => suggestions(commands, given).map(({ word }) => word);

describe('the completion', () => {
  it('completes resources, actions, options, values and fields', () => {
    expect(words('')).toEqual(expect.arrayContaining(['help', 'products', 'orders', 'login', 'api']));
    expect(words('pro')).toEqual(['products', 'profiles']);
    expect(words('products', '')).toEqual(['list', 'export', 'by-feed', 'get', 'history']);
    expect(words('help', 'products', 'ge')).toEqual(['get']);
    expect(words('products', 'list', '--sort')).toEqual(['--sort-by']);
    expect(words('products', 'list', '--availability', 'in')).toEqual(['in_stock']);
    expect(words('products', 'list', '-f', 'sku,pri')).toEqual(['sku,price', 'sku,price_source']);
    expect(words('products', 'list', '--output')).toEqual(['--output']);
  });

  it('leaves files to the shell', () => {
    expect(words('feeds', 'upload', 'ac')).toEqual([]);
    expect(words('products', 'export', '--output', 'ac')).toEqual([]);
    expect(words('nothing', '')).toEqual([]);
  });

  it('supports three shells, each of which calls the command', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await commerce(['completion', shell]);
      expect(code).toBe(0);
      expect(stdout).toContain('commerce __complete');
    }
  }, 60_000);

  it.skipIf(process.platform === 'win32')(
    'works in bash',
    async () => {
      const script = `
      commerce() { "${process.execPath}" "${main}" "$@"; }
      source <(commerce completion bash)
      complete -p commerce
      try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _commerce; echo "\${COMPREPLY[*]}"; }
      try commerce feeds up
      try commerce partners create-api-key PT00001 --scopes feeds:
      try commerce feeds upload ac`;
      const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script], { env: commandEnv() as never });
      expect(stdout.split('\n')).toEqual([
        'complete -o default -F _commerce commerce',
        'upload',
        'feeds:read feeds:write',
        '',
        '',
      ]);
    },
    60_000,
  );
});
