import { Arguments } from './arguments.ts';
import type { Command, CommandCall } from './command.ts';
import { allCommands } from './commands.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { suggestions } from './complete.ts';
import type { Connection } from './connection.ts';
import { type Credentials, credentialsOf } from './credentials.ts';
import { EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { commandHelp, generalHelp, groupHelp } from './help.ts';
import { nearestName } from './nearest-name.ts';
import type { Output } from './output.ts';
import type { Environment } from './profiles.ts';
import { reportError } from './report-error.ts';
import { Terminal, type TerminalStyle } from './terminal.ts';

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

const HELP = ['help', '--help', '-h'];

/** Runs a command line. Returns its exit code, and never throws: errors are printed on stderr. */
export async function runCommand(line: CommandLine): Promise<ExitCode> {
  const { stdout, stderr, argv } = line;
  const terminal = new Terminal(stdout, stderr, styleOf(argv));
  try {
    const code = await run({ ...line, argv: commandFirst(argv) }, terminal);
    await terminal.end(true);
    return code;
  } catch (error) {
    await terminal.end(false);
    return reportError(terminal, error);
  }
}

async function run(line: CommandLine, terminal: Terminal): Promise<ExitCode> {
  const commands = allCommands();
  const { argv } = line;
  if (argv[0] === '__complete') return complete(commands, argv.slice(1), terminal);
  const asked = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => asked[at] === word));
  if (!command) return explain(commands, asked, terminal);
  const given = new Arguments(command, asked.slice(command.name.split(' ').length));
  terminal.useStyle({ json: given.flag('json'), quiet: given.flag('quiet') });
  if (given.flag('help')) {
    await terminal.print(commandHelp(command, terminal.width));
    return EXIT.done;
  }
  const output = given.text('output');
  // Before the command does anything: what it makes, such as a secret, may be told only once.
  if (output !== undefined) await terminal.writeTo(output);
  return command.run(callOf(given, line, terminal));
}

/** What a command gets, each part made when it is first asked for. */
function callOf(given: Arguments, { environment, signal }: CommandLine, terminal: Terminal): CommandCall {
  const made: { credentials?: Credentials; connection?: Promise<Connection> } = {};
  const credentials = () => {
    made.credentials ??= credentialsOf(given, environment, (message) => terminal.note(message));
    return made.credentials;
  };
  const connection = async (isPublic: boolean) => {
    const { apiKey } = credentials();
    if (!apiKey && !isPublic)
      throw new UsageError('There is no API key: run commerce login, set COMMERCE_API_KEY, or give --api-key.');
    made.connection ??= import('./connection.ts').then(({ connect }) =>
      connect(apiKey ?? 'none', credentials(), terminal, given.flag('verbose')),
    );
    return made.connection;
  };
  return {
    arguments: given,
    terminal,
    signal,
    environment,
    credentials,
    client: async () => (await connection(false)).client,
    transport: async (isPublic = false) => (await connection(isPublic)).transport,
  };
}

/** Explains all commands or those of a resource. @throws UsageError for what is none of them */
async function explain(commands: readonly Command[], argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const words = argv.filter((word) => !HELP.includes(word));
  const [group = ''] = words;
  const members = commands.filter(({ name }) => name.startsWith(`${group} `));
  if (words.length === 0) await terminal.print(generalHelp(commands, terminal.width));
  else if (words.length === 1 && members.length > 0) await terminal.print(groupHelp(group, members, terminal.width));
  else throw unknownCommand(commands, argv, members);
  return EXIT.done;
}

function unknownCommand(
  commands: readonly Command[],
  argv: readonly string[],
  members: readonly Command[],
): UsageError {
  const words = argv.slice(0, 2).filter((word) => !word.startsWith('-'));
  const help = members.length > 0 ? `commerce ${words[0]} --help` : 'commerce --help';
  const names = commands.map(({ name }) => name);
  const near = nearestName(words.join(' '), names) ?? nearestName(words[0] ?? '', resourcesOf(names));
  const hint = near ? ` Did you mean: commerce ${near}?` : '';
  const given = JSON.stringify(words.join(' ') || argv[0]);
  return new UsageError(`There is no command ${given}.${hint} See: ${help}`);
}

function resourcesOf(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.split(' ')[0] ?? ''))];
}

async function complete(commands: readonly Command[], words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  for (const { word, help } of suggestions(commands, words)) await terminal.print(help ? `${word}\t${help}` : word);
  return EXIT.done;
}

/** Lets options of every command stand before the command: `-p staging products list`. */
function commandFirst(argv: readonly string[]): string[] {
  const words = [...argv];
  const moved: string[] = [];
  for (let word = words[0]; word?.startsWith('-') && !HELP.includes(word); word = words[0]) {
    const option = Object.entries(COMMON_OPTIONS).find(
      ([name, { short }]) => word === `--${name}` || word?.startsWith(`--${name}=`) || word === `-${short}`,
    )?.[1];
    if (!option) break;
    const takesNext = option.value !== undefined && !word.includes('=');
    moved.push(...words.splice(0, takesNext ? 2 : 1));
  }
  return words.length === 0 ? moved : [...words, ...moved];
}

/** The style in which errors of the arguments are written, which cannot be parsed, and those of writing itself. */
export function styleOf(argv: readonly string[]): TerminalStyle {
  const has = (name: string, letter: string) =>
    argv.some((word) => word === `--${name}` || (/^-[ahjqv]+$/.test(word) && word.includes(letter)));
  return { json: has('json', 'j'), quiet: has('quiet', 'q') };
}
