import { endOnWriteError } from './end-on-write-error.ts';
import { EXIT } from './exit-codes.ts';
import { readEnvironment } from './profiles.ts';
import { runCommand } from './run-command.ts';

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
