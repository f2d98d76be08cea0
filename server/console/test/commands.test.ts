import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const CLI = path.join(import.meta.dirname, '../../../sdk/src/cli/main.ts');
const SOURCES = path.join(import.meta.dirname, '../src');

/** The commands on pages to paste into a terminal. */
const COMMANDS = globSync('**/*.tsx', { cwd: SOURCES }).flatMap((file) => {
  const text = readFileSync(path.join(SOURCES, file), 'utf8');
  return [...text.matchAll(/npx commerce ([^"'`<]+)/g)].map(([, command = '']) => command.trim());
});

describe('commands on the pages', () => {
  it('are several', () => expect(COMMANDS.length).toBeGreaterThan(1));

  it.each(COMMANDS)('commerce %s is accepted by the command line', async (command) => {
    const env = { ...process.env, COMMERCE_API_KEY: 'key', COMMERCE_BASE_URL: 'http://127.0.0.1:1' };
    const refused = run(process.execPath, [CLI, ...command.split(' '), '--quiet'], { env }).catch((error) => error);
    // The errors are about the missing file or server, not about the arguments.
    expect(String((await refused).stderr)).toMatch(/no such file|cannot be sent|no answer/);
  });
});
