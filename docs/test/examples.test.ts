import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textDiffers } from './expected-output.ts';
import { type FreshServer, startFreshServer } from './fresh-server.ts';
import { blocksOf, readPage, root } from './markdown.ts';

const PAGE = 'docs/tutorial/examples.md';
const TIME_LIMIT_MS = 60_000;

const run = promisify(execFile);
const scripts = readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.ts'));

/** What the page shows of each script: a command, and under it what it prints. */
const shown = blocksOf(PAGE)
  .filter(({ language }) => language === 'console')
  .map(({ text }) => {
    const [command = '', ...output] = text.split('\n');
    return { command, output: output.join('\n') };
  });

describe('the examples', () => {
  let server: FreshServer;
  beforeAll(async () => {
    server = await startFreshServer();
  });
  afterAll(() => server.stop());

  /** Runs a script as a reader does, against the fresh server. @throws Error where it fails */
  async function outputOf(script: string): Promise<string> {
    const { stdout, stderr } = await run(process.execPath, [path.join('examples', script)], {
      cwd: root,
      timeout: TIME_LIMIT_MS,
      // The server and the key that the machine's own settings may name are not meant here.
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, COMMERCE_BASE_URL: server.url },
    });
    expect(stderr).toBe('');
    return stdout;
  }

  it('are on the page, in their order', () => {
    expect(shown.map(({ command }) => command)).toEqual(scripts.map((name) => `$ npx node examples/${name}`));
  });

  it('are listed by their README', () => {
    const listed = [...readPage('examples/README.md').matchAll(/^\| \[(.+?)\]\((.+?)\) \|/gm)];
    expect(listed.map(([, name, target]) => [name, target])).toEqual(scripts.map((name) => [name, name]));
  });

  it.each(scripts.map((script, index) => ({ script, index })))(
    '$script prints what the page shows',
    async (example) => {
      const output = await outputOf(example.script);
      const expected = shown[example.index]?.output ?? '';
      // Where it differs, the difference is what a reader of this failure wants to see.
      expect(textDiffers(expected, output) ? output.trim() : expected).toBe(expected);
    },
  );

  it.each(scripts)('%s runs again where it has run before', async (script) => {
    expect(await outputOf(script)).not.toBe('');
  });
});
