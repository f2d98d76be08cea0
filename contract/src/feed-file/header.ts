import { LIMITS } from '../shared/limits.ts';
import { caselessKey, invisibleCharacter, isLongerThan, normaliseKey } from '../shared/text.ts';

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
  /** Cells that every row must have: columns without a name, at the end, are none. */
  readonly width: number;
  /** Known columns the file has, and the index of each. */
  readonly columns: Readonly<Partial<Record<FeedColumn, number>>>;
  /** The other columns, named as in the file. */
  readonly attributes: readonly { readonly name: string; readonly index: number }[];
}

/** What a header row says: the file's layout, or why the file cannot be used, as a sentence. */
export type FeedHeader = FeedHeaderFacts | { readonly error: string };

export interface FeedHeaderFacts {
  readonly layout: FeedLayout;
  /** The names as they are compared: normalised, in lower case. */
  readonly keys: readonly string[];
  /** Cells of the header row, with those at its end that have no name. */
  readonly cells: number;
  /** Names that had invisible characters in them. */
  readonly cleaned: number;
}

/**
 * The delimiter that a header row seems to have: whichever of `, ; tab |` stands most often in the first line that is
 * not blank, quoted text left out. A comma where none does. What tells for certain is {@link hasRequiredColumns}.
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

/** Whether a header row's cells name every column that no feed may lack: the delimiter is the one under which they do. */
export function hasRequiredColumns(names: readonly string[]): boolean {
  return missingColumns(names.map(caselessKey)).length === 0;
}

/**
 * Reads a feed's header row. Case, white space and invisible characters of known names do not matter; the order never
 * does. Columns without a name are passed over where they stand at the end, as spreadsheets leave them.
 *
 * @param cells The header row's cells as they stand; none where the file has no header row.
 */
export function readFeedHeader(cells: readonly string[]): FeedHeader {
  const names = cells.map(normaliseKey);
  while (names.at(-1) === '') names.pop();
  const problem = headerProblem(names);
  if (problem !== undefined) return { error: `Invalid CSV file: ${problem}` };
  const keys = names.map(caselessKey);
  const columns: Partial<Record<FeedColumn, number>> = {};
  const attributes: { name: string; index: number }[] = [];
  keys.forEach((key, index) => {
    if (isOneOf(FEED_COLUMNS, key)) columns[key] = index;
    else if (!isOneOf(RESERVED_FEED_COLUMNS, key)) attributes.push({ name: names[index] ?? '', index });
  });
  const cleaned = cells.filter((cell) => invisibleCharacter(cell.trim()) !== undefined).length;
  return { layout: { width: names.length, columns, attributes }, keys, cells: cells.length, cleaned };
}

function headerProblem(names: readonly string[]): string | undefined {
  if (names.length === 0) return 'CSV header row is missing.';
  if (names.length > LIMITS.feedColumns) {
    return `CSV header has ${names.length} columns; at most ${LIMITS.feedColumns} are allowed.`;
  }
  const keys = names.map(caselessKey);
  const missing = missingColumns(keys);
  if (missing.length > 0) return `Missing required CSV headers: ${missing.join(', ')}`;
  const repeated = [
    ...new Set(
      keys.filter((key, index) => key !== '' && !isOneOf(RESERVED_FEED_COLUMNS, key) && keys.indexOf(key) !== index),
    ),
  ].sort();
  if (repeated.length > 0) return `Repeated CSV headers: ${repeated.join(', ')}`;
  return nameProblem(names);
}

function missingColumns(keys: readonly string[]): string[] {
  return REQUIRED_FEED_COLUMNS.filter((column) => !keys.includes(column));
}

function nameProblem(names: readonly string[]): string | undefined {
  const unnamed = names.indexOf('');
  if (unnamed >= 0) return `Column ${unnamed + 1} of the CSV header has no name.`;
  const unusable = names.findIndex((name) => name.includes('\0'));
  if (unusable >= 0) return `The name of column ${unusable + 1} of the CSV header contains a NUL character.`;
  const long = names.findIndex((name) => isLongerThan(name, HEADER_NAME_LENGTH));
  if (long >= 0) return `The name of column ${long + 1} of the CSV header is over ${HEADER_NAME_LENGTH} characters.`;
  return undefined;
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value);
}
