import { CURRENCY_DIGITS } from '@commerce-integration/contract';

/** An amount with the decimals of its currency: `24.00 USD`. */
export function money(amount: number, currency: string | null): string {
  const digits = CURRENCY_DIGITS.get(currency ?? '');
  return `${digits === undefined ? amount : amount.toFixed(digits)} ${currency ?? ''}`.trimEnd();
}
