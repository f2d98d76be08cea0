import type { ReactNode } from 'react';
import { Badge } from './badge.tsx';
import { formatCount } from './format.ts';

interface CircuitBadgeProps {
  circuit: string;
  failureCount: number;
  /** Shown if nothing fails. */
  children: ReactNode;
}

/** The sending problem in one badge: an open circuit, or failures since the last success. */
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
