import { expect, it } from 'vitest';
import { formatMoney, formatShortMoney } from './format.ts';

const CURRENCIES = ['USD', 'CAD', 'AUD', 'MXN', 'SEK', 'NOK', 'DKK', 'JPY', 'CNY', 'EUR', 'GBP', 'CHF'];

it.each([formatMoney, formatShortMoney])('the same amount in two currencies is never the same text', (format) => {
  const texts = CURRENCIES.map((currency) => format(1_299, currency));
  expect(new Set(texts).size).toBe(CURRENCIES.length);
});

it.each([
  [49.9, 'USD', '$49.90'],
  [1_049.9, 'EUR', '€1,049.90'],
  [129_900, 'JPY', '¥129,900'],
])('%d %s is written as its currency is', (amount, currency, text) => {
  expect(formatMoney(amount, currency)).toBe(text);
});
