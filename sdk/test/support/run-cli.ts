import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** An empty folder for profiles, so that those of the user who runs the tests are not used. */
const NO_PROFILES = path.join(tmpdir(), 'commerce-without-profiles');

export const main = path.resolve(import.meta.dirname, '../../src/cli/main.ts');

/** The result of a command. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running command. */
export interface Running {
  process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Its stdout so far. */
  said(): string;
  ended: Promise<Ended>;
}

export interface RunOptions {
  /** Settings of the environment: the key, the address. Those of the machine are not passed on. */
  env?: Record<string, string | undefined>;
  /** The text to write to stdin. */
  input?: string;
  cwd?: string;
}

/** The environment of a command: the variables that a process needs, and those that a test sets. */
export function commandEnv(env: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  const { PATH, SystemRoot, NODE_COMPILE_CACHE } = process.env;
  return { PATH, SystemRoot, NODE_COMPILE_CACHE, XDG_CONFIG_HOME: NO_PROFILES, ...env };
}

/** Starts `commerce` in its own process. */
export function startCommerce(args: readonly string[], { env = {}, input = '', cwd }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: commandEnv(env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that does not read its input may have ended before the input is written.
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
