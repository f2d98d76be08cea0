import { formatExact, formatMoney, formatRelative } from './format.ts';
import { useNow } from './use-now.ts';

/** An amount in its currency; a dash for none. */
export function Money({ amount, currency }: { amount: number | null; currency: string | null }) {
  if (amount === null || currency === null) return <span className="text-faint">–</span>;
  return <span className="tabular-nums">{formatMoney(amount, currency)}</span>;
}

/** A moment relative to now; the exact one on hover. */
export function Time({ at, className }: { at: string | null | undefined; className?: string }) {
  const now = useNow();
  if (!at) return <span className="text-faint">–</span>;
  return (
    <time dateTime={at} title={formatExact(at)} className={`whitespace-nowrap ${className ?? ''}`}>
      {formatRelative(Date.parse(at), now)}
    </time>
  );
}
