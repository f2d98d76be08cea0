import { REPORTED_VALUE_LENGTH, readableSku } from '../feed-file/row.ts';
import { LIMITS } from '../shared/limits.ts';
import { cutText, normaliseKey } from '../shared/text.ts';
import type { ImportProblem } from './import-problems.ts';

/** The values of a row, by target; null for a blank one, undefined if the descriptor has no such column. */
export type RowValues = Readonly<Record<string, string | null | undefined>>;

/** The validated values for an entity, or why they are invalid. */
export type CheckedValues = { readonly values: RowValues } | { readonly problem: ImportProblem };

/** Shortens the value of a problem for reports. */
export function cutProblem({ value, ...problem }: ImportProblem): ImportProblem {
  return value === undefined ? problem : { ...problem, value: cutText(value, REPORTED_VALUE_LENGTH) };
}

/** Matches an unpaired surrogate: not every Node version supported by the SDK has `isWellFormed`. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Why a row cannot be stored: PostgreSQL accepts neither NUL nor unpaired surrogates. Undefined for a valid one. */
export function storageProblem(values: RowValues): ImportProblem | undefined {
  const found = Object.entries(values).find(([, text]) => text && (text.includes('\0') || HALF_CHARACTER.test(text)));
  if (!found) return undefined;
  const [column] = found;
  return { column, code: 'invalid_value', message: `${column} contains a NUL character or half of one.` };
}

/** Why a SKU is invalid for products; undefined for a valid one. */
export function skuProblem(sku: string): ImportProblem | undefined {
  if (readableSku(sku) !== null) return undefined;
  if (normaliseKey(sku) === '') return { column: 'sku', code: 'required', message: 'sku must not be empty.' };
  const message = `sku is longer than ${LIMITS.skuLength} characters, or contains a NUL character.`;
  return { column: 'sku', code: 'invalid_value', message };
}

/**
 * The problem of a row that is invalid for any entity; undefined if there is none.
 *
 * @param isAboutProduct whether it names a product by its SKU
 */
export function rowProblem(values: RowValues, isAboutProduct: boolean): ImportProblem | undefined {
  return (isAboutProduct ? skuProblem(values.sku ?? '') : undefined) ?? storageProblem(values);
}

/** The problem of a row whose product does not exist. */
export function unknownProduct(sku: string): ImportProblem {
  const message = `No product has the SKU ${sku}: import the products first, with a descriptor that comes before this one.`;
  return { column: 'sku', code: 'unknown_product', message, value: sku };
}

/** The most characters of an unknown channel's name in a message. */
const SHOWN_NAME = 100;

/** The problem of a row whose sales channel does not exist. */
export function unknownChannel(value: string): ImportProblem {
  const message = `No sales channel has the ID or external ID ${cutText(value, SHOWN_NAME)}.`;
  return { column: 'sales_channel', code: 'unknown_sales_channel', message, value };
}
