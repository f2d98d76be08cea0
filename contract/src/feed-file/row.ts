import { type Availability, normaliseAvailability } from '../products/availability.ts';
import { LIMITS } from '../shared/limits.ts';
import { CURRENCY_DIGITS } from '../shared/money.ts';
import {
  cutText,
  invisibleCharacter,
  isLongerThan,
  normaliseKey,
  normaliseName,
  normaliseProse,
} from '../shared/text.ts';
import { attributeKey, attributeLimit, EXTERNAL_ID_ATTRIBUTE } from './attribute-names.ts';
import type { FeedColumn, FeedLayout } from './header.ts';

/** All codes of rejections and warnings of rows. Stable: a client may switch on them. */
export const ROW_PROBLEM_CODES = [
  'required',
  'too_long',
  'nul_character',
  'invalid_price',
  'price_too_large',
  'too_many_decimals',
  'unknown_currency',
  'unknown_availability',
  'wrong_field_count',
  'invalid_quotes',
  'duplicate_sku',
  'invisible_characters',
  'scientific_sku',
  'rows_in_value',
] as const;
export type RowProblemCode = (typeof ROW_PROBLEM_CODES)[number];

/** One reason to reject a row, or one warning about it. */
export interface RowProblem {
  /** The column's name in the header; none where the whole row is wrong. */
  readonly column?: string;
  readonly code: RowProblemCode;
  readonly message: string;
  /** The refused text, cut to {@link REPORTED_VALUE_LENGTH} characters. */
  readonly value?: string;
}

/** A normalised row. Null stands for an empty cell and for a column that the file does not have. */
export interface FeedRow {
  sku: string;
  product_name: string;
  description: string | null;
  brand: string | null;
  category: string | null;
  /** A plain decimal in major units. */
  price: string | null;
  currency: string | null;
  availability: Availability | null;
  /** In the order of the layout's attributes. */
  attributes: readonly (string | null)[];
  /** Warnings about an accepted row. */
  warnings: readonly RowProblem[] | undefined;
}

/** Turns a row's cells into a row, or returns all their problems. */
export type RowNormalizer = (cells: readonly string[], mayHaveNul?: boolean) => FeedRow | RowProblem[];

type AttributeReader = (cells: readonly string[], problems: RowProblem[]) => string | null;

export const REPORTED_VALUE_LENGTH = 200;

/** The largest number of decimals of any currency, which limits a price while its currency is unknown. */
export const MAX_CURRENCY_DIGITS = Math.max(...CURRENCY_DIGITS.values());

const PLAIN_DECIMAL = /^\d+(?:\.\d+)?$/;
/** The form in which spreadsheets write long numbers. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d{1,3}$/i;
const NO_ATTRIBUTES: readonly (string | null)[] = [];

/**
 * Makes the function that reads the rows of one file.
 *
 * A price with an empty currency cell gets `defaultCurrency`. In a file without a currency column the currency stays
 * null: existing products keep their currency, so the caller determines it and checks the decimals.
 *
 * With `mayHaveNul: false` the caller asserts that the text has no NUL characters.
 */
export function createRowNormalizer(layout: FeedLayout, options: { defaultCurrency: string }): RowNormalizer {
  const { columns, attributes, width } = layout;
  const at = (column: FeedColumn): number => columns[column] ?? -1;
  const [sku, name, description, brand] = [at('sku'), at('product_name'), at('description'), at('brand')];
  const [category, price, currency, availability] = [at('category'), at('price'), at('currency'), at('availability')];
  const readers = attributes.map(attributeReader);
  return (cells, mayHaveNul = true) => {
    if (cells.length !== width) return [wrongFieldCount(width, cells.length)];
    const problems: RowProblem[] = mayHaveNul ? nulProblems(layout, cells) : [];
    const priceText = price < 0 ? null : readPrice(cells[price] as string, problems);
    const code = currency < 0 ? null : readCurrency(cells[currency] as string, problems);
    const money = priceText !== null && code === null && currency >= 0 ? options.defaultCurrency : code;
    const written = cells[sku] as string;
    const key = normaliseKey(written.trim());
    const row: FeedRow = {
      sku: readRequired('sku', key, LIMITS.skuLength, problems),
      product_name: readRequired(
        'product_name',
        normaliseName((cells[name] as string).trim()),
        LIMITS.productNameLength,
        problems,
      ),
      description: readText('description', cells[description], LIMITS.descriptionLength, problems),
      brand: readName('brand', cells[brand], LIMITS.brandLength, problems),
      category: readName('category', cells[category], LIMITS.categoryLength, problems),
      price: priceText,
      currency: money,
      availability: availability < 0 ? null : readAvailability(cells[availability] as string, problems),
      attributes: attributes.length === 0 ? NO_ATTRIBUTES : readers.map((read) => read(cells, problems)),
      warnings: skuWarnings(written, key),
    };
    if (priceText !== null) checkDecimals(priceText, money, problems);
    return problems.length === 0 ? row : problems;
  };
}

/** The SKU in the report of a rejected row: the text of its cell, where it can be a SKU. */
export function readableSku(cell: string | undefined): string | null {
  const sku = normaliseKey(cell ?? '');
  return sku === '' || isLongerThan(sku, LIMITS.skuLength) || sku.includes('\0') ? null : sku;
}

function skuWarnings(written: string, sku: string): readonly RowProblem[] | undefined {
  if (sku.includes('+') && SCIENTIFIC.test(sku)) {
    const message = 'The SKU looks like a long number that a spreadsheet has shortened: format the column as text.';
    return [problem('sku', 'scientific_sku', message, sku)];
  }
  const invisible = written === sku ? undefined : invisibleCharacter(written);
  if (invisible === undefined) return undefined;
  const message = `The SKU was read without its invisible characters, such as ${invisible}.`;
  return [problem('sku', 'invisible_characters', message, sku)];
}

