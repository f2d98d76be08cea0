import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revenueShares } from './revenue-shares.ts';

const sum = (shares: number[]) => shares.reduce((total, share) => total + Math.round(share * 100), 0);

describe('shares of revenue', () => {
  it('sum to 100.00 even for thirds', () => {
    expect(revenueShares(['1', '1', '1'])).toEqual([33.34, 33.33, 33.33]);
  });

  it('give the missing hundredths to the shares that rounding reduced most', () => {
    expect(revenueShares(['10', '20.005', '69.995'])).toEqual([10, 20.01, 69.99]);
    expect(revenueShares(['0.0001', '99999'])).toEqual([0, 100]);
  });

  it('give them to the first of equally reduced shares, wherever the others are', () => {
    expect(revenueShares(['1', '1', '1', '1', '1', '1', '1'])).toEqual([
      14.29, 14.29, 14.29, 14.29, 14.28, 14.28, 14.28,
    ]);
    // Rounding down takes more from 2/7 than from 1/7: 28.5714…, 14.2857….
    expect(revenueShares(['2', '1', '1', '1', '2'])).toEqual([28.57, 14.29, 14.29, 14.28, 28.57]);
    expect(revenueShares(['1', '2', '3'])).toEqual([16.67, 33.33, 50]);
    expect(revenueShares(['2', '1', '3'])).toEqual([33.33, 16.67, 50]);
  });

  it('are 0 without revenue', () => {
    expect(revenueShares(['0', '0.00'])).toEqual([0, 0]);
    expect(revenueShares([])).toEqual([]);
  });

  it('of the whole are 100', () => {
    expect(revenueShares(['12.34', '0'])).toEqual([100, 0]);
  });

  const amount = fc.bigInt({ min: 0n, max: 10n ** 20n }).map((units) => {
    const digits = units.toString().padStart(5, '0');
    return { units, text: `${digits.slice(0, -4)}.${digits.slice(-4)}` };
  });

  it('always sum to exactly 100.00, each within 0.01 of the exact share', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 300 }), (amounts) => {
        const whole = amounts.reduce((total, { units }) => total + units, 0n);
        const shares = revenueShares(amounts.map(({ text }) => text));
        expect(sum(shares)).toBe(whole === 0n ? 0 : 10_000);
        if (whole === 0n) return;
        amounts.forEach(({ units }, place) => {
          // Both in 1/100 of a percent, multiplied by the total: |share - true| < 1.
          const difference = BigInt(Math.round((shares[place] ?? 0) * 100)) * whole - units * 10_000n;
          expect(difference < whole && -difference < whole).toBe(true);
        });
      }),
    );
  });
});
