import { LIMITS } from '../shared/limits.ts';
import { caselessKey, invisibleCharacter, isLongerThan, normaliseKey } from '../shared/text.ts';

/** The columns of a feed file that the catalogue knows. All others become attributes. */
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

/** The columns that every feed file must have, in alphabetical order. */
export const REQUIRED_FEED_COLUMNS = ['product_name', 'sku'] as const satisfies FeedColumn[];

/** The columns that `errors.csv` adds in front. A feed may have them, even more than once: they are ignored. */
export const RESERVED_FEED_COLUMNS = ['_line', '_column', '_code', '_message'] as const;

export const FEED_DELIMITERS = [',', ';', '\t', '|'] as const;
export type FeedDelimiter = (typeof FEED_DELIMITERS)[number];

/** Largest number of characters of a column name, since attribute names are stored with every product. */
const HEADER_NAME_LENGTH = 255;

/** The positions of a row's values. */
export interface FeedLayout {
  /** Number of cells that every row must have; unnamed columns at the end are not counted. */
  readonly width: number;
  /** The index of each known column in the file. */
  readonly columns: Readonly<Partial<Record<FeedColumn, number>>>;
  /** The other columns, with their names in the file. */
  readonly attributes: readonly { readonly name: string; readonly index: number }[];
  /** The columns that are written to new products only, or to existing ones only; the others always are. */
  readonly applies?: Readonly<Partial<Record<FeedColumn, 'on_insert' | 'on_update'>>>;
}

/** The contents of a header row: the file's layout, or why the file cannot be used, as a sentence. */
export type FeedHeader = FeedHeaderFacts | { readonly error: string };

export interface FeedHeaderFacts {
  readonly layout: FeedLayout;
  /** The names in the form in which they are compared: normalised, in lower case. */
  readonly keys: readonly string[];
  /** Number of cells of the header row, including unnamed ones at its end. */
  readonly cells: number;
  /** Number of names that contained invisible characters. */
  readonly cleaned: number;
}

/**
 * The likely delimiter of a header row: the one of `, ; tab |` that occurs most often in the first non-blank line
 * outside of quotes; a comma where none occurs. For certainty, check {@link hasRequiredColumns}.
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

/** Whether a header row's cells include every required column, which confirms the delimiter. */
export function hasRequiredColumns(names: readonly string[]): boolean {
  return missingColumns(names.map(caselessKey)).length === 0;
}

/**
 * Reads a feed's header row. Case, white space and invisible characters of known names do not matter, nor does the
 * order. Unnamed columns at the end, as spreadsheets leave them, are ignored.
 *
 * @param cells The header row's cells, unchanged; none where the file has no header row.
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
