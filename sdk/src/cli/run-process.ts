import { EXIT } from './exit-codes.ts';
import { readEnvironment } from './profiles.ts';
import { reportError } from './report-error.ts';
import { runCommand, styleOf } from './run-command.ts';
import { Terminal } from './terminal.ts';

/** Runs the command line of this process, and sets its exit code. */
export async function runProcess(): Promise<void> {
  const { stdout, stderr } = process;
  const interruption = new AbortController();
  let signalled: number | undefined;
  for (const [signal, code] of [
    ['SIGINT', EXIT.interrupted],
    ['SIGTERM', EXIT.terminated],
  ] as const) {
    // Only once, so that a second interrupt ends the process.
    process.once(signal, () => {
      signalled ??= code;
      interruption.abort(new Error(signal));
    });
  }
  const argv = process.argv.slice(2);
  for (const name of ['stdout', 'stderr'] as const) process[name].on('error', (error) => endOnWriteError(name, error));
  const code = await runCommand({ argv, environment: readEnvironment(), stdout, stderr, signal: interruption.signal });
  process.exitCode = signalled ?? code;
}

/** Ends this process after an error of its stdout or stderr, with a message and its exit code. */
export function endOnWriteError(name: 'stdout' | 'stderr', error: Error & { code?: unknown }): never {
  // The reader has closed the pipe, as `head` does.
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  // Such as a full disk.
  const terminal = new Terminal(process.stdout, process.stderr, styleOf(process.argv.slice(2)));
  process.exit(reportError(terminal, Object.assign(error, { path: name })));
}
