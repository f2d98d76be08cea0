import { LIMITS } from '@commerce-integration/contract';

/** Decimals that amounts are kept with: the most that any currency has. */
const SCALE = 4;
/** The smallest amount, counted in 1/10,000 of the currency's unit, that an order cannot have. */
const TOO_LARGE = 10n ** BigInt(LIMITS.orderTotalIntegerDigits + SCALE);

export interface PricedOrder {
  lineTotals: string[];
  total: string;
  /** Whether the total has more digits than an amount may have. */
  tooLarge: boolean;
}

/**
 * Line totals and total of an order, in exact decimals.
 *
 * @param lines unit prices in major units, as exact text, and whole quantities; all of one currency
 */
export function priceOrder(lines: readonly { unitPrice: string; quantity: number }[]): PricedOrder {
  const totals = lines.map(({ unitPrice, quantity }) => toUnits(unitPrice) * BigInt(quantity));
  const total = totals.reduce((sum, line) => sum + line, 0n);
  return { lineTotals: totals.map(toText), total: toText(total), tooLarge: total >= TOO_LARGE };
}

function toUnits(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(SCALE, '0'));
}

function toText(units: bigint): string {
  const digits = units.toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  return `${digits.slice(0, -SCALE)}${decimals && `.${decimals}`}`;
}
