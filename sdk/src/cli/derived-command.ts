import type { EndpointCommand, EndpointFlag } from '../internal/endpoints/endpoint-command.ts';
import type { Command } from './command.ts';
import type { CommandOption, CommandOptions } from './command-shape.ts';
import { DATA_OPTION, LIST_OPTION } from './common-options.ts';

/** The letters of what is typed daily. */
const SHORT: Readonly<Record<string, string>> = { limit: 'n' };

/** An endpoint of the contract as a command. */
export function derivedCommand(endpoint: EndpointCommand): Command {
  const { name, summary, details, operands = {}, fields } = endpoint;
  const about = Object.entries(operands).map(([operand, help]) => `${operand.toUpperCase()}: ${help}`);
  return {
    name,
    operands: Object.keys(operands).map((operand) => operand.toUpperCase()),
    summary: `${summary.replace(/[.?]$/, '')}${summary.endsWith('?') ? '?' : '.'}`,
    details: [...about, ...(details ? [details] : []), accessText(endpoint)].join('\n'),
    options: derivedOptions(endpoint),
    examples: examplesOf(endpoint),
    ...(fields && { fields: endpoint.answer === 'list' ? fields : [...fields] }),
    run: async (call) => (await import('./run-endpoint.ts')).runEndpoint(endpoint, call),
  };
}

/** The options of an endpoint, as its flags say. */
export function derivedOptions({ flags, body, answer }: EndpointCommand): CommandOptions {
  return {
    ...Object.fromEntries(flags.flatMap(optionsOf)),
    ...(body === 'json' ? DATA_OPTION : {}),
    ...(answer === 'list' ? LIST_OPTION : {}),
  };
}

/** The option of a flag, and the one that says no to it. */
function optionsOf(flag: EndpointFlag): [string, CommandOption][] {
  const { name, type, many = false, required = false, nullable, choices, help = '', default: usual } = flag;
  const short = SHORT[name];
  const isSwitch = type === 'boolean';
  const no: [string, CommandOption] = [`no-${name}`, { hidden: true, help: '' }];
  const hints = [
    isSwitch && `--no-${name} for the opposite`,
    nullable && !isSwitch && `--no-${name} to clear it`,
    type === 'json' && 'JSON, or @FILE',
    usual !== undefined && `default: ${usual}`,
  ].filter((hint) => typeof hint === 'string');
  const option: CommandOption = {
    ...(isSwitch ? {} : { value: placeholderOf(flag) }),
    ...(short && { short }),
    ...(choices && { choices }),
    ...(many && { multiple: true }),
    // A body may come from elsewhere as a whole.
    ...(required && { required }),
    help: [help.replace(/\.$/, ''), ...hints].filter(Boolean).join('; '),
  };
  return [[name, option], ...(isSwitch || nullable ? [no] : [])];
}

function placeholderOf({ field, type, value }: EndpointFlag): string {
  if (value) return value;
  if (type === 'file') return 'FILE';
  if (type === 'json') return 'JSON';
  return (field.split(/[_-]/).at(-1) ?? field).toUpperCase();
}

function examplesOf({ name, answer, body, example, columns = [] }: EndpointCommand): string[] {
  const simple = `commerce ${name} ${example}`.trim();
  const operands = example.startsWith('--') ? '' : (example.split(' --')[0] ?? '');
  if (answer === 'list') return [simple, `${simple} --all --fields ${columns.slice(0, 2).join(',')}`];
  if (answer === 'file') return [`${simple} --output FILE`];
  return body === 'json'
    ? [simple, `commerce ${[name, operands].filter(Boolean).join(' ')} --data @body.json`]
    : [simple];
}

function accessText({ access }: EndpointCommand): string {
  if (access === 'public') return 'Needs no key.';
  if (access === 'any') return 'Needs a key.';
  return access === 'operator' ? "Needs an operator's key." : `Needs a key with ${access}.`;
}
