import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Block, root } from './markdown.ts';

/** What became of one block. */
export interface Outcome {
  block: Block;
  output: string;
  /** Of its last call: the HTTP status; none where it called nothing. */
  answered: number | undefined;
}

/** What an installation of the SDK links as `commerce`. */
const COMMERCE = path.join(root, 'sdk', 'src', 'cli', 'main.ts');

/** What a reader installs beside the SDK to test against its mock, beside the contract to call by it, and to receive. */
const INSTALLED_BESIDE = [
  ['sdk', 'msw'],
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

/**
 * Runs the shell and TypeScript blocks of a page, in their order. Shell blocks share one shell, and so its variables.
 * The working directory is a copy of what the pages use of the repository: files that blocks write leave nothing behind.
 *
 * @throws Error naming the block that failed, and what it said
 */
export async function runPage(blocks: Block[], url: string): Promise<Outcome[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commerce-page-'));
  try {
    const place = path.join(folder, 'repository');
    await makeWorkplace(place, blocks, url);
    await writeFile(path.join(folder, 'page.sh'), scriptOf(blocks, url));
    const status = await bash(path.join(folder, 'page.sh'), place);
    const outcomes: Outcome[] = [];
    for (const [index, block] of blocks.entries()) {
      const said = (stream: string) => readFile(path.join(folder, `${index}.${stream}`), 'utf8').catch(() => '');
      const begun = existsSync(path.join(folder, `${index}.out`));
      const last = !existsSync(path.join(folder, `${index + 1}.out`));
      const [output, errors] = [(await said('out')).replaceAll(url, PRINTED_ADDRESS), await said('err')];
      if (!begun || (last && status !== 0)) throw failure(block, `${output}\n${errors}`);
      const answered = /^(\d{3})$/.exec(errors.trim().split('\n').at(-1) ?? '')?.[1];
      outcomes.push({ block, output, answered: answered === undefined ? undefined : Number(answered) });
    }
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A folder that looks like the repository to the blocks of a page; each TypeScript block is a file in it. */
export async function makeWorkplace(place: string, blocks: Block[], url = PRINTED_ADDRESS): Promise<void> {
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
  for (const block of blocks.filter(({ language }) => language === 'ts')) {
    await writeFile(path.join(place, fileOf(block)), block.text.replaceAll(PRINTED_ADDRESS, url));
  }
}

function fileOf(block: Block): string {
  return `${block.page.replace(/\W/g, '-')}-${block.line}.ts`;
}

function scriptOf(blocks: Block[], url: string): string {
  const parts = blocks.map((block, index) => {
    const text = block.language === 'ts' ? `"$NODE" ${fileOf(block)}` : block.text.replaceAll(PRINTED_ADDRESS, url);
    const guarded = block.answers === undefined ? text : `set +e\n${text}\nset -e`;
    return `exec >../${index}.out 2>../${index}.err\n${guarded}\n`;
  });
  return ['set -euo pipefail', CURL, NPX, ...parts].join('\n');
}

async function bash(script: string, folder: string): Promise<number | null> {
  const shell = spawn('bash', [script], {
    cwd: folder,
    stdio: 'ignore',
    // A proxy of the machine has no business between a page and its server.
    env: {
      ...process.env,
      NODE: process.execPath,
      COMMERCE,
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
