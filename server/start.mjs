// `npm start`: installs missing packages, builds the console if its sources have changed, then runs the server on the
// project's own Node until it is stopped.

import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';
import { buildConsole } from './build-console.mjs';
import { launchingProcesses } from './launching-processes.mjs';

const launching = launchingProcesses();
const node = setup();
buildConsoleIfPossible();

// A terminal sends Ctrl-C to the whole foreground group. The server runs in its own group, so that it gets the signal
// only once, from here. If this launcher is killed, the server notices the closed IPC channel ("disconnect") and stops,
// too. A load creates much short-lived garbage: a small young generation keeps the process at 165 MB instead of 245, at
// the same speed.
const server = spawn(node, ['--max-semi-space-size=8', path.join(root, 'server', 'src', 'main.ts')], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  detached: process.platform !== 'win32',
});

let asked = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    asked += 1;
    if (asked === 1) stop(signal);
    else {
      console.error('Stopping at once. The next start recovers what was left open.');
      server.kill('SIGKILL');
    }
  });
}

launching.whenOneEnds(() => stop('SIGTERM'));

server.on('error', (error) => {
  console.error(`The server could not be started: ${error.message}`);
  process.exitCode = 1;
});
server.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (os.constants.signals[signal] ?? 0);
});

/** Asks the server to drain and stop. Windows has no signals for that, so there the channel is closed. */
function stop(signal) {
  if (process.platform !== 'win32') server.kill(signal);
  else if (server.connected) server.disconnect();
}

/** The API does not depend on its console: if it cannot be built, the page at its address says so. */
function buildConsoleIfPossible() {
  try {
    buildConsole(node);
  } catch (error) {
    console.error(`${error.message}\nThe server starts without a new build of the console: see npm run console:build.`);
  }
}
