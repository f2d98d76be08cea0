import { LIMITS } from '@commerce-integration/contract';
import { amountOf, SCALE, unitsOf } from './mock-amounts.ts';

/** The smallest amount, in 1/10,000 of the currency's unit, that an order cannot have. */
const TOO_LARGE = 10n ** BigInt(LIMITS.orderTotalIntegerDigits + SCALE);

/** Line totals and total of an order in exact decimals, from unit prices in major units. */
export function priceOrder(lines: readonly { unitPrice: string; quantity: number }[]) {
  const totals = lines.map(({ unitPrice, quantity }) => unitsOf(unitPrice) * BigInt(quantity));
  const total = totals.reduce((sum, line) => sum + line, 0n);
  return { lineTotals: totals.map(amountOf), total: amountOf(total), isTooLarge: total >= TOO_LARGE };
}
