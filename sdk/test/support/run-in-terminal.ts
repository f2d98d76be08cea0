import { type IPty, spawn } from '@lydell/node-pty';
import { commandEnv, main } from './run-cli.ts';

/** A command in its own terminal. */
export interface InTerminal {
  /** The terminal's output so far, including control sequences. */
  shown(): string;
  /** Types on the keyboard. */
  type(keys: string): void;
  ended: Promise<{ code: number; shown: string }>;
}

/** Starts `commerce` in a pseudo-terminal, as a person would see it. */
export function startInTerminal(
  args: readonly string[],
  { env = {}, columns = 80 }: { env?: Record<string, string | undefined>; columns?: number } = {},
): InTerminal {
  // An undefined variable reaches the command as the text "undefined"; for a variable that names a folder, that folder
  // would be created.
  const set = Object.entries(commandEnv(env)).filter(([, value]) => value !== undefined);
  const all = { TERM: 'xterm-256color', ...Object.fromEntries(set) };
  const terminal: IPty = spawn(process.execPath, [main, ...args], { cols: columns, rows: 24, env: all });
  let shown = '';
  terminal.onData((part) => {
    shown += part;
  });
  const ended = new Promise<{ code: number; shown: string }>((resolve) => {
    terminal.onExit(({ exitCode }) => resolve({ code: exitCode, shown }));
  });
  return { shown: () => shown, type: (keys) => terminal.write(keys), ended };
}

/** Runs a command in a terminal to its end. */
export function inTerminal(...args: Parameters<typeof startInTerminal>): InTerminal['ended'] {
  return startInTerminal(...args).ended;
}
