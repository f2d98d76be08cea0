import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_API_KEY } from '../../server/src/config/config.ts';
import { type Block, blocksOfTab, root } from './markdown.ts';

/** The reader of a page: the server's URL, and the key that replaces the printed one. */
export interface Reader {
  url: string;
  key?: string;
}

/** The result of one block. */
export interface Outcome {
  block: Block;
  output: string;
  /** The HTTP status of its last call; undefined if it made none. */
  answered: number | undefined;
}

/** The file that an installation of the SDK links as `commerce`. */
const COMMERCE = path.join(root, 'sdk', 'src', 'cli', 'main.ts');

/**
 * The packages that a reader installs next to the SDK: for its mock, for a proxy, to receive webhooks, and with the
 * contract.
 */
const INSTALLED_BESIDE = [
  ['sdk', 'msw'],
  ['sdk', 'undici'],
  ['contract', 'zod'],
  ['contract', '@ts-rest/core'],
  ['docs', 'express'],
  ['docs', '@types/express'],
  ['docs', 'fastify'],
] as const;

/** The URL in the pages. */
const PRINTED_ADDRESS = 'http://localhost:3000';

// Pages show curl as a reader types it. Here it prints no progress, fails on errors, and records the response's status.
const CURL = `curl() { command curl --silent --show-error --fail-with-body --write-out '%{stderr}%{http_code}\\n' "$@"; }`;

// The SDK's command in an installation; other commands of npx are unchanged.
const NPX = `npx() { if [ "$1" = commerce ]; then shift; "$NODE" "$COMMERCE" "$@"; else command npx "$@"; fi; }`;

const PRELUDE = ['set -euo pipefail', CURL, NPX].join('\n');

/**
 * Runs the shell and TypeScript blocks of a page in order. Shell blocks share one shell, and so its variables. The
 * working directory is a copy of the files of the repository that the pages use, so that the files that blocks write
 * are removed.
 *
 * @throws Error naming the block that failed, with its output
 */
export async function runPage(blocks: Block[], { url, key = DEMO_API_KEY }: Reader): Promise<Outcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-page-'));
  try {
    const place = path.join(folder, 'repository');
    const own = (text: string) => text.replaceAll(PRINTED_ADDRESS, url).replaceAll(DEMO_API_KEY, key);
    await makeWorkplace(place, blocks, own);
    await writeFile(path.join(folder, 'page.sh'), scriptOf(blocks, own));
    const status = await bash(path.join(folder, 'page.sh'), place);
    const outcomes: Outcome[] = [];
    for (const [index, block] of blocks.entries()) {
      const said = (stream: string) => readFile(path.join(folder, `${index}.${stream}`), 'utf8').catch(() => '');
      const begun = existsSync(path.join(folder, `${index}.out`));
      const last = !existsSync(path.join(folder, `${index + 1}.out`));
      const [output, errors] = [(await said('out')).replaceAll(url, PRINTED_ADDRESS), await said('err')];
      const unread = await readFile(path.join(folder, 'steps.err'), 'utf8').catch(() => '');
      if (!begun || (last && status !== 0)) throw failure(block, `${output}\n${errors}${unread}`);
      const answered = /^(\d{3})$/.exec(errors.trim().split('\n').at(-1) ?? '')?.[1];
      outcomes.push({ block, output, answered: answered === undefined ? undefined : Number(answered) });
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A folder that looks like the repository to the blocks of a page. Each TypeScript block is a file in it; those of a
 * tab are steps of one program.
 *
 * @param own replaces the printed URL and key by a reader's
 */
export async function makeWorkplace(place: string, blocks: Block[], own = (text: string) => text): Promise<void> {
  await cp(path.join(root, 'examples', 'data'), path.join(place, 'examples', 'data'), { recursive: true });
  await cp(path.join(root, 'README.md'), path.join(place, 'README.md'));
  await writeFile(path.join(place, 'package.json'), '{ "type": "module" }\n');
  const scope = path.join(place, 'node_modules', '@commerce-integration');
  await mkdir(scope, { recursive: true });
  for (const name of ['sdk', 'contract']) await symlink(path.join(root, name), path.join(scope, name), 'junction');
  for (const owner of ['@ts-rest', '@types']) await mkdir(path.join(place, 'node_modules', owner));
  for (const [owner, name] of INSTALLED_BESIDE) {
    const installed = path.join('node_modules', name);
    await symlink(path.join(root, owner, installed), path.join(place, installed), 'junction');
  }
  for (const block of blocks.filter((one) => one.language === 'ts' && !isStep(one))) {
    await writeFile(path.join(place, fileOf(block)), own(block.text));
  }
  await cp(path.join(root, 'docs', 'test', 'steps-runtime.ts'), path.join(place, 'steps-runtime.ts'));
  for (const ofPage of Map.groupBy(blocks, ({ page }) => page).values()) {
    const steps = ofPage.filter(isStep);
    if (steps.length === 0) continue;
    await writeFile(path.join(place, stepsFileOf(steps)), own(programOf(blocksOfTab(ofPage, steps[0]?.tab))));
  }
}

function fileOf(block: Block): string {
  return `${block.page.replace(/\W/g, '-')}-${block.line}.ts`;
}

/** Whether a block is a step of its page's program, and not a program of its own. */
function isStep({ language, tab }: Block): boolean {
  return language === 'ts' && tab !== undefined;
}

function stepsFileOf([first]: Block[]): string {
  return `${first?.page.replace(/\W/g, '-')}-steps.ts`;
}

/** The shell command for a block that is not a step of a program. */
function commandOf(block: Block): string {
  const command = block.language === 'ts' ? `"$NODE" ${fileOf(block)}` : block.text;
  return block.answers === undefined ? command : `set +e\n${command}\nset -e`;
}

/** The steps of a page's tab as one program, with the shell blocks between them. */
function programOf(blocks: Block[]): string {
  const parts = blocks.map((block, index) =>
    isStep(block) ? `beginStep(${index});\n${block.text}` : `runShell(${index}, ${JSON.stringify(commandOf(block))});`,
  );
  return ["import { beginStep, runShell } from './steps-runtime.ts';", ...parts].join('\n');
}

function scriptOf(blocks: Block[], own: (text: string) => string): string {
  const steps = blocks.filter(isStep);
  if (steps.length > 0) return `"$NODE" ${stepsFileOf(steps)} 2>../steps.err`;
  const parts = blocks.map((block, index) => `exec >../${index}.out 2>../${index}.err\n${own(commandOf(block))}\n`);
  return [PRELUDE, ...parts].join('\n');
}

async function bash(script: string, folder: string): Promise<number | null> {
  const shell = spawn('bash', [script], {
    cwd: folder,
    stdio: 'ignore',
    // Calls to the local server must not use the machine's proxy.
    env: {
      ...process.env,
      // Commands that store settings must not change those of the user who runs the tests.
      XDG_CONFIG_HOME: path.join(folder, '.config'),
      NODE: process.execPath,
      COMMERCE,
      PRELUDE,
      no_proxy: '127.0.0.1,localhost',
      NO_PROXY: '127.0.0.1,localhost',
    },
  });
  return new Promise((resolve, reject) => {
    shell.once('error', reject);
    shell.once('exit', resolve);
  });
}

function failure(block: Block, said: string): Error {
  return new Error(`${block.page}:${block.line} failed:\n${block.text}\n${said}`);
}
