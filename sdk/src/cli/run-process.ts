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
  for (const [name, stream] of Object.entries({ stdout, stderr })) {
    stream.on('error', (error: Error & { code?: unknown }) => {
      // The reader has closed the pipe, as `head` does.
      if (error.code === 'EPIPE') process.exit(EXIT.done);
      // Such as a full disk.
      process.exit(reportError(new Terminal(stdout, stderr, styleOf(argv)), Object.assign(error, { path: name })));
    });
  }
  const code = await runCommand({ argv, environment: readEnvironment(), stdout, stderr, signal: interruption.signal });
  process.exitCode = signalled ?? code;
}