/** The problem of a row with another number of cells than the header. */
function wrongFieldCount(expected: number, found: number): RowProblem {
  return { code: 'wrong_field_count', message: `The row has ${found} fields; the header has ${expected}.` };
}

/** The problem of a price that has more decimals than its currency. `value` is the text as given. */
export function tooManyDecimals(column: 'price' | 'currency', value: string, currency: string): RowProblem {
  const digits = CURRENCY_DIGITS.get(currency) ?? MAX_CURRENCY_DIGITS;
  const allowed = digits === 0 ? 'no decimals' : `at most ${digits} decimals`;
  return problem(column, 'too_many_decimals', `A price in ${currency} has ${allowed}.`, value);
}

function nulProblems({ columns, attributes }: FeedLayout, cells: readonly string[]): RowProblem[] {
  const named = [...Object.entries(columns), ...attributes.map(({ name, index }): [string, number] => [name, index])];
  return named
    .filter(([, index]) => cells[index]?.includes('\0'))
    .map(([column]) => problem(column, 'nul_character', `${column} contains a NUL character.`));
}

function readRequired(column: FeedColumn, text: string, limit: number, problems: RowProblem[]): string {
  if (text === '') problems.push(problem(column, 'required', `${column} must not be empty.`));
  else if (isLongerThan(text, limit)) problems.push(tooLong(column, text, limit));
  return text;
}

function readName(column: string, cell: string | undefined, limit: number, problems: RowProblem[]): string | null {
  return cell === undefined ? null : checked(column, normaliseName(cell.trim()), limit, problems);
}

function readText(column: string, cell: string | undefined, limit: number, problems: RowProblem[]): string | null {
  if (cell === undefined) return null;
  return checked(column, normaliseProse(cell.trim()), limit, problems);
}

function checked(column: string, text: string, limit: number, problems: RowProblem[]): string | null {
  if (text === '') return null;
  if (isLongerThan(text, limit)) problems.push(tooLong(column, text, limit));
  return text;
}

/** Makes the function that reads the cells of an attribute. */
function attributeReader({ name, index }: FeedLayout['attributes'][number]): AttributeReader {
  const limit = attributeLimit(name);
  // Products are found by this attribute, so it is normalised like an ID.
  if (attributeKey(name) !== EXTERNAL_ID_ATTRIBUTE)
    return (cells, problems) => readText(name, cells[index], limit, problems);
  return (cells, problems) => checked(name, normaliseKey((cells[index] ?? '').trim()), limit, problems);
}

function readPrice(cell: string, problems: RowProblem[]): string | null {
  const text = cell.trim();
  if (text === '') return null;
  if (text.length > LIMITS.priceLength) {
    problems.push(tooLong('price', text, LIMITS.priceLength));
    return null;
  }
  if (!PLAIN_DECIMAL.test(text)) {
    const message = 'price must be a plain decimal such as 1299.00, without sign, symbol, thousands mark or exponent.';
    problems.push(problem('price', 'invalid_price', message, text));
    return null;
  }
  const point = text.indexOf('.');
  if ((point < 0 ? text.length : point) > LIMITS.priceIntegerDigits) {
    const message = `price must have at most ${LIMITS.priceIntegerDigits} digits before the decimal point.`;
    problems.push(problem('price', 'price_too_large', message, text));
    return null;
  }
  return text;
}

function readCurrency(cell: string, problems: RowProblem[]): string | null {
  if (CURRENCY_DIGITS.has(cell)) return cell;
  const text = cell.trim();
  if (text === '') return null;
  const code = text.toUpperCase();
  if (CURRENCY_DIGITS.has(code)) return code;
  problems.push(problem('currency', 'unknown_currency', 'currency must be an ISO 4217 code such as USD or EUR.', text));
  // Not null: an unknown currency is not an empty cell, so the price must not be checked against the default one.
  return '';
}

function checkDecimals(price: string, currency: string | null, problems: RowProblem[]): void {
  const point = price.indexOf('.');
  if (point < 0 || currency === '') return;
  const digits = currency === null ? MAX_CURRENCY_DIGITS : (CURRENCY_DIGITS.get(currency) ?? MAX_CURRENCY_DIGITS);
  let end = price.length;
  if (end - point - 1 <= digits) return;
  // Trailing zeros are dropped: 49.9900 is 49.99.
  while (price.charCodeAt(end - 1) === 48) end -= 1;
  if (end - point - 1 <= digits) return;
  if (currency !== null) problems.push(tooManyDecimals('price', price, currency));
  else problems.push(problem('price', 'too_many_decimals', `No currency has more than ${digits} decimals.`, price));
}

function readAvailability(cell: string, problems: RowProblem[]): Availability | null {
  const text = cell.trim();
  if (text === '') return null;
  const state = normaliseAvailability(text);
  if (state !== undefined) return state;
  const message = 'availability must be in_stock, out_of_stock, preorder, backorder, discontinued or a usual spelling.';
  problems.push(problem('availability', 'unknown_availability', message, text));
  return null;
}

function tooLong(column: string, text: string, limit: number): RowProblem {
  return problem(column, 'too_long', `${column} is longer than ${limit} characters.`, text);
}

function problem(column: string, code: RowProblemCode, message: string, value?: string): RowProblem {
  return value === undefined
    ? { column, code, message }
    : { column, code, message, value: cutText(value, REPORTED_VALUE_LENGTH) };
}
