import { LIMITS } from './limits.ts';

/** The columns a feed file may have that the catalogue knows. All others become attributes. */
export const FEED_COLUMNS = [
  'sku',
  'product_name',
  'description',
  'brand',
  'category',
  'price',
  'currency',
  'availability',
] as const;
export type FeedColumn = (typeof FEED_COLUMNS)[number];

/** The columns no feed file may lack, in alphabetical order. */
export const REQUIRED_FEED_COLUMNS = ['product_name', 'sku'] as const satisfies FeedColumn[];

/** The columns `errors.csv` puts in front. A feed may carry them, even more than once: they are ignored. */
export const RESERVED_FEED_COLUMNS = ['_line', '_column', '_code', '_message'] as const;

export const FEED_DELIMITERS = [',', ';', '\t', '|'] as const;
export type FeedDelimiter = (typeof FEED_DELIMITERS)[number];

/** Characters of one header name. Attribute names are stored with every product. */
const HEADER_NAME_LENGTH = 255;

/** Where each value of a row stands. */
export interface FeedLayout {
  /** Cells that every row must have. */
  readonly width: number;
  /** Known columns the file has, and the index of each. */
  readonly columns: Readonly<Partial<Record<FeedColumn, number>>>;
  /** The other columns, named as in the file. */
  readonly attributes: readonly { readonly name: string; readonly index: number }[];
}

/** What a header row says: the file's layout, or why the file cannot be used, as a sentence. */
export type FeedHeader = { readonly layout: FeedLayout } | { readonly error: string };

/**
 * The delimiter of a feed file: whichever of `, ; tab |` stands most often in the first line that is not blank,
 * quoted text left out. A comma where none does.
 *
 * @param head The file's beginning, at least its header row, without a byte order mark.
 */
export function detectDelimiter(head: string): FeedDelimiter {
  const counts = new Map<string, number>(FEED_DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let blank = true;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) {
      if (!blank) break;
    } else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
    blank = blank && character.trim() === '';
  }
  return FEED_DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}

/**
 * Reads a feed's header row. Case and surrounding spaces of known names do not matter; the order never does.
 *
 * @param names The header row's cells as they stand; none where the file has no header row.
 */
export function readFeedHeader(names: readonly string[]): FeedHeader {
  const trimmed = names.map((name) => name.trim());
  const problem = headerProblem(trimmed);
  if (problem !== undefined) return { error: `Invalid CSV file: ${problem}` };
  const columns: Partial<Record<FeedColumn, number>> = {};
  const attributes: { name: string; index: number }[] = [];
  trimmed.forEach((name, index) => {
    const key = name.toLowerCase();
    if (isOneOf(FEED_COLUMNS, key)) columns[key] = index;
    else if (!isOneOf(RESERVED_FEED_COLUMNS, key)) attributes.push({ name, index });
  });
  return { layout: { width: names.length, columns, attributes } };
}

function headerProblem(names: readonly string[]): string | undefined {
  if (names.every((name) => name === '')) return 'CSV header row is missing.';
  if (names.length > LIMITS.feedColumns) {
    return `CSV header has ${names.length} columns; at most ${LIMITS.feedColumns} are allowed.`;
  }
  const keys = names.map((name) => name.toLowerCase());
  const missing = REQUIRED_FEED_COLUMNS.filter((column) => !keys.includes(column));
  if (missing.length > 0) return `Missing required CSV headers: ${missing.join(', ')}`;
  const repeated = [
    ...new Set(
      keys.filter((key, index) => key !== '' && !isOneOf(RESERVED_FEED_COLUMNS, key) && keys.indexOf(key) !== index),
    ),
  ].sort();
  if (repeated.length > 0) return `Repeated CSV headers: ${repeated.join(', ')}`;
  return nameProblem(names);
}

function nameProblem(names: readonly string[]): string | undefined {
  const unnamed = names.indexOf('');
  if (unnamed >= 0) return `Column ${unnamed + 1} of the CSV header has no name.`;
  const unusable = names.findIndex((name) => name.includes('\0'));
  if (unusable >= 0) return `The name of column ${unusable + 1} of the CSV header contains a NUL character.`;
  const long = names.findIndex((name) => name.length > HEADER_NAME_LENGTH);
  if (long >= 0) return `The name of column ${long + 1} of the CSV header is over ${HEADER_NAME_LENGTH} characters.`;
  return undefined;
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value);
}
