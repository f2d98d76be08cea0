import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A command of the server, running in its own process. */
export interface RunningCommand {
  process: ChildProcess;
  /** Its output from both streams, and its exit code, which is null if it was killed. */
  ended: Promise<{ output: string; code: number | null }>;
}

/** @param name the command's file in `server/src/process`, without the extension */
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
