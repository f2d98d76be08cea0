import type { ReactNode } from 'react';
import { Badge } from './badge.tsx';
import { formatCount } from './format.ts';

interface CircuitBadgeProps {
  circuit: string;
  failureCount: number;
  /** What is shown where nothing fails. */
  children: ReactNode;
}

/** What keeps sending from going well, in one badge: an open circuit, or failures since the last success. */
export function CircuitBadge({ circuit, failureCount, children }: CircuitBadgeProps) {
  if (circuit === 'open')
    return (
      <Badge tone="bad" dot>
        Circuit open
      </Badge>
    );
  if (failureCount === 0) return children;
  return (
    <Badge tone="warn" dot>
      {formatCount(failureCount, 'failure')}
    </Badge>
  );
}
