import { COMMON_OPTIONS } from './arguments.ts';
import type { Command } from './command.ts';
import type { CommandOption } from './command-shape.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { columns } from './write-list.ts';

/** The text of `commerce --help` about all commands, and of `commerce feeds --help` about a group of them. */
export function generalHelp(commands: readonly Command[]): string {
  return [
    'Usage: commerce COMMAND [options]',
    section(
      'Commands',
      columns(commands.map(({ name, operands, summary }) => [[name, ...operands].join(' '), summary])),
    ),
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    section('Examples', [
      'export COMMERCE_API_KEY=demo-secret-key',
      ...commands.map(({ examples }) => examples[0] ?? ''),
      'commerce feeds upload --help',
    ]),
    exitCodes(),
  ].join('\n\n');
}

/** The text of `commerce feeds upload --help`. */
export function commandHelp({ name, operands, summary, details, options, examples }: Command): string {
  return [
    `Usage: commerce ${[name, ...operands].join(' ')} [options]`,
    [summary, ...(details ? [details] : [])].join('\n'),
    ...(Object.keys(options).length > 0 ? [section('Options', optionLines(options))] : []),
    section('Options of every command', optionLines(COMMON_OPTIONS)),
    section('Examples', examples),
    exitCodes(),
  ].join('\n\n');
}

function exitCodes(): string {
  return section('Exit codes', columns(EXIT_CODES.map(([code, meaning]) => [String(code), meaning])));
}

function optionLines(options: Readonly<Record<string, CommandOption>>): string[] {
  return columns(
    Object.entries(options).map(([name, { value, multiple, help }]) => [
      `--${name}${value === undefined ? '' : ` ${value}`}`,
      multiple ? `${help}; more than once` : help,
    ]),
  );
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
