import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCY_DIGITS } from '../shared/money.ts';
import { priceOrder } from './new-order-rules.ts';

/** An amount as the database returns it: with or without trailing zeros. */
const amount = fc
  .tuple(
    fc.constantFrom(...new Set(CURRENCY_DIGITS.values())),
    fc.integer({ min: 0, max: 1_000_000_000 }),
    fc.boolean(),
  )
  .map(([digits, minor, padded]) => {
    const text = String(minor).padStart(digits + 1, '0');
    const whole = text.slice(0, text.length - digits);
    const decimals = padded ? text.slice(text.length - digits).padEnd(4, '0') : text.slice(text.length - digits);
    return decimals ? `${whole}.${decimals}` : whole;
  });
const line = fc.record({ unitPrice: amount, quantity: fc.integer({ min: 1, max: 1_000_000 }) });

/** Ten-thousandths, computed differently than in the code under test. */
const exact = (text: string) => {
  const [whole = '0', decimals = ''] = text.split('.');
  return BigInt(whole) * 10_000n + BigInt(Number(decimals.padEnd(4, '0')));
};

describe('the price of an order', () => {
  it('is exact where floating point is not', () => {
    expect(priceOrder([{ unitPrice: '0.1000', quantity: 3 }])).toEqual({
      lineTotals: ['0.3'],
      total: '0.3',
      tooLarge: false,
    });
    const lines = Array.from({ length: 500 }, () => ({ unitPrice: '0.01', quantity: 1 }));
    expect(priceOrder(lines).total).toBe('5');
    expect(priceOrder([{ unitPrice: '19.99', quantity: 100 }]).total).toBe('1999');
  });

  it('is refused if it is too large to be stored', () => {
    expect(priceOrder([{ unitPrice: '999999.9999', quantity: 1_000_000 }]).tooLarge).toBe(false);
    expect(priceOrder([{ unitPrice: '1000000', quantity: 1_000_000 }]).tooLarge).toBe(true);
  });

  it('is the exact sum of quantity times price, for any lines', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 500 }), (lines) => {
        const { lineTotals, total } = priceOrder(lines);
        const expected = lines.map(({ unitPrice, quantity }) => exact(unitPrice) * BigInt(quantity));
        expect(lineTotals.map(exact)).toEqual(expected);
        expect(exact(total)).toBe(expected.reduce((sum, one) => sum + one, 0n));
      }),
    );
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 50 }), (lines) => {
        expect(priceOrder([...lines].reverse()).total).toBe(priceOrder(lines).total);
      }),
    );
  });
});
