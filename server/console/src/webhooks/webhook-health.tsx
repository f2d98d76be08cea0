import type { Webhook } from '@commerce-integration/sdk';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { formatCount } from '../ui/format.ts';

const REASONS = {
  gone: 'Its receiver answered 410, which says that it is gone for good.',
  failing: 'It failed for five days.',
  request: 'It was disabled by hand.',
} as const;

/** How a subscription does, in one badge. */
export function WebhookHealth({ webhook: { status, circuit, failure_count } }: { webhook: Webhook }) {
  if (status === 'disabled') return <StatusBadge status="disabled" />;
  if (circuit === 'open')
    return (
      <Badge tone="bad" dot>
        Circuit open
      </Badge>
    );
  if (failure_count > 0)
    return (
      <Badge tone="warn" dot>
        {formatCount(failure_count, 'failure')}
      </Badge>
    );
  return (
    <Badge tone="ok" dot>
      Delivering
    </Badge>
  );
}

export function disabledReason({ disabled_reason }: Webhook): string | null {
  return disabled_reason && REASONS[disabled_reason];
}
