import type { AppRoute } from '@ts-rest/core';
import { z } from 'zod';
import { describeValue, refuseUnknown } from './arguments.ts';

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
}

/** Names and values for the placeholders of a route's path. */
export type PathParams = Readonly<Record<string, string>>;

/**
 * The path and query of a call. Path parameters are checked by the contract's schema before they meet the path, and
 * encoded; the query takes the names of the contract and no others.
 *
 * @throws TypeError that quotes the parameter, or names the unknown field
 */
export function requestPath(route: AppRoute, params: PathParams = {}, query: object = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(checkedParam(route, name, params[name])),
  );
  const search = queryString(route, query);
  return search === '' ? path : `${path}?${search}`;
}

/** The names of an object schema's fields; none where there is no such schema. */
export function fieldNames(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Whether the contract lets a route take an `Idempotency-Key`. */
export function takesIdempotencyKey(route: AppRoute): boolean {
  return fieldNames(route.headers).includes('idempotency-key');
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

/** @throws TypeError for fields that the schema does not know */
export function refuseUnknownFields(fields: object, known: readonly string[]): void {
  refuseUnknown('field', fields, known, OPTIONS_HINT);
}

function checkedParam(route: AppRoute, name: string, value: unknown): string {
  const schema = route.pathParams instanceof z.ZodObject ? route.pathParams.shape[name] : undefined;
  const parsed = z.safeParse(schema ?? z.string().min(1), value);
  if (parsed.success) return String(parsed.data);
  throw new TypeError(
    `Invalid ${name} ${describeValue(value)}. ${parsed.error.issues.map(({ message }) => message).join(' ')}`,
  );
}

function queryString(route: AppRoute, query: object): string {
  refuseUnknownFields(query, fieldNames(route.query));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = textOf(name, value);
    if (text !== undefined) search.append(name, text);
  }
  return search.toString();
}
