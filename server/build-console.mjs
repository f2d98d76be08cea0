// `npm run console:build`: builds the operations console into server/console/dist. `npm start` and `npm test` do so,
// too: the build is reused until one of its sources changes.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { root, setup } from '../setup.mjs';

const folder = path.join(root, 'server', 'console');
const stampFile = path.join(folder, 'dist', '.built-from');
/** The inputs of the build. The lockfile has the versions of the packages. */
const SOURCES = ['server/console', 'sdk/src', 'contract/src', 'pnpm-lock.yaml'];
const SKIPPED = /(^|\/)(node_modules|dist|test)(\/|$)|\.test\.ts$/;

/**
 * Builds the console, unless it is already built from these sources.
 *
 * @param {string} node the Node that runs it
 * @returns {string} the folder with the built files
 */
export function buildConsole(node) {
  const wanted = fingerprint();
  const dist = path.dirname(stampFile);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return dist;
  process.stdout.write('Building the console … ');
  const started = Date.now();
  const vite = path.join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: folder,
    encoding: 'utf8',
    // Otherwise React's development build is bundled, which is twice as large.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) {
    console.log('failed.');
    throw new Error(`The console could not be built.\n${stdout}${stderr}`);
  }
  console.log(`done in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  writeFileSync(stampFile, wanted);
  return dist;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf)) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** The files of a path in a fixed order, with `/` between folders on every platform. */
function filesOf(source) {
  const at = path.join(root, source);
  if (source.endsWith('.yaml')) return [source];
  const entries = readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !SKIPPED.test(file))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`The console is built: ${path.relative(process.cwd(), buildConsole(setup())) || '.'}`);
}
