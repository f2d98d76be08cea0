import { type ValidFromPrice, validFromPriceSchema } from '../prices/prices.ts';
import { fieldErrors } from '../shared/invalid-request.ts';
import { LIMITS } from '../shared/limits.ts';
import type { ImportProblem } from './import-problems.ts';

/** The values of a price row, by target; blank ones are null or undefined. */
export interface PriceRowValues {
  readonly price?: string | null | undefined;
  readonly currency?: string | null | undefined;
  /** RFC 3339. */
  readonly valid_from?: string | null | undefined;
}

/** The price list entry that a row sets, or why it is invalid. @param at the time of a row without one */
export function priceEntry({ price, currency, valid_from }: PriceRowValues, at: Date): ValidFromPrice | ImportProblem {
  if (!price) return { column: 'price', code: 'required', message: 'price must not be empty.' };
  if (!currency) return { column: 'currency', code: 'required', message: 'currency must not be empty.' };
  if (!PLAIN_DECIMAL.test(price)) return { column: 'price', code: 'invalid_value', message: NO_PRICE, value: price };
  const parsed = validFromPriceSchema.safeParse({
    valid_from: valid_from ?? at.toISOString(),
    price: Number(price),
    currency: currency.toUpperCase(),
  });
  if (parsed.success) return parsed.data;
  const [error] = fieldErrors(parsed.error);
  const column = error?.path || 'price';
  const value = { price, currency, valid_from }[column];
  return { column, code: 'invalid_value', message: error?.message ?? '', ...(value ? { value } : {}) };
}

/** `Number` also reads `0x10` and spaces. */
const PLAIN_DECIMAL = /^\d{1,50}(?:\.\d{1,50})?$/;
const NO_PRICE =
  'price must be a plain decimal without a sign, such as 1299.50: give the column the type decimal for other forms.';

/**
 * A price list with a row's entry added; undefined if it already has it; a problem if the list is full. A row without a
 * time does not restart a price that is already in force.
 *
 * @param at the time of the change
 */
export function withPriceEntry(
  list: readonly ValidFromPrice[],
  values: PriceRowValues,
  at: Date,
): readonly ValidFromPrice[] | undefined | ImportProblem {
  const entry = priceEntry(values, at);
  if ('code' in entry) return entry;
  const time = Date.parse(entry.valid_from);
  const same = values.valid_from ? list.find((one) => isOfTime(one, time)) : inForceEntry(list, at);
  if (same && same.price === entry.price && same.currency === entry.currency) return undefined;
  const rest = list.filter((one) => !isOfTime(one, time));
  if (rest.length < LIMITS.priceListEntries) return [...rest, entry];
  const message = `The price list has ${LIMITS.priceListEntries} entries already.`;
  return { column: 'valid_from', code: 'invalid_value', message };
}

/** A price list without the entry of a time; undefined if it has none. */
export function withoutPriceEntry(
  list: readonly ValidFromPrice[],
  valid_from: string,
): readonly ValidFromPrice[] | undefined {
  const rest = list.filter((entry) => !isOfTime(entry, Date.parse(valid_from)));
  return rest.length === list.length ? undefined : rest;
}

function isOfTime(entry: ValidFromPrice, time: number): boolean {
  return Date.parse(entry.valid_from) === time;
}

/** The entry of a price list that is in force at a time. */
export function inForceEntry(list: readonly ValidFromPrice[], at: Date): ValidFromPrice | undefined {
  return list
    .filter(({ valid_from }) => Date.parse(valid_from) <= at.getTime())
    .reduce<ValidFromPrice | undefined>(
      (last, one) => (last && Date.parse(last.valid_from) > Date.parse(one.valid_from) ? last : one),
      undefined,
    );
}
