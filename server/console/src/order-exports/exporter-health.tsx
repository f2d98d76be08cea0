import type { OrderExporter } from '@commerce-integration/sdk';
import { StatusBadge } from '../ui/badge.tsx';
import { CircuitBadge } from '../ui/circuit-badge.tsx';

/** How an exporter does, in one badge. */
export function ExporterHealth({ exporter: { enabled, circuit, failure_count } }: { exporter: OrderExporter }) {
  if (!enabled) return <StatusBadge status="paused" />;
  return (
    <CircuitBadge circuit={circuit} failureCount={failure_count}>
      <StatusBadge status="active" />
    </CircuitBadge>
  );
}
