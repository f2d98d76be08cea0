import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where no profiles are, so that those of whoever runs the tests count for nothing. */
const NO_PROFILES = path.join(tmpdir(), 'commerce-without-profiles');

export const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

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

/** The environment of a command: what a process needs to run, and what a test sets. */
export function commandEnv(env: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  return { PATH, SystemRoot, NODE_COMPILE_CACHE, XDG_CONFIG_HOME: NO_PROFILES, ...env };
}

/** Starts `commerce` as a process of its own. */
export function startCommerce(args: readonly string[], { env = {}, input = '', cwd }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: commandEnv(env),
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
