import { unitsOf } from '../shared/money.ts';

/** Which new orders of a partner wait until somebody approves them. */
export interface ApprovalRules {
  /** All of them. */
  readonly ordersNeedApproval: boolean;
  /** Those with a larger total: in major units of the order's currency, exact; null for none. */
  readonly ordersNeedApprovalAbove: string | null;
}

/** The reason why a new order waits for approval; null where it does not. @param total in major units, exact */
export function approvalReason(rules: ApprovalRules, total: string): string | null {
  if (rules.ordersNeedApproval) return 'All orders of the partner need approval.';
  const above = rules.ordersNeedApprovalAbove;
  if (above === null || unitsOf(total) <= unitsOf(above)) return null;
  return `The total is above ${Number(above)}.`;
}
