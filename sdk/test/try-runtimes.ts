/**
 * Tests the packed SDK in the runtimes that are too large to install for each test run, each in its own project that
 * installs the newest version from the registry: `npx node sdk/test/try-runtimes.ts`. Takes a few minutes; with the
 * path of a tarball as argument, it does not pack the SDK.
 */
import { execFile } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packPackage } from '../../contract/test/support/packed-package.ts';
import { littleApi, RUNTIME_PROGRAM, RUNTIME_RESULT } from './support/runtime-program.ts';

interface Runtime {
  name: string;
  packages: string[];
  /**
   * Runs the program in a project that contains `program.mjs`.
   *
   * @returns all output
   */
  run(folder: string, baseUrl: string): Promise<string>;
}

const main = (baseUrl: string) => `import { tryOut } from './program.mjs'; console.log(await tryOut('${baseUrl}'));`;

const RUNTIMES: Runtime[] = [
  {
    name: 'bun',
    packages: ['bun'],
    run: async (folder, baseUrl) => {
      write(folder, { 'main.mjs': main(baseUrl) });
      return exec(folder, binary(folder, 'bun/bin/bun.exe'), ['main.mjs']);
    },
  },
  {
    name: 'deno',
    packages: ['deno'],
    run: async (folder, baseUrl) => {
      write(folder, { 'main.mjs': main(baseUrl) });
      return exec(folder, binary(folder, '@deno/*/deno*'), [
        'run',
        '--allow-net',
        '--node-modules-dir=manual',
        'main.mjs',
      ]);
    },
  },
  { name: 'workerd', packages: ['workerd', 'esbuild'], run: runInWorkerd },
  { name: 'next', packages: ['next', 'react', 'react-dom'], run: runInNext },
];

/** As a module worker: workerd's own test command runs its `test` handler. */
async function runInWorkerd(folder: string, baseUrl: string): Promise<string> {
  write(folder, {
    'worker.mjs': `import { tryOut } from './program.mjs';
      export default { async test() { console.log(await tryOut('${baseUrl}')); } };`,
    'config.capnp': `using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (services = [
        (name = "main", worker = .main), (name = "internet", network = (allow = ["private"])) ]);
      const main :Workerd.Worker = (
        modules = [(name = "worker", esModule = embed "bundle.mjs")], compatibilityDate = "2026-01-01" );`,
  });
  await exec(folder, 'npx', [
    'esbuild',
    'worker.mjs',
    '--bundle',
    '--format=esm',
    '--target=es2022',
    '--outfile=bundle.mjs',
  ]);
  return exec(folder, binary(folder, '@cloudflare/workerd-*/bin/workerd*'), ['test', 'config.capnp']);
}

/** As a page that the server renders during the build, and a route in the edge runtime that only has to compile. */
async function runInNext(folder: string, baseUrl: string): Promise<string> {
  mkdirSync(path.join(folder, 'app', 'edge'), { recursive: true });
  write(folder, {
    'app/layout.js': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
    'app/page.js': `import { tryOut } from '../program.mjs';
      export default async function Page() { const said = await tryOut('${baseUrl}'); console.log(said); return said; }`,
    'app/edge/route.js': `import { tryOut } from '../../program.mjs';
      export const runtime = 'edge';
      export const GET = async () => new Response(await tryOut('${baseUrl}'));`,
  });
  return exec(folder, 'npx', ['next', 'build']);
}

const folder = mkdtempSync(path.join(tmpdir(), 'runtimes-'));
const server = littleApi();
try {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tarball = process.argv[2] ?? (await packPackage('sdk', folder));
  for (const runtime of RUNTIMES) console.log(await tryRuntime(runtime, tarball, baseUrl));
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function tryRuntime({ name, packages, run }: Runtime, tarball: string, baseUrl: string): Promise<string> {
  const project = path.join(folder, name);
  mkdirSync(project);
  write(project, { 'package.json': '{ "private": true }', 'program.mjs': RUNTIME_PROGRAM });
  await exec(project, 'npm', ['install', '--no-audit', '--no-fund', tarball, ...packages]);
  const manifest = path.join(project, 'node_modules', packages[0] ?? '', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const said = await run(project, baseUrl).catch((error: Error) => error.message);
  return said.includes(RUNTIME_RESULT) ? `${name} ${version}: works` : `${name} ${version}: FAILS\n${said}`;
}

function write(project: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(project, name), text);
}

/** Only the package of this platform has the binary. */
function binary(project: string, pattern: string): string {
  const [file] = globSync(`node_modules/${pattern}`, { cwd: project });
  if (file === undefined) throw new Error(`There is no ${pattern} for this platform`);
  return path.join(project, file);
}

async function exec(cwd: string, program: string, args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, shell: process.platform === 'win32' });
  return stdout + stderr;
}
