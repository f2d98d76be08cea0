import type { EndpointCommand, EndpointFlag } from '../internal/endpoints/endpoint-command.ts';
import type { RequestBody } from '../internal/transport/request.ts';
import { type Arguments, numberOf } from './arguments.ts';
import type { CommandCall } from './command.ts';
import { UsageError } from './exit-codes.ts';
import { isPipedIn, isStdin, readText } from './input-file.ts';

/** A call of an endpoint, as the command line asks for it. */
export interface EndpointRequest {
  query: Record<string, unknown>;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  idempotencyKey: string | undefined;
  /** A body that is sent as it is, in place of `body`. */
  file?: RequestBody | undefined;
}

type Fields = Record<string, unknown>;

/**
 * Reads the options of an endpoint.
 *
 * @param whole where the body as a whole is, as `--data` says it
 * @throws UsageError for a missing or a wrong option, or a body that is not JSON
 */
export async function requestOf(
  { name, flags, body }: EndpointCommand,
  { arguments: given, signal }: Pick<CommandCall, 'arguments' | 'signal'>,
  whole = given.text('data'),
): Promise<EndpointRequest> {
  const values = await Promise.all(
    flags.map(async (flag) => ({ ...flag, value: await flagValue(flag, given, signal) })),
  );
  const at = (place: EndpointFlag['place']): Fields =>
    Object.fromEntries(
      values
        .filter((flag) => flag.place === place && flag.value !== undefined)
        .map(({ field, value }) => [field, value]),
    );
  const { 'idempotency-key': key, ...headers } = at('header') as Record<string, string>;
  const ofBody = at('body');
  const needed = flags.filter((flag) => flag.required && flag.place === 'body' && !(flag.field in ofBody));
  const data =
    body === 'json' ? await dataOf(whole ?? (needed.length > 0 && isPipedIn() ? '-' : undefined), signal) : {};
  const request = { query: at('query'), body: { ...data, ...ofBody }, headers, idempotencyKey: key };
  const missing = flags.find(
    ({ required, place, field }) => required && !(field in (place === 'query' ? request.query : request.body)),
  );
  if (!missing) return request;
  const instead = missing.place === 'body' && body === 'json' ? ', or the body as --data' : '';
  throw new UsageError(`--${missing.name} is missing${instead}. See: commerce ${name} --help`);
}

/** The value of a flag, as the API takes it; undefined where it is not given. */
async function flagValue({ name, type, many }: EndpointFlag, given: Arguments, signal: AbortSignal): Promise<unknown> {
  if (given.flag(`no-${name}`)) return type === 'boolean' ? false : null;
  if (type === 'boolean') return given.flag(name) || undefined;
  const texts = many ? given.texts(name) : [given.text(name) ?? []].flat();
  if (texts.length === 0) return undefined;
  const values = await Promise.all(texts.map((value) => parsed(name, type, value, signal)));
  return many ? values : values[0];
}

async function parsed(name: string, type: EndpointFlag['type'], value: string, signal: AbortSignal): Promise<unknown> {
  if (value.trim() === '') throw new UsageError(`--${name} is empty: give a value or omit the option.`);
  if (type === 'number') return numberOf(name, value);
  return type === 'json' ? readJson(`--${name}`, value, signal) : value;
}

/** The body as a whole. @throws UsageError for what is not an object */
async function dataOf(data: string | undefined, signal: AbortSignal): Promise<Fields> {
  if (data === undefined) return {};
  const value = await readJson('--data', data, signal);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new UsageError(`--data must be a JSON object, not ${JSON.stringify(value)?.slice(0, 60)}.`);
}

/** Reads JSON that is given as such, as `@FILE`, or from stdin by `-`. @throws UsageError for what is not JSON */
export async function readJson(option: string, given: string, signal: AbortSignal): Promise<unknown> {
  const file = given === '-' ? '-' : given.startsWith('@') ? given.slice(1) : undefined;
  const content = file === undefined ? given : await readText(file, signal);
  const source = file === undefined ? option : isStdin(file) ? 'stdin' : file;
  if (source === 'stdin' && content.trim() === '')
    throw new UsageError('stdin is empty, but must contain the body as JSON.');
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${source} is not JSON: ${(error as Error).message}`);
  }
}
