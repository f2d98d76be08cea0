import { parseArgs } from 'node:util';
import type { CommandOption, CommandOptions, CommandShape } from './command-shape.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { UsageError } from './exit-codes.ts';
import { nearestName } from './nearest-name.ts';

/** A plain decimal, as the API reads numbers: no exponent, no other base, no spaces. */
const PLAIN_DECIMAL = /^-?\d{1,15}(?:\.\d{1,20})?$/;

/** The arguments of one call, by name. */
export class Arguments {
  readonly operands: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

  /** @throws UsageError for arguments that the command does not accept */
  constructor(command: CommandShape, argv: readonly string[]) {
    const options: CommandOptions = { ...command.options, ...COMMON_OPTIONS };
    try {
      const { values, positionals, tokens } = parseArgs({
        args: [...argv],
        options: parseOptions(options),
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
    if (this.flag('help')) return;
    assertOperands(command, this.operands);
    for (const [name, option] of Object.entries(command.options)) this.#assertChoices(name, option);
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
    return text === undefined ? undefined : numberOf(name, text, min);
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

  /** The paths of `--fields`; undefined where they are not given. @throws UsageError for an empty one */
  get fields(): string[] | undefined {
    const paths = this.text('fields')
      ?.split(',')
      .map((path) => path.trim());
    if (paths?.includes('')) throw new UsageError('--fields must be a list of names, such as sku,attributes.colour.');
    return paths;
  }

  #assertChoices(name: string, { choices, multiple }: CommandOption): void {
    if (!choices) return;
    const given = multiple ? this.texts(name) : [this.text(name) ?? ''].filter(Boolean);
    const wrong = given.find((value) => !choices.includes(value));
    if (wrong === undefined) return;
    const near = nearestName(wrong, choices);
    const hint = near ? ` Did you mean ${near}?` : '';
    throw new UsageError(`--${name} must be one of ${choices.join(', ')}, not ${JSON.stringify(wrong)}.${hint}`);
  }
}

/** @throws UsageError for a text that is not a number of at least `min` */
export function numberOf(name: string, text: string, min?: number): number {
  const number = PLAIN_DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (number >= (min ?? number)) return number;
  const bound = min === undefined ? '' : ` of at least ${min}`;
  throw new UsageError(`--${name} must be a number${bound}, not ${JSON.stringify(text)}.`);
}

function parseOptions(options: CommandOptions) {
  return Object.fromEntries(
    Object.entries(options).map(([name, { value, multiple = false, short }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple, ...(short && { short }) },
    ]),
  );
}

/** Refuses repeated options, of which one would be ignored. Switches may be repeated. @throws Error */
function refuseRepeated(tokens: readonly { kind: string; name?: string }[], options: CommandOptions): void {
  const seen = new Set<string>();
  for (const { kind, name = '' } of tokens) {
    const option = options[name];
    if (kind !== 'option' || option?.value === undefined || option.multiple) continue;
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
  if (missing && !missing.startsWith('[')) throw new UsageError(`${missing} is missing. See: commerce ${name} --help`);
  if (surplus !== undefined) {
    throw new UsageError(`${JSON.stringify(surplus)} is one argument too many. See: commerce ${name} --help`);
  }
}
