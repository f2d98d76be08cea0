import type { CommerceClient } from '../client.ts';
import type { Transport } from '../internal/transport/transport.ts';
import type { Arguments } from './arguments.ts';
import type { CommandShape } from './command-shape.ts';
import type { Credentials } from './credentials.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Environment } from './profiles.ts';
import type { Terminal } from './terminal.ts';

/** One command of the command line. Its file is read at every start: what it needs to run, `run` imports. */
export interface Command extends CommandShape {
  /** One sentence. */
  summary: string;
  /** Further information for the help. */
  details?: string;
  /** As typed into a shell. */
  examples: readonly string[];
  /** The fields that its result has, for `--fields`; nothing where they are not known. */
  fields?: readonly string[];
  /** Runs the command. The caller reports its errors. */
  run(call: CommandCall): Promise<ExitCode>;
}

/** One call of a command. */
export interface CommandCall {
  arguments: Arguments;
  terminal: Terminal;
  /** Fires when the user interrupts. */
  signal: AbortSignal;
  environment: Environment;
  /** The key and address of this call. @throws UsageError as `credentialsOf` does */
  credentials(): Credentials;
  /** A client with them. @throws UsageError where there is no key */
  client(): Promise<CommerceClient>;
  /** The same for endpoints of the contract. @param isPublic whether the call needs no key */
  transport(isPublic?: boolean): Promise<Transport>;
}
