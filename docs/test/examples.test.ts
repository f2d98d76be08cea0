import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { CommerceClient } from '@commerce-integration/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_API_KEY } from '../../server/src/config/config.ts';
import { textDiffers } from './expected-output.ts';
import { type FreshServer, startFreshServer } from './fresh-server.ts';
import { blocksOf, readPage, root } from './markdown.ts';

const PAGE = 'docs/tutorial/examples.md';
const TIME_LIMIT_MS = 60_000;

/** The marker on the page for output that differs with a partner's key. */
const WITH_PARTNERS_KEY = 'COMMERCE_API_KEY=ck_… ';

/** Scripts that only work with one kind of key: with another, the script prints an error and ends with 1. */
const NEEDS_THE_OPERATOR = '10-partners-and-keys.ts';

const run = promisify(execFile);
const scripts = readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.ts'));

/** The scripts on the page: a command, followed by its output. */
const shown = blocksOf(PAGE)
  .filter(({ language }) => language === 'console')
  .map(({ text }) => {
    const [command = '', ...output] = text.split('\n');
    return { command: command.replace(/^\$ /, ''), output: output.join('\n') };
  });
const commandOf = (script: string) => `npx node examples/${script}`;
const shownFor = (command: string) => shown.find((one) => one.command === command)?.output;

interface Run {
  code: number;
  stdout: string;
  stderr: string;
}

describe('the page of the examples', () => {
  it('shows them in order', () => {
    const commands = shown.map(({ command }) => command).filter((command) => !command.startsWith(WITH_PARTNERS_KEY));
    expect(commands).toEqual(scripts.map(commandOf));
  });

  it('lists the same examples as their README', () => {
    const listed = [...readPage('examples/README.md').matchAll(/^\| \[(.+?)\]\((.+?)\) \|/gm)];
    expect(listed.map(([, name, target]) => [name, target])).toEqual(scripts.map((name) => [name, name]));
  });
});

describe.each(["the operator's key", "a partner's key"])('the examples, with %s', (whose) => {
  const isPartner = whose === "a partner's key";
  const keys = new Map<string, string>();
  let server: FreshServer;
  beforeAll(async () => {
    server = await startFreshServer();
  });
  afterAll(() => server.stop());

  /** Runs a script like a reader, with the new server. */
  async function runScript(script: string): Promise<Run> {
    // Without the server and key in the environment of the machine.
    const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
    const key = isPartner ? await keyOf(partnerIn(script)) : undefined;
    const env = {
      PATH,
      SystemRoot,
      NODE_COMPILE_CACHE,
      COMMERCE_BASE_URL: server.url,
      ...(key && { COMMERCE_API_KEY: key }),
    };
    const file = path.join('examples', script);
    try {
      return { code: 0, ...(await run(process.execPath, [file], { cwd: root, timeout: TIME_LIMIT_MS, env })) };
    } catch (error) {
      return error as Run;
    }
  }

  /** A key of the partner that the operator has registered. */
  async function keyOf(partner_name: string): Promise<string> {
    const known = keys.get(partner_name);
    if (known) return known;
    const { partners } = new CommerceClient({ baseUrl: server.url, apiKey: DEMO_API_KEY });
    const { partner_id } = await partners.create({ partner_name });
    const { secret } = await partners.createApiKey(partner_id, { name: 'examples' });
    keys.set(partner_name, secret);
    return secret;
  }

  const ends = (script: string) => (isPartner && script === NEEDS_THE_OPERATOR ? 1 : 0);

  it.each(scripts)('%s prints what the page shows', async (script) => {
    const { code, stdout, stderr } = await runScript(script);
    const own = isPartner ? shownFor(`${WITH_PARTNERS_KEY}${commandOf(script)}`) : undefined;
    const expected = own ?? shownFor(commandOf(script)) ?? '';
    const [output, other] = ends(script) === 0 ? [stdout, stderr] : [stderr, stdout];
    // If the outputs differ, the difference is the most useful message.
    expect(textDiffers(expected, output) ? `${output.trim()}\n${other}` : expected).toBe(expected);
    expect([code, other]).toEqual([ends(script), '']);
  });

  if (isPartner) return;
  // Effects of an earlier run, such as existing products, do not depend on the key.
  it.each(scripts)('%s can be run again', async (script) => {
    const { code, stdout, stderr } = await runScript(script);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
  });
});

/** The partner of a script that uses the operator's key: with that partner's key, it prints the same. */
function partnerIn(script: string): string {
  const text = readFileSync(path.join(root, 'examples', script), 'utf8');
  return /partner_name \?\? '(.+?)'/.exec(text)?.[1] ?? 'Lakeside Store';
}
