import { formatMoney } from './format.ts';

/** An amount in its currency; a dash where there is none. */
export function Money({ amount, currency }: { amount: number | null; currency: string | null }) {
  if (amount === null || currency === null) return <span className="text-faint">–</span>;
  return <span className="tabular-nums">{formatMoney(amount, currency)}</span>;
}
