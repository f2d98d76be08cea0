import { type Endpoint, ID_NUMBER, PLACEHOLDER } from '../endpoints/endpoint.ts';
import { describeValue, refuseUnknown } from './arguments.ts';
import type { QueryExtras } from './request-options.ts';

/** Something that is sent as a body, opened afresh for each try. */
export interface RequestBody {
  open(): Promise<OpenBody> | OpenBody;
  /** Undefined where nobody can tell before it has been read. */
  readonly sizeBytes: number | undefined;
}

/** A body ready to be sent once. */
export interface OpenBody {
  content: NonNullable<RequestInit['body']>;
  headers: Record<string, string>;
  /** Closes what the content is read from, where the try has failed: not every `fetch` cancels a stream. */
  close?(): void;
}

/** Names and values for the placeholders of an endpoint's path. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * The path and query of a call. Path parameters must be what the contract says before they meet the path, and are
 * encoded; the query takes the names of the contract and no others, and beside them extras that are none of these.
 *
 * @throws TypeError that quotes the parameter, or names the unknown field
 */
export function requestPath(
  endpoint: Endpoint,
  params: PathParams = {},
  query: object = {},
  extras: QueryExtras = {},
): string {
  const path = endpoint.path.replace(PLACEHOLDER, (_, name: string, forms: string) =>
    encodeURIComponent(checkedParam(name, forms, params[name])),
  );
  const known = endpoint.query;
  refuseUnknownFields(query, known);
  const own = Object.keys(extras).find((name) => known.includes(name));
  if (own !== undefined) throw new TypeError(`${own} is a field of this call: give it in the fields, not in query.`);
  return withQuery(path, { ...query, ...extras });
}

/** A path with a query. @throws TypeError for values that have no plain text */
export function withQuery(path: string, query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = textOf(name, value);
    if (text !== undefined) search.append(name, text);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/**
 * A value as text, for a query or a form; undefined where it is not set.
 *
 * @throws TypeError for what has no plain text
 */
export function textOf(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return plainDecimal(value);
  throw new TypeError(`${name} must be a string, a finite number or a boolean, not ${describeValue(value)}.`);
}

/** A number as the API reads it, without an exponent. */
function plainDecimal(value: number): string {
  const text = String(value);
  return text.includes('e-') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

/** A value as JSON. */
export function jsonBody(value: unknown): RequestBody {
  const content = JSON.stringify(value);
  return { sizeBytes: content.length, open: () => ({ content, headers: {} }) };
}

const OPTIONS_HINT = 'Options such as signal or timeoutMs are an argument of their own, after the fields.';

/** @throws TypeError for fields that the contract does not know */
export function refuseUnknownFields(fields: object, known: readonly string[]): void {
  refuseUnknown('field', fields, known, OPTIONS_HINT);
}

/** @param forms the prefixes of the IDs that it may be, or the words */
function checkedParam(name: string, forms: string, value: unknown): string {
  const isId = /^[A-Z]/.test(forms);
  const pattern = new RegExp(`^(${forms})${isId ? ID_NUMBER : ''}$`);
  if (typeof value === 'string' && pattern.test(value)) return value;
  const expected = isId ? `an ID such as ${forms.replaceAll('|', '00001, ')}00001` : forms.replaceAll('|', ' or ');
  throw new TypeError(`Invalid ${name} ${describeValue(value)}: expected ${expected}.`);
}
