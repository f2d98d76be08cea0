import type { CommerceClient } from '../client.ts';
import type { Arguments } from './arguments.ts';
import type { CommandShape } from './command-shape.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** One command of the command line. */
export interface Command extends CommandShape {
  /** One sentence. */
  summary: string;
  /** Further information for the help. */
  details?: string;
  /** As typed into a shell. */
  examples: readonly string[];
  /** Runs the command. The caller reports its errors. */
  run(call: CommandCall): Promise<ExitCode>;
}

/** One call of a command. */
export interface CommandCall {
  arguments: Arguments;
  terminal: Terminal;
  /** Fires when the user interrupts. */
  signal: AbortSignal;
  /** The base URL of the API. */
  baseUrl: string;
  /** A client with the key and base URL of this call. @throws UsageError where there is no key */
  client(): CommerceClient;
}
