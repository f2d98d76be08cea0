// `npm run console`: serves the console for development, with hot reload; all other requests go to the API, of `npm
// start` in another terminal or of COMMERCE_BASE_URL.

import { spawn } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';
import { launchingProcesses } from './launching-processes.mjs';

const launching = launchingProcesses();
const folder = path.join(root, 'server', 'console');
const vite = path.join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
const dev = spawn(setup(), [vite, ...process.argv.slice(2)], { cwd: folder, stdio: 'inherit' });

// A terminal's Ctrl-C reaches Vite by itself.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => dev.kill(signal));
launching.whenOneEnds(() => dev.kill('SIGTERM'));
dev.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
