import type { Webhook } from '@commerce-integration/sdk';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { CircuitBadge } from '../ui/circuit-badge.tsx';

const REASONS = {
  gone: 'Its receiver responded with 410 (gone).',
  failing: 'It failed for five days.',
  request: 'It was disabled manually.',
} as const;

/** The health of a subscription in one badge. */
export function WebhookHealth({ webhook: { status, circuit, failure_count } }: { webhook: Webhook }) {
  if (status === 'disabled') return <StatusBadge status="disabled" />;
  return (
    <CircuitBadge circuit={circuit} failureCount={failure_count}>
      <Badge tone="ok" dot>
        Delivering
      </Badge>
    </CircuitBadge>
  );
}

export function disabledReason({ disabled_reason }: Webhook): string | null {
  return disabled_reason && REASONS[disabled_reason];
}
