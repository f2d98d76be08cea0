/** The marker for omitted parts of an expected response. */
const LEFT_OUT = '…';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const TOKENS = /"(?:[^"\\]|\\.)*"|\/\*\s*…\s*\*\/|\/\/\s*…\s*$|[{}[\]]/gm;

/**
 * Parses an expected response: JSON in which a comment with only `…` matches further members of its object or further
 * elements of its array. A comma before it is optional, since formatters differ.
 */
export function readExpected(text: string): unknown {
  const nesting: string[] = [];
  const marked = text.replace(TOKENS, (token, at: number) => {
    if (token === '{' || token === '[') nesting.push(token);
    if (token === '}' || token === ']') nesting.pop();
    if (!token.startsWith('/')) return token;
    const comma = /[{[,]\s*$/.test(text.slice(0, at)) ? '' : ',';
    return `${comma}"${LEFT_OUT}"${nesting.at(-1) === '{' ? ': true' : ''}`;
  });
  return JSON.parse(marked);
}

/**
 * Finds the differences between a response and a page. A time matches any time, and a random ID any other; `…` in a
 * text matches any characters.
 */
export function differences(expected: unknown, actual: unknown, at = 'answer'): string[] {
  if (Array.isArray(expected))
    return Array.isArray(actual) ? inArray(expected, actual, at) : wrong(expected, actual, at);
  if (isObject(expected)) return isObject(actual) ? inObject(expected, actual, at) : wrong(expected, actual, at);
  if (typeof expected === 'string' && typeof actual === 'string' && sameText(expected, actual)) return [];
  return expected === actual ? [] : wrong(expected, actual, at);
}

/** The same for a text response: a line with only `…` matches any lines. */
export function textDiffers(expected: string, actual: string): boolean {
  const lines = expected
    .trim()
    .split('\n')
    .map((line) => (line.trim() === LEFT_OUT ? '[\\s\\S]*' : pattern(line)));
  return !new RegExp(`^${lines.join('\\n')}$`).test(actual.replaceAll('\r\n', '\n').trim());
}

function inArray(expected: unknown[], actual: unknown[], at: string): string[] {
  const open = expected.at(-1) === LEFT_OUT;
  const shown = open ? expected.slice(0, -1) : expected;
  if (open ? actual.length <= shown.length : actual.length !== shown.length) {
    return [`${at} has ${actual.length} elements; the page shows ${shown.length}${open ? ' and more' : ''}`];
  }
  return shown.flatMap((element, index) => differences(element, actual[index], `${at}[${index}]`));
}

function inObject(expected: Record<string, unknown>, actual: Record<string, unknown>, at: string): string[] {
  const open = LEFT_OUT in expected;
  const shown = Object.keys(expected).filter((key) => key !== LEFT_OUT);
  const more = Object.keys(actual).filter((key) => !shown.includes(key));
  if (open !== more.length > 0) {
    return [open ? `${at} leaves nothing out` : `${at} has more than the page shows: ${more.join(', ')}`];
  }
  return shown.flatMap((key) => differences(expected[key], actual[key], `${at}.${key}`));
}

function sameText(expected: string, actual: string): boolean {
  if (TIME.test(expected)) return TIME.test(actual);
  if (UUID.test(expected)) return UUID.test(actual);
  return new RegExp(`^${pattern(expected)}$`, 's').test(actual);
}

function pattern(text: string): string {
  return text
    .split(LEFT_OUT)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('.*');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(expected: unknown, actual: unknown, at: string): string[] {
  return [`${at} is ${JSON.stringify(actual)}; the page shows ${JSON.stringify(expected)}`];
}
