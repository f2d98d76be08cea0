// `npm run docs`: shows the documentation as a site, on the project's own Node, and follows changes of its pages.
// `npm run docs -- build` builds it into docs/dist, which the server serves at /guides: in silence unless something is
// wrong, such as a link, and at once where nothing has changed since it was built.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';

const docs = path.join(root, 'docs');
const node = setup();
const vitepress = path.join(docs, 'node_modules', 'vitepress', 'bin', 'vitepress.js');

/** What the site is made of, from the repository's root: its pages, its look and the files that they link to. */
const SOURCES = ['.', 'contract/openapi.json', 'docs', 'examples', 'sdk/README.md', 'pnpm-lock.yaml'];
const NO_SOURCES = new Set(['dist', 'generator', 'node_modules', 'test', '.temp']);

if (process.argv[2] === 'build') build();
else show();

function build() {
  const stamp = path.join(docs, 'dist', '.built-from');
  const sources = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  const { status, stdout, stderr } = spawnSync(node, [vitepress, 'build', docs], { encoding: 'utf8' });
  if (status === 0) writeFileSync(stamp, sources);
  else console.error(`${stdout}${stderr}`.trim());
  process.exitCode = status ?? 1;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesIn)) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** The files at a path, those of its folders included; at the root itself, only its own pages and license. */
function filesIn(place) {
  if (place === '.') return readdirSync(root).filter((name) => name === 'LICENSE' || name.endsWith('.md'));
  if (!statSync(path.join(root, place)).isDirectory()) return [place];
  return readdirSync(path.join(root, place))
    .filter((name) => !NO_SOURCES.has(name))
    .flatMap((name) => filesIn(path.join(place, name)));
}

function show() {
  const site = spawn(node, [vitepress, 'dev', docs, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the site by itself; this launcher waits until it has ended.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => site.kill(signal));
  site.on('exit', (code) => {
    process.exitCode = code ?? 0;
  });
}
