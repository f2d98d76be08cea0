import type { OrderExporter } from '@commerce-integration/sdk';
import { formatCount } from '../ui/format.ts';
import { Time } from '../ui/values.tsx';

/** What prevents an exporter from exporting. */
export function ExporterTrouble({ exporter }: { exporter: OrderExporter }) {
  const { enabled, circuit, failure_count, failing_since, last_error, next_probe_at } = exporter;
  if (!enabled)
    return (
      <p role="status" className="mb-4 rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">
        It is paused: orders wait for it until it is resumed.
      </p>
    );
  if (failure_count === 0) return null;
  return (
    <div role="status" className="mb-4 rounded-lg border border-bad-line bg-bad-soft px-4 py-3 text-sm">
      <p className="font-medium text-bad">
        {formatCount(failure_count, 'failure')} in a row
        {failing_since && (
          <>
            , since <Time at={failing_since} />
          </>
        )}
      </p>
      {last_error && <p className="mt-1">{last_error}</p>}
      {circuit === 'open' && (
        <p className="mt-1">
          Its circuit is open: orders wait, and one attempt is made <Time at={next_probe_at} />.
        </p>
      )}
    </div>
  );
}
