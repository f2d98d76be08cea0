import type { Command } from './command.ts';
import type { CommandOptions } from './command-shape.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { columns } from './table.ts';

/** The widest that a line of the help is, where the terminal is wider. */
const WIDEST = 120;

/** The text of `commerce help`. */
export function generalHelp(commands: readonly Command[], width = WIDEST): string {
  const groups = grouped(commands);
  const resources = [...groups].filter(([group]) => group !== '');
  return [
    'Usage: commerce RESOURCE ACTION [options]',
    section(
      'Resources and their actions',
      aligned(
        resources.map(([group, members]) => [group, members.map(actionOf).join(', ')]),
        width,
      ),
    ),
    section('Other commands', aligned(summaries(groups.get('') ?? []), width)),
    section('Options of every command', optionLines(COMMON_OPTIONS, width)),
    section('Examples', [
      'export COMMERCE_API_KEY=demo-secret-key',
      'commerce whoami',
      'commerce products list --brand Fieldway --limit 5',
      'commerce help products',
      'commerce feeds upload --help',
    ]),
    exitCodes(width),
  ].join('\n\n');
}

/** The text of `commerce products`. */
export function groupHelp(group: string, members: readonly Command[], width = WIDEST): string {
  return [
    `Usage: commerce ${group} ACTION [options]`,
    section('Actions', aligned(summaries(members), width)),
    section('Examples', members.flatMap(({ examples: [first] }) => first ?? []).slice(0, 5)),
    `Options of an action: commerce ${members[0]?.name} --help`,
  ].join('\n\n');
}

/** The text of `commerce feeds upload --help`. */
export function commandHelp({ name, operands, summary, details, options, examples }: Command, width = WIDEST): string {
  const text = [summary, ...(details ? details.split('\n') : [])].flatMap((line) => wrapped(line, width));
  return [
    `Usage: commerce ${[name, ...operands].join(' ')} [options]`,
    text.join('\n'),
    ...(Object.keys(options).length > 0 ? [section('Options', optionLines(options, width))] : []),
    section('Options of every command', optionLines(COMMON_OPTIONS, width)),
    section('Examples', examples),
    exitCodes(width),
  ].join('\n\n');
}

/** The first word of the commands of a resource; nothing for a command of one word. */
export function groupOf({ name }: Command): string {
  return name.includes(' ') ? (name.split(' ')[0] ?? '') : '';
}

/** What an option does, with what it takes. */
export function optionHelp({ help, choices, multiple, required }: CommandOptions[string]): string {
  const values = choices ? `one of ${choices.join(', ')}` : '';
  return [help, values, multiple ? 'may be repeated' : '', required ? 'required' : ''].filter(Boolean).join('; ');
}

/** An option as it is typed. */
export function optionUsage(name: string, { short, value }: CommandOptions[string]): string {
  return `${short ? `-${short}, ` : ''}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function grouped(commands: readonly Command[]): Map<string, Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of commands) groups.set(groupOf(command), [...(groups.get(groupOf(command)) ?? []), command]);
  return groups;
}

function actionOf({ name }: Command): string {
  return name.split(' ').slice(1).join(' ');
}

function summaries(commands: readonly Command[]): string[][] {
  return commands.map(({ name, operands, summary }) => [[name, ...operands].join(' '), summary]);
}

function exitCodes(width: number): string {
  return section(
    'Exit codes',
    aligned(
      EXIT_CODES.map(([code, meaning]) => [String(code), meaning]),
      width,
    ),
  );
}

function optionLines(options: CommandOptions, width: number): string[] {
  const shown = Object.entries(options).filter(([, { hidden }]) => !hidden);
  // Long options stand below each other, whether or not they have a letter.
  const usage = ([name, option]: [string, CommandOptions[string]]) =>
    option.short ? optionUsage(name, option) : `    ${optionUsage(name, option)}`;
  return aligned(
    shown.map((entry) => [usage(entry), optionHelp(entry[1])]),
    width,
  );
}

/** Pairs in two columns, of which the second is wrapped. */
function aligned(pairs: readonly (readonly string[])[], width: number): string[] {
  const indent = Math.min(44, Math.max(...pairs.map(([first = '']) => first.length)));
  const room = Math.max(24, Math.min(width, WIDEST) - indent - 4);
  const rows = pairs.flatMap(([first = '', second = '']) => {
    const [line = '', ...more] = wrapped(second, room);
    const rest = more.map((text) => ['', text]);
    return first.length > indent ? [[first], ['', line], ...rest] : [[first, line], ...rest];
  });
  return columns(rows.map(([first = '', second = '']) => (second === '' ? [first] : [first.padEnd(indent), second])));
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > Math.min(width, WIDEST)) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
