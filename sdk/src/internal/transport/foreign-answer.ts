import { ConnectionError } from '../../errors/errors.ts';

const SHOWN_CHARACTERS = 80;
const PAGE = /^(text\/html|application\/xhtml\+xml)$/;

/** What a server, or a test's `Response`, says that does not know better. */
const VAGUE_TYPES = ['text/plain', 'application/octet-stream'];

/**
 * Whether an answer may be what was asked for, by its media type. One without a type may.
 *
 * @param types the types that the contract gives it; undefined where anything but a page may come
 */
export function hasTypeOf(response: Response, types?: readonly string[]): boolean {
  const type = bare(response.headers.get('content-type') ?? '');
  return type === '' || (types ? [...types, ...VAGUE_TYPES].includes(type) : !PAGE.test(type));
}

/** Whether a text is a web page. */
export function isPage(text: string): boolean {
  return /^\s*<(!doctype html|html)\b/i.test(text);
}

/**
 * The error of an answer with a good status that is not the API's, with its status, its type and how it begins: who
 * reads `Sign in` knows which proxy stands between.
 */
export function foreignAnswer(response: Response, beginning: string, what: string): ConnectionError {
  return new ConnectionError(
    `${what} was answered with ${response.status} and ${whatCame(response, beginning)}, which is not a response of the API but possibly of a proxy or a login page. Is baseUrl right?`,
  );
}

/** The type of a body and how it begins, in a sentence; `nothing` where it is empty. */
export function whatCame(response: Response, beginning: string): string {
  const type = response.headers.get('content-type');
  const words = beginning.replace(/\s+/g, ' ').trim();
  const shown = words.length > SHOWN_CHARACTERS ? `${words.slice(0, SHOWN_CHARACTERS)}…` : words;
  return shown === '' ? 'nothing' : `${type ? `${type} that begins with ` : ''}${JSON.stringify(shown)}`;
}

/** How a body begins; the rest is not waited for. */
export async function beginningOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

function bare(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}
