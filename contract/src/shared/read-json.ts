import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { Problem } from './problem.ts';
import { cutText } from './text.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** PostgreSQL can store every character except NUL. @throws Problem `malformed_request` */
export function assertStorable(storable: boolean): void {
  if (storable) return;
  throw new Problem('malformed_request', 'A text contains the character NUL (U+0000), which cannot be stored.');
}

/**
 * Parses the JSON of a request: an object or a list, in UTF-8. Refuses what is ambiguous or cannot be stored: invalid
 * UTF-8, unpaired surrogates, NUL, duplicate fields of an object, a field named `__proto__`, and more than 1,000
 * levels.
 *
 * @param contentType the header; its charset, if it names one, must be UTF-8
 * @returns an empty object where there is no body
 * @throws Problem `unsupported_media_type`, `malformed_request`, `validation_failed`
 */
export function readJson(bytes: Uint8Array, contentType: string): unknown {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    throw new Problem('unsupported_media_type', 'The charset is not supported: send UTF-8.');
  }
  if (bytes.length === 0) return {};
  const text = decoded(bytes);
  const value = parsed(text);
  checkTexts(text);
  return value;
}

/**
 * Refuses fields in the body of a call that takes none, which would otherwise be ignored.
 *
 * @param schema the schema of the route's body; anything else where it has none
 * @throws Problem `malformed_request`
 */
export function assertBodyWanted(schema: unknown, body: unknown): void {
  if (schema instanceof z.ZodType || typeof body !== 'object' || body === null) return;
  const [field] = Object.keys(body);
  if (field === undefined) return;
  const message = `This endpoint takes no fields in its body, but ${cutText(field, 100)} was sent.`;
  throw new Problem('malformed_request', message, { errors: [{ path: field, code: 'unrecognized_keys', message }] });
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformed('The request body is not UTF-8: encode it as UTF-8 before it is sent.');
  }
}

function parsed(text: string): unknown {
  try {
    if (/^\s*[[{]/.test(text)) return JSON.parse(text);
  } catch {
    // Reported below.
  }
  throw malformed('The request body is not valid JSON.');
}

/** Checks the strings of JSON that is known to be valid. */
function checkTexts(json: string): void {
  /** The field names of each open object; undefined for a list. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at];
    if (sign === '"') {
      const end = endOfText(json, at);
      const text = readText(json.slice(at + 1, end));
      if (isName(json, end)) noteName(text, open.at(-1));
      at = end;
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? new Set() : undefined);
      if (open.length > LIMITS.jsonDepth) throw tooDeep();
    } else if (sign === '}' || sign === ']') open.pop();
  }
}

/** The end of the string that begins at a quote: the next quote without an odd number of backslashes before it. */
function endOfText(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end > 0; end = json.indexOf('"', end + 1)) {
    let first = end;
    while (json[first - 1] === '\\') first -= 1;
    if ((end - first) % 2 === 0) return end;
  }
  return json.length;
}

/** The string between two quotes, with escapes resolved. Only escapes can contain NUL or an unpaired surrogate. */
function readText(written: string): string {
  if (!written.includes('\\')) return written;
  const text = JSON.parse(`"${written}"`) as string;
  assertStorable(!text.includes('\0'));
  const half = /\p{Cs}/u.exec(text)?.[0].charCodeAt(0);
  if (half === undefined) return text;
  throw malformed(
    `A text contains U+${half.toString(16).toUpperCase()}, which is half of a character: send the whole character.`,
  );
}

function isName(json: string, end: number): boolean {
  let next = end + 1;
  while (json.charCodeAt(next) <= 0x20) next += 1;
  return json[next] === ':';
}

function noteName(name: string, names: Set<string> | undefined): void {
  if (name === '__proto__') throw malformed('A field cannot be named __proto__.');
  if (names?.has(name)) throw malformed(`The field ${cutText(name, 100)} occurs twice in one object: send it once.`);
  names?.add(name);
}

function tooDeep(): Problem {
  return new Problem('validation_failed', `The request body has over ${LIMITS.jsonDepth} levels of objects and lists.`);
}

function malformed(detail: string): Problem {
  return new Problem('malformed_request', detail);
}
