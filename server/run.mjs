// `node server/run.mjs <command>`: installs what is missing, then runs a command of the server on the project's own Node.

import { spawn } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from '../setup.mjs';
import { launchingProcesses } from './launching-processes.mjs';

const COMMANDS = ['rotate-encryption-keys', 'verify', 'verify-analytics'];

const [name, ...rest] = process.argv.slice(2);
if (!COMMANDS.includes(name)) {
  console.error(`Usage: node server/run.mjs <command>, where the command is one of: ${COMMANDS.join(', ')}.`);
  process.exit(1);
}

const launching = launchingProcesses();
const command = spawn(setup(), [path.join(root, 'server', 'src', 'process', `${name}.ts`), ...rest], {
  stdio: 'inherit',
});

// A terminal sends Ctrl-C to the command as well; this launcher waits for the command to handle it.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => command.kill(signal));
launching.whenOneEnds(() => command.kill('SIGTERM'));

command.on('error', (error) => {
  console.error(`The command could not be started: ${error.message}`);
  process.exitCode = 1;
});
command.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (os.constants.signals[signal] ?? 0);
});
