import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A command of the server, running in a process of its own. */
export interface RunningCommand {
  process: ChildProcess;
  /** What it printed, on either stream, and its exit code, null for one that was killed. */
  ended: Promise<{ output: string; code: number | null }>;
}

/** @param name the command's file in `server/src/process`, without its ending */
export function startCommand(name: string, environment: Record<string, string>): RunningCommand {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(process.execPath, [path.join('src', 'process', `${name}.ts`)], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { PATH, SystemRoot, NODE_COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { process: child, ended: once(child, 'close').then(([code]) => ({ output, code })) };
}
