/**
 * The text format of COPY (PostgreSQL manual, "COPY", "Text Format"): cells separated by tabs, NULL written as `\N`.
 */

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const EVERY_ESCAPE = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** A text or NULL as a cell of COPY's text format. The text must not contain NUL, which PostgreSQL cannot hold. */
export function copyCell(text: string | null): string {
  if (text === null) return '\\N';
  return NEEDS_ESCAPE.test(text) ? text.replace(EVERY_ESCAPE, (character) => ESCAPES[character] as string) : text;
}
