// `npm run docs`: shows the documentation as a site, on the project's own Node, and follows changes of its pages.
// `node docs/site.mjs build` builds it into docs/dist, in silence unless something is wrong, such as a link.

import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';

const docs = path.join(root, 'docs');
const node = setup();
const vitepress = path.join(root, 'node_modules', 'vitepress', 'bin', 'vitepress.js');

if (process.argv[2] === 'build') build();
else show();

function build() {
  const { status, stdout, stderr } = spawnSync(node, [vitepress, 'build', docs], { encoding: 'utf8' });
  if (status !== 0) console.error(`${stdout}${stderr}`.trim());
  process.exitCode = status ?? 1;
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
