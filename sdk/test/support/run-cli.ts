import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

/** How a command ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command under way. */
export interface Running {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** What it has written to stdout so far. */
  said(): string;
  ended: Promise<Ended>;
}

export interface RunOptions {
  /** Settings of the environment: the key, the address. None of the machine's own get through. */
  env?: Record<string, string | undefined>;
  /** What is written to stdin. */
  input?: string;
  cwd?: string;
}

/** Starts `commerce` as a process of its own. */
export function startCommerce(args: readonly string[], { env = {}, input = '', cwd }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that does not read its input may have ended before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (part: string) => {
      output[name] += part;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return { process: child, said: () => output.stdout, ended };
}

/** Runs `commerce` to its end. */
export function commerce(args: readonly string[], options?: RunOptions): Promise<Ended> {
  return startCommerce(args, options).ended;
}
