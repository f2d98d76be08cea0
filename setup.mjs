// Installs what is missing, using only Node and npm of the machine. Needs Node 20 or newer, on any platform.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(fileURLToPath(import.meta.url));

const OLDEST_NODE = 20;
const isWindows = process.platform === 'win32';
const node = path.join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
const stampFile = path.join(root, 'node_modules', '.installed');

/**
 * Makes sure that the dependencies of the lockfile are installed. Fast if they are.
 *
 * @returns {string} the path of the Node that the project runs on
 */
export function setup() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    fail(`Node ${OLDEST_NODE} or newer is needed to get going; this is ${process.version}.`);
  }
  keepCompiled();
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(node)) return node;
  install();
  if (!existsSync(node)) fail(`The installation left no Node at ${node}. Remove node_modules and try again.`);
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
  return node;
}

/** Makes child processes cache compiled code: importing the server takes two thirds of the time. */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= path.join(root, 'node_modules', '.cache', 'compiled');
}

/** The inputs of an installation: these files, and the platform of the binaries. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  process.stdout.write(`Installing the dependencies with ${packageManager} …`);
  const started = Date.now();
  const [command, ...args] = [...npx(), '--yes', packageManager, 'install', '--frozen-lockfile'];
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // CI: if pnpm cannot ask, it replaces the node_modules of another layout instead of stopping. loglevel: `npm test
    // --silent` passes its log level on, but failures must be printed.
    env: { ...process.env, CI: 'true', npm_config_loglevel: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(status === 0 ? ` done in ${seconds} s.\n` : ` failed after ${seconds} s.\n`);
  if (status !== 0) fail(`${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}`);
}

/** The command that starts npx with npm's own JavaScript: npx.cmd cannot be started on Windows without a shell. */
export function npx() {
  const besideNode = path.dirname(realpathSync(process.execPath));
  const candidates = [
    /npm-cli\.js$/.test(process.env.npm_execpath ?? '') && process.env.npm_execpath,
    path.join(besideNode, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(besideNode, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const npm = candidates.find((file) => file && existsSync(file));
  return npm ? [process.execPath, path.join(path.dirname(npm), 'npx-cli.js')] : ['npx'];
}

function fail(message) {
  console.error(message.trim());
  process.exit(1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setup();
