import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const root = path.join(import.meta.dirname, '../../..');

/** The result of the Dockerfile, as a folder: its files and dependencies, environment and commands. */
export interface ProductionImage {
  folder: string;
  environment: Record<string, string>;
  command: string[];
  healthcheck: string[];
  remove(): void;
}

interface Stage {
  name: string;
  folder: string;
  environment: Record<string, string>;
  command: string[];
  healthcheck: string[];
}

/**
 * Executes the Dockerfile without Docker: each stage is a folder, copies take files of the repository that
 * `.dockerignore` does not exclude, and commands run in the stage's folder, with the Node of the tests.
 *
 * @throws Error for an unknown instruction, so that this file cannot differ from the Dockerfile unnoticed
 */
export async function buildProductionImage(): Promise<ProductionImage> {
  const home = mkdtempSync(path.join(tmpdir(), 'commerce-image-'));
  const context = await buildContext();
  const stages: Stage[] = [];
  for (const line of instructions()) {
    const [, instruction = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(line) ?? [];
    if (instruction === 'FROM') stages.push(newStage(home, / AS (\w+)$/.exec(rest)?.[1] ?? `stage-${stages.length}`));
    else await follow(stages, context, instruction, rest);
  }
  const last = stages.at(-1);
  if (!last) throw new Error('The Dockerfile has no FROM');
  return { ...last, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** The environment of a process without the variables of the tests. */
export function startInImage(image: ProductionImage, command: string[], environment: Record<string, string>) {
  const [program = '', ...args] = command;
  if (program !== 'node') throw new Error(`The image has no ${program}`);
  return spawn(process.execPath, args, {
    cwd: image.folder,
    env: { PATH: process.env.PATH, ...image.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function instructions(): string[] {
  const text = readFileSync(path.join(root, 'Dockerfile'), 'utf8')
    .replace(/^#.*$/gm, '')
    .replace(/\\\r?\n/g, ' ');
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function newStage(home: string, name: string): Stage {
  const folder = path.join(home, name);
  mkdirSync(folder);
  return { name, folder, environment: {}, command: [], healthcheck: [] };
}

async function follow(stages: Stage[], context: string[], instruction: string, rest: string): Promise<void> {
  const stage = stages.at(-1);
  if (!stage) throw new Error(`${instruction} stands before FROM`);
  if (instruction === 'COPY') copy(stages, stage, context, rest.split(/\s+/));
  else if (instruction === 'RUN') await run(stage, rest);
  else if (instruction === 'ENV') {
    for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) stage.environment[name] = value;
  } else if (instruction === 'CMD') stage.command = JSON.parse(rest) as string[];
  else if (instruction === 'HEALTHCHECK') stage.healthcheck = JSON.parse(rest.replace(/^.*? CMD /, '')) as string[];
  else if (instruction === 'WORKDIR') assertOneOf(instruction, rest, ['/app']);
  else if (instruction === 'USER') assertOneOf(instruction, rest, ['node']);
  else assertOneOf('The instruction', instruction, ['EXPOSE']);
}

function copy(stages: Stage[], stage: Stage, context: string[], words: string[]): void {
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = words.pop() ?? '';
  if (from !== undefined) {
    const source = stages.find(({ name }) => name === from);
    if (!source) throw new Error(`No stage is named ${from}`);
    // Moved: copying ten thousand files takes longer than installing them, and no stage is copied from twice.
    const folder = path.join(source.folder, path.posix.relative('/app', words[0] ?? ''));
    mkdirSync(path.join(stage.folder, target), { recursive: true });
    for (const entry of readdirSync(folder)) {
      renameSync(path.join(folder, entry), path.join(stage.folder, target, entry));
    }
    return;
  }
  for (const word of words) {
    const files = context.filter((file) => file === word || file.startsWith(`${word}/`));
    if (files.length === 0) throw new Error(`COPY ${word}: .dockerignore lets nothing of it through`);
    for (const file of files) {
      const inTarget = file === word && target.endsWith('/') ? path.basename(file) : path.relative(word, file);
      cpSync(path.join(root, file), path.join(stage.folder, target, inTarget), { recursive: true });
    }
  }
}

async function run(stage: Stage, command: string): Promise<void> {
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`;
  // Without the variables that `npm test` and the workspace set: a container has none of them.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|INIT_CWD|VITEST)/i.test(name));
  await exec('sh', ['-c', command], {
    cwd: stage.folder,
    env: { ...Object.fromEntries(inherited), ...stage.environment, PATH, CI: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** The files of the repository that `.dockerignore` does not exclude: the last matching line decides. */
async function buildContext(): Promise<string[]> {
  const { stdout } = await exec('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  const lines = readFileSync(path.join(root, '.dockerignore'), 'utf8').split(/\r?\n/).filter(Boolean);
  const rules = lines.map((line) => ({ ignores: !line.startsWith('!'), pattern: line.replace(/^!/, '') }));
  return stdout.split('\n').filter((file) => {
    const fits = ({ pattern }: { pattern: string }) =>
      path.posix.matchesGlob(file, pattern) || path.posix.matchesGlob(file, `${pattern}/**`);
    return file !== '' && !rules.findLast(fits)?.ignores;
  });
}

function assertOneOf(what: string, value: string, known: string[]): void {
  if (!known.includes(value.split(/\s+/)[0] ?? '')) throw new Error(`${what} ${value} is not known here: teach it`);
}
