import { parseArgs } from 'node:util';
import { plainNumber } from '@commerce-integration/contract';
import type { CommandOption, CommandShape } from './command-shape.ts';
import { nearestName } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** Options of every command. */
export const COMMON_OPTIONS: Readonly<Record<string, CommandOption>> = {
  'api-key': {
    value: 'KEY',
    help: 'the API key; better in COMMERCE_API_KEY, since others can see what commands are run',
  },
  'base-url': { value: 'URL', help: 'where the API is; COMMERCE_BASE_URL, else http://localhost:3000' },
  json: { help: 'writes JSON to stdout, and errors as JSON to stderr' },
  verbose: { help: 'tells on stderr of every call and every repetition' },
  help: { help: 'shows this help' },
};

/** The arguments of one call, by name. */
export class Arguments {
  readonly operands: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

  /** @throws UsageError for arguments that the command does not accept */
  constructor(command: CommandShape, argv: readonly string[]) {
    const options = Object.fromEntries(
      Object.entries({ ...command.options, ...COMMON_OPTIONS }).map(([name, { value, multiple = false }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple },
      ]),
    );
    try {
      const { values, positionals, tokens } = parseArgs({
        args: [...argv],
        options,
        allowPositionals: true,
        tokens: true,
      });
      refuseRepeated(tokens, options);
      this.#values = values;
      this.operands = positionals;
    } catch (error) {
      const { message } = error as Error;
      const hint = didYouMean(message, Object.keys(options));
      throw new UsageError(`${firstSentence(message)}${hint} See: commerce ${command.name} --help`);
    }
    if (!this.flag('help')) assertOperands(command, this.operands);
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  /** The value of an option; undefined where it is not given. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** The values of an option that may be given more than once. */
  texts(name: string): string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  /** @throws UsageError for a value that is not a number of at least `min` */
  number(name: string, min = 0): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const number = plainNumber(text);
    if (number !== undefined && number >= min) return number;
    throw new UsageError(`--${name} must be a number of at least ${min}, not ${JSON.stringify(text)}.`);
  }

  /** @throws UsageError for a value that is not a whole number of at least `min` */
  wholeNumber(name: string, min = 0): number | undefined {
    const number = this.number(name, min);
    if (number === undefined || Number.isInteger(number)) return number;
    throw new UsageError(`--${name} must be a whole number, not ${number}.`);
  }

  /** An option in seconds, converted to milliseconds. @throws UsageError as `number` does */
  milliseconds(name: string, min = 0): number | undefined {
    const seconds = this.number(name, min);
    return seconds === undefined ? undefined : seconds * 1_000;
  }
}

/** Refuses repeated options, of which one would be ignored. Switches may be repeated. @throws Error */
function refuseRepeated(
  tokens: readonly { kind: string; name?: string }[],
  options: Readonly<Record<string, { type: string; multiple: boolean }>>,
): void {
  const seen = new Set<string>();
  for (const { kind, name = '' } of tokens) {
    if (kind !== 'option' || options[name]?.type !== 'string' || options[name].multiple) continue;
    if (seen.has(name)) throw new Error(`Option '--${name}' is given more than once.`);
    seen.add(name);
  }
}

/** Adds to a message the option that was probably meant. */
function didYouMean(message: string, known: readonly string[]): string {
  const unknown = /^Unknown option '-{1,2}(.+?)'/.exec(message)?.[1];
  const near = unknown && nearestName(unknown, known);
  return near ? ` Did you mean --${near}?` : '';
}

/** Node's message continues with advice that does not apply here. */
function firstSentence(message: string): string {
  return `${message.split(/\. |\n/)[0]?.replace(/\.$/, '')}.`;
}

function assertOperands({ name, operands }: CommandShape, given: readonly string[]): void {
  const [missing, surplus] = [operands[given.length], given[operands.length]];
  if (missing) throw new UsageError(`${missing} is missing. See: commerce ${name} --help`);
  if (surplus !== undefined) {
    throw new UsageError(`${JSON.stringify(surplus)} is one argument too many. See: commerce ${name} --help`);
  }
}
