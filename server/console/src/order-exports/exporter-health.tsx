import type { OrderExporter } from '@commerce-integration/sdk';
import { Badge, StatusBadge } from '../ui/badge.tsx';
import { formatCount } from '../ui/format.ts';

/** How an exporter does, in one badge. */
export function ExporterHealth({ exporter: { enabled, circuit, failure_count } }: { exporter: OrderExporter }) {
  if (!enabled) return <StatusBadge status="paused" />;
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
  return <StatusBadge status="active" />;
}
