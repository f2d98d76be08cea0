import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountOf,
  amountSchema,
  CURRENCY_DIGITS,
  currencySchema,
  DEFAULT_CURRENCY,
  hasCurrencyDecimals,
  unitsOf,
} from './money.ts';

describe('a currency', () => {
  it.each([
    ['USD', 2],
    ['AED', 2],
    ['ZWG', 2],
    ['JPY', 0],
    ['XPF', 0],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (code, digits) => expect(CURRENCY_DIGITS.get(code)).toBe(digits));

  it('is a code of three capitals in ISO 4217', () => {
    expect([...CURRENCY_DIGITS.keys()].filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(currencySchema.parse(DEFAULT_CURRENCY)).toBe('USD');
    for (const code of ['', 'usd', 'XXX', 'EURO', ' EUR']) {
      const [issue] = currencySchema.safeParse(code).error?.issues ?? [];
      expect(issue?.message).toBe('Not an ISO 4217 currency code, such as USD or EUR.');
    }
    expect(currencySchema.meta()).toEqual({ description: 'ISO 4217 code.', examples: ['USD'] });
  });
});

describe('an amount', () => {
  it.each([
    [49.99, 'EUR', true],
    [49.9, 'EUR', true],
    [49.999, 'EUR', false],
    [0.1, 'JPY', false],
    [100, 'JPY', true],
    [0.001, 'KWD', true],
    [0.0001, 'KWD', false],
    [0.0001, 'CLF', true],
    [1.25, 'XXX', true],
    [1.255, 'XXX', false],
    [999_999_999_999.99, 'EUR', true],
  ])('%d in %s has at most the decimals of its currency: %s', (amount, currency, fine) =>
    expect(hasCurrencyDecimals(amount, currency)).toBe(fine),
  );

  it('is not below zero', () => {
    expect([amountSchema.safeParse(0).success, amountSchema.safeParse(-0.01).success]).toEqual([true, false]);
    expect(amountSchema.meta()).toMatchObject({ examples: [49.99] });
  });

  it.each([
    ['0', 0n, '0'],
    ['0.0000', 0n, '0'],
    ['1', 10_000n, '1'],
    ['1.5', 15_000n, '1.5'],
    ['0.0001', 1n, '0.0001'],
    ['0.05', 500n, '0.05'],
    ['10.10', 101_000n, '10.1'],
    ['200', 2_000_000n, '200'],
    ['123456789012345678.9', 1_234_567_890_123_456_789_000n, '123456789012345678.9'],
  ])('%s is counted exactly', (text, units, shown) => {
    expect(unitsOf(text)).toBe(units);
    expect(amountOf(units)).toBe(shown);
  });

  it('is the same after writing and reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (units) => {
        expect(unitsOf(amountOf(units))).toBe(units);
        expect(amountOf(units)).toMatch(/^(0|[1-9]\d*)(\.\d{0,3}[1-9])?$/);
      }),
    );
  });
});
