import { EXIT } from './exit-codes.ts';
import { reportError } from './report-error.ts';
import { styleOf } from './run-command.ts';
import { Terminal } from './terminal.ts';

/** Ends this process after an error of its stdout or stderr, with a message and its exit code. */
export function endOnWriteError(name: 'stdout' | 'stderr', error: Error & { code?: unknown }): never {
  // The reader has closed the pipe, as `head` does.
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  // Such as a full disk.
  const terminal = new Terminal(process.stdout, process.stderr, styleOf(process.argv.slice(2)));
  process.exit(reportError(terminal, Object.assign(error, { path: name })));
}
