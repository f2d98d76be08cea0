import { LIMITS } from '../shared/limits.ts';
import { amountOf, SCALE, unitsOf } from '../shared/money.ts';

/** The smallest amount that is too large for an order, counted in 1/10,000 of the currency's unit. */
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
  const totals = lines.map(({ unitPrice, quantity }) => unitsOf(unitPrice) * BigInt(quantity));
  const total = totals.reduce((sum, line) => sum + line, 0n);
  return { lineTotals: totals.map(amountOf), total: amountOf(total), tooLarge: total >= TOO_LARGE };
}

/** Which new orders of a partner need approval. */
export interface ApprovalRules {
  /** All of them. */
  readonly ordersNeedApproval: boolean;
  /** Orders with a larger total: in major units of the order's currency, exact; null for none. */
  readonly ordersNeedApprovalAbove: string | null;
}

/** Why a new order waits for approval; null if it does not. @param total in major units, exact */
export function approvalReason(rules: ApprovalRules, total: string): string | null {
  if (rules.ordersNeedApproval) return 'All orders of the partner need approval.';
  const above = rules.ordersNeedApprovalAbove;
  if (above === null || unitsOf(total) <= unitsOf(above)) return null;
  return `The total is above ${Number(above)}.`;
}
