import { currencyDigits } from '../internal/generated/commands.ts';
import { plainText } from './table.ts';

const AMOUNT = /(^|_)(price|amount|sales|revenue|line_total)(_|$)/;
const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/;

/**
 * A value as one line of text; nothing for null and for an empty list. Amounts have the decimals of their currency, which stands beside them.
 * People get times without fractions of a second, and a dash for nothing.
 *
 * @param name the field that it is
 * @param row the object that the field is of
 */
export function cellText(value: unknown, name: string, row: object, forPeople: boolean): string {
  const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
  if (isNothing) return forPeople ? '-' : '';
  if (typeof value === 'string') return plainText(forPeople ? value.replace(TIME, '$1 $2Z') : value);
  if (typeof value === 'number') return amountText(value, name, row) ?? String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)) {
    return value.map((item) => cellText(item, name, row, forPeople)).join(', ');
  }
  return plainText(JSON.stringify(value));
}

function amountText(amount: number, name: string, row: object): string | undefined {
  const { currency } = row as { currency?: unknown };
  return typeof currency === 'string' && AMOUNT.test(name) ? amount.toFixed(currencyDigits[currency] ?? 2) : undefined;
}
