import manifest from '../../package.json' with { type: 'json' };
import { Arguments } from './arguments.ts';
import { baseUrlOf, clientOf } from './client-of.ts';
import type { Command } from './command.ts';
import * as commands from './commands.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { commandHelp, generalHelp } from './help.ts';
import { nearestName } from './nearest-name.ts';
import type { Output } from './output.ts';
import { reportError } from './report-error.ts';
import { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Every command, in the order of their names. */
const COMMANDS: readonly Command[] = Object.values(commands);

/** The arguments and surroundings of a command line. */
export interface CommandLine {
  /** The arguments after `commerce`. */
  argv: readonly string[];
  environment: Environment;
  stdout: Output;
  stderr: Output;
  /** Fires when the user interrupts. */
  signal: AbortSignal;
}

/** Runs a command line. Returns its exit code, and never throws: errors are printed on stderr. */
export async function runCommand(line: CommandLine): Promise<ExitCode> {
  const terminal = new Terminal(line.stdout, line.stderr, line.argv.includes('--json'));
  try {
    return await run(line, terminal);
  } catch (error) {
    return reportError(terminal, error);
  } finally {
    terminal.progress.clear();
  }
}

async function run({ argv, environment, signal }: CommandLine, terminal: Terminal): Promise<ExitCode> {
  const command = COMMANDS.find(({ name }) => isCalled(name, argv));
  if (!command) return runWithoutCommand(argv, terminal);
  const given = new Arguments(command, argv.slice(wordsOf(command).length));
  if (given.flag('help')) {
    await terminal.print(commandHelp(command));
    return EXIT.done;
  }
  return command.run({
    arguments: given,
    terminal,
    signal,
    baseUrl: baseUrlOf(given, environment),
    client: () => clientOf(given, environment, terminal),
  });
}

async function runWithoutCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first, second] = argv;
  const siblings = COMMANDS.filter(({ name }) => name.startsWith(`${first} `));
  const isGroup = siblings.length > 0;
  if (first === '--version') await terminal.print(manifest.version);
  else if (first === '--help') await terminal.print(generalHelp(COMMANDS));
  else if (isGroup && second === '--help') await terminal.print(generalHelp(siblings));
  else if (first === undefined) throw new UsageError('Which command? See: commerce --help');
  else {
    const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
    const help = isGroup ? `commerce ${first} --help` : 'commerce --help';
    const given = words.join(' ');
    const near = nearestName(
      given,
      COMMANDS.map(({ name }) => name),
    );
    const hint = near ? ` Did you mean: commerce ${near}?` : '';
    throw new UsageError(`There is no command ${JSON.stringify(given)}; it comes first. See: ${help}${hint}`);
  }
  return EXIT.done;
}

function wordsOf({ name }: Command): string[] {
  return name.split(' ');
}

function isCalled(name: string, argv: readonly string[]): boolean {
  return name.split(' ').every((word, at) => argv[at] === word);
}
