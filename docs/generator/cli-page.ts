import type { Command } from '../../sdk/src/cli/command.ts';
import type { CommandOptions } from '../../sdk/src/cli/command-shape.ts';
import { allCommands } from '../../sdk/src/cli/commands.ts';
import { COMMON_OPTIONS } from '../../sdk/src/cli/common-options.ts';
import { EXIT_CODES } from '../../sdk/src/cli/exit-codes.ts';
import { groupOf, optionHelp, optionUsage } from '../../sdk/src/cli/help.ts';
import type { EndpointCommand } from '../../sdk/src/internal/endpoints/endpoint-command.ts';
import { markdownTable } from './reference-links.ts';

/** The reference of the command line, from its own help. */
export function cliPage(endpoints: readonly EndpointCommand[]): string {
  const commands = allCommands(endpoints);
  const groups = [...new Set(commands.map(groupOf))].sort((a, b) => Number(a === '') - Number(b === ''));
  return `${[
    '# The command line',
    INTRODUCTION,
    '## Options of every command',
    optionsTable(COMMON_OPTIONS),
    '## Exit codes',
    markdownTable(
      ['code', 'meaning'],
      EXIT_CODES.map(([code, meaning]) => [String(code), meaning]),
    ),
    ...groups.flatMap((group) => [
      `## ${group || 'Other commands'}`,
      ...commands.filter((command) => groupOf(command) === group).map(commandSection),
    ]),
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `Every endpoint of the API is a command \`commerce RESOURCE ACTION\`, with its fields as options. Further commands, such
as \`feeds upload\`, combine several steps. [Use the command line](../how-to/use-the-command-line.md) introduces the most
common commands; this page has the help texts of all commands.`;

function commandSection({ name, operands, summary, details = '', options, examples, fields = [] }: Command): string {
  const said = [summary, ...details.split('\n')].filter(Boolean).map(asText);
  const parts = [
    `### commerce ${[name, ...operands].join(' ')}`,
    said.join('\n'),
    Object.keys(options).length > 0 ? optionsTable(options) : '',
    `\`\`\`shell\n${examples.join('\n')}\n\`\`\``,
    fields.length > 0 ? `Fields: ${fields.map((field) => `\`${field}\``).join(', ')}.` : '',
  ];
  return parts.filter(Boolean).join('\n\n');
}

function optionsTable(options: CommandOptions): string {
  const shown = Object.entries(options).filter(([, { hidden }]) => !hidden);
  return markdownTable(
    ['option', 'what it does'],
    shown.map(([name, option]) => [`\`${optionUsage(name, option)}\``, asText(optionHelp(option))]),
  );
}

/** Text of the help; only parts between backticks are Markdown. */
function asText(text: string): string {
  return text.replaceAll(/[<>*]/g, (sign) => `\\${sign}`);
}
