import { formatExact, formatRelative } from './format.ts';
import { useNow } from './use-now.ts';

/** A moment, relative to now; the exact one on hover. */
export function Time({ at, className }: { at: string | null | undefined; className?: string }) {
  const now = useNow();
  if (!at) return <span className="text-faint">–</span>;
  return (
    <time dateTime={at} title={formatExact(at)} className={`whitespace-nowrap ${className ?? ''}`}>
      {formatRelative(Date.parse(at), now)}
    </time>
  );
}
