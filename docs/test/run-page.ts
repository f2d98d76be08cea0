import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DEMO_API_KEY } from '../../server/src/config/config.ts';
import { type Block, blocksOfTab, root } from './markdown.ts';

/** Who reads a page: where their server is, and which key they have in place of the printed one. */
export interface Reader {
  url: string;
  key?: string;
}

/** What became of one block. */
export interface Outcome {
  block: Block;
  output: string;
  /** Of its last call: the HTTP status; none where it called nothing. */
  answered: number | undefined;
}

/** What an installation of the SDK links as `commerce`. */
const COMMERCE = path.join(root, 'sdk', 'src', 'cli', 'main.ts');

/** What a reader installs beside the SDK: for its mock, for a proxy, to receive webhooks, and beside the contract. */
const INSTALLED_BESIDE = [
  ['sdk', 'msw'],
  ['sdk', 'undici'],
  ['contract', 'zod'],
  ['contract', '@ts-rest/core'],
  ['docs', 'express'],
  ['docs', '@types/express'],
  ['docs', 'fastify'],
] as const;

/** The address that the pages name. */
const PRINTED_ADDRESS = 'http://localhost:3000';

// Pages show curl as a reader types it. Here it stays quiet, fails on a refusal, and notes the answer's status.
const CURL = `curl() { command curl --silent --show-error --fail-with-body --write-out '%{stderr}%{http_code}\\n' "$@"; }`;

// The command of the SDK, as an installation has it; anything else that is run by npx stays as it is.
const NPX = `npx() { if [ "$1" = commerce ]; then shift; "$NODE" "$COMMERCE" "$@"; else command npx "$@"; fi; }`;

const PRELUDE = ['set -euo pipefail', CURL, NPX].join('\n');

/**
 * Runs the shell and TypeScript blocks of a page, in their order. Shell blocks share one shell, and so its variables.
 * The working directory is a copy of what the pages use of the repository: files that blocks write leave nothing behind.
 *
 * @throws Error naming the block that failed, and what it said
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
 * A folder that looks like the repository to the blocks of a page. Each TypeScript block is a file in it; those of a tab
 * are steps of one program.
 *
 * @param own puts a reader's address and key in place of the printed ones
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

/** The shell's command for a block that is no step of a program. */
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
    // A proxy of the machine has no business between a page and its server.
    env: {
      ...process.env,
      // Commands that keep settings must not touch those of whoever runs the tests.
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
