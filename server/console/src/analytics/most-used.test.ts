import type { PeriodSales } from '@commerce-integration/sdk';
import { expect, it } from 'vitest';
import { mostUsed } from './most-used.ts';

const period = (currency: string, order_count: number) => ({ currency, order_count }) as PeriodSales;

it('is the currency with the most orders of all periods', () => {
  expect(mostUsed([period('EUR', 2), period('USD', 1), period('USD', 2), period('EUR', 0)])).toBe('USD');
});

it('is none where nothing was sold', () => {
  expect(mostUsed([])).toBeUndefined();
});
