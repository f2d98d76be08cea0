import { type ExecFileException, execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createPackageFromTarballData, type Package } from '@arethetypeswrong/core';

const root = path.resolve(import.meta.dirname, '../../..');

/** The versions of TypeScript that users of the packages compile with: the last one in JavaScript and the native one. */
const COMPILERS = ['typescript', 'typescript-7'];

/** A package of the workspace, and what an installation of it would fetch. */
export interface PackedPackage {
  /** Its folder in the workspace. */
  folder: string;
  /** Names of packages that are linked into the project, as in the workspace. */
  dependencies: string[];
}

/** A project outside the workspace with a packed package in its node_modules. */
export interface Project {
  folder: string;
  tarball: Uint8Array;
  contents: Package;
  /** Writes a program into the project and runs it. @returns what it printed */
  run(fileName: string, program: string, ...args: string[]): Promise<string>;
  /** The same with another version of Node. */
  runWith(node: string, fileName: string, program: string, ...args: string[]): Promise<string>;
  /**
   * Runs a command of the project with `npx`, on this Node.
   *
   * @returns its stdout
   */
  npx(...args: string[]): string;
  /** Compiles programs with TypeScript 6 and 7 and the strictest settings, except for `more`. @returns what they print */
  compile(programs: Record<string, string>, more?: object): string;
  /** Text of a file of the packed package. */
  read(file: string): string;
  remove(): void;
}

/** Builds and packs a package as for publishing, and installs it in a new folder. */
export async function packedPackage({ folder: source, dependencies }: PackedPackage): Promise<Project> {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-package-'));
  try {
    return projectWith(await packPackage(source, folder), { folder: source, dependencies });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project outside the workspace that contains the package of a tarball. */
export function projectWith(tarballFile: string, { folder: source, dependencies }: PackedPackage): Project {
  const folder = mkdtempSync(path.join(tmpdir(), 'packed-project-'));
  const tarball = readFileSync(tarballFile);
  const contents = createPackageFromTarballData(tarball);
  const installed = path.join(folder, 'node_modules', ...contents.packageName.split('/'));
  const prefix = `/node_modules/${contents.packageName}/`;
  for (const file of contents.listFiles()) {
    const target = path.join(installed, file.slice(prefix.length));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, contents.readFile(file));
  }
  linkDependencies(path.join(root, source), folder, dependencies);
  linkCommands(folder, installed);
  writeFileSync(path.join(folder, 'package.json'), '{ "private": true }');
  return {
    folder,
    tarball,
    contents,
    run: (fileName, program, ...args) => run(folder, process.execPath, fileName, program, args),
    runWith: (node, fileName, program, ...args) => run(folder, node, fileName, program, args),
    npx: (...args) => npx(folder, args),
    compile: (programs, more) => compile(folder, programs, more),
    read: (file) => readFileSync(path.join(installed, file), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * Builds and packs a package of the workspace as for publishing.
 *
 * @param source its folder in the workspace
 * @returns the file that was written to `into`
 */
export async function packPackage(source: string, into: string): Promise<string> {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  await promisify(execFile)('npx', ['--yes', packageManager, 'pack', '--pack-destination', into], {
    cwd: path.join(root, source),
    // npx is a script on Windows, which needs a shell; the arguments contain no input of others.
    shell: process.platform === 'win32',
    // The bundler runs on the project's Node, not the machine's.
    env: withOwnNode(),
  }).catch(({ message, stdout, stderr }: ExecFileException) => {
    throw new Error(`The package could not be packed: ${message}\n${stdout}${stderr}`);
  });
  const name = readdirSync(into).find((file) => file.endsWith('.tgz'));
  if (!name) throw new Error(`Packing ${source} wrote no file.`);
  return path.join(into, name);
}

/** The dependencies that an installation would download, linked from the workspace. */
function linkDependencies(source: string, folder: string, dependencies: string[]): void {
  const modules = path.join(folder, 'node_modules');
  for (const name of dependencies) link(path.join(source, 'node_modules', name), path.join(modules, name));
  link(path.join(root, 'node_modules', '@types', 'node'), path.join(modules, '@types', 'node'));
}

function link(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  symlinkSync(from, to, 'junction');
}

/** Asynchronous, because the program may call the server of the test. */
async function run(folder: string, node: string, fileName: string, program: string, args: string[]): Promise<string> {
  writeFileSync(path.join(folder, fileName), program);
  const { stdout } = await promisify(execFile)(node, [fileName, ...args], { cwd: folder, timeout: 30_000 });
  return stdout.trim();
}

/** Like an installation. */
function linkCommands(folder: string, installed: string): void {
  const { bin = {} } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as {
    bin?: Record<string, string>;
  };
  const commands = path.join(folder, 'node_modules', '.bin');
  mkdirSync(commands, { recursive: true });
  for (const [name, file] of Object.entries(bin)) {
    const target = path.join(installed, file);
    chmodSync(target, 0o755);
    if (process.platform === 'win32') writeFileSync(path.join(commands, `${name}.cmd`), `@node "${target}" %*`);
    else symlinkSync(target, path.join(commands, name));
  }
}

function npx(folder: string, args: string[]): string {
  const { stdout } = spawnSync('npx', ['--no-install', ...args], {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: withOwnNode(),
  });
  return stdout.trim();
}

/** The environment in which `node` is the project's Node. */
export function withOwnNode(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}` };
}

function compile(folder: string, programs: Record<string, string>, more: object = {}): string {
  for (const [fileName, program] of Object.entries(programs)) writeFileSync(path.join(folder, fileName), program);
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2022'],
    module: 'nodenext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    ...more,
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(programs) }));
  const outputs = COMPILERS.map((compiler) => {
    const tsc = path.join(root, 'node_modules', compiler, 'bin', 'tsc');
    return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
  });
  return outputs.join('').trim();
}
