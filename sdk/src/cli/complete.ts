import type { Command } from './command.ts';
import type { CommandOptions } from './command-shape.ts';
import { COMMON_OPTIONS } from './common-options.ts';

/** A word that may come next, with what it is. */
export interface Suggestion {
  word: string;
  help: string;
}

/**
 * What the last of the words may become; nothing where a shell should offer files.
 *
 * @param words those after `commerce`; the last one is unfinished
 */
export function suggestions(commands: readonly Command[], words: readonly string[]): Suggestion[] {
  const current = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => before[at] === word));
  const all = command ? ofCommand(command, current, before.at(-1) ?? '') : names(commands, before);
  return all.filter(({ word }) => word.startsWith(current));
}

/** The words that come next in the names of the commands. */
function names(commands: readonly Command[], before: readonly string[]): Suggestion[] {
  const isHelp = before[0] === 'help';
  const words = isHelp ? before.slice(1) : before;
  const next = new Map<string, string>(words.length === 0 && !isHelp ? [['help', 'Show help for a command.']] : []);
  for (const { name, summary } of commands) {
    const parts = name.split(' ');
    const word = parts[words.length];
    if (word === undefined || !words.every((given, at) => parts[at] === given)) continue;
    next.set(word, parts.length > words.length + 1 ? '' : summary);
  }
  return [...next].map(([word, help]) => ({ word, help }));
}

function ofCommand(command: Command, current: string, previous: string): Suggestion[] {
  const options: CommandOptions = { ...command.options, ...COMMON_OPTIONS };
  const entered = Object.entries(options).find(
    ([name, { short }]) => previous === `--${name}` || (short && previous === `-${short}`),
  );
  const [name, { value = undefined, choices = [] } = {}] = entered ?? [];
  if (name === 'fields') return listed(command.fields ?? [], current);
  if (value !== undefined) return choices.map((word) => ({ word, help: '' }));
  if (!current.startsWith('-')) return [];
  return Object.entries(options).map(([option, { help }]) => ({ word: `--${option}`, help }));
}

/** The next of names that are separated by commas. */
function listed(known: readonly string[], current: string): Suggestion[] {
  const begun = current.slice(0, current.lastIndexOf(',') + 1);
  return known.map((name) => ({ word: begun + name, help: '' }));
}
